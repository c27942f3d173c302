"""Addresses on the web → what stands there, asked of a server on this machine."""

import gzip
import socket
import threading
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest
from serving import Reply, reply, served

from annotations.articles import fetching
from annotations.articles.fetching import LARGEST_ANSWER, fetch
from annotations.errors import ArticleError

PAGE = "<p>The café closed on Monday.</p>"
RELEASED = threading.Event()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


def drip(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    request.wfile.write(b"<p>The")
    RELEASED.wait(10)


def redirect(to: str) -> Reply:
    return reply(b"", 302, Location=to)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    packed = gzip.compress(PAGE.encode())
    bomb = zlib.compressobj(9, wbits=31)
    bombed = b"".join(bomb.compress(bytes(2**20)) for _ in range(2 * LARGEST_ANSWER // 2**20)) + bomb.flush()
    replies: dict[str, Reply] = {
        "/": reply(PAGE.encode()),
        "/page": reply(PAGE.encode("cp1252"), Content_Type="text/html; charset=windows-1252"),
        "/packed": reply(packed, Content_Encoding="gzip"),
        "/bomb": reply(bombed, Content_Encoding="gzip"),
        "/packed-cut": reply(packed[:-9], Content_Encoding="gzip"),
        "/packed-lie": reply(PAGE.encode(), Content_Encoding="gzip"),
        "/packed-br": reply(PAGE.encode(), Content_Encoding="br"),
        "/cut": reply(b"<p>The", Content_Length="100"),
        "/large": reply(bytes(LARGEST_ANSWER + 1)),
        "/secret": reply(b"", 401),
        "/teapot": reply(b"", 418),
        "/to-page": redirect("page"),
        "/to-file": redirect("file:///etc/passwd"),
        "/to-ftp": redirect("ftp://example.org/"),
        "/to-nowhere": reply(b"", 302),
        "/round": redirect("/round"),
        "/drip": drip,
        "/r%C3%ADo?q=%C3%A9%20a": reply(PAGE.encode()),
    }
    with served(replies) as address:
        yield address
        RELEASED.set()


def test_an_address_gives_its_bytes_and_what_the_server_says_of_them(server: str) -> None:
    answer = fetch(f"{server}/page")
    assert answer.content.decode("cp1252") == PAGE
    assert (answer.media_type, answer.charset, answer.url) == ("text/html", "windows-1252", f"{server}/page")


def test_nothing_is_known_where_the_server_says_nothing(server: str) -> None:
    answer = fetch(server)
    assert (answer.media_type, answer.charset, answer.url) == ("", "", f"{server}/")


def test_what_is_packed_is_unpacked(server: str) -> None:
    assert fetch(f"{server}/packed").content.decode() == PAGE


def test_a_redirect_is_followed_and_the_last_address_known(server: str) -> None:
    assert fetch(f"{server}/to-page").url == f"{server}/page"


def test_an_address_may_hold_any_letter(server: str) -> None:
    assert fetch(f"{server}/río?q=é a#part").content.decode() == PAGE


def test_a_host_may_have_any_letter_and_a_number() -> None:
    assert fetching._checked("http://flüsse.example") == "http://xn--flsse-lva.example/"
    assert fetching._checked("https://[::1]:8080/a?b") == "https://[::1]:8080/a?b"


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/missing", "there is no such page"),
        ("/secret", "it asks for a password"),
        ("/teapot", "its server answers 418"),
        ("/bomb", "it is larger than 16 MB"),
        ("/large", "it is larger than 16 MB"),
        ("/packed-cut", "its server broke off"),
        ("/packed-lie", "incorrect header check"),
        ("/packed-br", "packed in a way that nobody asked for"),
        ("/cut", "its server broke off"),
        ("/to-file", "only addresses that begin with http"),
        ("/to-ftp", "only addresses that begin with http"),
        ("/to-nowhere", "leads from one address to the next"),
        ("/round", "more than 5 times"),
    ],
)
def test_what_cannot_be_fetched_is_said_in_a_sentence(server: str, path: str, why: str) -> None:
    with pytest.raises(ArticleError, match=why) as refusal:
        fetch(server + path)
    assert str(refusal.value).startswith(f"{server}{path} cannot be read: ")
    assert str(refusal.value).endswith("Save the page in your browser and open the file.")


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "http://",
        "http:///a",
        "data:text/html,a",
        "http://a:b/",
        "http://[",
        "http://a\nb:9",
    ],
)
def test_what_is_no_address_on_the_web_is_refused(address: str) -> None:
    with pytest.raises(ArticleError, match="cannot be read"):
        fetch(address)


def test_a_server_that_never_ends_is_given_up(server: str) -> None:
    with pytest.raises(ArticleError, match=r"no whole answer within 0\.05 seconds"):
        fetch(f"{server}/drip", patience=0.05)


def test_a_server_that_falls_silent_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "SILENCE", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(ArticleError, match="fell silent"):
        fetch(f"http://127.0.0.1:{silent.getsockname()[1]}/")


def test_a_server_that_falls_silent_in_the_middle_is_given_up(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "SILENCE", 0.05)
    with pytest.raises(ArticleError, match="fell silent"):
        fetch(f"{server}/drip")


def test_a_server_that_is_not_there_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with pytest.raises(ArticleError, match="Connection refused"):
        fetch(f"http://127.0.0.1:{port}/")


def test_a_server_that_does_not_speak_http_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            with server.accept()[0] as client:
                client.recv(1000)
                client.sendall(b"220 mail.example.org ESMTP\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(ArticleError, match="220 mail"):
            fetch(f"http://127.0.0.1:{server.getsockname()[1]}/")
        thread.join()
