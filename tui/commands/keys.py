"""`newsreader keys`: the keys in force."""

from tui.commands.arguments import parser_for
from tui.commands.printing import warn
from tui.settings import load


def keys(given: list[str]) -> int:
    """Print them."""
    parser_for("newsreader keys", "Print the keys in force.", paths="").parse_args(given)
    from tui.in_force import checked, keymap_origins  # the widgets, which know the keys, need Textual
    from tui.key_names import keymap
    from tui.key_table import print_keys

    settings = checked(load())
    for sentence in settings.warnings:
        warn(sentence)
    print_keys(keymap(settings), keymap_origins(settings))
    return 0
