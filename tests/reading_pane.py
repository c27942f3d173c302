"""The reading pane alone on a screen, and what stands under its cursor."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from making import body
from piloting import Alone, alone
from textual.pilot import Pilot
from textual.strip import Strip

from annotations.detection.findings import find
from annotations.detection.sentences import sentence_at
from annotations.findings import Findings
from annotations.model import Article, Line, Role
from tui.widgets.article_pane import ArticlePane

LONG = "\n\n".join(
    f"Paragraph {number} begins here. It goes on for some more words, so that it takes several rows. "
    f"It ends with {number + 2} apples and {number + 3} pears."
    for number in range(80)
)


class CountingPane(ArticlePane):
    """A pane that counts the lines it paints."""

    painted = 0

    def render_line(self, y: int) -> Strip:
        self.painted += 1
        return super().render_line(y)


def findings_of(article: Article) -> Findings:
    *_, last = find(article)
    return last


@asynccontextmanager
async def reading(
    article: Article, size: tuple[int, int] = (60, 20)
) -> AsyncIterator[tuple[Pilot[None], CountingPane]]:
    """A pane that shows an article and its mentions."""
    pane = CountingPane(sentence_at)
    async with alone(pane, size) as pilot:
        pane.show(article)
        pane.set_findings(findings_of(article))
        await pilot.pause()
        yield pilot, pane


def at(pane: ArticlePane) -> str:
    """The words from the cursor on."""
    assert pane.article
    return pane.article.text[pane.cursor : pane.cursor + 12]


def target(pane: ArticlePane) -> str:
    """The words that a key would act on."""
    assert pane.article
    return pane.article.text[slice(*pane.target)] if pane.target else ""


def bells(pilot: Pilot[None]) -> int:
    assert isinstance(pilot.app, Alone)
    return pilot.app.bells


def with_menu() -> Article:
    article = body("Menu one\nMenu two\n" + LONG)
    lines = tuple(
        replace_role(line, Role.FURNITURE) if number < 2 else line for number, line in enumerate(article.lines)
    )
    return article._replace(lines=lines)


def replace_role(line: Line, role: Role) -> Line:
    return Line(line.start, line.end, role, line.reason)
