"""Full-text search for news archives.

>>> import dateline
>>> archive, report = dateline.index("articles")
>>> report["archives"][0]["outcome"]
'published'
>>> hits = archive.search("troops withdrawal", since="2021-01", limit=2)
>>> [hit.headline for hit in hits]
['Vote on the withdrawal of troops', 'Troops leave the northern bases']

Options have the names of the options of the program, with `_` for `-`: `archive.search("flood",
any_status=True, source=["North Lantern"])`. Queries, formats and dates are those of the program.
Texts of articles are as their sources have them.
"""

import sys

from ._native import Archive as _Archive
from ._native import Article, Articles, Error, Hit, __version__
from ._native import parse as _parse
from ._native import run as _run

__all__ = [
    "Archive", "Article", "Articles", "Error", "Hit", "Hits", "__version__", "index", "open", "parse",
]


def open(name=None):
    """Opens an archive by its name in dateline.toml, or by its folder.

    Without a name it is what `dateline search` searches in the current folder.

    >>> len(dateline.open("articles"))
    3

    A message, a hint and the exit code of the program come with what goes wrong:

    >>> try:
    ...     dateline.open("no-such-folder")
    ... except dateline.Error as error:
    ...     error.exit_code
    2
    """
    return Archive(_Archive.open(name))


def index(name):
    """Makes the index of an archive or a folder, or refreshes it: the archive and a report.

    >>> archive, report = dateline.index("articles")
    >>> report["archives"][0]["outcome"]
    'current'
    """
    archive, report = _Archive.index(name)
    return Archive(archive), report


def parse(path):
    """Reads the articles of a file of any format that the program reads, without an index.

    >>> [article.headline for article in dateline.parse("articles/c.jsonl")]
    ['Flood barrier reopens']
    """
    return _parse(path)


class Archive:
    """An archive of articles with its index, as it was when it was opened or last refreshed."""

    def __init__(self, native):
        self._native = native

    @property
    def names(self):
        """The names of the archives in it: one, unless it was opened without a name."""
        return self._native.names()

    def __len__(self):
        """The number of articles."""
        return len(self._native)

    def __repr__(self):
        return f"<Archive {', '.join(self.names)}>"

    def search(self, query="", **options):
        """A page of hits, the best first: 10, or `limit`.

        >>> hits = archive.search("flood")
        >>> hits.total, hits[0].headline, hits[0].rank
        (1, 'Flood barrier reopens', 1)
        >>> archive.search("flood", colour="red")
        Traceback (most recent call last):
        dateline.Error: colour: there is no such parameter; there are ...
        """
        return Hits(self._native.search(_pairs(query, options)))

    def articles(self, query=None, **options):
        """Every article, or every one that matches, in constant memory.

        They come in the order of the index, which is the fastest; `sort="oldest"` and
        `sort="newest"` make a list of all matches first.

        >>> sum(len(article.body) > 0 for article in archive.articles())
        3
        """
        return self._native.articles(_pairs(query or "", options))

    def show(self, name):
        """One article, by its id or its path within the archive.

        >>> archive.show("c.jsonl").headline
        'Flood barrier reopens'
        """
        return self._native.show(name)

    def timeline(self, query="", **options):
        """How many articles match in each period, as `dateline timeline --format json` writes it.

        >>> archive.timeline("troops", by="year")["by"]
        'year'
        """
        return self._native.timeline(_pairs(query, options))

    def facets(self, query="", **options):
        """How many matches have each value of the fields `by`.

        >>> archive.facets("troops", by="year")["total"]
        2
        """
        return self._native.facets(_pairs(query, options))

    def similar(self, name, **options):
        """Other articles on the subject of one, as hits.

        >>> archive.similar("a.txt").total >= 0
        True
        """
        return Hits(self._native.similar(name, _options(options)))

    def copies(self, name):
        """The copies and versions of an article, or None if it has none.

        >>> archive.copies("a.txt") is None
        True
        """
        return self._native.copies(name)

    def reindex(self):
        """Refreshes the index, and answers from it: a report for each archive.

        >>> archive.reindex()[0]["archives"][0]["outcome"]
        'current'
        """
        return self._native.refresh()


class Hits:
    """A page of hits: a sequence of `Hit`, with `total`, `query` and `notes`."""

    def __init__(self, page):
        self._page = page
        self.total = page.total
        self.query = page.query
        self.notes = page.notes

    def __len__(self):
        return len(self._page)

    def __getitem__(self, place):
        if isinstance(place, slice):
            return [self._page[one] for one in range(*place.indices(len(self)))]
        return self._page[place]

    def __repr__(self):
        return repr(self._page)

    def to_dicts(self):
        """The hits as dicts."""
        return [hit.to_dict() for hit in self]

    def to_pandas(self):
        """The hits as a DataFrame of pandas, which has to be installed."""
        import pandas

        return pandas.DataFrame.from_records(self.to_dicts())

    def to_polars(self):
        """The hits as a DataFrame of Polars, which has to be installed."""
        import polars

        return polars.from_dicts(self.to_dicts()) if len(self) else polars.DataFrame()


def _options(options):
    pairs = []
    for name, value in options.items():
        if value is None:
            continue
        values = value if isinstance(value, (list, tuple)) else [value]
        for one in values:
            text = str(one).lower() if isinstance(one, bool) else str(one)
            pairs.append((name.rstrip("_").replace("_", "-"), text))
    return pairs


def _pairs(query, options):
    return [("q", query), *_options(options)]


def main():
    """The command `dateline`: an exit code."""
    import signal

    # Python would only note an interrupt, and raise it after the command has ended.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return _run(["dateline", *sys.argv[1:]])
