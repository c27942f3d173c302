"""Settings: where each comes from, which one holds, and what is said of those that are wrong."""

import os
import re
import tomllib
from pathlib import Path

import pytest

from annotations.model import Status
from tui.commands.config import EXAMPLE
from tui.keymaps import KEYMAPS
from tui.settings import PASSED_OVER, Settings, StatusLook, find_project_file, load


@pytest.fixture
def user_file(home: Path) -> Path:
    path = home / ".config" / "newsreader" / "settings.toml"
    path.parent.mkdir(parents=True)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder inside a project."""
    place = tmp_path / "project" / "inner"
    place.mkdir(parents=True)
    return place


@pytest.fixture
def project_file(folder: Path) -> Path:
    return folder.parent / "newsreader.toml"


def wrong(text: str, project_file: Path) -> tuple[Settings, str]:
    """The settings with a project file that has one thing wrong, and what is said of it without the file's name."""
    project_file.write_text(text, encoding="utf-8")
    settings = load(environment={}, folder=project_file.parent)
    (sentence,) = settings.warnings
    assert sentence.startswith(f"{project_file}:")
    return settings, sentence.removeprefix(f"{project_file}:")


def test_without_files_everything_has_its_default(folder: Path, user_file: Path) -> None:
    settings = load(environment={}, folder=folder)
    assert settings == Settings(files=((folder / "newsreader.toml", False), (user_file, False)))
    assert settings.origin("theme") == settings.origin("keys.claim.agree") == "default"
    assert len(settings.tags) == 9
    assert settings.database.name == "annotations.json"
    assert not settings.advance


def test_flag_comes_before_environment_before_project_before_user_before_default(
    folder: Path, user_file: Path, project_file: Path
) -> None:
    told: list[tuple[str, str]] = []

    def tell(flags: dict[str, str], environment: dict[str, str]) -> None:
        settings = load(flags, environment=environment, folder=folder)
        assert settings.warnings == ()
        told.append((settings.annotator, settings.origin("annotator")))

    user_file.write_text('annotator = "by user"\n')
    tell({}, {})
    project_file.write_text('\nannotator = "by project"\n')
    tell({}, {})
    tell({}, {"NEWSREADER_ANNOTATOR": "by variable"})
    tell({"annotator": "by flag"}, {"NEWSREADER_ANNOTATOR": "by variable"})
    tell({}, {"NEWSREADER_ANNOTATOR": ""})
    assert told == [
        ("by user", f"{user_file}:1"),
        ("by project", f"{project_file}:2"),
        ("by variable", "NEWSREADER_ANNOTATOR"),
        ("by flag", "--annotator"),
        ("by project", f"{project_file}:2"),
    ]


def test_project_and_user_may_each_say_something(folder: Path, user_file: Path, project_file: Path) -> None:
    user_file.write_text('theme = "light"\n[keys]\nclaim.agree = "A"\nclaim.dispute = "D"\n')
    project_file.write_text('tags = [" one ", "two"]\n[keys]\n"claim.dispute" = ["x", "ctrl+x"]\n')
    settings = load(environment={}, folder=folder)
    assert (settings.theme, settings.tags) == ("light", ("one", "two"))
    assert list(settings.keys.items()) == [("claim.dispute", ("x", "ctrl+x")), ("claim.agree", ("A",))]
    assert settings.origin("keys.claim.agree") == f"{user_file}:3"
    assert settings.origin("keys.claim.dispute") == f"{project_file}:3"
    assert settings.files == ((project_file, True), (user_file, True))


def test_the_environment_names_theme_glyphs_and_database(folder: Path) -> None:
    named = {"NEWSREADER_THEME": "terminal", "NEWSREADER_GLYPHS": "ascii", "NEWSREADER_DATABASE": "case.json"}
    settings = load(environment=named, folder=folder)
    assert (settings.theme, settings.glyphs, settings.database) == ("terminal", "ascii", folder / "case.json")
    assert load(environment={"NEWSREADER_GLYPHS": "fancy"}, folder=folder).warnings == (
        f'NEWSREADER_GLYPHS: glyphs must be "unicode" or "ascii". {PASSED_OVER}',
    )


def test_aliases_stand_where_the_settings_say(folder: Path, project_file: Path, home: Path) -> None:
    assert load(environment={}, folder=folder).aliases == home / ".config" / "newsreader" / "aliases.txt"
    project_file.write_text('aliases = "names.txt"')
    assert load(environment={}, folder=folder).aliases == project_file.parent / "names.txt"
    named = {"NEWSREADER_ALIASES": "~/mine.txt"}
    assert load(environment=named, folder=folder).aliases == home / "mine.txt"
    assert load({"aliases": "flag.txt"}, environment=named, folder=folder).aliases == folder / "flag.txt"


def test_the_nearest_project_file_upwards_holds(folder: Path, project_file: Path) -> None:
    assert find_project_file(folder) is None
    (project_file.parent / ".newsreader.toml").touch()
    assert find_project_file(folder) == project_file.parent / ".newsreader.toml"
    project_file.touch()
    assert find_project_file(folder) == project_file
    (folder / ".newsreader.toml").touch()
    assert find_project_file(folder) == folder / ".newsreader.toml"


def test_a_folder_that_must_not_be_looked_into_has_no_settings(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bool:
        raise PermissionError(path)

    monkeypatch.setattr(Path, "is_file", refuse)
    assert load(environment={}, folder=folder).warnings == ()


def test_a_working_folder_that_is_gone_has_no_settings(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    folder.rmdir()
    assert load(environment={}).files[0] == (Path("/newsreader.toml"), False)


def test_a_database_is_looked_for_from_the_folder_of_the_file_that_names_it(folder: Path, project_file: Path) -> None:
    for named, meant in (
        ("case.json", project_file.parent / "case.json"),
        ("/tmp/case.json", Path("/tmp/case.json")),
        ("~/case.json", Path(os.environ["HOME"]) / "case.json"),
    ):
        project_file.write_text(f'database = "{named}"\n')
        assert load(environment={}, folder=folder).database == meant


def test_a_status_has_a_word_and_perhaps_a_sign(folder: Path, project_file: Path) -> None:
    project_file.write_text(
        '[statuses]\nagreed = "true"\ndisputed = { word = "false", sign = "!" }\nunclear.sign = "u"\n'
    )
    settings = load(environment={}, folder=folder)
    assert settings.warnings == ()
    assert settings.statuses == {
        "agreed": StatusLook("true"),
        "disputed": StatusLook("false", "!"),
        "unclear": StatusLook(sign="u"),
    }
    assert settings.origin("statuses.agreed.word") == f"{project_file}:2"
    assert settings.origin("statuses.disputed.sign") == f"{project_file}:3"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("annotator = 3", "annotator must be a text in quotation marks."),
        ('theme = " "', "theme must be a text in quotation marks."),
        ('glyphs = "emoji"', 'glyphs must be "unicode" or "ascii".'),
        ('keymap = "emacs"', 'keymap must be "vim" or "prodigy".'),
        ('advance = "yes"', "advance must be true or false."),
        ("database = []", "database must be a text in quotation marks."),
        ('tags = "a"', "tags must be a list of at most 9 texts."),
        ("tags = [1]", "tags must be a list of at most 9 texts."),
        (f"tags = {list('abcdefghij')}", "tags must be a list of at most 9 texts."),
        ('tags = ["a", " a"]', "tags must differ, and none may be empty."),
        ('tags = [""]', "tags must differ, and none may be empty."),
        ("statuses.agreed = 1", "statuses.agreed.word must be a text in quotation marks."),
        ('statuses.agreed.sign = "ok"', "statuses.agreed.sign must be one character that takes one cell."),
        ('statuses.agreed.sign = "漢"', "statuses.agreed.sign must be one character that takes one cell."),
        ('statuses.agreed.sign = " "', "statuses.agreed.sign must be one character that takes one cell."),
        ('keys.claim.agree = ""', 'the keys of claim.agree must be a key such as "a", or a list of keys.'),
        ("keys.claim.agree = []", 'the keys of claim.agree must be a key such as "a", or a list of keys.'),
        ("keys.claim.agree = [1]", 'the keys of claim.agree must be a key such as "a", or a list of keys.'),
        ('keys = "vim"', "keys must be a table: a line [keys], and below it a line for each."),
        ('statuses = "x"', "statuses must be a table: a line [statuses], and below it a line for each."),
        ('teme = "light"', "there is no setting 'teme'; is 'theme' meant?"),
        ("xyzzy = 1", "there is no setting 'xyzzy'."),
        (
            'statuses.false = "x"',
            "there is no setting 'statuses.false': statuses are agreed, disputed, unclear, context: word and sign.",
        ),
    ],
)
def test_what_is_wrong_gets_one_sentence_with_its_line_and_the_rest_holds(
    line: str, said: str, project_file: Path
) -> None:
    project_file.parent.mkdir(parents=True, exist_ok=True)
    settings, sentence = wrong(f"# first line\n{line}\n", project_file)
    assert sentence == f"2: {said} {PASSED_OVER}"
    assert settings == Settings(warnings=settings.warnings, files=settings.files)


def test_what_is_wrong_in_the_project_leaves_what_the_user_says(
    folder: Path, user_file: Path, project_file: Path
) -> None:
    user_file.write_text('glyphs = "ascii"\n')
    project_file.write_text('annotator = "anna"\nglyphs = "emoji"\n')
    settings = load(environment={}, folder=folder)
    assert (settings.annotator, settings.glyphs) == ("anna", "ascii")
    assert settings.origin("glyphs") == f"{user_file}:1"
    assert len(settings.warnings) == 1


def test_a_file_that_is_not_toml_is_told_with_line_and_column_and_left_alone(folder: Path, project_file: Path) -> None:
    text = 'theme = "light"\nannotator = anna\n'
    project_file.write_text(text)
    settings = load(environment={}, folder=folder)
    (sentence,) = settings.warnings
    assert sentence.startswith(f"{project_file}: is not TOML")
    assert "line 2, column 13" in sentence
    assert sentence.endswith("Nothing in it is used until it is mended.")
    assert settings.theme == "dark"
    assert project_file.read_text() == text


@pytest.mark.parametrize(
    ("encoding", "glyphs"),
    [("UTF-8", "unicode"), ("utf8", "unicode"), ("ANSI_X3.4-1968", "ascii"), ("cp1252", "ascii")],
)
def test_glyphs_are_ascii_where_the_locale_is_not_utf_8(
    encoding: str, glyphs: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("locale.getencoding", lambda: encoding)
    assert Settings().glyphs == glyphs


def test_every_keymap_may_be_chosen(folder: Path, project_file: Path) -> None:
    for name in KEYMAPS:
        project_file.write_text(f'keymap = "{name}"\n')
        assert load(environment={}, folder=folder).keymap == name


def example_without_comments() -> str:
    """The example with its settings in force."""
    return re.sub(r"^# (?=[\w.]+ = )", "", EXAMPLE, flags=re.MULTILINE)


def test_the_example_says_nothing_until_something_is_uncommented(folder: Path, project_file: Path) -> None:
    project_file.write_text(EXAMPLE)
    settings = load(environment={}, folder=folder)
    assert (settings.warnings, settings.origins) == ((), {})


def test_the_example_names_every_setting_and_the_defaults(folder: Path, project_file: Path) -> None:
    project_file.write_text(example_without_comments())
    settings, default = load(environment={}, folder=folder), Settings()
    assert settings.warnings == ()
    assert set(tomllib.loads(project_file.read_text())) == {
        "annotator", "database", "aliases", "theme", "glyphs", "links", "advance", "splash", "keymap", "tags",
        "statuses", "keys",
    }  # fmt: skip
    for name in ("theme", "advance", "splash", "keymap", "tags"):
        assert getattr(settings, name) == getattr(default, name)
    assert set(settings.statuses) <= set(Status)


def test_the_documentation_shows_the_example() -> None:
    page = (Path(__file__).parent.parent / "docs" / "settings.md").read_text(encoding="utf-8")
    assert f"```toml\n{EXAMPLE}```" in page
    for name in (*tomllib.loads(example_without_comments()), *KEYMAPS):
        assert f"`{name}" in page
