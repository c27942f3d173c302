"""A page in a real Chromium without a network, driven by the DevTools protocol; what its terminal shows, pyte draws."""

import asyncio
import base64
import json
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pyte
from real_terminal import _UNKNOWN

PATIENCE = 20.0  # seconds until what does not happen is said not to happen
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--no-first-run",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--remote-debugging-port=0",
    "--window-size=1200,800",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",  # the network is off
)


class Page:
    """A page and the terminal in it.

    Attributes:
        asked: The addresses of all that the page asked for.
        refused: What it was refused, or failed at.
    """

    def __init__(self, devtools: aiohttp.ClientWebSocketResponse) -> None:
        self._devtools = devtools
        self._numbers = count(1)
        self._answers: dict[int, asyncio.Future[dict[str, object]]] = {}
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)
        self.asked: list[str] = []
        self.refused: list[str] = []

    @property
    def text(self) -> str:
        """What stands on the terminal in the page."""
        return "\n".join(self._screen.display)

    async def listen(self) -> None:
        """Take in what the browser says, until it ends."""
        async for message in self._devtools:
            said = json.loads(message.data)
            if "id" in said:
                self._answers.pop(said["id"]).set_result(said)
            else:
                self._take_in(said["method"], said["params"])

    def _take_in(self, event: str, said: dict[str, Any]) -> None:
        if event == "Network.requestWillBeSent":
            self.asked.append(said["request"]["url"])
        elif event == "Network.loadingFailed":
            self.refused.append(str(said))
        elif event == "Network.webSocketCreated":
            self.asked.append(url := said["url"])
            size = parse_qs(urlsplit(url).query)
            self._screen.resize(int(size["height"][0]), int(size["width"][0]))
        elif event == "Network.webSocketFrameReceived" and said["response"]["opcode"] == 2:
            self._stream.feed(_UNKNOWN.sub(b"", base64.b64decode(said["response"]["payloadData"])))

    async def do(self, method: str, **parameters: object) -> dict[str, object]:
        """Have the browser do something; its answer."""
        number = next(self._numbers)
        answer = self._answers[number] = asyncio.get_running_loop().create_future()
        await self._devtools.send_str(json.dumps({"id": number, "method": method, "params": parameters}))
        said = await answer
        assert "error" not in said, said
        result = said["result"]
        assert isinstance(result, dict)
        return result

    async def evaluate(self, script: str) -> object:
        """The value of an expression in the page."""
        answer = await self.do("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        result = answer["result"]
        assert isinstance(result, dict)
        return result.get("value")

    async def wait_until_focused(self) -> None:
        """Wait until the terminal has the keyboard."""
        has_it = "document.activeElement.matches('.xterm-helper-textarea')"
        await self.evaluate(
            f"new Promise(done => {{const look = () => {has_it} ? done() : requestAnimationFrame(look); look()}})"
        )

    async def press(self, keys: str) -> None:
        """Type characters."""
        for key in keys:
            for kind in ("keyDown", "keyUp"):
                text = {"text": key} if kind == "keyDown" else {}
                await self.do("Input.dispatchKeyEvent", type=kind, key=key, **text)

    async def click(self, words: str) -> None:
        """Click on the first letter of some words of the screen."""
        row = next(number for number, line in enumerate(self._screen.display) if words in line)
        column = self._screen.display[row].index(words)
        box = await self.evaluate(
            "(({x, y, width, height}) => [x, y, width, height])"
            "(document.querySelector('.xterm-screen').getBoundingClientRect())"
        )
        assert isinstance(box, list)
        left, top, width, height = box
        x = left + (column + 0.5) * width / self._screen.columns
        y = top + (row + 0.5) * height / self._screen.lines
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            await self.do("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    async def wait_until(self, condition: Callable[[], object]) -> None:
        """Wait until `condition()` holds."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < deadline, f"did not happen:\n{self.text}\n{self.refused}"
            await asyncio.sleep(0.02)


@asynccontextmanager
async def browser(folder: Path) -> AsyncIterator[Page]:
    """A browser without a network that keeps its things in a folder; its one page, which is blank."""
    assert CHROMIUM
    process = await asyncio.create_subprocess_exec(
        CHROMIUM,
        *_FLAGS,
        f"--user-data-dir={folder}",
        "about:blank",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    told = folder / "DevToolsActivePort"
    try:
        deadline = time.monotonic() + PATIENCE
        while not told.exists() or not told.read_text(encoding="ascii").count("\n"):
            assert time.monotonic() < deadline, "Chromium did not start"
            await asyncio.sleep(0.02)
        port = told.read_text(encoding="ascii").splitlines()[0]
        async with aiohttp.ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json/list") as listed:
                (target,) = [each for each in await listed.json() if each["type"] == "page"]
            async with session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0) as devtools:
                page = Page(devtools)
                listening = asyncio.ensure_future(page.listen())
                for domain in ("Network", "Page", "Runtime"):
                    await page.do(f"{domain}.enable")
                yield page
                listening.cancel()
    finally:
        process.terminate()
        await process.wait()
