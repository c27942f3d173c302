"""Addresses as hyperlinks: what may stand in the escape sequence, which terminals get it, and how one opens a page."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from piloting import desk, reader, screen_text, wait_for
from real_terminal import NEWSREADER, Terminal

from annotations.evidence import Evidence
from annotations.project import Project
from tui.screens.annotation_dialog import AnnotationDialog
from tui.screens.article_dialog import ArticleDialog
from tui.screens.dialogs import Address
from tui.settings import Settings, has_hyperlinks
from tui.widgets.hyperlinks import linked, page_address

PAGE = "https://example.org/flood?valley=1"
SAVED_PAGE = f"""<!DOCTYPE html><html><head><title>Flood cuts off three villages</title>
<link rel="canonical" href="{PAGE}"></head><body><article><h1>Flood cuts off three villages</h1>
<p>{"Rescue teams reached the valley on Monday, where 200 people had waited for two days. " * 4}</p>
<p>{"Insurers expect damage of $30 million, and nobody knows how many sheep were lost. " * 4}</p>
</article></body></html>"""


@pytest.mark.parametrize(
    ("url", "address"),
    [
        (PAGE, PAGE),
        (" http://a.example/x%20y#z ", "http://a.example/x%20y#z"),
        ("https://a.example/\x1b]8;;\x07\x1b\\", "https://a.example/%1B]8;;%07%1B%5C"),
        ("https://a.example/ü \u202e\x9c", "https://a.example/%C3%BC%20%E2%80%AE%C2%9C"),
        ("https://bücher.example/", "https://b%C3%BCcher.example/"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("https:", ""),
        ("https://[::1/", ""),
        ("urn:x-newsreader:article:1", ""),
        ("example.org", ""),
        ("https://a.example/" + "x" * 3000, ""),
    ],
)
def test_only_addresses_of_pages_are_linked_to_and_only_in_percents(url: str, address: str) -> None:
    assert page_address(url) == address


@given(st.text(st.characters(codec=None, exclude_categories=[])))
def test_nothing_in_an_address_ends_its_escape_sequence(text: str) -> None:
    address = page_address(f"https://example.org/{text}")
    assert re.fullmatch(r"[!-~]*", address)
    assert page_address(address) == address


def test_words_lead_to_a_page_where_the_terminal_has_hyperlinks() -> None:
    (span,) = linked("a\x1bb", PAGE, links=True).spans
    assert getattr(span.style, "link", "") == PAGE
    assert linked("a\x1bb", PAGE, links=True).plain == linked("a\x1bb", PAGE, links=False).plain == "a␛b"
    assert not linked("words", PAGE, links=False).spans
    assert not linked("words", "javascript:1", links=True).spans


@pytest.mark.parametrize(
    ("environment", "known"),
    [
        ({}, False),
        ({"TERM": "dumb", "TERM_PROGRAM": "WezTerm"}, False),
        ({"TERM": "linux", "KITTY_WINDOW_ID": "1"}, False),
        ({"TERM": "screen.xterm-256color", "VTE_VERSION": "7600"}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-256color", "VTE_VERSION": "4602"}, False),
        ({"TERM": "xterm-256color", "VTE_VERSION": "new"}, False),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7600"}, True),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "vscode"}, True),
        ({"TERM": "xterm-256color", "WT_SESSION": "1"}, True),
        ({"TERM": "foot"}, True),
        ({"TERM_PROGRAM": "textual"}, True),
    ],
)
def test_only_terminals_known_to_have_hyperlinks_get_them(environment: Mapping[str, str], known: bool) -> None:
    assert has_hyperlinks(environment) is known


@pytest.fixture
def project(database: Path, tmp_path: Path) -> Project:
    path = tmp_path / "page.html"
    path.write_text(SAVED_PAGE, encoding="utf-8")
    return Project.open(database, [path], annotator="tester")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that a browser would show."""
    pages: list[str] = []
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("webbrowser.open", lambda url, **_: pages.append(url))
    return pages


async def test_the_page_of_an_article_opens_by_key_or_click_only(project: Project, opened: list[str]) -> None:
    async with desk(project, settings=Settings(links=True)) as pilot:
        await pilot.press("T")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ArticleDialog))
        assert PAGE in screen_text(pilot.app)
        assert opened == []
        await pilot.press("ctrl+o")
        await pilot.click(Address)
        assert opened == [PAGE, PAGE]
    project.close()


async def test_where_no_window_opens_the_address_is_copied(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    async with desk(project) as pilot:
        await pilot.press("T")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ArticleDialog))
        await pilot.press("ctrl+o")
        await wait_for(pilot, lambda: pilot.app.clipboard == PAGE)
    project.close()


async def test_an_article_without_a_page_has_nothing_to_open(seeds: Path, database: Path, opened: list[str]) -> None:
    project = Project.open(database, [seeds])
    async with desk(project) as pilot:
        await pilot.press("T")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ArticleDialog))
        assert "opens the page" not in screen_text(pilot.app)
        await pilot.press("ctrl+o")
        assert opened == []
    project.close()


async def test_pages_of_the_evidence_open_and_articles_do_not(project: Project, opened: list[str]) -> None:
    async with desk(project) as pilot:
        await pilot.press("enter", "a")
        article = reader(pilot.app).active.article
        assert article
        (said,) = project.annotations_in(article)
        evidence = (Evidence(url=PAGE), Evidence(article_id="0" * 16, quote="words"))
        await pilot.app.push_screen(AnnotationDialog("words", said._replace(evidence=evidence)))
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, AnnotationDialog))
        (address,) = pilot.app.screen.query(Address)
        address.scroll_visible(animate=False)
        await pilot.pause()
        await pilot.click(address)
        assert opened == [PAGE]
        await pilot.app.screen.mount(Address("urn:isbn:1", links=True))
        pilot.app.screen.query(Address).last().on_click()
        assert opened == [PAGE]
    project.close()


@pytest.mark.parametrize(("term", "count"), [("xterm-kitty", 1), ("xterm-256color", 0), ("linux", 0)])
def test_the_title_leads_to_the_page_in_terminals_that_have_links(
    term: str, count: int, tmp_path: Path, database: Path
) -> None:
    (tmp_path / "page.html").write_text(SAVED_PAGE, encoding="utf-8")
    none = dict.fromkeys(("VTE_VERSION", "TERM_PROGRAM"), "")
    command = [*NEWSREADER, "--database", str(database), str(tmp_path / "page.html")]
    with Terminal(command, environment={**none, "TERM": term}) as terminal:
        terminal.wait_for("Flood cuts off")
        terminal.wait_until(lambda: b";" + PAGE.encode() in terminal.output or not count)
        terminal.type("q")
        terminal.exit_status()
        assert bool(terminal.output.count(b"\x1b]8;")) == bool(count)
