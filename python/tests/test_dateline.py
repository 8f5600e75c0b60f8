"""The module, and every example of its docstrings: python -m unittest discover python/tests.

Run it where the wheel is installed, not where its sources are found first.
"""

import contextlib
import doctest
import gc
import importlib.util
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
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

    def test_several_threads_search_at_once(self):
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
        with contextlib.redirect_stdout(io.StringIO()):
            wrong = subprocess.run(["dateline", "no-such-command"], stderr=subprocess.PIPE)
        self.assertEqual(wrong.returncode, 2)


if __name__ == "__main__":
    unittest.main()
