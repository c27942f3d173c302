"""`newsreader keys`: the keys in force."""

from tui.commands.arguments import parser_for


def keys(given: list[str]) -> int:
    """Print them."""
    parser_for("newsreader keys", "Print the keys in force.", paths="").parse_args(given)
    from tui.key_table import print_keys  # the widgets, which know the keys, need Textual

    print_keys()
    return 0
