"""How fast articles are compared, how the cost grows, what memory it takes, and how well it does.

    python benchmarks/comparison.py [COUNT]     5, 50 and 500 of one story, and 10,000 with 200 stories of ten, or COUNT

Passages, origins and copies are measured on articles that print each other (`press.py`), lining up and stories on
reports in words of their own (`happenings.py`). Precision of passages counts those found that hold a pair of sentences
that was copied, recall the pairs that are found; of stories, pairs of articles. Times are of the CPU. Every
measurement is a process of its own; its memory is the most that it had resident beyond the articles.
"""

import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain, pairwise
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

import happenings
from press import Press, Printed, library, origins_right, precision_and_recall

from annotations.comparison.library import Library
from annotations.comparison.names import Names
from annotations.comparison.origins import origins
from annotations.comparison.proposing import proposed
from annotations.comparison.shared_copy import all_shared
from annotations.comparison.stories import stories
from annotations.model import Article, Span

SIZES = (5, 50, 500)
STORIES = 200
QUERIES = 200
_AT_A_TIME = 20  # articles of which is learned before they are put in, as the program does

Result = TypeVar("Result")


@dataclass(frozen=True)
class Cost:
    """What some work took: seconds of CPU, and megabytes resident beyond what was there."""

    seconds: float
    megabytes: float


def measured(work: Callable[[], Result]) -> tuple[Result, Cost]:
    """Do some work in a process of its own; what it gives must be small."""
    context = get_context("fork")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_do, args=(work, there))
    child.start()
    result, cost = here.recv()
    child.join()
    return result, cost


def _do(work: Callable[[], Result], answer: Connection) -> None:
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    result = work()
    cost = Cost(time.process_time() - begun, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
    answer.send((result, cost))


def rate(found: set[tuple[int, int]], wanted: set[tuple[int, int]]) -> str:
    """Precision and recall of pairs, to be printed."""
    right = len(found & wanted)
    return f"precision {right / max(1, len(found)):.4f}  recall {right / max(1, len(wanted)):.4f}"


def growth(name: str, costs: list[Cost]) -> None:
    """Print how the cost grows from one size to the next, in time and in memory."""
    for attribute in ("seconds", "megabytes"):
        values = [max(0.001, getattr(cost, attribute)) for cost in costs]
        times = " and ".join(f"{later / earlier:.1f}" for earlier, later in pairwise(values))
        print(f"{name}: ten times the articles take {times} times the {attribute}")


def copied(printed: list[Printed]) -> Cost:
    """Print a line on the passages that articles share, what was changed in them, and whose copy they are."""
    articles = [each.article for each in printed]

    def work() -> tuple[int, float, float, float]:
        shared = all_shared(articles)
        for passage in chain.from_iterable(shared.values()):
            _ = passage.changes
        found = [each.articles for each in origins(articles, shared)]
        return sum(map(len, shared.values())), *precision_and_recall(printed, shared), origins_right(printed, found)

    (passages, precision, recall, right), cost = measured(work)
    print(
        f"{len(articles):8,} copied     {cost.seconds:8.2f} s {cost.megabytes:6.0f} MB  {passages:,} passages"
        f"  precision {precision:.4f}  recall {recall:.4f}  origins right {right:.4f}",
        flush=True,
    )
    return cost


def lined_up(count: int) -> Cost:
    """Print a line on reports of one happening: whether they are one story, and what lining them up costs."""
    articles, _ = happenings.library(count, 1, count)

    def work() -> tuple[int, int]:
        names = Names.build(articles)
        largest = max(map(len, stories(articles, names)))
        return largest, len(proposed(articles, range(count), names, {index: index for index in range(count)}))

    (largest, groups), cost = measured(work)
    print(
        f"{count:8,} lined up   {cost.seconds:8.2f} s {cost.megabytes:6.0f} MB  {groups:,} groups"
        f"  {largest} in one story",
        flush=True,
    )
    return cost


def kept(articles: list[Article], file: Path) -> Library:
    """A library of articles."""
    return Library(file, {each.file: each for each in articles}.get)


def put(made: Library, articles: list[Article]) -> None:
    """Put articles into a library, as the program does while nobody types."""
    for first in range(0, len(articles), _AT_A_TIME):
        some = articles[first : first + _AT_A_TIME]
        made.learn(some)
        for each in some:
            made.put(each)


def told(made: Library, articles: list[Article]) -> list[tuple[int, ...]]:
    """The stories of a library, as places in `articles`."""
    place = {each.file: number for number, each in enumerate(articles)}
    return [tuple(sorted(place[key] for key in made.story_of(each.sha256) or ())) for each in articles]


def ahead(count: int, file: Path) -> None:
    """Print how a library is compared ahead of time, what an article that comes costs, and how fast `=` answers."""
    articles, numbers = happenings.library(count, STORIES, 10)
    places = range(count)
    wanted = happenings.pairs([tuple(at for at in places if numbers[at] == number) for number in range(STORIES)])

    def work() -> tuple[str, float]:
        made = kept(articles, file)
        put(made, articles)
        longest, last = 0.0, time.process_time()
        for _ in made.link():
            longest, last = max(longest, time.process_time() - last), time.process_time()
        return rate(happenings.pairs(told(made, articles)), wanted), 1000 * longest

    (line, longest), cost = measured(work)
    print(f"{count:8,} ahead      {cost.seconds:8.2f} s {cost.megabytes:6.0f} MB  stories: {line}", flush=True)
    print(f"         longest step of finding stories {longest:.0f} ms, on disk {file.stat().st_size / 1e6:.0f} MB")
    one_more(articles, file)
    print_times(articles, file)


def one_more(articles: list[Article], file: Path) -> None:
    """Print what an article costs that comes to a library which has been compared, in a new session."""
    new = articles[0]._replace(pages=articles[0].text.replace("The ", "Then the ", 3), sha256="new", file="new")

    def work() -> None:
        made = kept(articles, file)
        assert made.waiting() == 0  # nothing is worked out again
        put(made, [new])
        assert len(list(made.link())) > 0

    _, cost = measured(work)
    print(f"         one more article, a restart later {cost.seconds:.2f} s", flush=True)


def print_times(articles: list[Article], file: Path) -> None:
    """Print how long `=` takes right after a restart."""
    made = kept(articles, file)
    chance = random.Random(9)
    times = []
    for article in chance.sample(articles, QUERIES):
        line = chance.choice(article.lines)
        begun = time.process_time()
        made.search(article.sha256, Span(line.start, line.end))
        times.append(1000 * (time.process_time() - begun))
    made.close()
    middle, high = statistics.median(times), sorted(times)[QUERIES * 95 // 100]
    print(f"         = median {middle:.1f} ms  p95 {high:.1f} ms  worst of {QUERIES} {max(times):.1f} ms", flush=True)


def origins_ahead(printed: list[Printed], file: Path) -> None:
    """Print whose copy articles are found to be as they come, one by one."""
    articles = [each.article._replace(sha256=f"{number:064}", file=str(number)) for number, each in enumerate(printed)]

    def work() -> float:
        made = kept(articles, file)
        put(made, articles)
        several = [tuple(map(int, texts)) for texts in made.origins()]
        alone = set(range(len(articles))).difference(*several)
        return origins_right(printed, [*several, *((number,) for number in alone)])

    right, cost = measured(work)
    print(f"{len(articles):8,} put in     {cost.seconds:8.2f} s {cost.megabytes:6.0f} MB  origins right {right:.4f}")


def main(arguments: list[str]) -> None:
    """Measure one story of three sizes, and a library."""
    count = int(arguments[0]) if arguments else 10_000
    growth("copied", [copied(Press().story("story", size)) for size in SIZES])
    growth("lined up", [lined_up(size) for size in SIZES])
    with tempfile.TemporaryDirectory() as folder:
        ahead(count, Path(folder, "happenings.sqlite"))
        printed = library(count, STORIES)
        copied(printed)
        origins_ahead(printed, Path(folder, "press.sqlite"))


if __name__ == "__main__":
    main(sys.argv[1:])
