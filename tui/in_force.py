"""Which of the settings can be put in force: the themes, actions and keys that there are, no key with two meanings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from textual.binding import Binding
from textual.theme import BUILTIN_THEMES

from annotations.errors import NewsreaderError
from tui.key_names import SENT_AS, as_written, key_name, keymap
from tui.key_table import IN_A_NOTE, IN_A_PROMPT, IN_AN_ANNOTATION, IN_THE_EXPORT, late_bindings, screen_bindings
from tui.keymaps import KEYMAPS
from tui.settings import PASSED_OVER, Settings
from tui.themes import THEMES

_EVERYWHERE = "everywhere"
_TYPING = (IN_A_PROMPT, IN_A_NOTE, IN_AN_ANNOTATION, IN_THE_EXPORT)

Bindings = list[tuple[str, Binding]]


def checked(settings: Settings) -> Settings:
    """The settings without what there is not, with a sentence for each such thing.

    Raises:
        NewsreaderError: The theme that the command line asks for is not there.
    """
    return _with_keys_that_are(_with_theme_that_is(settings))


def keymap_origins(settings: Settings) -> dict[str, str]:
    """By the id of an action whose keys are others than in the code, where they come from."""
    preset = dict.fromkeys(KEYMAPS[settings.keymap], f"keymap {settings.keymap}")
    return preset | {action: settings.origin(f"keys.{action}") for action in settings.keys}


def _with_theme_that_is(settings: Settings) -> Settings:
    if settings.theme in THEMES or settings.theme in BUILTIN_THEMES:
        return settings
    known = ", ".join([*THEMES, *sorted(BUILTIN_THEMES)])
    sentence = f"there is no theme {settings.theme}. There are: {known}."
    origin = settings.origin("theme")
    if origin == "--theme":
        raise NewsreaderError(sentence)
    return replace(_told(settings, "theme", sentence), theme=Settings.theme)


def _with_keys_that_are(settings: Settings) -> Settings:
    if not settings.keys:
        return settings
    bindings = list(screen_bindings())
    if not settings.keys.keys() <= _ids(bindings):
        bindings += late_bindings()
    for action, keys in settings.keys.items():
        if fault := _fault(action, keys, bindings):
            settings = _without_keys(settings, action, fault)
    while clash := _clash(settings, bindings):
        settings = _without_keys(settings, *clash)
    return settings


def _ids(bindings: Bindings) -> set[str]:
    return {str(binding.id) for _, binding in bindings}


def _fault(action: str, keys: Iterable[str], bindings: Bindings) -> str:
    """What is wrong with the keys of an action by themselves, as a sentence; nothing if they are good."""
    if action not in _ids(bindings):
        from difflib import get_close_matches

        near = get_close_matches(action, _ids(bindings), 1)
        meant = f" Is {near[0]} meant?" if near else ""
        return f"there is no action {action}.{meant} `newsreader keys` lists them all."
    if unknown := [key for key in keys if key_name(key) is None]:
        return f"there is no key {unknown[0]!r}. A key is written like a, A, ., ctrl+d, space or f2."
    for key in keys:
        name = key_name(key) or ""
        if name in SENT_AS:
            return f"terminals send {key} as {SENT_AS[name]}. Choose another key for {action}."
        if len(key) == 1 and any(place in _TYPING and binding.id == action for place, binding in bindings):
            return f"{key} is needed for typing. Choose a key such as ctrl+o or f2 for {action}."
    return ""


def _clash(settings: Settings, bindings: Bindings) -> tuple[str, str] | None:
    """The action whose keys are to be passed over because one has two meanings, and why; nothing if all is well.

    What was chosen last gives way; actions that never meet may share a key.
    """
    in_force = keymap(settings)
    for place in dict.fromkeys(place for place, _ in bindings):
        meaning: dict[str, str] = {}
        for key, action in _keys_in(place, bindings, in_force):
            other = meaning.setdefault(key, action)
            chosen = [each for each in settings.keys if each in (action, other)]
            if other != action and chosen:
                kept = other if chosen[-1] == action else action
                why = f"{as_written(key)} already belongs to {kept}."
                return chosen[-1], f"{why} Choose another key, or move {kept} too."
    return None


def _keys_in(place: str, bindings: Bindings, in_force: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Every key that does something in a place, and what; where text is typed, nothing else has a key."""
    for where, binding in bindings:
        if where == place or (where == _EVERYWHERE and place not in _TYPING):
            action = str(binding.id)
            yield from ((key.strip(), action) for key in in_force.get(action, binding.key).split(","))


def _without_keys(settings: Settings, action: str, fault: str) -> Settings:
    keys = {name: keys for name, keys in settings.keys.items() if name != action}
    return replace(_told(settings, f"keys.{action}", fault), keys=keys)


def _told(settings: Settings, name: str, fault: str) -> Settings:
    """The settings with a sentence about one of them, which is as if it had not been chosen."""
    sentence = f"{settings.origin(name)}: {fault} {PASSED_OVER}"
    origins = {each: origin for each, origin in settings.origins.items() if each != name}
    return replace(settings, origins=origins, warnings=(*settings.warnings, sentence))
