"""A class in layers: what Textual works out for a class is worked out for the last of them alone."""

import pytest
from textual.dom import DOMNode

from tui.app import NewsreaderApp
from tui.screens.reader import ReaderScreen
from tui.widgets.article_pane import ArticlePane
from tui.widgets.twin_pane import TwinPane


@pytest.mark.parametrize("made", [NewsreaderApp, ReaderScreen, ArticlePane, TwinPane])
def test_only_the_last_layer_is_worked_out(made: type[DOMNode]) -> None:
    ours = [each for each in made.__mro__ if issubclass(each, DOMNode) and each.__module__.startswith("tui.")]
    assert len(ours) > 3
    assert [each for each in ours if "_merged_bindings" in vars(each)] == [made]


def test_the_last_layer_has_the_keys_of_all() -> None:
    bound = ReaderScreen._merged_bindings
    assert bound is not None
    actions = {binding.action for bindings in bound.key_to_bindings.values() for binding in bindings}
    assert {"step(1)", "list_names", "back"} - actions == set()
