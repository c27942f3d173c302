"""Painting what has changed, and nothing beside it."""

from collections.abc import Iterator

from textual._compositor import Compositor  # a screen has no other name for what puts its widgets together
from textual.geometry import Region
from textual.strip import Strip


class NarrowCompositor(Compositor):
    """Asks widgets only for rows between the first and the last that has changed.

    Textual asks every widget that lies in a container with a changed one for all of its rows, at every key: with four
    panes that is as much work as the key itself.
    """

    def _get_renders(self, crop: Region | None = None) -> Iterator[tuple[Region, Region, list[Strip]]]:
        """The region of each widget on the screen, what of it is to be painted, and the rows of that."""
        changed = crop or self.size.region
        rows = Region(0, changed.y, self.size.width, changed.height)
        for widget, (region, clip) in self.visible_widgets.items():
            if changed.overlaps(region):
                part = region.intersection(clip).intersection(rows)  # as wide as it is: cutting rows costs more
                if part:
                    yield region, part, widget.render_lines(part.translate(-region.offset))
