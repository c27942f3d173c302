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
SHOTS = {
    "reader-80x24-dark": ("textual-dark", (80, 24)),
    "reader-80x24-light": ("textual-light", (80, 24)),
    "reader-160x45-dark": ("textual-dark", (160, 45)),
    "reader-160x45-light": ("textual-light", (160, 45)),
}
KEYS = ["enter", *["full_stop"] * 4, "a", "full_stop", "full_stop", "d", "full_stop", "p", "full_stop"]
SIDE_BY_SIDE = ["vertical_line", *["full_stop"] * 5, "d", "full_stop", "a", "full_stop"]


async def draw(theme: str, size: tuple[int, int]) -> str:
    """The screen after the keys, as SVG that fetches nothing."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project.open(Path(folder) / "annotations.json", [sample_library()], annotator="reader")
        app = NewsreaderApp(project, Settings(theme=theme, glyphs="unicode"))
        async with app.run_test(size=size) as pilot:
            await pilot.pause(1.5)
            await pilot.press(*KEYS)
            if size[0] > 100:
                await pilot.press(*SIDE_BY_SIDE)
            await pilot.pause(0.5)
            picture = app.export_screenshot(title="newsreader")
    return re.sub(r"@font-face\s*\{[^}]*\}", "", picture)


def main() -> None:
    """Draw them all."""
    for name, (theme, size) in SHOTS.items():
        (FOLDER / f"{name}.svg").write_text(asyncio.run(draw(theme, size)), encoding="utf-8")


if __name__ == "__main__":
    main()
