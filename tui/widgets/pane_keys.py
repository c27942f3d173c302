"""The keys of the reading pane, each with an id, by which it can be bound to another key, and a row in the help."""

from functools import partial

from tui.widgets.bindings import binding

_key = partial(binding, at_once=True)

MOVES = [
    _key("j,down", "rows(1)", "Down", "move.down", "One row down"),
    _key("k,up", "rows(-1)", "Up", "move.up", "One row up"),
    _key("space,pagedown", "pages(1)", "Page down", "move.page-down", "One page down"),
    _key("pageup", "pages(-1)", "Page up", "move.page-up", "One page up"),
    _key("ctrl+d", "pages(0.5)", "Half page down", "move.half-down", "Half a page down"),
    _key("ctrl+u", "pages(-0.5)", "Half page up", "move.half-up", "Half a page up"),
    _key("g,home", "edge(-1)", "Top", "move.top", "To the first row"),
    _key("G,end", "edge(1)", "Bottom", "move.bottom", "To the last row"),
    _key("full_stop", "mention(1)", "Next mention", "mention.next", "To the next number or quotation"),
    _key("comma", "mention(-1)", "Previous mention", "mention.previous", "To the number or quotation before"),
    _key("m", "unjudged(1)", "Next unjudged", "unjudged.next", "To the next checkable sentence nobody has judged"),
    _key("M", "unjudged(-1)", "Previous unjudged", "unjudged.previous", "To the unjudged sentence before"),
    _key("w", "word(1)", "Next word", "word.next", "To the next word"),
    _key("b", "word(-1)", "Previous word", "word.previous", "To the word before"),
    _key("e", "word(1, True)", "End of word", "word.end", "To the end of the word, or of the next one"),
    _key("right_parenthesis", "sentence(1)", "Next sentence", "sentence.next", "To the next sentence"),
    _key("left_parenthesis", "sentence(-1)", "Previous sentence", "sentence.previous", "To the sentence before"),
    _key("right_curly_bracket", "paragraph(1)", "Next paragraph", "paragraph.next", "To the next paragraph"),
    _key(
        "left_curly_bracket",
        "paragraph(-1)",
        "Previous paragraph",
        "paragraph.previous",
        "To the paragraph before",
    ),
    _key("h", "toggle_furniture", "Show menus", "view.furniture", "Show or fold what stands around the article"),
    _key("number_sign", "toggle_class('quantity')", "Hide numbers", "view.numbers", "Hide the numbers, or show them"),
    _key(
        "quotation_mark",
        "toggle_class('quotation')",
        "Hide quotations",
        "view.quotations",
        "Hide the quotations, or show them",
    ),
]

SELECTIONS = [
    _key("v", "select", "Select", "select.begin", "Begin a selection that motions extend, or drop it"),
    _key("plus", "grow", "Grow", "select.grow", "Word, quotation, sentence, paragraph: one larger"),
    _key("minus", "shrink", "Shrink", "select.shrink", "Word, quotation, sentence, paragraph: one smaller"),
    _key(
        "o",
        "other",
        "Other",
        "select.other",
        "The selection's other end, or the next passage here",
    ),
]

FINDS = [
    _key("f", "hint", "Go by letters", "mention.hint", "To a mention on screen, by letters shown over it"),
    _key("n", "match(1)", "Next match", "search.next", "To the next match of the search"),
    _key("N", "match(-1)", "Previous match", "search.previous", "To the match before"),
    _key("escape", "drop", "Drop", "select.drop", "Drop the selection and the marks of the search"),
]

JUDGEMENTS = [
    _key("a", "screen.judge('agreed')", "Agreed", "claim.agree", "The passage is right"),
    _key("d", "screen.judge('disputed')", "Disputed", "claim.dispute", "The passage is wrong or contested"),
    _key("i", "screen.judge('unclear')", "Unclear", "claim.unclear", "There is not enough to tell"),
    _key("p", "screen.judge('context')", "Context", "claim.context", "True, but it lacks context"),
    _key("0", "screen.judge('')", "Clear", "claim.clear", "Take the judgement back"),
    _key("enter", "screen.open_annotation", "Open", "annotation.open", "All that is said of the passage, to change it"),
    _key("asterisk", "screen.spread", "Every occurrence", "annotation.spread", "Say the same wherever the words stand"),
    _key("y", "screen.copy_quote", "Copy", "quote.copy", "Copy the passage with its source"),
    _key("semicolon", "screen.write_note", "Note", "annotation.note", "Write a note on the passage"),
    _key("t", "screen.type_tag", "Tag", "annotation.tag", "Add or remove a tag by typing it"),
    _key("backspace", "screen.delete", "Delete", "annotation.delete", "Delete the annotation under the cursor"),
]

TAGS = [
    _key(
        str(number),
        f"screen.tag({number})",
        f"Tag {number}",
        f"annotation.tag-{number}",
        f"Tag {number} of the palette, on or off",
    )
    for number in range(1, 10)
]
