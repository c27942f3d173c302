"""The server of `newsreader serve`: textual-serve, with a page that fetches nothing from elsewhere."""

import asyncio
import html
import socket
from ipaddress import ip_address
from pathlib import Path
from secrets import token_hex
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler
from textual_serve.server import Server, to_int

_PAGE = Path(__file__).with_name("browser_page.html")
_FONT_SIZE = 16  # pixels
_PATIENCE = 5.0  # seconds that windows have for leaving when the server ends

# The page may load nothing but its own files and talk to nobody but this server, whatever an article says. Its style
# stands in the page, and xterm.js writes more.
_POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
    "img-src 'self' data:; connect-src 'self' {socket}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {"Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}


class BrowserServer(Server):
    """Serves the screen; each window of a browser is a process.

    Args:
        command: What is started for each window, as a shell reads it.
        local: Whether only this machine is to be answered.
    """

    def __init__(self, command: str, *, local: bool) -> None:
        super().__init__(command, title="newsreader")
        self._local = local
        self._windows: set[asyncio.Task[object]] = set()

    def run_on(self, listening: socket.socket) -> None:
        """Serve until SIGINT or SIGTERM; then have every window leave in good order."""
        web.run_app(self._make_app(), sock=listening, print=None, access_log=None, shutdown_timeout=_PATIENCE)

    async def _make_app(self) -> web.Application:
        app: web.Application = await super()._make_app()
        app.middlewares.append(self._answer_friends)
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: the command has said where it is."""

    async def on_shutdown(self, app: web.Application) -> None:
        """Have every window save and leave; those that take too long leave when their input ends."""
        del app
        for window in self._windows:
            window.cancel()
        if self._windows:
            await asyncio.wait(self._windows, timeout=_PATIENCE)

    async def handle_index(self, request: web.Request) -> web.Response:
        """The page, with the address of its own server in it."""
        size = max(6, min(to_int(request.query.get("fontsize", ""), _FONT_SIZE), 60))
        scheme = "wss" if request.secure else "ws"
        told = {"font-size": str(size), "socket": f"{scheme}://{request.host}/ws", "nonce": token_hex()}
        page = _PAGE.read_text(encoding="utf-8")
        for name, value in told.items():
            page = page.replace(f"{{{name}}}", html.escape(value))
        headers = _HEADERS | {"Content-Security-Policy": _POLICY.format(**told)}
        return web.Response(text=page, content_type="text/html", headers=headers)

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """One window, from its opening to its end."""
        window = asyncio.current_task()
        assert window
        self._windows.add(window)
        try:
            return await super().handle_websocket(request)
        finally:
            self._windows.discard(window)

    @web.middleware
    async def _answer_friends(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse pages of other sites, which a browser would let annotate here as soon as they are visited.

        A WebSocket may be opened from any site (RFC 6455, section 10.2), and a name of theirs may be made to lead to
        this machine, so both the origin and, where only this machine is served, the name by which it was called count.
        """
        called = urlsplit(f"//{request.host}").hostname or ""
        if self._local and not _is_this_machine(called):
            return web.Response(status=403, text=f"Only this machine is served here, as localhost, not as {called}.\n")
        origin = request.headers.get("Origin")
        if origin is not None and urlsplit(origin).netloc != request.host:
            return web.Response(status=403, text="Pages of other sites are not answered.\n")
        return await handler(request)


def _is_this_machine(name: str) -> bool:
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:  # another name
        return False
