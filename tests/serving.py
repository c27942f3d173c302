"""A web server on this machine, for tests: it answers as it is told to."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Reply = Callable[[BaseHTTPRequestHandler], None]


def reply(content: bytes, status: int = 200, **headers: str) -> Reply:
    """An answer with some content; `Content_Type=…` gives a header."""

    def send(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in ({"Content_Length": str(len(content))} | headers).items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(content)

    return send


@contextmanager
def served(replies: dict[str, Reply]) -> Iterator[str]:
    """The address of a server that gives these replies by path, without a slash at the end; others are 404."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            replies.get(self.path, reply(b"", 404))(self)

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
