"""`c` in the text: a passage attached to a claim that is there, to a new one, to another, to none."""

from pathlib import Path

import pytest
from making import REPORT, MemoryStore, span_of
from piloting import desk, reader, screen_text, type_text, wait_for
from textual.pilot import Pilot

from annotations.claiming import Claims, Passage, new_claim
from annotations.claims import Claim
from annotations.model import Annotation, Span
from annotations.project import Project
from tui.screens.attach_dialog import AttachDialog

FIGURE = "$30 million"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    return Project(MemoryStore(), [str(tmp_path / "report.txt")], annotator="tester")


def claim(project: Project, text: str, words: str) -> Claim:
    """A claim with a passage of the article."""
    article = project.read(project.files[0])
    Claims(project).attach(new_claim(text), [Passage(article, span_of(article.text, words))])
    return next(each for each in project.claims() if each.text == text)


async def ask(pilot: Pilot[None], words: str = FIGURE) -> None:
    """Press `c` on a passage."""
    pane = reader(pilot.app).active
    pilot.app.screen.set_focus(pane)
    assert pane.article
    pane.go_to(span_of(pane.article.text, words).start)
    pane.select(Span(*span_of(pane.article.text, words)))
    await pilot.press("c")
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, AttachDialog))


async def done(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await wait_for(pilot, lambda: pilot.app.screen is reader(pilot.app))


def attached(project: Project) -> list[tuple[str, str, str]]:
    """The passages that belong to claims: words, claim, stance."""

    def text(each: Annotation) -> str:
        found = project.claim(each.claim_id)
        return found.text if found else ""

    return [(each.exact, text(each), each.stance) for each in project.all_annotations()]


async def test_what_was_typed_becomes_a_new_claim_with_the_stance_chosen(project: Project) -> None:
    async with desk(project, (80, 24)) as pilot:
        await ask(pilot)
        assert f"+ new: {FIGURE}" in screen_text(pilot.app)
        await type_text(pilot, "It was dear")
        assert "+ new: It was dear" in screen_text(pilot.app)
        assert "[supports]" in screen_text(pilot.app)
        await pilot.press("tab", "tab", "shift+tab")
        assert "[refutes]" in screen_text(pilot.app)
        await done(pilot, "enter")
        await wait_for(pilot, lambda: attached(project) == [(FIGURE, "It was dear", "refutes")])
        await wait_for(pilot, lambda: "◆ refutes: It was dear" in screen_text(pilot.app))
        await pilot.press("u")
        await wait_for(pilot, lambda: attached(project) == [])
        assert project.claims() == ()


async def test_nothing_typed_makes_a_claim_of_the_passage(project: Project) -> None:
    async with desk(project) as pilot:
        await ask(pilot)
        await done(pilot, "enter")
        await wait_for(pilot, lambda: attached(project) == [(FIGURE, FIGURE, "supports")])
        await ask(pilot)
        await done(pilot, "escape")
        await wait_for(pilot, lambda: attached(project) == [(FIGURE, FIGURE, "supports")])


async def test_typing_filters_the_claims(project: Project) -> None:
    claim(project, "Two hundred people waited", "200 people")
    claim(project, "The river rose", "4.5 metres")
    async with desk(project) as pilot:
        await ask(pilot)
        assert "◆ Two hundred people waited" in screen_text(pilot.app)
        await type_text(pilot, "rivr")
        await wait_for(pilot, lambda: "◆ Two hundred" not in screen_text(pilot.app))
        assert "◆ The river rose" in screen_text(pilot.app)
        await pilot.press("down", "up", "backspace", "e", "r")
        await done(pilot, "enter")
        await wait_for(pilot, lambda: (FIGURE, "The river rose", "supports") in attached(project))
        await ask(pilot)
        assert "- no claim" in screen_text(pilot.app)
        await done(pilot, "down", "enter")
        await wait_for(pilot, lambda: (FIGURE, "Two hundred people waited", "supports") in attached(project))


async def test_a_passage_is_detached(project: Project) -> None:
    claim(project, "The river rose", "4.5 metres")
    async with desk(project) as pilot:
        await ask(pilot, "4.5 metres")
        await done(pilot, "down", "down", "enter")
        await wait_for(pilot, lambda: attached(project) == [])


async def test_the_mouse_chooses_a_claim(project: Project) -> None:
    claim(project, "The river rose", "4.5 metres")
    async with desk(project) as pilot:
        await ask(pilot)
        await pilot.click("ChoiceList", offset=(4, 0))
        await wait_for(pilot, lambda: pilot.app.screen is reader(pilot.app))
        await wait_for(pilot, lambda: (FIGURE, "The river rose", "supports") in attached(project))


async def test_the_list_and_the_open_annotation_say_that_there_is_a_claim(project: Project) -> None:
    claim(project, "The river rose", "4.5 metres")
    async with desk(project) as pilot:
        await pilot.press("enter", "L")
        await wait_for(pilot, lambda: "◆ supports" in screen_text(pilot.app))
        await pilot.press("semicolon")
        await wait_for(pilot, lambda: "◆ supports a claim" in screen_text(pilot.app))


async def test_a_tiny_screen_does_no_harm(project: Project) -> None:
    async with desk(project, (20, 5)) as pilot:
        await ask(pilot)
        await done(pilot, "enter")
        await wait_for(pilot, lambda: attached(project) == [(FIGURE, FIGURE, "supports")])


async def test_without_an_article_nothing_is_asked(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    async with desk(Project(MemoryStore(), [])) as pilot:
        await pilot.press("c")
        assert pilot.app.screen is reader(pilot.app)
