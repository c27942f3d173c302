"""A one-row question."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from piloting import Alone, alone, wait_for
from textual.message import Message
from textual.widgets import Input, Static

from tui.widgets.prompt import Prompt


@contextmanager
def told() -> Iterator[list[Message]]:
    """The prompt's messages as they reach the app."""
    messages: list[Message] = []
    for name in ("on_prompt_changed", "on_prompt_closed"):
        setattr(Alone, name, lambda _, message: messages.append(message))
    yield messages
    for name in ("on_prompt_changed", "on_prompt_closed"):
        delattr(Alone, name)


async def test_it_tells_of_every_change_and_of_its_end() -> None:
    prompt = Prompt("search", "Search")
    with told() as messages:
        async with alone(prompt) as pilot:
            prompt.query_one(Input).focus()
            await pilot.press("a", "b", "enter")
            await wait_for(pilot, lambda: len(messages) == 3)
    assert [vars(each)["text"] for each in messages] == ["a", "ab", "ab"]
    assert {vars(each)["purpose"] for each in messages} == {"search"}
    last = messages[-1]
    assert isinstance(last, Prompt.Closed)
    assert last.accepted
    assert not prompt.is_attached


async def test_escape_cancels_and_down_accepts() -> None:
    for key, accepted in (("escape", False), ("down", True), ("up", True)):
        prompt = Prompt("filter", "[Filter]", "before")
        with told() as messages:
            async with alone(prompt) as pilot:
                field = prompt.query_one(Input)
                assert field.value == "before"
                field.focus()
                await pilot.press(key)
                await wait_for(pilot, lambda messages=messages: messages)
        last = messages[-1]
        assert isinstance(last, Prompt.Closed)
        assert (last.purpose, last.text, last.accepted) == ("filter", "before", accepted)


async def test_what_is_told_already_is_not_laid_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    prompt = Prompt("filter", "Filter")
    async with alone(prompt):
        said = prompt.query_one("#said", Static)
        told: list[str] = []
        monkeypatch.setattr(said, "update", told.append)
        for sentence in ("", "no such day", "no such day", "", ""):
            prompt.tell(sentence)
    assert told == ["no such day ", ""]
