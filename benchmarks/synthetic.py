"""Articles of any size, the same ones every time: English-looking prose with one number in every 20 words."""

import random
from pathlib import Path

HIGHLIGHT_EVERY = 20
"""Words from one number to the next."""

_PROSE = """
    the council said that its plan for river water would reach most homes before winter and engineers had found no
    fault in any station along the northern valley where people live
"""
_WORDS = _PROSE.split()
_SENTENCES = 4  # in a paragraph


def article(size: int, number: int) -> str:
    """An article of at least `size` code points, by at most one paragraph; `number` makes it differ from others."""
    chance = random.Random(number)
    paragraphs = [f"Report {number}: water returns to the valley", "By Anna Berg", "12 March 2024"]
    length = 0
    while length < size:
        paragraphs.append(" ".join(_sentence(chance) for _ in range(_SENTENCES)))
        length += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs) + "\n"


def _sentence(chance: random.Random) -> str:
    words = chance.choices(_WORDS, k=HIGHLIGHT_EVERY - 1)
    words.insert(HIGHLIGHT_EVERY // 2, f"{chance.randint(11, 990)} litres")
    return " ".join(words).capitalize() + "."


def write_articles(folder: Path, size: int, count: int) -> Path:
    """Fill a new folder with `count` articles of `size` code points each; returns the folder."""
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:05}.txt").write_text(article(size, number), encoding="utf-8")
    return folder
