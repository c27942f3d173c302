"""Finding and reading files: what is taken, what is refused and in which words."""

import hashlib
import os
import socket
from pathlib import Path

import pytest

from annotations.articles import files
from annotations.articles.files import find_files, read_article
from annotations.errors import ArticleError

STORY = "Two villages were cut off by the flood on Monday, and 40 people were taken out by boat.\n"


def write(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(STORY, encoding="utf-8")


def found(*paths: Path, under: Path) -> list[str]:
    return [file.relative_to(under).as_posix() for file in find_files(paths)]


def test_a_folder_gives_its_texts_sorted_and_those_of_its_folders(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/z.md", "a/c.TXT", "c.txt", "picture.jpg", "a.b/d.txt")
    assert found(tmp_path, under=tmp_path) == ["a/c.TXT", "a/z.md", "a.b/d.txt", "b.txt", "c.txt"]


def test_files_that_speak_of_their_folder_and_hidden_ones_are_no_articles(tmp_path: Path) -> None:
    write(tmp_path, "README.md", "readme.de.txt", "LICENSE.txt", ".hidden.txt", ".git/a.txt", "readmes.txt")
    assert found(tmp_path, under=tmp_path) == ["readmes.txt"]


def test_a_file_that_is_named_is_taken_whatever_its_ending(tmp_path: Path) -> None:
    write(tmp_path, "README.md", "story.text")
    named = [tmp_path / "README.md", tmp_path / "story.text", tmp_path / "missing.txt"]
    assert list(find_files(named)) == named


def test_links_that_lead_in_circles_are_followed_once(tmp_path: Path) -> None:
    write(tmp_path, "a/one.txt", "b/two.txt")
    (tmp_path / "a/up").symlink_to(tmp_path)
    (tmp_path / "b/again").symlink_to(tmp_path / "a")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert found(tmp_path, under=tmp_path) == ["a/one.txt", "b/two.txt"]


def test_a_folder_that_cannot_be_listed_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "open/a.txt", "shut/b.txt")
    listed = os.scandir

    def scandir(path: os.PathLike[str]) -> "os._ScandirIterator[str]":
        if os.fspath(path).endswith("shut"):
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert found(tmp_path, under=tmp_path) == ["open/a.txt"]


def test_the_text_is_kept_as_read_and_hashed(tmp_path: Path) -> None:
    text = "\tMayor’s words\r\n\r\n“It is over,” he said.\u00a0\rTwo lines were left of it, she said.  \n"
    file = tmp_path / "story.txt"
    file.write_bytes(text.encode())
    article = read_article(file)
    assert article.text == text
    assert article.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert article.article_id == article.sha256[:16]
    assert (article.file, article.warning) == (str(file), "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_encoding_that_is_sure_is_read_without_a_warning(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "story.txt"
    file.write_bytes("“Où est-il?” he said.\n".encode(encoding))
    article = read_article(file)
    assert (article.text, article.warning) == ("“Où est-il?” he said.\n", "")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_what_is_not_utf_8_is_read_as_windows_1252_with_a_warning(tmp_path: Path, mark: bytes) -> None:
    file = tmp_path / "story.txt"
    file.write_bytes(mark + "“Où est-il?” he said.\n".encode("cp1252"))
    article = read_article(file)
    assert article.text == "“Où est-il?” he said.\n"
    assert "Windows-1252" in article.warning


def test_an_article_without_a_headline_is_called_after_its_file(tmp_path: Path) -> None:
    write(tmp_path, "the flood.v2.txt")
    assert read_article(tmp_path / "the flood.v2.txt").title == "the flood.v2"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "is empty"),
        (b"GIF89a\x00\x01 some words", "is no text"),
        (b"\x7fELF\x01\x02\x03 some words", "is no text"),
        (b"\xff\xfea\x00b", "begins like utf-16-le"),
        (b"\xfe\xff\x00", "begins like utf-16-be"),
        (b"\x83\x65\x83\x58\x83\x67\x81\x42", "neither UTF-8 nor Windows-1252"),
    ],
)
def test_what_is_no_article_is_refused_in_a_sentence(tmp_path: Path, content: bytes, why: str) -> None:
    file = tmp_path / "story.txt"
    file.write_bytes(content)
    with pytest.raises(ArticleError, match=why) as refusal:
        read_article(file)
    assert str(refusal.value).startswith(str(file))
    assert str(refusal.value).endswith(".")


def test_a_file_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="does not exist"):
        read_article(tmp_path / "story.txt")


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="cannot be read"):
        read_article(tmp_path / "a\0b.txt")


def test_a_folder_is_refused_as_an_article(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="is a folder"):
        read_article(tmp_path)


def test_a_file_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    write(tmp_path, "story.txt")
    monkeypatch.setattr(Path, "open", refuse)  # the tests may run as root, who may read everything
    with pytest.raises(ArticleError, match="lack the permission"):
        read_article(tmp_path / "story.txt")


def test_pipes_sockets_and_devices_are_refused_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    monkeypatch.chdir(tmp_path)  # the address of a socket may have no more than 107 bytes
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.txt")
        for path in (tmp_path / "pipe.txt", tmp_path / "socket.txt", Path("/dev/zero")):
            with pytest.raises(ArticleError, match="is a pipe, a socket or a device"):
                read_article(path)
    assert found(tmp_path, under=tmp_path) == []


def test_a_file_of_200_mb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.touch()
    os.truncate(file, 200 * 2**20)
    with pytest.raises(ArticleError, match="at most 64 MB"):
        read_article(file)


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "story.txt")
    size = (tmp_path / "story.txt").stat()
    monkeypatch.setattr(files, "LARGEST", 50)
    monkeypatch.setattr(Path, "stat", lambda _: os.stat_result([*size[:6], 0, *size[7:]]))
    with pytest.raises(ArticleError, match="is too large"):
        read_article(tmp_path / "story.txt")
