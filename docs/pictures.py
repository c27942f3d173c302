"""Draw the pictures of the README: `uv run python docs/pictures.py`.

The app runs without a terminal on the sample articles and a database of its own, a few keys are pressed, and the screen
is kept as SVG beside this file.
"""

import asyncio
import re
import tempfile
from pathlib import Path

from annotations.project import Project
from annotations.shelf import sample_library
from tui.app import NewsreaderApp
from tui.settings import Settings

FOLDER = Path(__file__).parent
KEYS = ["enter", *["full_stop"] * 4, "a", "full_stop", "full_stop", "d", "full_stop", "p", "full_stop"]
SIDE_BY_SIDE = [*KEYS, "vertical_line", *["full_stop"] * 5, "d", "full_stop", "a", "full_stop"]
BOARD = ["C", "wait", "c", "j", "j", "c", "d", "j"]
COPIES = ["enter", "W", "wait", "n", "n", "n"]
SHOTS: dict[str, tuple[str, tuple[int, int], list[str]]] = {
    "reader-80x24-dark": ("textual-dark", (80, 24), KEYS),
    "reader-80x24-light": ("textual-light", (80, 24), KEYS),
    "reader-160x45-dark": ("textual-dark", (160, 45), SIDE_BY_SIDE),
    "reader-160x45-light": ("textual-light", (160, 45), SIDE_BY_SIDE),
    "board-160x45-dark": ("textual-dark", (160, 45), BOARD),
    "copies-160x45-dark": ("textual-dark", (160, 45), COPIES),
}
"""The pictures by name: theme, size, and keys; `wait` gives a worker time."""


async def draw(theme: str, size: tuple[int, int], keys: list[str]) -> str:
    """The screen after the keys, as SVG that fetches nothing."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project.open(Path(folder) / "annotations.json", [sample_library()], annotator="reader")
        app = NewsreaderApp(project, Settings(theme=theme, glyphs="unicode"))
        async with app.run_test(size=size) as pilot:
            await pilot.pause(1.5)
            for key in keys:
                await (pilot.pause(3) if key == "wait" else pilot.press(key))
            await pilot.pause(0.5)
            picture = app.export_screenshot(title="newsreader")
    return re.sub(r"@font-face\s*\{[^}]*\}", "", picture)


def main() -> None:
    """Draw them all."""
    for name, shot in SHOTS.items():
        (FOLDER / f"{name}.svg").write_text(asyncio.run(draw(*shot)), encoding="utf-8")


if __name__ == "__main__":
    main()
