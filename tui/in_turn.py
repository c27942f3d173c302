"""Keys in their turn: each finds done what the keys before it do, however fast they are typed."""

import asyncio
from collections import deque
from typing import Any

from textual import events
from textual.message import Message

from tui.framed import FramedApp

_PATIENCE = 0.5  # seconds that a key waits for one whose widget is gone with it


class InTurnApp(FramedApp, layer=True):
    """An app in which a key waits until the one before it has done its work.

    Textual hands a key to the widget that has the focus while the key before it may still be on its way, so what is
    typed ahead of a new focus goes astray: the letters of a word to search for would judge a passage. Here, when the
    next key is typed, a message is sent behind the key that a widget was given; it comes back to the app by the same
    way, behind the key, if the widget has no use for it, and behind what it has set going there.
    """

    class Passed(Message):
        """The widget that was given a key, or pasted text, has done what it does with it.

        Args:
            event: The key.
            was_back: Whether it had come back to the app when this was sent, so that an action may have been its work.
        """

        def __init__(self, event: events.Event, *, was_back: bool) -> None:
            super().__init__()
            self.event = event
            self.was_back = was_back

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._typed_ahead: deque[events.Event] = deque()
        self._under_way: events.Event | None = None
        self._is_back = False

    async def on_event(self, event: events.Event) -> None:
        """Give a key to whom it is for, or have it wait."""
        if not isinstance(event, events.Key | events.Paste):
            await super().on_event(event)
        elif event.is_forwarded:  # from a widget that had no use for it
            await super().on_event(event)
            self._is_back = True
            if self.screen_stack and self.screen is not self._screen_before:  # its widget may be gone with its screen
                self._is_done(event)
        elif self._under_way or self._typed_ahead:
            self._typed_ahead.append(event)
            if len(self._typed_ahead) == 1:
                self._follow()
        else:
            await self._give(event)

    async def on_key(self, event: events.Key) -> None:
        """A key that was typed before anything had the focus goes where the focus is now."""
        late = self.screen.active_bindings.get(event.key) if self.screen_stack else None
        if late and late.enabled and late.binding.priority:
            event.prevent_default()
            await self.run_action(late.binding.action, late.node)

    async def _give(self, event: events.Event) -> None:
        await self.be_legible()  # before, nothing has the focus
        if not self.screen_stack:  # the app has ended
            return
        self._under_way, self._is_back = event, False
        self._screen_before, self._taker = self.screen, self.focused or self.screen
        await super().on_event(event)
        if not event.is_forwarded:  # a priority binding has acted at once
            self._is_done(event)

    def _follow(self) -> None:
        """Hear when the widget is done with the key under way."""
        event = self._under_way
        if event and self._taker.post_message(self.Passed(event, was_back=self._is_back)):
            asyncio.get_running_loop().call_later(_PATIENCE, self._let_go_on, event)
        elif event:  # the widget is gone
            self._is_done(event)

    def on_in_turn_app_passed(self, message: Passed) -> None:
        """What a widget does with a key is done; if that was to hand it on, what the action has set going is not."""
        if message.event is self._under_way and message.was_back != self._is_back:
            self._follow()
        else:
            self._is_done(message.event)

    def _is_done(self, event: events.Event) -> None:
        if self.screen_stack and self.screen is not self._screen_before:
            # a screen gives the focus to one of its widgets in its own time, and that by a message to the app
            self.screen.call_later(self.call_later, self._let_go_on, event)
        else:
            self._let_go_on(event)

    def _let_go_on(self, event: events.Event) -> None:
        """The next key, if no other has been let go on meanwhile."""
        if event is self._under_way:
            self._under_way = None
            if self._typed_ahead:
                self.call_later(self._give_next)

    async def _give_next(self) -> None:
        await self._give(self._typed_ahead.popleft())
        if self._typed_ahead:
            self._follow()
