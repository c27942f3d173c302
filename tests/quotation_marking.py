"""Texts with their quotations marked by hand in braces, and what a detector finds in the same form."""

import re
from pathlib import Path
from typing import NamedTuple

from annotations.model import Quotation

DATA = Path(__file__).parent / "data"
_KINDS = {"d": "direct", "m": "mixed", "i": "indirect", "t": "term"}
_BRACE = re.compile(r"\{([dmitsc]) |\}")

Marks = list[tuple[int, int]]


class Marking(NamedTuple):
    """A text, its quotations as (start, end, kind), and the spans of their speakers and cues, each sorted."""

    text: str
    contents: list[tuple[int, int, str]]
    speakers: Marks
    cues: Marks


def read_marking(line: str) -> Marking:
    """The marking of a text whose quotations, speakers and cues stand in braces; a pilcrow is a line break."""
    text, open_braces = "", []
    contents: list[tuple[int, int, str]] = []
    speakers: Marks = []
    cues: Marks = []
    position = 0
    for brace in _BRACE.finditer(line):
        text += line[position : brace.start()]
        position = brace.end()
        if brace[1]:
            open_braces.append((brace[1], len(text)))
            continue
        label, start = open_braces.pop()
        if label in _KINDS:
            contents.append((start, len(text), _KINDS[label]))
        else:
            (speakers if label == "s" else cues).append((start, len(text)))
    text += line[position:]
    return Marking(text.replace("¶", "\n"), sorted(contents), sorted(speakers), sorted(cues))


def marking_of(text: str, quotations: list[Quotation]) -> Marking:
    """What was found, in the same form; a speaker or a cue that serves several quotations counts once."""
    return Marking(
        text,
        sorted((each.start, each.end, str(each.kind)) for each in quotations),
        sorted({(each.speaker.start, each.speaker.end) for each in quotations if each.speaker}),
        sorted({(each.cue.start, each.cue.end) for each in quotations if each.cue}),
    )


def marked_lines(name: str) -> list[str]:
    """The marked texts of a file in `tests/data`, without blank lines and comments."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def show(marking: Marking) -> str:
    """A marking written with braces again, for a failing test."""
    labels = {kind: label for label, kind in _KINDS.items()}
    spans = [(*span[:2], labels[span[2]]) for span in marking.contents]
    spans += [(*span, "s") for span in marking.speakers] + [(*span, "c") for span in marking.cues]
    edges = [(end, 0, -start, "}") for start, end, _ in spans] + [
        (start, 1, -end, "{" + label + " ") for start, end, label in spans
    ]
    text = marking.text
    for offset, _, _, brace in sorted(edges, reverse=True):
        text = text[:offset] + brace + text[offset:]
    return text.replace("\n", "¶")
