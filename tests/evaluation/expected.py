"""Makes the example of tests/suite/evaluation.rs, with the values that trec_eval computes for it.

    pip install pytrec_eval-terrier==0.5.11 scipy && python tests/evaluation/expected.py

writes qrels.txt, run.trec, other.trec and expected.json next to this file. All data is invented: topics,
articles and scores come from a seeded random generator, with unusual cases added on purpose.
"""

import json
import pathlib
import random

import numpy
import pytrec_eval
import scipy.stats

HERE = pathlib.Path(__file__).parent
MEASURES = {
    "ndcg": "ndcg", "ndcg@1": "ndcg_cut_1", "ndcg@5": "ndcg_cut_5", "ndcg@10": "ndcg_cut_10",
    "map": "map", "map@5": "map_cut_5", "mrr": "recip_rank", "p@3": "P_3", "p@10": "P_10",
    "recall@4": "recall_4", "recall@100": "recall_100", "success@1": "success_1", "success@3": "success_3",
}
SCIPY = {"ndcg@10", "map", "p@3"}


def articles(number):
    return [f"a{index:02}" for index in range(number)]


def judged(draw, topic):
    """Grades from -2 to 3; topics 7 and 19 have no relevant article."""
    grades = [-2, -1, 0, 0, 0] if topic in (7, 19) else [-1, 0, 0, 0, 1, 1, 2, 3]
    return {article: draw.choice(grades) for article in draw.sample(articles(30), 14)}


def found(draw, topic):
    """Scores with ties, some of them only in single precision, and negative ones."""
    ranked = draw.sample(articles(40), draw.choice([3, 9, 12, 14]))
    scores = [round(draw.uniform(-1, 4) * 2) / 2 + draw.choice([0, 0, 1e-9]) for _ in ranked]
    return dict(zip(ranked, scores))


def values(qrels, run, topics):
    """The values of trec_eval for each topic; 0 for a topic that is not in the run."""
    asked = {name.replace("_cut_", "_cut.").replace("P_", "P.") for name in MEASURES.values()}
    asked = {name.replace("recall_", "recall.").replace("success_", "success.") for name in asked}
    measured = pytrec_eval.RelevanceEvaluator(qrels, asked).evaluate(run)
    return {ours: [measured[topic][theirs] if topic in measured else 0.0 for topic in topics]
            for ours, theirs in MEASURES.items()}


def write_run(name, run):
    with open(HERE / name, "w") as out:
        for topic, scores in run.items():
            for rank, (article, score) in enumerate(scores.items(), 1):
                print(topic, "Q0", article, rank, score, name.split(".")[0], file=out)


def main():
    draw = random.Random(1963)
    names = [f"t{number}" for number in range(1, 25)]
    qrels = {name: judged(draw, number) for number, name in enumerate(names, 1)}
    run = {name: found(draw, number) for number, name in enumerate(names, 1)}
    other = {name: found(draw, number) for number, name in enumerate(names, 1)}
    del run["t5"], run["t12"], other["t9"]  # topics that are missing in a run
    run["t99"] = {"a01": 1.0}  # a topic without judgments
    with open(HERE / "qrels.txt", "w") as out:
        for topic, grades in qrels.items():
            for article, grade in grades.items():
                print(topic, 0, article, grade, file=out)
    write_run("run.trec", run)
    write_run("other.trec", other)
    topics = [name for name in names if max(qrels[name].values()) > 0]
    own, others = values(qrels, run, topics), values(qrels, other, topics)
    p_values = {}
    for measure in sorted(SCIPY):
        samples = numpy.array(own[measure]), numpy.array(others[measure])
        tested = scipy.stats.permutation_test(
            samples, lambda a, b, axis: numpy.mean(a - b, axis=axis), permutation_type="samples",
            vectorized=True, n_resamples=200_000, batch=10_000, rng=numpy.random.default_rng(1))
        p_values[measure] = round(float(tested.pvalue), 4)
    rounded = {name: [round(value, 6) for value in row] for name, row in own.items()}
    expected = {
        "topics": topics,
        "by_topic": rounded,
        "means": {name: round(sum(row) / len(topics), 6) for name, row in own.items()},
        "means_of_other": {name: round(sum(row) / len(topics), 6) for name, row in others.items()},
        "p_values": p_values,
    }
    rows = [f" {json.dumps(key)}: {json.dumps(value)}" for key, value in expected.items()]
    (HERE / "expected.json").write_text("{\n" + ",\n".join(rows) + "\n}\n")


if __name__ == "__main__":
    main()
