"""Which state of the program made something that is kept in a cache."""

from functools import cache
from pathlib import Path

from annotations.cache_file import version_of


@cache
def fingerprint() -> str:
    """Seven hexadecimal digits that change with every change of the modules that read and look through articles."""
    here = Path(__file__).parent
    return f"{version_of(here, here.parent / 'detection'):07x}"
