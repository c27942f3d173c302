"""How the tables of this package are written: as running text."""


def word_set(table: str) -> frozenset[str]:
    """The words of a table, for asking whether a token is one of them."""
    return frozenset(table.split())
