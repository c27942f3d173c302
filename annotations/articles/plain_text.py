"""A page dumped to plain text → what each of its lines is for.

The lines that are the story are found first, then the headline above them; the roles follow from what a line
is and where it stands to these. Nothing is removed: furniture is only named, with the reason.
"""

import hashlib
from collections.abc import Sequence
from pathlib import PurePath
from typing import NamedTuple

from annotations.articles import phrases
from annotations.articles.credits import CREDIT_LINE, DATELINE_LINE
from annotations.articles.headline import find_headline, repeats
from annotations.articles.line_table import LineTable
from annotations.articles.lines import Look, look_at_lines
from annotations.articles.metadata import Metadata, read_metadata
from annotations.articles.story import UNDER_A_PICTURE, Judgement, find_story, is_label, judge
from annotations.model import Article, Line, Role

__all__ = ["Metadata", "classify", "credit", "parse", "read_metadata"]


WORDY = 8
"""Words from which on a line without the end of a sentence is still told, not listed."""

PARAGRAPH = 60
"""Words from which on a line inside the story is of the story, whatever is mentioned in it."""

TOLD = 20
"""Words from which on a sentence between headline and story belongs to the story: a box may stand in
between.
"""

NEAR = 3
"""Lines just above, below and at the beginning of the story that may still speak of it."""


def parse(text: str, file: str = "") -> Article:
    """The article that `text` is; `file`, where it was read from, names it if there is no headline."""
    lines = classify(text)
    found = read_metadata(text, lines)
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(
        article_id=sha256[:16],
        pages=text,
        sha256=sha256,
        lines=lines,
        title=found.title or PurePath(file).stem,
        outlet=found.outlet,
        published=found.published,
        agencies=found.agencies,
        dateline=found.dateline,
        author=found.author,
        sources=found.sources,
        file=file,
    )


def classify(text: str) -> LineTable:
    r"""Every line of `text` that is not blank, with its role and why.

    Offsets are code points of `text`, the line break (`\n`, `\r\n` or a lone `\r`) left out. Takes time
    linear in the length of `text`, whatever it holds, and never raises.
    """
    looks = look_at_lines(text)
    judged = [judge(look) for look in looks]
    start, end = _find_story(looks, [judgement.points for judgement in judged])
    page = _Page(looks, judged, start, end, find_headline(looks, start, end))
    return LineTable(Line(look.start, look.end, *page.role(index)) for index, look in enumerate(looks))


def _find_story(looks: Sequence[Look], points: Sequence[float]) -> tuple[int, int]:
    """The lines that are the story: above the first comment, where any are, for comments can outweigh a short one."""
    comments = next((index for index, look in enumerate(looks) if phrases.opens_comment(look)), len(looks))
    start, end = find_story(points[:comments])
    return (start, end) if start < end else find_story(points)


class _Page(NamedTuple):
    """The lines of one text, with the run `[start, end)` that is its story."""

    looks: Sequence[Look]
    judged: Sequence[Judgement]
    start: int
    end: int
    headline: int | None

    def role(self, index: int) -> tuple[Role, str]:
        """What the line at `index` is for, and why."""
        look = self.looks[index]
        if index == self.headline:
            return Role.HEADLINE, "shares its words with the story"
        if index < self.start + NEAR and self._says_the_headline_again(look):
            return Role.FURNITURE, "repeats the headline"
        if self.start <= index < self.end:
            return self._inside(look, index)
        if index < self.start:
            return self._above(look, index)
        return (index < self.end + NEAR and credit(look)) or self._outside(index)

    def _says_the_headline_again(self, look: Look) -> bool:
        return self.headline is not None and repeats(look, self.looks[self.headline])

    def _inside(self, look: Look, index: int) -> tuple[Role, str]:
        if self.judged[index].reason == UNDER_A_PICTURE:
            return Role.CAPTION, UNDER_A_PICTURE
        if look.ends and look.words >= 5 and (look.words > 12 or not _is_furniture(look)):
            return Role.BODY, "reads like sentences"
        if credited := credit(look):
            return credited
        if _is_furniture(look) or look.copies > 1:
            return self._outside(index)
        if look.words >= WORDY or look.ends:
            return Role.BODY, "a telling line inside the story"
        return Role.SUBHEAD, "a short line inside the story"

    def _above(self, look: Look, index: int) -> tuple[Role, str]:
        opening = self.start - NEAR if self.headline is None else self.headline
        if index < opening:
            return self._outside(index)
        return credit(look) or self._opening(look, index)

    def _opening(self, look: Look, index: int) -> tuple[Role, str]:
        """Between the headline and the story, or right above a story without a headline."""
        if phrases.is_stamp(look):
            return Role.DATELINE, "says when"
        if phrases.is_address(look.low):
            return Role.BYLINE, "names the outlet"
        if self.judged[index].reason == UNDER_A_PICTURE:
            return Role.CAPTION, UNDER_A_PICTURE
        if look.ends and look.words >= TOLD and not _is_furniture(look):
            return Role.BODY, "reads like sentences under the headline"
        if look.words >= WORDY and look.copies == 1 and not _is_furniture(look):
            return Role.CAPTION, "a telling line right above the story"
        return self._outside(index)

    def _outside(self, index: int) -> tuple[Role, str]:
        points, reason = self.judged[index]
        return Role.FURNITURE, reason if points < 0 else "stands outside the story"


def _is_furniture(look: Look) -> bool:
    if look.words >= PARAGRAPH:
        return False
    return phrases.is_legal(look) or phrases.is_request(look) or is_label(look) or phrases.is_stamp(look)


def credit(look: Look) -> tuple[Role, str] | None:
    """The role of a line that names who made the report, or where and through which agency, and why; else nothing."""
    if look.words > 40:
        return None
    if phrases.BYLINE.match(look.head) or CREDIT_LINE.match(look.head):
        return Role.BYLINE, "names an author or an agency"
    if DATELINE_LINE.match(look.head):
        return Role.DATELINE, "a place and an agency"
    return None
