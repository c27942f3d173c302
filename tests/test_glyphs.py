"""The signs that the program draws: one set in force."""

from collections.abc import Iterator

import pytest

from annotations.model import Status
from tui.widgets import glyphs
from tui.widgets.glyphs import SIGNS, STATUS_GLYPHS, STATUS_NAMES, STATUS_WORDS, Signs
from tui.widgets.wrapping import cells


@pytest.fixture(autouse=True)
def _unicode_again() -> Iterator[None]:
    yield
    glyphs.use("unicode")


def signs() -> list[str]:
    return [getattr(SIGNS, name) for name in Signs.__annotations__]


@pytest.mark.parametrize("name", ["unicode", "ascii"])
def test_every_status_has_a_sign_of_its_own_of_one_cell(name: str) -> None:
    glyphs.use(name)
    assert set(STATUS_GLYPHS) == {None, *Status}
    assert len(set(STATUS_GLYPHS.values())) == len(STATUS_GLYPHS)
    assert all(cells(sign) == 1 for sign in STATUS_GLYPHS.values())
    assert cells(SIGNS.bar) == cells(SIGNS.opened) == cells(SIGNS.read) == cells(SIGNS.cut) == 1
    assert {SIGNS.opened, SIGNS.read, SIGNS.bar}.isdisjoint(STATUS_GLYPHS.values())


def test_ascii_is_ascii_and_unicode_comes_back() -> None:
    before = signs(), dict(STATUS_WORDS)
    glyphs.use("ascii")
    assert "".join([*signs(), *STATUS_GLYPHS.values(), *STATUS_WORDS.values()]).isascii()
    assert STATUS_WORDS[Status.AGREED] == "v agreed"
    glyphs.use("unicode")
    assert (signs(), dict(STATUS_WORDS)) == before
    assert STATUS_WORDS[Status.AGREED] == "✓ agreed"


def test_a_reader_may_name_a_status_and_choose_its_sign() -> None:
    glyphs.use("unicode", {"agreed": ("true", ""), "disputed": ("", "‼")})
    assert STATUS_WORDS[Status.AGREED] == "✓ true"
    assert STATUS_NAMES[Status.AGREED] == "true"
    assert STATUS_WORDS[Status.DISPUTED] == "‼ disputed"
    assert STATUS_GLYPHS[Status.DISPUTED] == "‼"
    glyphs.use("ascii", {"agreed": ("", "+"), "disputed": ("", "‼")})
    assert (STATUS_GLYPHS[Status.AGREED], STATUS_GLYPHS[Status.DISPUTED]) == ("+", "x")
