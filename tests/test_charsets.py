"""Bytes of pages and feeds → text, by what they say of their encoding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.articles.charsets import decode

WORDS = "“Où est-il?” he said."


@pytest.mark.parametrize(
    ("content", "declared"),
    [
        (WORDS.encode(), ""),
        (WORDS.encode("utf-8-sig"), "latin-1"),
        (WORDS.encode("utf-16"), ""),
        (WORDS.encode("cp1252"), "ISO-8859-1"),
        (b'<meta charset="windows-1252">' + WORDS.encode("cp1252"), ""),
        (b"<?xml version='1.0' encoding='windows-1252'?>" + WORDS.encode("cp1252"), ""),
        (b'<meta charset="utf-16">' + WORDS.encode(), ""),
        (b'<meta charset="hex">' + WORDS.encode(), "no such encoding"),
    ],
)
def test_an_encoding_that_is_declared_and_true_is_read_without_a_warning(content: bytes, declared: str) -> None:
    text, warning = decode(content, declared)
    assert text.endswith(WORDS)
    assert warning == ""


@pytest.mark.parametrize(
    ("content", "declared", "read_as"),
    [
        (WORDS.encode("cp1252"), "utf-8", "Windows-1252"),
        (WORDS.encode(), "iso-2022-jp", "utf-8"),
        (b"<?xml version='1.0' encoding='utf-8'?>" + WORDS.encode("cp1252"), "", "Windows-1252"),
    ],
)
def test_a_lie_about_the_encoding_is_found_out(content: bytes, declared: str, read_as: str) -> None:
    text, warning = decode(content, declared)
    assert text.endswith(WORDS)
    assert f"read as {read_as}" in warning


@pytest.mark.parametrize("label", ["hex", "idna", "undefined", "unicode_escape", "utf-7", "zlib", "a\0b", "punycode"])
def test_what_is_no_encoding_of_pages_is_not_taken_for_one(label: str) -> None:
    assert decode(WORDS.encode(), label) == (WORDS, "")


@given(st.binary(max_size=200), st.sampled_from(["", "utf-8", "utf-16", "big5", "shift_jis", "euc-kr", "gb2312", "x"]))
def test_every_byte_gives_something(content: bytes, declared: str) -> None:
    text, _ = decode(content, declared)
    assert isinstance(text, str)
