"""Measures the module: python python/measure.py [PROGRAM], where the wheel is installed.

It makes 100,000 articles of invented words, each about as long as a short report of an agency, and
compares in this process: a search from Python with the same from Rust; every article, with its
headline and text, with the same read by `json` from what `dateline export` writes. With PROGRAM it
also compares how long the command of the wheel and that program take to start. It prints medians of
rounds in which both take turns.
"""

import itertools
import json
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

import dateline

ARTICLES = 100_000
ROUNDS = 7


def words(chance):
    syllables = ["ka", "ren", "to", "mi", "sol", "ber", "an", "du", "li", "vost", "e", "pra"]
    count = 20_000
    made = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(count)]
    shares = list(itertools.accumulate(1 / (place + 3) for place in range(count)))
    return made, shares


def write(folder):
    chance = random.Random(7)
    made, shares = words(chance)
    take = lambda count: chance.choices(made, cum_weights=shares, k=count)
    for file in range(10):
        with open(folder / f"{file}.jsonl", "w", encoding="utf-8") as out:
            for number in range(ARTICLES // 10):
                text = take(chance.randint(40, 220))
                record = {
                    "id": f"{file}-{number}",
                    "title": " ".join(take(7)).capitalize(),
                    "date": f"{chance.randint(1987, 2020)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
                    "source": chance.choice(["North Lantern", "Karsova Post", "Evening Bell"]),
                    "author": [" ".join(take(2)).title()],
                    "text": "\n".join(" ".join(text[at : at + 40]) + "." for at in range(0, len(text), 40)),
                }
                out.write(json.dumps(record) + "\n")
    return [" ".join(chance.choices(made[:3000], k=2)) for _ in range(200)]


def seconds(call):
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def compared(what, one, other):
    one, other = statistics.median(one), statistics.median(other)
    print(f"{what}: {one * 1000:.2f} ms, {other * 1000:.2f} ms, ratio {one / other:.2f}")


def searches(archive, queries):
    def asked(query):
        for hit in archive.search(query, limit=10):
            hit.headline

    native = [[("q", query), ("limit", "10")] for query in queries]
    ratios, python, rust = [], [], []
    for _ in range(ROUNDS):
        one = [seconds(lambda: asked(query)) for query in queries]
        other = archive._native._seconds(native)
        ratios.append(sum(one) / sum(other))
        python += one
        rust += other
    compared("a search from Python, from Rust", python, rust)
    print(f"... all {len(queries)}, in {ROUNDS} rounds: ratio {statistics.median(ratios):.2f}")


def articles(archive, export):
    def own():
        return sum(len(article.headline) + len(article.body) for article in archive.articles())

    def of_json():
        with open(export, encoding="utf-8") as lines:
            records = map(json.loads, lines)
            return sum(len(record["headline"]) + len(record["body"]) for record in records)

    def nothing():
        for _ in archive.articles():
            pass

    assert own() == of_json() > 0
    rounds = [(seconds(of_json), seconds(own), seconds(nothing)) for _ in range(ROUNDS)]
    of_json, own, nothing = zip(*rounds)
    compared(f"{ARTICLES} articles by json, with headline and text", of_json, own)
    compared("... without looking at them", of_json, nothing)


def starts(program):
    command = pathlib.Path(sys.executable).with_name("dateline")
    run = lambda path: seconds(lambda: subprocess.run([path, "--version"], stdout=subprocess.DEVNULL))
    rounds = [(run(command), run(program)) for _ in range(31)]
    module, native = zip(*rounds)
    compared("the command of the wheel, the program, to start", module, native)


def main():
    with tempfile.TemporaryDirectory() as place:
        place = pathlib.Path(place)
        os.environ["DATELINE_STATE"] = str(place / "state")
        folder = place / "articles"
        folder.mkdir()
        queries = write(folder)
        archive, report = dateline.index(folder)
        assert len(archive) == ARTICLES, report
        export = place / "export.jsonl"
        with open(export, "wb") as out:
            command = [sys.executable, "-m", "dateline", "export", "--in", folder]
            subprocess.run(command, stdout=out, check=True)
        print(f"{ARTICLES} articles, {export.stat().st_size / 1e6:.0f} MB of JSON Lines")
        articles(archive, export)
        searches(archive, queries)
    if len(sys.argv) > 1:
        starts(sys.argv[1])


main()
