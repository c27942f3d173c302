"""The screen in a browser: the command line, the server, its windows, and all of it in a real Chromium."""

import asyncio
import json
import os
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from browsing import CHROMIUM, PATIENCE, Page, browser
from commanding import Captured
from making import report_in
from real_terminal import NEWSREADER, ROOT
from textual.app import App
from textual.events import AppBlur, AppFocus
from textual.messages import ExitApp

from annotations.model import Status
from annotations.project import Project
from tui.app import NewsreaderApp
from tui.browser_window import BrowserWindow
from tui.cli import main
from tui.commands.browser_server import BrowserServer
from tui.commands.serving import _listening, _parser, address, window_command


@pytest.fixture(autouse=True)
def started_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """As from a service: the windows need no terminal."""
    monkeypatch.setenv("TERM", "dumb")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return report_in(tmp_path / "it's $HOME; a `folder`")


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[BrowserServer]:
    """The servers that would have run."""
    servers: list[BrowserServer] = []
    monkeypatch.setattr(BrowserServer, "run_on", lambda server, _listening: servers.append(server))
    return servers


def test_a_window_is_started_with_the_same_flags_and_paths(report: Path, database: Path) -> None:
    given = [
        "--theme",
        "light",
        f"--database={database}",
        "--with",
        "b c.json",
        "--with=-d.json",
        str(report),
        "--",
        "-x",
    ]
    options = _parser().parse_args(["--port", "1", "--host", "::1", *given])
    command = window_command(options)
    assert command[:3] == [sys.executable, "-m", "tui"]
    again = _parser().parse_args(command[3:])
    assert (again.theme, again.database) == ("light", str(database))
    assert (again.beside, again.paths) == (options.beside, options.paths)
    assert len(command) == 3 + 4 + 1 + 2
    printed = subprocess.run(["printf %s\\\\n " + shlex.join(command)], shell=True, capture_output=True, check=True)
    assert printed.stdout.decode().splitlines() == command


def test_serving_says_where_it_is(report: Path, served: list[BrowserServer], capsys: Captured) -> None:
    assert main(["serve", "--port", "0", str(report)]) == 0
    printed = capsys.readouterr()
    assert printed.out.startswith("newsreader is at http://127.0.0.1:")
    assert printed.err == ""
    assert shlex.split(served[0].command)[-2:] == ["--", str(report)]


def test_serving_more_than_this_machine_is_warned_of(served: list[BrowserServer], capsys: Captured) -> None:
    assert main(["serve", "--port", "0", "--host", "0.0.0.0"]) == 0
    assert "whoever reaches port" in capsys.readouterr().err
    assert len(served) == 1


def test_what_is_wrong_with_the_settings_is_told_at_the_terminal(
    served: list[BrowserServer], monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setenv("NEWSREADER_GLYPHS", "nonsense")
    assert main(["serve", "--port", "0"]) == 0
    assert "NEWSREADER_GLYPHS" in capsys.readouterr().err
    assert served


def test_a_port_in_use_is_told_with_what_to_do(served: list[BrowserServer], capsys: Captured) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 1
    told = capsys.readouterr().err
    assert f"port {port} of 127.0.0.1 cannot be had" in told
    assert "--port 0 takes any" in told
    assert not served


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--host", "no.such.host.invalid", "--port", "0"], "there is no such address"),
        (["missing.txt"], "there is no such file"),
        (["--database", "pyproject.toml"], "cannot be opened"),
    ],
)
def test_what_cannot_be_served_is_said_before_a_window_opens(
    arguments: list[str], told: str, served: list[BrowserServer], monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["serve", *arguments]) == 1
    assert told in capsys.readouterr().err
    assert not served


@pytest.mark.parametrize("port", ["65536", "-1", "http"])
def test_a_port_that_is_none_is_wrong_usage(port: str, capsys: Captured) -> None:
    with pytest.raises(SystemExit) as left:
        main(["serve", f"--port={port}"])
    assert left.value.code == 2
    assert "is no port" in capsys.readouterr().err


def test_what_is_to_be_installed_is_said_where_it_is_missing(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve", None)
    assert main(["serve"]) == 1
    assert "pip install 'newsreader-tui[serve]'" in capsys.readouterr().err


def test_addresses_are_those_of_a_browser() -> None:
    assert address("localhost", 80) == "http://localhost:80/"
    assert address("::1", 8000) == "http://[::1]:8000/"


def saved(database: Path, report: Path) -> list[tuple[str, Status | None, tuple[str, ...]]]:
    """What the database says of a report, on the disk."""
    project = Project.open(database, [report], read_only=True)
    found = project.annotations_in(project.read(str(report)))
    project.close()
    return [(each.exact, each.status, each.tags) for each in found]


class Window:
    """A window of the browser without the browser: what it sends and what it is sent."""

    def __init__(self, connection: aiohttp.ClientWebSocketResponse) -> None:
        self._connection = connection
        self._shown = b""

    async def type(self, keys: str) -> None:
        """Type keys."""
        await self._connection.send_str(json.dumps(["stdin", keys]))

    async def wait_for(self, words: str) -> None:
        """Wait until some words are sent."""
        async with asyncio.timeout(PATIENCE):
            while words.encode() not in self._shown:
                self._shown += await self._connection.receive_bytes()

    async def wait_for_end(self) -> None:
        """Wait until the program behind it has ended."""
        async with asyncio.timeout(PATIENCE):
            async for _ in self._connection:
                pass


@asynccontextmanager
async def serving(report: Path, database: Path) -> AsyncIterator[tuple[str, aiohttp.ClientSession, web.AppRunner]]:
    """A server in this process; its address, somebody to ask it, and what ends it."""
    options = _parser().parse_args([f"--database={database}", str(report)])
    with _listening("127.0.0.1", 0) as listening:
        server = BrowserServer(f"exec {shlex.join(window_command(options))}", local=True)
        runner = web.AppRunner(await server._make_app(), access_log=None)
        await runner.setup()
        await web.SockSite(runner, listening).start()
        async with aiohttp.ClientSession() as session:
            yield address(*listening.getsockname()[:2]), session, runner
            await runner.cleanup()


async def test_two_windows_annotate_one_database(report: Path, database: Path) -> None:
    async with serving(report, database) as (root, session, runner):
        windows = [Window(await session.ws_connect(f"{root}ws?width=100&height=30")) for _ in range(2)]
        for window, keys in zip(windows, ("\rd", "\r}}a"), strict=True):
            await window.wait_for("$30 million")
            await window.type(keys)
        for window, sign_of_the_other in zip(windows, "✓✗", strict=True):
            await window.wait_for(sign_of_the_other)
        ended = [asyncio.ensure_future(window.wait_for_end()) for window in windows]
        await runner.cleanup()
        await asyncio.gather(*ended)
    assert [status for _, status, _ in saved(database, report)] == [Status.DISPUTED, Status.AGREED]


async def test_only_this_machine_and_this_site_are_answered(report: Path, database: Path) -> None:
    async with serving(report, database) as (root, session, _):
        own = {"Host": f"localhost:{root.split(':')[-1].strip('/')}"}
        asked: list[tuple[dict[str, str], int]] = [
            ({}, 200),
            (own, 200),
            ({"Host": "[::1]:9"}, 200),
            ({"Host": "evil.example"}, 403),
            ({**own, "Origin": f"http://{own['Host']}"}, 200),
            ({"Origin": "http://evil.example"}, 403),
            ({"Origin": "null"}, 403),
        ]
        for headers, status in asked:
            async with session.get(root, headers=headers) as answer:
                assert answer.status == status, headers
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(f"{root}ws", origin="http://evil.example")


async def test_the_page_names_nothing_elsewhere(report: Path, database: Path) -> None:
    async with serving(report, database) as (root, session, _), session.get(f"{root}?fontsize=20") as answer:
        page = await answer.text()
        named = [
            part.split('"')[0] for part in page.replace('url("', 'src="').split('="')[1:] if "/" in part.split('"')[0]
        ]
        assert f"{root.replace('http', 'ws')}ws" in named
        assert all(each.startswith(("/", root.replace("http", "ws"), "font/")) for each in named)
        assert 'data-font-size="20"' in page
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        for each in named:
            if each.startswith("/static"):
                async with session.get(root + each[1:]) as file:
                    assert file.status == 200, each


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
async def test_windows_end_with_the_server(number: signal.Signals, report: Path, database: Path) -> None:
    arguments = ["serve", "--port", "0", f"--database={database}", str(report)]
    process = await asyncio.create_subprocess_exec(*NEWSREADER, *arguments, cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout
    root = (await process.stdout.readline()).decode().split()[3]
    async with aiohttp.ClientSession() as session:
        window = Window(await session.ws_connect(f"{root}ws?width=100&height=30"))
        await window.wait_for("$30 million")
        process.send_signal(number)
        await window.wait_for_end()
    async with asyncio.timeout(PATIENCE):
        assert await process.stdout.read() == b""  # ends when no window holds the output any more
        assert await process.wait() == (-number if number == signal.SIGKILL else 0)


async def test_a_window_has_a_driver_of_its_own(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEXTUAL_DRIVER", "textual.drivers.web_driver:WebDriver")
    project = Project.open(database)
    assert NewsreaderApp(project).driver_class is BrowserWindow
    project.close()


async def test_a_window_has_the_focus_before_a_click_and_leaves_when_its_input_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    posted: list[object] = []
    app: App[None] = App()
    monkeypatch.setattr(app, "call_later", lambda post, event: post(event))
    monkeypatch.setattr(app, "post_message", posted.append)
    monkeypatch.setattr(
        "textual.drivers.web_driver.WebDriver.start_application_mode", lambda _: posted.append(AppBlur())
    )
    reading, writing = os.pipe()
    os.close(writing)
    with os.fdopen(reading) as stdin:
        monkeypatch.setattr(sys, "__stdin__", stdin)
        monkeypatch.setattr(sys, "__stdout__", sys.stderr)
        window = BrowserWindow(app)
        window.start_application_mode()
        assert [type(each) for each in posted] == [AppBlur, AppFocus]
        window.run_input_thread()
    assert isinstance(posted[-1], ExitApp)


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")
async def test_it_works_in_a_browser_without_a_network(report: Path, database: Path, tmp_path: Path) -> None:
    async with serving(report, database) as (root, _, _), browser(tmp_path / "chromium") as page:
        await page.do("Page.navigate", url=root)
        await page.wait_until(lambda: "$30 million" in page.text)
        await page.wait_until_focused()
        await page.press("z")  # nothing was clicked: the keyboard is the terminal's from the beginning
        await page.wait_until(lambda: "▸" not in page.text)
        await page.click("$30 million")
        await page.press("d1")
        await page.wait_until(
            lambda: [each[1:] for each in saved(database, report)] == [(Status.DISPUTED, ("figure",))]
        )
        assert "$30 million" in saved(database, report)[0][0]
        await page.do("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
        await page.press("y")
        await page.wait_until(lambda: "Asked the browser to copy." in page.text)
        assert "$30 million" in await clipboard(page)
        elsewhere = [url for url in page.asked if url.split("/")[2] != root.split("/")[2]]
        assert elsewhere == page.refused == []
        assert any("RobotoMono" in url for url in page.asked)


async def clipboard(page: Page) -> str:
    """What the browser would paste."""
    return str(await page.evaluate("navigator.clipboard.readText()"))
