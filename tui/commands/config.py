"""`newsreader config`: the settings in force, and where each comes from."""

from collections.abc import Iterator
from textwrap import dedent

from annotations.model import Status
from tui.commands.arguments import parser_for
from tui.commands.printing import one_line, warn
from tui.settings import Settings, load

EXAMPLE = dedent("""\
    # Settings of newsreader. As `settings.toml` in your config folder they hold for you, as `newsreader.toml` in some
    # folder for all below it; `newsreader config` says where it looks. Take the # away from what you change.

    # annotator = "anna"           # who annotates; goes with every annotation
    # database = "case.json"       # from this file's folder, if it does not begin with /
    # aliases = "names.txt"        # who is one under several names, a line each: name = form; form
    # theme = "dark"               # light, dark, terminal (its own colours), or a theme of the command palette
    # glyphs = "unicode"           # or "ascii"
    # links = true                 # addresses as hyperlinks; by default where the terminal is known to have them
    # advance = false              # true: a judgement goes on to the next mention
    # splash = true                # false: a start shows nothing until the screen is loaded
    # keymap = "vim"               # or "prodigy": a accept, x reject, space next, backspace undo

    # What the keys 1 to 9 tag with.
    # tags = ["figure", "quote", "source", "check", "context", "copied", "changed", "opinion", "error"]

    # What a status is called on screen, perhaps with a sign of one character. In the database and in exports it stays
    # agreed, disputed, unclear or context.
    [statuses]
    # agreed = "true"
    # disputed = { word = "false", sign = "!" }

    # Keys of single actions: one, or a list. `newsreader keys` prints the actions with the keys they have.
    [keys]
    # claim.dispute = "x"
    # mention.next = [".", "tab"]
    """)
"""A settings file to begin with, in which everything is commented out."""

_WIDTH = 60  # characters of a value in the table


def config(given: list[str]) -> int:
    """Print the settings, or an example of a settings file."""
    parser = parser_for("newsreader config", "Print the settings in force, and where each comes from.", paths="")
    parser.add_argument("--example", action="store_true", help="print a settings file to begin with instead")
    if parser.parse_args(given).example:
        print(EXAMPLE, end="")
        return 0
    from tui.in_force import checked  # the themes and keys that there are need Textual

    settings = checked(load())
    for sentence in settings.warnings:
        warn(sentence)
    for name, value in _rows(settings):
        print(f"{name:<22}  {one_line(value, _WIDTH):<{_WIDTH}}  {settings.origin(name)}")
    print("\nlooked for, the first one before the second:")
    for path, found in settings.files:
        print(f"  {path}{'' if found else '  (not there)'}")
    return 0


def _rows(settings: Settings) -> Iterator[tuple[str, str]]:
    for name in ("annotator", "database", "aliases", "theme", "glyphs", "links", "advance", "splash", "keymap"):
        value = getattr(settings, name)
        yield name, str(value).lower() if isinstance(value, bool) else str(value)
    yield "tags", ", ".join(settings.tags)
    for status in Status:
        look = settings.statuses.get(status.value)
        yield f"statuses.{status.value}.word", look.word if look and look.word else status.value
        if look and look.sign:
            yield f"statuses.{status.value}.sign", look.sign
    for action, keys in settings.keys.items():
        yield f"keys.{action}", " ".join(keys)
