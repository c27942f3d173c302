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

SCRIPTS = {
    "Chinese": "市议会表示，其供水计划将在冬季之前惠及大多数家庭，工程师没有发现任何故障。",
    "Arabic": "قَالَ الْمَجْلِسُ إِنَّ خُطَّتَهُ لِمِيَاهِ النَّهْرِ سَتَصِلُ إِلَى مُعْظَمِ الْمَنَازِلِ. ",
    "Thai": "สภากล่าวว่าแผนการจัดหาน้ำจากแม่น้ำจะเข้าถึงบ้านส่วนใหญ่ก่อนฤดูหนาว. ",
    "emoji": "Water 👩\u200d👩\u200d👧 is back 🇩🇪🇫🇷 in the 👍🏽 valley ❤\ufe0f until 5\ufe0f\u20e3 o'clock. ",
    "combining": "Ho\u0323\u0302i \u0111o\u0302\u0300ng cho bie\u0302\u0301t nu\u031bo\u031b\u0301c ve\u0302\u0300. ",
}
"""A sentence each of what does not take one cell for one code point."""


def in_script(name: str, size: int) -> str:
    """An article of at least `size` bytes in one of `SCRIPTS`."""
    numbered = (f"{number}. {SCRIPTS[name] * _SENTENCES}\n\n" for number in range(size))
    length = 0
    paragraphs = []
    while length < size:
        paragraphs.append(next(numbered))
        length += len(paragraphs[-1].encode())
    return "".join(paragraphs)


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
