"""Keys that nobody would press, of every kind that a terminal sends; the same again for the same seed."""

import random
import string
from collections.abc import Iterator

_SHORT = (string.ascii_letters + string.digits + string.punctuation + " ").encode()
_CONTROL = [bytes([number]) for number in range(27)]
_NAMED = [
    b"\x1b" + rest
    for rest in (
        *(b"[%c" % letter for letter in b"ABCDHFZIO"),
        *(b"[%d~" % number for number in (*range(1, 7), *range(15, 25))),
        *(b"O%c" % letter for letter in b"PQRS"),
        *(b"[1;%d%c" % (shift, letter) for shift in (2, 3, 5) for letter in b"ABCD"),
        *(b"[97;5u", b"[13;2u", b"[27u", b"x", b"q"),
    )
]
_PASTED = (
    *(
        "a",
        "1",
        "\n",
        "\t",
        "-",
        "½",
        "é",
        "文",
        "字",
        "🙂",
        "\u0301",
        "\u200f",
        "ש",
        "\x1b[",
        "\x07",
        ",",
        "#",
        "\x00",
    ),
    *("#", "\x00", "status:disputed", "https://example.org/"),
)

Stroke = bytes | tuple[int, int]
"""What a terminal sends, or the columns and rows that it has from now on."""


def storm(seed: int, count: int, size: tuple[int, int]) -> Iterator[Stroke]:
    """So many strokes.

    Args:
        seed: Says which.
        count: How many.
        size: Columns and rows at first; the mouse stays inside them.
    """
    chance = random.Random(seed)
    for _ in range(count):
        kind = chance.random()
        if kind < 0.55:
            yield bytes([chance.choice(_SHORT)])
        elif kind < 0.67:
            yield chance.choice(_CONTROL)
        elif kind < 0.82:
            yield chance.choice(_NAMED)
        elif kind < 0.85:
            yield b"\x1b"
        elif kind < 0.96:
            yield _mouse(chance, size)
        elif kind < 0.98:
            pasted = "".join(chance.choices(_PASTED, k=chance.randrange(40)))
            yield b"\x1b[200~" + pasted.encode() + b"\x1b[201~"
        elif kind < 0.985:
            yield bytes(chance.choices(range(128, 256), k=3))
        else:
            size = random_size(chance)
            yield size


def random_size(chance: random.Random) -> tuple[int, int]:
    """Columns and rows, from a single cell to a wall."""
    return chance.choice(
        [(1, 1), (2, 1), (20, 5), (80, 24), (300, 100), (chance.randint(1, 300), chance.randint(1, 100))]
    )


def _mouse(chance: random.Random, size: tuple[int, int]) -> bytes:
    """A press and its release, a part of a drag, the wheel, or a mere movement."""
    column, row = chance.randint(1, size[0]), chance.randint(1, size[1])
    button = chance.choice([0, 0, 0, 2, 32, 35, 64, 65])
    press = b"\x1b[<%d;%d;%dM" % (button, column, row)
    return press + (b"\x1b[<%d;%d;%dm" % (button, column, row) if chance.random() < 0.7 else b"")
