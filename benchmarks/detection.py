"""How fast figures are found: beside a regular expression, beside other libraries, as the text grows.

Run `uv run --group benchmark-detection python benchmarks/detection.py`; the group holds the libraries.
"""

import importlib
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from annotations.detection.quantities import find_quantities

SEEDS = Path(__file__).parent.parent / "seeds"
BIG = 5_000_000
ARTICLE = 4_000
SENTENCE = "At least 1,500 civilians fled in the past five days, and two-thirds of the $2.5m is lost. "

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|dozen"
BASELINE = re.compile(
    rf"""
      (?:about\s|around\s|up\sto\s|more\sthan\s|at\sleast\s)?
      (?: \d{{4}}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?
        | (?:{MONTHS})(?:\s\d{{1,2}}(?:st|nd|rd|th)?)?(?:,?\s\d{{4}})?
        | \d{{1,2}}\s(?:{MONTHS})(?:\s\d{{4}})?
        | (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day
        | (?:last|next|this|past)\s(?:week|month|year)
        | [$€£]\s?\d[\d,.]*(?:\s?(?:million|billion|bn|m))?
        | \d[\d,.]*\s?(?:%|percent|per\scent|km|miles|kg|tons|years?|months?|weeks?|days?|hours?)
        | \d+(?:,\d{{3}})*(?:\.\d+)?(?:\s(?:million|billion|thousand))?
        | \b(?:{WORDS}|dozens|hundreds|thousands|millions|half|first|second|third)\b
      )
    """,
    re.VERBOSE,
)

ADVERSARIAL = {
    "no spaces": "x",
    "digits": "1",
    "digits and commas": "1,",
    "digits, spaced": "1 ",
    "dashes": "1-",
    "slashes": "1/",
    "at signs": "a@",
    "addresses": "https://",
    "words": "one and ",
    "blank lines": " \n",
    "the end of": "the end of ",
}


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """The shortest of a few runs."""
    best = float("inf")
    for _ in range(times):
        begin = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begin)
    return best


def seeds(length: int) -> str:
    """The seeds, repeated to `length` code points."""
    text = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))
    return (text * (length // len(text) + 1))[:length]


def report_speed() -> None:
    """Characters per second on the seeds, beside the regular expression in the same run."""
    text = seeds(BIG)
    ours = seconds(lambda: find_quantities(text, published="2017-10-14"), times=2)
    theirs = seconds(lambda: BASELINE.findall(text), times=2)
    article = text[:ARTICLE]
    print(f"5 MB of seeds      {BIG / ours / 1e6:6.2f} million characters/s, {ours / theirs:.2f} × a regex")
    print(f"4 kB article       {seconds(lambda: find_quantities(article), times=20) * 1e3:6.2f} ms")


def report_growth() -> None:
    """How the time grows when a hostile text doubles: 2 is linear."""
    plain = seconds(lambda: find_quantities(seeds(100_000)))
    for name, unit in ADVERSARIAL.items():
        short, long = ((unit * length)[:length] for length in (100_000, 200_000))
        one, two = (seconds(lambda text=text: find_quantities(text), times=2) for text in (short, long))  # type: ignore[misc]
        print(f"growth, {name:18} {two / one:5.2f} on doubling; {one / plain:7.2f} × the seeds")


def report_whole_lines() -> None:
    """The cost of one line of 5 MB."""
    for name, unit in (("no spaces", "x"), ("digits and commas", "1,"), ("grouped digits", "123,456,")):
        line = (unit * BIG)[:BIG]
        print(f"5 MB line, {name:18} {seconds(lambda line=line: find_quantities(line), times=1):6.2f} s")  # type: ignore[misc]


def report_import() -> None:
    """Start-up beside bare Python, compiled files warm."""

    def start(program: str) -> float:
        return seconds(lambda: subprocess.run([sys.executable, "-c", program], check=True), times=9)

    bare = start("pass")
    ours, model = start("import annotations.detection.quantities"), start("import annotations.model")
    print(f"import {(ours - bare) * 1e3:.1f} ms over bare Python, the model alone {(model - bare) * 1e3:.1f} ms")


def others() -> dict[str, Callable[[str], object]]:
    """The other libraries that are installed, each as a function of a text."""
    wanted: dict[str, tuple[str, Callable[[object], Callable[[str], object]]]] = {
        "quantulum3": ("quantulum3.parser", lambda module: module.parse),  # type: ignore[attr-defined]
        "dateparser": ("dateparser.search", lambda module: module.search_dates),  # type: ignore[attr-defined]
        "text2num": ("text_to_num", lambda module: lambda text: module.alpha2digit(text, "en")),  # type: ignore[attr-defined]
        "recognizers-text": (
            "recognizers_number",
            lambda module: lambda text: module.recognize_number(text, "en-us"),  # type: ignore[attr-defined]
        ),
    }
    found = {}
    for name, (module, choose) in wanted.items():
        try:
            found[name] = choose(importlib.import_module(module))
        except ImportError as error:
            print(f"beside {name:18} not here: {error}")
    return found


def report_others() -> None:
    """The same few sentences through each library that is installed, as a multiple of our time."""
    text = SENTENCE * 5
    ours = seconds(lambda: find_quantities(text), times=10)
    for name, read in others().items():
        read(text)
        print(f"beside {name:18} {seconds(lambda: read(text), times=2) / ours:8.0f} × our time")  # noqa: B023


def main() -> None:
    """Print every figure."""
    report_speed()
    report_import()
    report_growth()
    report_whole_lines()
    report_others()


if __name__ == "__main__":
    main()
