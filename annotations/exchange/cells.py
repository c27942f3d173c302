r"""Values ↔ the text of one CSV cell, without loss.

- A *list* is joined with `;`. Inside an item, `;` is written as `\;` and the backslash as `\\`; an empty item
  is `\e`.
- A *number* is written as short as it can be read back. A whole number of four digits keeps its `.0`, because
  four bare digits are a year (ISO 8601) and stay text.
- A *guarded* cell has an apostrophe before what a spreadsheet would run as a formula, and before what is
  guarded already, so that it can be undone (https://owasp.org/www-community/attacks/CSV_Injection).
"""

import re
from collections.abc import Iterable
from math import isfinite

_ITEM = re.compile(r"(?:[^\\;]|\\.)*", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_YEAR = re.compile(r"\d{4}")


def join_list(items: Iterable[str]) -> str:
    """One cell for the items."""
    return ";".join(item.replace("\\", "\\\\").replace(";", "\\;") or "\\e" for item in items)


def split_list(cell: str) -> tuple[str, ...]:
    """The items of a cell that `join_list` wrote."""
    if not cell:
        return ()
    items, at = [], 0
    while at <= len(cell):
        item = _ITEM.match(cell, at)
        assert item  # the pattern also matches nothing at all
        items.append("" if item.group() == "\\e" else _ESCAPED.sub(r"\1", item.group()))
        at = item.end() + 1
    return tuple(items)


def write_value(value: float | str | None) -> str:
    """A figure, an ISO 8601 text or nothing as a cell."""
    if value is None or isinstance(value, str):
        return value or ""
    number = float(value)
    short = repr(number).removesuffix(".0")
    return repr(number) if _YEAR.fullmatch(short) else short


def read_value(cell: str) -> float | str | None:
    """What `write_value` wrote: a figure where the cell is one, else the text itself."""
    if not cell:
        return None
    if _YEAR.fullmatch(cell):
        return cell
    try:
        number = float(cell)
    except ValueError:
        return cell
    return number if isfinite(number) else cell


def guard(cell: str) -> str:
    """The cell, harmless to a spreadsheet."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """The cell before `guard`."""
    return cell[1:] if _GUARDED.match(cell) else cell
