"""The module, and every example of its docstrings: python -m unittest discover -s python/tests.

Run it where the wheel is installed, not where its sources are found first.
"""

import ast
import doctest
import gc
import importlib.util
import inspect
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

import dateline

ARTICLES = {
    "a.txt": "Troops leave the northern bases\nPublished: 2021-01-19\n\nTroops left the northern "
    "bases on Tuesday. The withdrawal took a week.\n",
    "b.txt": "Vote on the withdrawal of troops\nPublished: 2021-02-03\n\nLawmakers voted on the "
    "withdrawal of all foreign troops.\n",
    "c.jsonl": json.dumps({
        "id": "flood-1", "title": "Flood barrier reopens", "date": "2022-03-04",
        "source": "North Lantern", "author": ["Mara Quist", "Ivo Lund"],
        "text": "The barrier opened again on Friday. \u0000\u202e<b>",
    }) + "\n",
}


def in_new_folder(test):
    test.folder = tempfile.TemporaryDirectory()
    test.before = os.getcwd()
    os.chdir(test.folder.name)
    articles = pathlib.Path("articles")
    articles.mkdir()
    for name, text in ARTICLES.items():
        articles.joinpath(name).write_text(text, encoding="utf-8")


def out_of_it(test):
    os.chdir(test.before)
    test.folder.cleanup()


def load_tests(loader, tests, pattern):
    def start(test):
        in_new_folder(test)
        test.globs["dateline"] = dateline
        if test.name != "dateline":
            test.globs["archive"], _ = dateline.index("articles")

    examples = doctest.DocTestSuite(
        dateline, setUp=start, tearDown=out_of_it, optionflags=doctest.ELLIPSIS
    )
    assert examples.countTestCases() >= 11, examples
    tests.addTests(examples)
    return tests


class Module(unittest.TestCase):
    def setUp(self):
        in_new_folder(self)
        self.archive, self.report = dateline.index("articles")

    def tearDown(self):
        out_of_it(self)

    def test_hits_have_the_fields_of_the_json(self):
        command = [sys.executable, "-m", "dateline", "search", "--in", "articles", "barrier"]
        ran = subprocess.run([*command, "--format", "json"], stdout=subprocess.PIPE, check=True)
        shown = json.loads(ran.stdout)["hits"][0]
        hit = self.archive.search("barrier")[0]
        for key in hit.keys():
            if key == "passages":
                self.assertEqual(hit.passages, [one["text"] for one in shown[key]])
            elif key == "score":
                self.assertAlmostEqual(hit.score, shown[key], places=3)
            else:
                self.assertEqual(hit[key], shown[key], key)
                self.assertEqual(getattr(hit, key), shown[key], key)
        left = set(shown) - set(hit.keys())
        self.assertEqual(left, {"headline_highlights", "headline_highlights_bytes"})
        self.assertEqual(hit.bylines, ["Mara Quist", "Ivo Lund"])
        with self.assertRaises(AttributeError):
            hit.colour
        with self.assertRaises(KeyError):
            hit["colour"]

    def test_options_are_those_of_the_program(self):
        found = self.archive.search("", since="2022", sort="newest", source=["North Lantern"])
        self.assertEqual([hit.id for hit in found], ["flood-1"])
        self.assertEqual(len(self.archive.search("", limit=2)), 2)
        self.assertEqual(self.archive.search("", limit=2).total, 3)
        self.assertEqual(len(self.archive.search("", any_status=True, limit=None)), 3)
        self.assertEqual(self.archive.search("")[-1].rank, 3)
        with self.assertRaises(IndexError):
            self.archive.search("")[3]

    def test_errors_have_exit_code_and_hint(self):
        os.mkdir("none")
        with self.assertRaises(dateline.Error) as caught:
            dateline.open("none")
        self.assertEqual(caught.exception.exit_code, 2)
        self.assertIn("dateline index", caught.exception.hint)
        with self.assertRaises(dateline.Error) as caught:
            self.archive.show("no-such-article")
        self.assertEqual(caught.exception.exit_code, 1)
        self.assertIsNone(caught.exception.report)

    def test_a_job_that_a_guard_refuses_raises_its_report(self):
        many = pathlib.Path("many")
        many.mkdir()
        for number in range(40):
            many.joinpath(f"{number}.txt").write_text(f"Report {number}\n\nThe text of {number}.\n")
        archive, _ = dateline.index("many")
        for number in range(39):
            many.joinpath(f"{number}.txt").unlink()
        with self.assertRaises(dateline.Error) as caught:
            archive.reindex()
        self.assertEqual(caught.exception.exit_code, 4)
        self.assertIn("--allow-removals", caught.exception.hint)
        self.assertEqual(caught.exception.report["archives"][0]["outcome"], "refused")
        self.assertEqual(len(archive), 40)

    def test_reading_goes_on_after_a_record_that_cannot_be_read(self):
        pathlib.Path("d.jsonl").write_text('{"title":"One","text":"1"}\nno\n{"title":"Two","text":"2"}\n')
        articles, headlines, errors = dateline.parse("d.jsonl"), [], 0
        while True:
            try:
                headlines.append(next(articles).headline)
            except StopIteration:
                break
            except dateline.Error as error:
                errors += 1
                self.assertEqual(error.exit_code, 3)
        self.assertEqual((headlines, errors), (["One", "Two"], 1))

    def test_a_job_switches_the_archive_and_readers_go_on(self):
        articles = self.archive.articles()
        first = next(articles)
        pathlib.Path("articles/e.txt").write_text("Harbour opens\n\nThe harbour is open again.\n")
        reports = self.archive.reindex()
        self.assertEqual(reports[0]["archives"][0]["outcome"], "published")
        self.assertEqual(len(self.archive), 4)
        self.assertEqual(1 + sum(1 for _ in articles), 3)
        self.assertTrue(first.body)

    def test_articles_are_whole_and_have_no_cycle(self):
        bodies = {article.id: article.body for article in self.archive.articles()}
        self.assertIn("opened again on Friday", bodies["flood-1"])
        some = self.archive.articles("withdrawal")
        next(some)
        del some
        gc.collect()

    def test_articles_come_in_the_order_that_is_asked_for(self):
        dates = lambda **options: [own.published for own in self.archive.articles(**options)]
        self.assertEqual(sorted(dates()), dates(sort="oldest"))
        self.assertEqual(dates(sort="oldest"), dates(sort="newest")[::-1])
        self.assertEqual(dates(limit=2), dates()[:2])
        self.assertEqual(dates(offset=1), dates()[1:])
        self.assertEqual(len(dates(since="2022")), 1)

    def test_threads_search_at_once(self):
        found = []

        def search():
            for _ in range(50):
                found.append(self.archive.search("troops").total)

        threads = [threading.Thread(target=search) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(found, [2] * 200)

    def test_other_threads_run_meanwhile(self):
        calls = [
            lambda: self.archive.search("troops"),
            lambda: list(self.archive.articles()),
            lambda: list(dateline.parse("articles/a.txt")),
            lambda: dateline.open("articles"),
            self.archive.reindex,
        ]
        before = sys.getswitchinterval()
        # A thread gives the interpreter to others only where it says so.
        sys.setswitchinterval(1000)
        try:
            for call in calls:
                go, ran = threading.Event(), []
                thread = threading.Thread(target=lambda: (go.wait(), ran.append(True)))
                thread.start()
                go.set()
                end = time.perf_counter() + 0.02
                while time.perf_counter() < end:
                    pass
                self.assertEqual(ran, [])
                for _ in range(1000):
                    call()
                    if ran:
                        break
                self.assertEqual(ran, [True])
                thread.join()
        finally:
            sys.setswitchinterval(before)

    def test_frames_have_a_row_for_each_hit(self):
        hits = self.archive.search("troops")
        for package, frame in (("pandas", hits.to_pandas), ("polars", hits.to_polars)):
            if importlib.util.find_spec(package) is None:
                with self.assertRaises(ImportError):
                    frame()
                continue
            self.assertEqual(len(frame()), 2, package)
            self.assertIn("headline", frame().columns)

    def test_the_command_is_the_program(self):
        ran = subprocess.run(["dateline", "--version"], stdout=subprocess.PIPE, check=True)
        self.assertEqual(ran.stdout.decode().strip(), f"dateline {dateline.__version__}")
        wrong = subprocess.run(["dateline", "no-such-command"], stderr=subprocess.PIPE)
        self.assertEqual(wrong.returncode, 2)
        none = subprocess.run(["dateline", "search", "--in", "articles", "zeppelin"], stderr=subprocess.PIPE)
        self.assertEqual(none.returncode, 1, none)

    def test_the_command_takes_names_that_are_no_text(self):
        os.mkdir(b"d\xff")
        pathlib.Path(os.fsdecode(b"d\xff"), "a.txt").write_text(ARTICLES["a.txt"])
        ran = subprocess.run([b"dateline", b"index", b"d\xff"], stderr=subprocess.PIPE)
        self.assertEqual(ran.returncode, 0, ran)
        self.assertEqual(len(dateline.open(os.fsdecode(b"d\xff"))), 1)

    def test_the_command_ends_at_once_when_it_is_interrupted(self):
        command = ["dateline", "reindex", "--continuous", "--in", "articles"]
        ran = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        time.sleep(1)
        self.assertIsNone(ran.poll())
        ran.send_signal(signal.SIGINT)
        self.assertIn(ran.wait(timeout=20), (-signal.SIGINT, 0, 130))
        ran.stderr.close()

    def test_a_reader_that_goes_away_is_no_error(self):
        piped = "set -o pipefail; dateline search --in articles troops | true"
        ran = subprocess.run(["bash", "-c", piped], stderr=subprocess.PIPE)
        self.assertEqual((ran.returncode, ran.stderr), (0, b""))

    def test_the_types_are_those_of_the_module(self):
        stub = ast.parse(pathlib.Path(dateline.__file__).with_name("__init__.pyi").read_text())
        hits = self.archive.search("troops")
        examples = {"Article": self.archive.show("a.txt"), "Hit": hits[0]}
        named = {"main"}
        for own in stub.body:
            if isinstance(own, ast.ClassDef):
                named.add(own.name)
                values = {line.target.id for line in own.body if isinstance(line, ast.AnnAssign)}
                if own.name in examples:
                    self.assertEqual(values, set(examples[own.name].keys()), own.name)
                for method in own.body:
                    if isinstance(method, ast.FunctionDef):
                        self.same_arguments(method, getattr(getattr(dateline, own.name), method.name))
            elif isinstance(own, ast.FunctionDef):
                named.add(own.name)
                self.same_arguments(own, getattr(dateline, own.name))
            elif isinstance(own, ast.AnnAssign):
                named.add(own.target.id)
        self.assertEqual(named - {"main"}, set(dateline.__all__))
        for value in vars(hits):
            if not value.startswith("_"):
                self.assertIn(value, {"total", "query", "notes"})

    def same_arguments(self, stub, real):
        if isinstance(real, property):
            real = real.fget
        if not inspect.isfunction(real):
            return
        have = [own.name for own in inspect.signature(real).parameters.values()]
        arguments = stub.args
        stubbed = [own.arg for own in [*arguments.args, *filter(None, [arguments.kwarg])]]
        self.assertEqual(stubbed, have, stub.name)


if __name__ == "__main__":
    unittest.main()
