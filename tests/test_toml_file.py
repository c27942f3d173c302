"""A TOML file as a flat table that knows its lines."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.toml_file import Entry, TomlError, key_lines, read_toml

PARTS = st.one_of(
    st.from_regex(r"[a-z][a-z0-9_-]{0,8}", fullmatch=True),
    st.from_regex(r'"[a-z .=#-]{1,8}"', fullmatch=True),
    st.from_regex(r"'[a-z .=#-]{1,8}'", fullmatch=True),
)
BETWEEN = st.sampled_from(["", "# theme = 1", "   ", "\t# [keys]"])
VALUES = st.sampled_from(["1", '"a = b"', "true", '[\n "x",\n  "y = 2", # z = 3\n]', '{ word = "w" }', "'#'"])


def written(folder: Path, text: str) -> Path:
    path = folder / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_value_has_its_dotted_name_and_its_line(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '\ufeff# a comment\ntheme = "light"\ntags = [\n  "a = 1",\n]\n\n[keys]\n"claim.agree" = "A"\n'
        'mention . next = "."\n[ statuses.agreed ]\nword = "true"\n[empty]\n',
    )
    assert read_toml(path) == {
        "theme": Entry("light", 2),
        "tags": Entry(["a = 1"], 3),
        "keys.claim.agree": Entry("A", 8),
        "keys.mention.next": Entry(".", 9),
        "statuses.agreed.word": Entry("true", 11),
    }


def test_a_table_on_one_line_gives_its_line_to_what_is_in_it(tmp_path: Path) -> None:
    path = written(tmp_path, '[statuses]\ndisputed = { word = "false", sign = "!" }\n')
    assert read_toml(path)["statuses.disputed.sign"] == Entry("!", 2)


def test_a_key_that_is_written_too_oddly_is_said_to_be_on_the_first_line(tmp_path: Path) -> None:
    assert read_toml(written(tmp_path, '\n"a\\"b" = 1\n')) == {'a"b': Entry(1, 1)}


def test_words_in_a_text_of_several_lines_are_no_keys(tmp_path: Path) -> None:
    path = written(tmp_path, 'note = """\nwhat they say = nothing\n"""\ntheme = "light"\n')
    assert {name: entry.line for name, entry in read_toml(path).items()} == {"note": 1, "theme": 4}


@given(st.lists(st.tuples(BETWEEN, PARTS, VALUES), max_size=6), st.booleans())
def test_every_key_is_found_on_the_line_where_it_was_written(rows: list[tuple[str, str, str]], in_table: bool) -> None:
    text = "[some.table]\n" if in_table else ""
    expected: dict[str, int] = {}
    for between, key, value in rows:
        text += f"{between}\n"
        expected.setdefault(key.strip("\"'"), text.count("\n") + 1)
        text += f"{key}  = {value}\n"
    lines = key_lines(text)
    head = ("some", "table") if in_table else ()
    assert {key[len(head) :]: line for key, line in lines.items() if key != head} == {
        (key,): line for key, line in expected.items()
    }


def test_what_is_not_toml_is_told_with_line_and_column(tmp_path: Path) -> None:
    with pytest.raises(TomlError, match=r"not TOML.*line 2, column 9"):
        read_toml(written(tmp_path, "a = 1\ntheme = light\n"))


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(TomlError, match="cannot be read"):
        read_toml(tmp_path)
    path = tmp_path / "latin.toml"
    path.write_bytes(b'annotator = "\xe9"\n')
    with pytest.raises(TomlError, match="is not UTF-8"):
        read_toml(path)
