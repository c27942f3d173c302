"""Turns of interviews and transcripts: "Q: …" and "A: …", a name and a colon."""

import re

# "Q:", "A:" or a name; on lines running, because datelines and lists look alike.
_NAME = r"Q|A|[A-Z][A-Z.’' -]{2,40}?|[A-Z][\w’'-]{1,30}(?: [A-Z][\w.’'-]{1,30}){0,3}"
_TURN = re.compile(rf"[^\S\r\n]*({_NAME}):[^\S\r\n]+")
_NEXT_TURN = re.compile(rf"\s*{_TURN.pattern}[^\r\n]*")


def turn_at(text: str, start: int, end: int, *, in_turns: bool) -> re.Match[str] | None:
    """Who has the turn in a line, as a match whose group 1 is the name and whose end is where they speak, or nothing.

    Args:
        text: The article's text.
        start: First code point of the line.
        end: One past its last.
        in_turns: Whether the line before it was a turn.
    """
    turn = _TURN.match(text, start, end)
    return turn if turn and (in_turns or _begins(text, turn[1], end)) else None


def _begins(text: str, name: str, end: int) -> bool:
    """Whether another one answers in the next line; names in small letters must take turns twice."""
    second = _NEXT_TURN.match(text, end)
    if not second or second[1] == name:
        return False
    third = _NEXT_TURN.match(text, second.end())
    return name.isupper() or (third is not None and third[1] == name)
