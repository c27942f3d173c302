"""Which articles of a list hold some words."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.articles.index import Index, Row
from annotations.articles.queries import Query
from annotations.articles.word_lookup import WordLookup

TEXTS = {"a": "Two goats and a señor.", "b": "Two sheep.", "c": "A goat waited for two sheep, ⱥre 文字."}
WORDS = st.sampled_from(
    ["go", "goat", "Goats", "two sheep", "two s", "s", "senor", "文", "cafe\u0301", "o'clock", "—", "²"]
)


@pytest.fixture(params=["file", "memory"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Index]:
    made = Index(tmp_path / "index.sqlite" if request.param == "file" else None)
    fill(made, TEXTS)
    yield made
    made.close()


def fill(index: Index, texts: dict[str, str]) -> None:
    index.put((Row(key, sha256=text, title=key.upper()), text) for key, text in texts.items())


def lookup(index: Index, listed: list[str]) -> WordLookup:
    return WordLookup(index, lambda key: listed.index(key) if key in listed else -1)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["goat"], "ac"),
        (["GO", "two"], "ac"),
        (["two sheep"], "bc"),
        (["s", "two s"], "bc"),
        (["senor"], "a"),
        (["文"], "c"),
        (["ⱥr"], "c"),  # a letter that is newer than what SQLite surely knows
        (["zebra"], ""),
        (["—"], "abc"),
    ],
)
def test_articles_are_found_by_the_beginnings_of_words_and_by_phrases(
    index: Index, words: list[str], found: str
) -> None:
    assert [*lookup(index, list("abc")).numbers(words)] == ["abc".index(each) for each in found]


def test_numbers_are_those_of_the_list_and_in_its_order(index: Index) -> None:
    listed = list("xcxa")
    numbers = lookup(index, listed)
    assert [*numbers.numbers(["goat"])] == [1, 3]
    assert [*numbers.numbers(["sheep"])] == [1], "what is not in the list is not found"
    listed.append("b")
    assert [*numbers.numbers(["sheep"])] == [1, 4], "it is now"
    listed.remove("c")
    numbers.forget()
    assert [*numbers.numbers(["sheep"])] == [3]


def test_an_article_that_has_changed_is_found_by_its_new_words_only(index: Index) -> None:
    numbers = lookup(index, list("abc"))
    assert [*numbers.numbers(["goat"])] == [0, 2]
    fill(index, {"a": "Three cows."})
    assert ([*numbers.numbers(["goat"])], [*numbers.numbers(["cow"])]) == ([2], [0])


def test_words_of_articles_that_are_gone_are_nobodys(index: Index) -> None:
    index.remove("bc")
    assert [*lookup(index, list("abc")).numbers(["two"])] == [0]
    assert [*lookup(index, list("abc")).numbers(["—"])] == [0]


@given(
    st.lists(st.sampled_from("abcdef"), unique=True),
    st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from(["Two goats", "Two sheep", "A goat"]))),
)
def test_what_is_found_is_sorted_whatever_came_when(listed: list[str], put: list[tuple[str, str]]) -> None:
    index = Index()
    numbers = lookup(index, listed)
    now: dict[str, str] = {}
    for key, text in put:
        fill(index, {key: text})
        now[key] = text
        wanted = [number for number, each in enumerate(listed) if "goat" in now.get(each, "")]
        assert [*numbers.numbers(["goat"])] == wanted
    index.close()


def test_only_what_is_new_is_asked_for_again(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = lookup(index, list("abcd"))
    numbers.learn()
    told: list[str] = []
    tell_words = index.tell_words

    def tell(after: int, tell: Callable[[int, str], None]) -> None:
        def listen(words: int, key: str) -> None:
            told.append(key)
            tell(words, key)

        tell_words(after, listen)

    monkeypatch.setattr(index, "tell_words", tell)
    assert [*numbers.numbers(["two"])] == [0, 1, 2]
    assert told == []
    fill(index, {"d": "Two cows."})
    assert [*numbers.numbers(["two"])] == [0, 1, 2, 3]
    assert told == ["d"]


def test_what_is_put_in_again_with_the_same_text_keeps_its_words(index: Index) -> None:
    before: list[tuple[int, str]] = []
    index.tell_words(0, lambda words, key: before.append((words, key)))
    fill(index, TEXTS)
    after: list[tuple[int, str]] = []
    index.tell_words(0, lambda words, key: after.append((words, key)))
    assert after == before
    index.put([(Row("a", sha256=TEXTS["a"], title="Cows"), TEXTS["a"])])
    assert [*lookup(index, list("abc")).numbers(["cows"])] == [0]


def test_an_index_that_was_begun_anew_is_asked_for_everything(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    index = Index(path)
    fill(index, TEXTS)
    numbers = lookup(index, list("abc"))
    assert [*numbers.numbers(["goat"])] == [0, 2]
    index.close()
    for each in tmp_path.iterdir():
        each.unlink()
    fill(index, {"c": "Two goats.", "b": "A goat."})
    assert [*numbers.numbers(["goat"])] == [1, 2]
    index.close()


def test_several_threads_may_look(index: Index) -> None:
    numbers = lookup(index, list("abc"))
    found: list[list[int]] = []
    threads = [threading.Thread(target=lambda: found.append([*numbers.numbers(["goat"])])) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert found == [[0, 2]] * 8


@given(
    st.lists(st.lists(WORDS, max_size=5).map(" ".join), min_size=1, max_size=5),
    st.lists(WORDS, min_size=1, max_size=3),
)
def test_it_finds_what_the_index_finds(texts: list[str], words: list[str]) -> None:
    index = Index()
    keys = [f"{number}.txt" for number in range(len(texts))]
    fill(index, dict(zip(keys, texts, strict=True)))
    found = [keys[number] for number in lookup(index, keys).numbers(words)]
    assert found == index.search(Query(words=tuple(words)))
    index.close()
