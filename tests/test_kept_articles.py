"""Articles that are in no file: kept beside the database, whole or not at all."""

import json
from pathlib import Path

import pytest
from making import HOSTILE, REPORT, article

from annotations.articles.kept import Kept, KeptArticles, read_kept
from annotations.articles.keys import file_of_key, read_by_key
from annotations.errors import ArticleError
from annotations.model import Article

ADDRESS = "https://example.org/flood"


def given(text: str = REPORT, **changes: object) -> Article:
    known = {"url": ADDRESS, "outlet": "The Daily", "agencies": ("AFP",), "warning": "Guessed."}
    return article(text)._replace(file="", **(known | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("text", [REPORT, HOSTILE, "half a \udce9 character\n\nand 3 sheep"])
def test_what_is_kept_is_read_again(tmp_path: Path, text: str) -> None:
    kept = KeptArticles(tmp_path / "kept")
    outcome, path = kept.keep(given(text))
    assert outcome is Kept.IMPORTED
    assert read_by_key(str(path)) == given(text)._replace(file=str(path))
    assert kept.files() == [path]
    assert [each.name for each in path.parent.iterdir()] == [path.name]  # nothing is left beside it


def test_an_address_that_is_read_again_stays_the_same_article(tmp_path: Path) -> None:
    _, path = KeptArticles(tmp_path).keep(given())
    assert KeptArticles(tmp_path).keep(given()) == (Kept.UNCHANGED, path)
    changed = given(REPORT + "\nA correction.\n")
    assert KeptArticles(tmp_path).keep(changed, pretend=True) == (Kept.CHANGED, path)
    assert read_kept(path).text == REPORT
    assert KeptArticles(tmp_path).keep(changed) == (Kept.CHANGED, path)
    assert (read_kept(path).text, read_kept(path).article_id) == (changed.text, given().article_id)


def test_entries_of_one_address_are_all_kept(tmp_path: Path) -> None:
    for expected in (Kept.IMPORTED, Kept.UNCHANGED):
        kept = KeptArticles(tmp_path)
        texts = [given(f"Entry {number} has {number} words.") for number in range(3)]
        assert [kept.keep(each)[0] for each in texts] == [expected] * 3
    assert len(KeptArticles(tmp_path).files()) == 3


def test_what_has_no_address_goes_by_its_text(tmp_path: Path) -> None:
    kept = KeptArticles(tmp_path)
    assert [kept.keep(given(url=""))[0], kept.keep(given(url=""))[0]] == [Kept.IMPORTED, Kept.UNCHANGED]


def test_a_folder_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert KeptArticles(tmp_path / "nowhere").files() == []


def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ArticleError, match="cannot be written"):
        KeptArticles(tmp_path / "file").keep(given())


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b"\xff", b'{"lines": 3}', b"[" * 100_000, b'{"text": "x", "lines": [[5, 9, "body", ""]]}'],
)
def test_what_newsreader_did_not_keep_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "made.article.json"
    path.write_bytes(content)
    with pytest.raises(ArticleError, match="no article that newsreader kept"):
        read_kept(path)


def test_a_list_of_feeds_is_no_article(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="`newsreader import` fetches"):
        read_by_key(str(tmp_path / "feeds.opml"))


def test_an_article_among_several_in_a_file_has_a_number(tmp_path: Path) -> None:
    table = tmp_path / "corpus.csv"
    table.write_text('text,title\n"One sheep was lost.",First\n"",Empty\n"Two sheep were lost.",Third\n')
    third = read_by_key(f"{table}#3")
    assert (third.text, third.title, third.file) == ("Two sheep were lost.", "Third", f"{table}#3")
    with pytest.raises(ArticleError, match="holds no text"):
        read_by_key(f"{table}#2")
    with pytest.raises(ArticleError, match="has no article 4 any more"):
        read_by_key(f"{table}#4")
    strange = tmp_path / "report#7"
    strange.write_text(json.dumps(REPORT))
    assert (file_of_key(str(strange)), read_by_key(str(strange)).file) == (str(strange), str(strange))


@pytest.mark.parametrize("at_once", [0, 12, 1 << 20])
def test_an_article_among_several_is_found_in_whatever_order_they_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr("annotations.articles.keys._AT_ONCE", at_once)
    table = tmp_path / "corpus.csv"
    table.write_text("text,title\n" + "".join(f"Sheep number {n}.,T{n}\n" for n in range(1, 10)))
    for number in (1, 2, 3, 7, 8, 2, 9, 1):
        assert read_by_key(f"{table}#{number}").title == f"T{number}"
    with pytest.raises(ArticleError, match="no article 10"):
        read_by_key(f"{table}#10")
    table.write_text("text,title\nAnother sheep stands here.,Changed\n")
    assert read_by_key(f"{table}#1").title == "Changed"
