"""Which themes, actions and keys there are, and that no key has two meanings."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import NewsreaderError
from tui.in_force import checked, keymap_origins
from tui.key_names import key_name, keymap
from tui.key_table import late_bindings, screen_bindings
from tui.keymaps import KEYMAPS
from tui.settings import PASSED_OVER, Settings
from tui.themes import THEMES, textual_theme


def chosen(keys: Mapping[str, tuple[str, ...]], name: str = "vim") -> Settings:
    """Settings with keys that stand in a file, one below the other."""
    origins = {f"keys.{action}": f"file:{line}" for line, action in enumerate(keys, 1)}
    return Settings(keymap=name, keys=keys, origins=origins)


def told(keys: Mapping[str, tuple[str, ...]], name: str = "vim") -> tuple[str, ...]:
    """What is said of keys, without the words at the end that every sentence has."""
    settings = checked(chosen(keys, name))
    assert all(sentence.endswith(PASSED_OVER) for sentence in settings.warnings)
    return tuple(sentence.removesuffix(PASSED_OVER).strip() for sentence in settings.warnings)


def ids_in_force(settings: Settings, place: str) -> dict[str, list[str]]:
    """Which actions each key has in a place and everywhere."""
    found: dict[str, list[str]] = {}
    for where, binding in screen_bindings():
        if where in (place, "everywhere"):
            for key in keymap(settings).get(str(binding.id), binding.key).split(","):
                found.setdefault(key, []).append(str(binding.id))
    return found


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("a", "a"), ("A", "A"), (".", "full_stop"), (",", "comma"), ("+", "plus"), ("|", "vertical_line"), ("é", "é"),
        ("-", "minus"), ("space", "space"), ("Space", "space"), ("PageDown", "pagedown"), ("pgdn", "pagedown"),
        ("esc", "escape"), ("f12", "f12"), ("Ctrl+D", "ctrl+d"), ("ctrl+.", "ctrl+full_stop"),
        ("shift+tab", "shift+tab"), ("alt+x", "alt+x"), ("↑", "up"), ("del", "delete"),
    ],
)  # fmt: skip
def test_a_key_may_be_written_as_a_character_or_a_name(written: str, name: str) -> None:
    assert key_name(written) == name


@pytest.mark.parametrize("written", [" ", "\n", "", "spce", "j down", "shift+a", "hyper+x", "ctrl+", "<any>", "a,b"])
def test_what_is_no_key_has_no_name(written: str) -> None:
    assert key_name(written) is None


@given(st.text(max_size=12))
def test_whatever_is_written_is_a_key_or_is_none(written: str) -> None:
    name = key_name(written)
    assert name is None or (name and "," not in name and " " not in name)


def test_good_keys_are_taken_as_they_are() -> None:
    settings = chosen({"claim.dispute": ("x", "ctrl+x"), "app.help": ("f2",), "mention.next": (".", "tab")})
    assert checked(settings) is settings
    assert keymap(settings) == {"claim.dispute": "x,ctrl+x", "app.help": "f2", "mention.next": "full_stop,tab"}


def test_two_actions_may_swap_their_keys() -> None:
    assert told({"claim.agree": ("d",), "claim.dispute": ("a",)}) == ()


def test_actions_that_never_meet_may_share_a_key() -> None:
    assert told({"list.open": ("a",)}) == ()
    assert told({"dialog.cancel": ("ctrl+d",)}) == ()
    assert told({"list.mark": ("x",), "claim.dispute": ("x",)}) == ()


@pytest.mark.parametrize(
    ("action", "key", "said"),
    [
        ("claim.agre", "x", "there is no action claim.agre. Is claim.agree meant? `newsreader keys` lists them all."),
        ("xyzzy", "x", "there is no action xyzzy. `newsreader keys` lists them all."),
        ("claim.agree", "spce", "there is no key 'spce'. A key is written like a, A, ., ctrl+d, space or f2."),
        ("claim.agree", "ctrl+i", "terminals send ctrl+i as tab. Choose another key for claim.agree."),
        ("dialog.cancel", "x", "x is needed for typing. Choose a key such as ctrl+o or f2 for dialog.cancel."),
        ("claim.agree", "d", "d already belongs to claim.dispute. Choose another key, or move claim.dispute too."),
        ("history.undo", ".", ". already belongs to mention.next. Choose another key, or move mention.next too."),
        ("note.keep", "esc", "escape already belongs to dialog.cancel. Choose another key, or move dialog.cancel too."),
    ],
)  # fmt: skip
def test_what_cannot_be_gets_one_sentence_with_its_line(action: str, key: str, said: str) -> None:
    keys = {"claim.context": ("P",), action: (key,)}
    assert told(keys) == (f"file:2: {said}",)
    assert checked(chosen(keys)).keys == {"claim.context": ("P",)}
    assert checked(chosen(keys)).origin(f"keys.{action}") == "default"


def test_of_two_choices_the_later_one_gives_way() -> None:
    keys = {"claim.agree": ("x",), "claim.dispute": ("x",)}
    assert told(keys) == ("file:2: x already belongs to claim.agree. Choose another key, or move claim.agree too.",)
    assert checked(chosen(keys)).keys == {"claim.agree": ("x",)}


def test_a_choice_that_gives_way_may_push_another_one_out() -> None:
    keys = {"claim.agree": ("d",), "claim.dispute": ("nothing",)}
    assert len(told(keys)) == 2
    assert checked(chosen(keys)).keys == {}


ACTIONS = [str(binding.id) for _, binding in screen_bindings()]


@given(
    st.sampled_from(list(KEYMAPS)),
    st.dictionaries(
        st.sampled_from(ACTIONS), st.lists(st.sampled_from("adjx.,{ "), min_size=1, max_size=2).map(tuple), max_size=6
    ),
)
def test_whatever_is_chosen_no_key_has_two_meanings(name: str, keys: dict[str, tuple[str, ...]]) -> None:
    settings = checked(chosen(keys, name))
    assert len(settings.warnings) == len(keys) - len(settings.keys)
    for place in ("in an article", "in a list"):
        assert [actions for actions in ids_in_force(settings, place).values() if len(set(actions)) > 1] == []


@pytest.mark.parametrize("name", KEYMAPS)
def test_every_keymap_names_actions_and_keys_that_are_there(name: str) -> None:
    known = {str(binding.id) for _, binding in (*screen_bindings(), *late_bindings())}
    assert set(KEYMAPS[name]) <= known
    assert all(key_name(key) for keys in KEYMAPS[name].values() for key in keys)
    for place in ("in an article", "in a list"):
        assert [each for each in ids_in_force(Settings(keymap=name), place).values() if len(each) > 1] == []


def test_a_key_of_the_keymap_is_told_apart_from_one_of_a_file() -> None:
    settings = chosen({"claim.dispute": ("D",)}, "prodigy")
    assert keymap_origins(settings)["claim.dispute"] == "file:1"
    assert keymap_origins(settings)["mention.next"] == "keymap prodigy"
    assert told({"claim.unclear": ("x",)}, "prodigy") == (
        "file:1: x already belongs to claim.dispute. Choose another key, or move claim.dispute too.",
    )


def test_every_theme_of_textual_and_of_ours_may_be_chosen() -> None:
    for theme in (*THEMES, "nord", "textual-light"):
        settings = Settings(theme=theme)
        assert checked(settings) is settings


def test_a_theme_that_is_not_there_is_passed_over() -> None:
    settings = checked(Settings(theme="pink", origins={"theme": "file:1"}))
    (sentence,) = settings.warnings
    assert sentence.startswith("file:1: there is no theme pink. There are: light, dark, terminal, ")
    assert sentence.endswith(PASSED_OVER)
    assert (settings.theme, settings.origin("theme")) == ("dark", "default")


def test_a_theme_that_a_flag_asks_for_and_is_not_there_ends_the_program() -> None:
    with pytest.raises(NewsreaderError, match="no theme pink"):
        checked(Settings(theme="pink", origins={"theme": "--theme"}))


@pytest.mark.parametrize(
    ("ground", "theme"),
    [("", "dark"), ("15;0", "dark"), ("0;15", "light"), ("0;default;7", "light"), ("7;8", "dark"), ("odd", "dark")],
)
def test_the_terminals_own_colours_are_on_its_own_ground(
    ground: str, theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLORFGBG", ground)
    assert textual_theme("terminal") == f"ansi-{theme}"
    assert textual_theme("light") == "textual-light"
    assert textual_theme("nord") == "nord"
