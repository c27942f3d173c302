"""The part of `newsreader import` that takes in articles: progress, what was skipped and why, a summary."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from annotations.articles.kept import Kept
from annotations.articles.reading import Manner
from annotations.gathering import Gathering, Item
from annotations.project import Project
from tui.commands.arguments import NO_ARTICLE
from tui.commands.printing import one_line, warn

_FEW = 20  # sources up to which nobody needs to see how far it is; an address counts for many


def gather(sources: Sequence[str], project: Project, piped: BinaryIO | None, *, pretend: bool, as_json: bool) -> bool:
    """Take in articles, and say what was done; returns whether nothing was skipped."""
    gathering = Gathering(project, Manner(piped=piped), pretend=pretend)
    items: list[Item] = []
    try:
        _take_all(sources, gathering, items)
    except KeyboardInterrupt:
        taken = 0 if pretend else sum(item.outcome is not None for item in items)
        warn(_stopped_after(taken))
        raise
    if not items:
        warn(NO_ARTICLE)
    _report(items, as_json=as_json)
    return bool(items) and not any(item.problem for item in items)


def _take_all(sources: Sequence[str], gathering: Gathering, items: list[Item]) -> None:
    try:
        for unit in _watched(list(gathering.units(sources))):
            for item in gathering.take(unit):
                items.append(item)
                if item.problem:
                    warn(item.problem)
    finally:  # what was done before somebody lost patience stays done
        gathering.finish(sources, items)


def _stopped_after(number: int) -> str:
    if not number:
        return "stopped before any article was taken in."
    taken = "1 article is" if number == 1 else f"{number} articles are"
    return f"stopped. {taken} in the library and will stay there; the same command goes on with the rest."


def _watched(units: list[str]) -> Iterable[str]:
    """The units, with a bar on a terminal that says how many of them are done."""
    if not sys.stderr.isatty() or (len(units) <= _FEW and not any("://" in unit for unit in units)):
        return units
    return _with_bar(units)


def _with_bar(units: list[str]) -> Iterator[str]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = TextColumn("Importing"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(units)


def _report(items: Iterable[Item], *, as_json: bool) -> None:
    counts = Counter(item.outcome for item in items)
    skipped = [{"source": item.name, "why": item.problem} for item in items if item.problem]
    done = {each.value: counts[each] for each in Kept}
    if as_json:
        print(json.dumps({**done, "skipped": skipped}, ensure_ascii=False))
    else:
        told = ", ".join(f"{number} {word}" for word, number in done.items())
        print(one_line(f"articles: {told}, {len(skipped)} skipped", 1000))
