"""Page keys in Textual's lists of options, which it cannot answer in a list without room for a row."""

from collections.abc import Callable

from textual.widgets import OptionList

_page_up: Callable[[OptionList], None] = OptionList.action_page_up
_page_down: Callable[[OptionList], None] = OptionList.action_page_down


def page_up(options: OptionList) -> None:
    """Highlight the option a page higher; takes the place of Textual's."""
    if options.scrollable_content_region:
        _page_up(options)


def page_down(options: OptionList) -> None:
    """Highlight the option a page lower; takes the place of Textual's."""
    if options.scrollable_content_region:
        _page_down(options)
