"""What was measured in pairs, told as ratios and set beside the gates it has to keep."""

import argparse
import json
import statistics
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Protocol

from pty_driver import Cost

TITLE = f"{'paint':>9}{'CPU':>9}{'ms':>9}{'p95':>9}{'bytes':>9}  gate"
"""The heads of the columns of `Comparison.line` but the first."""

_NAME = 44  # cells


def median(values: Sequence[float]) -> float:
    """The median; of an even number the mean of the two in the middle."""
    return statistics.median(values)


def high(values: Sequence[float]) -> float:
    """The 95th percentile, interpolated between two values."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


@dataclass
class Comparison:
    """The same thing measured again and again, each time right after what it is compared with.

    The machine's drift is in both halves of a pair, so the median of the pairs' ratios is free of it.

    Attributes:
        name: What was measured.
        ratio_limit: The gate: the most that its time, and its CPU, may be over the reference's.
        bytes_limit: The most bytes that may be written.
        pairs: The reference's cost and its own, one pair per repetition.
    """

    name: str
    ratio_limit: float | None = None
    bytes_limit: int | None = None
    pairs: list[tuple[Cost, Cost]] = field(default_factory=list)

    def add(self, reference: Cost, subject: Cost) -> None:
        """One more repetition."""
        self.pairs.append((reference, subject))

    @property
    def paint(self) -> float:
        """Time until it shows, over the reference's."""
        return median([subject.paint / reference.paint for reference, subject in self.pairs])

    @property
    def cpu(self) -> float:
        """CPU, over the reference's."""
        return median([subject.cpu / reference.cpu for reference, subject in self.pairs])

    @property
    def written(self) -> float:
        """Bytes."""
        return median([subject.written for _, subject in self.pairs])

    @property
    def milliseconds(self) -> float:
        """Time until it shows."""
        return median([subject.paint for _, subject in self.pairs])

    @property
    def high_milliseconds(self) -> float:
        """The 95th percentile of that time."""
        return high([subject.paint for _, subject in self.pairs])

    @property
    def later(self) -> float:
        """Milliseconds by which it shows after the reference."""
        return median([subject.paint - reference.paint for reference, subject in self.pairs])

    @property
    def verdict(self) -> str:
        """`ok`, or what is over; nothing where there is no gate."""
        if self.ratio_limit is None:
            return ""
        measured = {"paint": self.paint > self.ratio_limit, "CPU": self.cpu > self.ratio_limit}
        measured["bytes"] = self.bytes_limit is not None and self.written > self.bytes_limit
        over = [name for name, is_over in measured.items() if is_over]
        return f"over: {', '.join(over)}" if over else "ok"

    def line(self) -> str:
        """One line of the report."""
        gate = f"{self.ratio_limit} ×" if self.ratio_limit else ""
        gate += f" {self.bytes_limit} B" if self.bytes_limit else ""
        times = f"{self.milliseconds:9.1f}{self.high_milliseconds:9.1f}{self.written:9.0f}"
        line = f"{self.name:{_NAME}}{self.paint:7.2f} ×{self.cpu:7.2f} ×{times}  {gate:14}{self.verdict}"
        return line.rstrip()

    def as_json(self) -> dict[str, object]:
        """Everything, for a file."""
        return {**asdict(self), "paint": self.paint, "cpu": self.cpu, "verdict": self.verdict}


@dataclass(frozen=True)
class Figure:
    """One number beside its gate.

    Attributes:
        name: What was measured.
        value: The number.
        unit: Its unit.
        limit: The gate: the most it may be.
    """

    name: str
    value: float
    unit: str
    limit: float

    @property
    def verdict(self) -> str:
        """`ok` or `over`."""
        return "ok" if self.value <= self.limit else "over"

    def line(self) -> str:
        """One line of the report."""
        return f"{self.name:{_NAME}}{self.value:7.2f} {self.unit:34}at most {self.limit:g} {self.unit:6}{self.verdict}"

    def as_json(self) -> dict[str, object]:
        """Everything, for a file."""
        return {**asdict(self), "verdict": self.verdict}


class Bench(Protocol):
    """One run over everything that a benchmark measures."""

    def __init__(self, folder: Path, *, quick: bool) -> None: ...

    def run(self) -> None:
        """Measure everything."""

    def report(self) -> Iterable[str]:
        """The lines of the report."""

    def as_json(self) -> dict[str, object]:
        """What the report says, and every single cost."""


def main(bench: type[Bench], about: str, quick: str) -> None:
    """Measure in an empty folder, print the report, and keep the single measurements if asked to.

    Args:
        bench: What to run.
        about: What the help says of it.
        quick: What the help says of `--quick`.
    """
    parser = argparse.ArgumentParser(description=about.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help=quick)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every single measurement there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run = bench(Path(folder), quick=options.quick)
        run.run()
    print("\n".join(run.report()))
    if options.json:
        options.json.write_text(json.dumps(run.as_json(), indent=1), encoding="utf-8")
