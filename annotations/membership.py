"""Which articles belong to the library: what was imported, what is kept beside the database, what was worked on."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from annotations.articles.files import find_files
from annotations.articles.formats import is_address
from annotations.articles.kept import KeptArticles
from annotations.shelf import sample_library
from annotations.store import Store


def kept_beside(database: Path) -> KeptArticles:
    """The articles that are in no file of the reader's, in the folder that belongs to a database."""
    return KeptArticles(database.with_name(f"{database.name}.articles"))


def library_files(store: Store) -> Iterator[str]:
    """The files of the library, each once: of what was imported first, first; then the rest.

    Folders are looked through while they are asked for. As long as there is no other article, these are the samples,
    and they stay together, whichever of them were worked on.
    """
    sources = [Path(each.source) for each in store.sources() if not is_address(each.source)]
    kept = kept_beside(store.path).files()
    worked_on = {record.file for record in store.articles() if record.file}
    samples = {str(path) for path in find_files([sample_library()])}
    if not (sources or kept or worked_on) or worked_on & samples:
        worked_on |= samples
    given: set[str] = set()
    for file in chain(map(str, find_files([*sources, *kept])), sorted(worked_on)):
        if file not in given:
            given.add(file)
            yield file


def index_name(places: Iterable[Path]) -> str:
    """The name of the index of the articles in some places, or of a database's library."""
    named = "\0".join(map(os.fspath, places))
    return f"{hashlib.sha256(os.fsencode(named)).hexdigest()[:16]}.sqlite"
