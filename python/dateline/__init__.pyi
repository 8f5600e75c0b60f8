from collections.abc import Iterator, Sequence
from os import PathLike
from typing import Any, overload

__version__: str

Name = str | PathLike[str]

class Error(Exception):
    hint: str | None
    exit_code: int
    report: dict[str, Any] | None

class Article:
    id: str
    headline: str
    body: str
    published: str | None
    precision: str | None
    published_from: str | None
    source: str | None
    place: str | None
    agency: str | None
    bylines: list[str]
    section: str | None
    page: str | None
    keywords: list[str]
    language: str | None
    status: str
    url: str | None
    path: str
    ordinal: int
    kind: str
    quality: int | None
    def __getitem__(self, name: str) -> Any: ...
    def keys(self) -> list[str]: ...
    def to_dict(self) -> dict[str, Any]: ...

class Hit:
    rank: int
    score: float
    archive: str
    family: str | None
    copies: int
    passages: list[str]
    id: str
    headline: str
    published: str | None
    precision: str | None
    published_from: str | None
    source: str | None
    place: str | None
    agency: str | None
    bylines: list[str]
    section: str | None
    page: str | None
    keywords: list[str]
    language: str | None
    status: str
    url: str | None
    path: str
    ordinal: int
    kind: str
    quality: int | None
    def __getitem__(self, name: str) -> Any: ...
    def keys(self) -> list[str]: ...
    def to_dict(self) -> dict[str, Any]: ...

class Articles(Iterator[Article]):
    def __next__(self) -> Article: ...

class Hits(Sequence[Hit]):
    total: int
    query: str
    notes: list[str]
    @overload
    def __getitem__(self, place: int) -> Hit: ...
    @overload
    def __getitem__(self, place: slice) -> list[Hit]: ...
    def __len__(self) -> int: ...
    def to_dicts(self) -> list[dict[str, Any]]: ...
    def to_pandas(self) -> Any: ...
    def to_polars(self) -> Any: ...

class Archive:
    @property
    def names(self) -> list[str]: ...
    def __len__(self) -> int: ...
    def search(self, query: str = "", **options: Any) -> Hits: ...
    def articles(self, query: str | None = None, **options: Any) -> Articles: ...
    def show(self, name: str) -> Article: ...
    def timeline(self, query: str = "", **options: Any) -> dict[str, Any]: ...
    def facets(self, query: str = "", **options: Any) -> dict[str, Any]: ...
    def similar(self, name: str, **options: Any) -> Hits: ...
    def copies(self, name: str) -> dict[str, Any] | None: ...
    def reindex(self) -> list[dict[str, Any]]: ...

def open(name: Name | None = None) -> Archive: ...
def index(name: Name) -> tuple[Archive, dict[str, Any]]: ...
def parse(path: Name) -> Articles: ...
def main() -> int: ...
