"""A library compared ahead of time: what is kept of it, and that nothing is worked out twice."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from making import article
from telling import ALL, FERRY, FERRY_AGAIN, FERRY_COPY, GRAPES

from annotations.comparison.library import Library
from annotations.model import Article, Span


class Shelf:
    """Articles by their keys, and which of them were read again."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.articles = {key: article(text, key) for key, text in texts.items()}
        self.read: list[str] = []

    def __call__(self, key: str) -> Article | None:
        self.read.append(key)
        return self.articles.get(key)


def put(library: Library, *articles: Article) -> None:
    library.learn(articles)
    for each in articles:
        library.put(each)


@pytest.fixture(params=["file", "memory"])
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Library]:
    made = Library(tmp_path / "cache" / "compared.sqlite" if request.param == "file" else None, Shelf(ALL))
    put(made, *Shelf(ALL).articles.values())
    yield made
    made.close()


def text(key: str) -> str:
    return Shelf(ALL).articles[key].sha256


def test_reports_of_one_happening_are_one_story(library: Library) -> None:
    assert library.story_of(text("ferry.txt")) is None
    assert library.waiting() == 5
    steps = list(library.link())
    assert steps[:10] == list(range(14, 4, -1))
    assert steps[-1] == 0
    assert library.story_of(text("ferry copy.txt")) == ["ferry.txt", "ferry again.txt", "ferry copy.txt"]
    assert library.story_of(text("grapes.txt")) == ["grapes.txt", "grapes again.txt"]
    assert list(library.link()) == []


def test_who_cannot_wait_for_stories_takes_over(library: Library) -> None:
    ahead = library.link()
    next(ahead)
    reader = threading.Thread(target=lambda: list(library.link()))
    reader.start()
    assert library._wanted.wait(timeout=20)
    assert len(list(ahead)) <= 1
    reader.join()
    assert library.waiting() == 0
    assert library.story_of(text("ferry copy.txt")) == ["ferry.txt", "ferry again.txt", "ferry copy.txt"]


def test_copies_of_one_text_are_one_origin(library: Library) -> None:
    assert library.origins() == [[text("ferry.txt"), text("ferry copy.txt")]]


def test_two_origins_become_one_where_an_article_has_most_of_both() -> None:
    halves = FERRY.split("\n\n")
    texts = {"a": FERRY, "b": GRAPES, "c": "\n\n".join([*halves, *GRAPES.split("\n\n")[1:]])}
    shelf = Shelf(texts)
    library = Library(None, shelf)
    put(library, *shelf.articles.values())
    assert library.origins() == [[each.sha256 for each in shelf.articles.values()]]


def test_an_article_that_comes_later_joins_its_story_alone(library: Library) -> None:
    list(library.link())
    later = article(FERRY_AGAIN.replace("until dark", "all night") + "\nThe ferry will be raised.\n", "later.txt")
    put(library, later)
    assert library.waiting() == 1
    assert len(list(library.link())) == 3
    assert library.story_of(later.sha256) == ["ferry.txt", "ferry again.txt", "ferry copy.txt", "later.txt"]


def test_in_a_library_that_has_doubled_all_are_told_apart_anew(library: Library) -> None:
    list(library.link())
    put(
        library, *(article(FERRY.replace("Aurora", name), f"{name}.txt") for name in ("Boreas", "Fram", "Gjoa", "Maud"))
    )
    assert library.waiting() == 4
    put(library, *(article(GRAPES.replace("Petit", name), f"{name}.txt") for name in ("Grand", "Long")))
    assert library.waiting() == 11


@pytest.mark.parametrize("patience", [0.0, 0.01])
def test_work_that_was_left_is_taken_up_again(
    library: Library, monkeypatch: pytest.MonkeyPatch, patience: float
) -> None:
    monkeypatch.setattr("annotations.comparison.library._PATIENCE", patience)
    linking = library.link()
    for _ in range(7):
        next(linking)
    assert library.story_of(text("grapes.txt")) is None
    list(library.link())
    assert library.story_of(text("grapes.txt")) == ["grapes.txt", "grapes again.txt"]


def test_the_next_session_reads_nothing_again(tmp_path: Path) -> None:
    path = tmp_path / "compared.sqlite"
    first = Library(path, Shelf(ALL))
    put(first, *Shelf(ALL).articles.values())
    list(first.link())
    first.close()
    shelf = Shelf(ALL)
    library = Library(path, shelf)
    assert library.known() == {text(key) for key in ALL}
    assert library.knows(text("ferry.txt"))
    assert library.waiting() == 0
    assert len(library.origins()) == 1
    found = library.search(text("ferry.txt"), Span(FERRY.index("The ferry Aurora"), FERRY.index("on Monday")))
    assert next(match.key for match in found) == "ferry copy.txt"
    assert shelf.read == []
    put(library, article(FERRY_COPY.replace("12 passengers", "14 passengers"), "third.txt"))
    assert len(library.origins()[0]) == 3
    library.close()


def test_an_article_is_put_in_once(library: Library) -> None:
    put(library, Shelf(ALL).articles["ferry.txt"])
    assert len(library.known()) == 5


def test_what_is_gone_from_the_library_is_found_no_more(library: Library) -> None:
    list(library.link())
    library.keep({text(key): f"moved/{key}" for key in ALL if key != "ferry copy.txt"})
    assert library.known() == {text(key) for key in ALL if key != "ferry copy.txt"}
    assert library.origins() == []
    assert library.story_of(text("ferry.txt")) == ["moved/ferry.txt", "moved/ferry again.txt"]
    found = library.search(text("ferry.txt"), Span(0, len(FERRY)))
    assert {match.key for match in found} <= {"moved/ferry again.txt"}


def test_a_copy_that_cannot_be_read_any_more_is_nobodys() -> None:
    library = Library(None, Shelf({}))
    put(library, *Shelf({"a": FERRY, "b": FERRY_COPY}).articles.values())
    assert library.origins() == []


@pytest.mark.parametrize("content", [b"no database at all" * 500, b"SQLite format 3\0" + b"\xff" * 9000])
def test_a_damaged_file_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "compared.sqlite"
    path.write_bytes(content)
    library = Library(path, Shelf(ALL))
    assert library.known() == set()
    put(library, *Shelf(ALL).articles.values())
    assert len(library.known()) == 5
    library.close()


def test_a_library_that_cannot_be_written_is_in_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    library = Library(tmp_path / "file" / "compared.sqlite", Shelf(ALL))
    put(library, *Shelf(ALL).articles.values())
    assert len(library.known()) == 5
    assert library.knows(text("ferry.txt"))
    library.close()


def test_text_that_is_half_characters_and_text_that_is_nothing_are_put_in() -> None:
    library = Library(None, Shelf({}))
    put(
        library,
        article("Torn\n\nThe torn\udce9word of Vardo was read aloud.\n", "torn.txt"),
        article("", "nothing.txt"),
    )
    list(library.link())
    assert len(library.known()) == 2


def test_of_an_article_as_long_as_a_book_the_beginning_is_compared() -> None:
    long = FERRY + "\n" + "Nothing was said about the Zephyr. \n\n" * 5_000
    library = Library(None, Shelf({}))
    put(library, article(long, "long.txt"), article("Ship\n\nThe Zephyr was said to be lost.\n", "other.txt"))
    assert library.search(article(long).sha256, Span(len(long) - 40, len(long) - 5)) == []
    assert library.knows(article(long).sha256)


def test_articles_may_go_while_stories_are_told_apart(library: Library) -> None:
    linking = library.link()
    next(linking)
    library.keep({})
    assert list(linking)[-1] == 0
    assert library.story_of(text("ferry.txt")) is None


def test_another_window_may_forget_an_article_while_it_is_put_in(tmp_path: Path) -> None:
    path = tmp_path / "compared.sqlite"
    ferry, copy = Shelf({"a": FERRY, "b": FERRY_COPY}).articles.values()
    other = Library(path, Shelf({}))

    def read(_: str) -> Article:
        other.keep({ferry.sha256: "a"})
        return ferry

    library = Library(path, read)
    put(library, ferry, copy)
    assert library.known() == {ferry.sha256}
    assert library.origins() == []
    library.close()
    other.close()


def test_a_sentence_that_says_nothing_is_found_nowhere(library: Library) -> None:
    small = article("Small\n\nIt was not about that, they said. Nobody sang in Vardo.\n", "small.txt")
    put(library, small)
    assert library.search(small.sha256, Span(small.text.index("It was"), small.text.index(" Nobody"))) == []
    assert library.search("no such text", Span(0, 10)) == []
