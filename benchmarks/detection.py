"""How fast figures are found: beside a regular expression, beside other libraries, as the text grows.

    uv run --group benchmark-detection python benchmarks/detection.py    speed, growth, start, beside the libraries
    python benchmarks/detection.py score GOLD.jsonl                       how much is found and read right

The group holds the libraries; those that are not installed are left out. `score` reads rows with `doc_id`, `text` and
`published` and hands what the detector and the regular expression below find to the `score.py` beside GOLD, one after
the other: its tables are printed per source and per kind.
"""

import importlib
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from annotations.detection.quantities import find_quantities
from annotations.model import QuantityKind

SEEDS = Path(__file__).parent.parent / "seeds"
BIG = 5_000_000
ARTICLE = 4_000
SENTENCE = "At least 1,500 civilians fled in the past five days, and two-thirds of the $2.5m is lost. "

Prediction = dict[str, object]

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|dozen"
BASELINE = re.compile(
    rf"""
      (?:about\s|around\s|up\sto\s|more\sthan\s|at\sleast\s)?
      (?: (?P<date>\d{{4}}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?
          | (?:{MONTHS})(?:\s\d{{1,2}}(?:st|nd|rd|th)?)?(?:,?\s\d{{4}})?
          | \d{{1,2}}\s(?:{MONTHS})(?:\s\d{{4}})?
          | (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day
          | (?:last|next|this|past)\s(?:week|month|year))
        | (?P<money>[$€£]\s?\d[\d,.]*(?:\s?(?:million|billion|bn|m))?)
        | (?P<percent>\d[\d,.]*\s?(?:%|percent|per\scent))
        | (?P<duration>\d[\d,.]*\s?(?:years?|months?|weeks?|days?|hours?))
        | (?P<unit>\d[\d,.]*\s?(?:km|miles|kg|tons))
        | (?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?(?:\s(?:million|billion|thousand))?
          | \b(?:{WORDS}|dozens|hundreds|thousands|millions|half)\b)
        | (?P<ordinal>\b(?:first|second|third)\b)
      )
    """,
    re.VERBOSE,
)

ADVERSARIAL = {
    "no spaces": "x",
    "digits": "1",
    "digits and commas": "1,",
    "digits, spaced": "1 ",
    "signs": "+1",
    "colons": "1:",
    "brackets": "(1",
    "fractions": "1½",
    "in two weeks": "in two weeks ",
    "last night": "last night at ",
    "dashes": "1-",
    "slashes": "1/",
    "at signs": "a@",
    "addresses": "https://",
    "words": "one and ",
    "blank lines": " \n",
    "the end of": "the end of ",
}

WHOLE_LINES = {
    "no spaces": "x",
    "digits and commas": "1,",
    "grouped digits": "123,456,",
    "slashes": "1/",
    "words": "one ",
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
    """How the time grows when a hostile text is four times as long: 4 is linear."""
    for name, unit in ADVERSARIAL.items():
        short, long = ((unit * length)[:length] for length in (50_000, 200_000))
        one, four = (seconds(lambda text=text: find_quantities(text)) for text in (short, long))  # type: ignore[misc]
        print(f"growth, {name:18} {four / one:5.2f} on fourfold text; {200 / four:8.0f} thousand characters/s")


def report_whole_lines() -> None:
    """The cost of one line of 5 MB."""
    for name, unit in WHOLE_LINES.items():
        line = (unit * BIG)[:BIG]
        print(f"5 MB line, {name:18} {seconds(lambda line=line: find_quantities(line), times=1):6.2f} s")  # type: ignore[misc]


def report_import() -> None:
    """Start-up beside bare Python in CPU time, compiled files warm."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def once(program: str) -> float:
        begun = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", program], check=True, env=environment)
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        return ended.ru_utime + ended.ru_stime - begun.ru_utime - begun.ru_stime

    def start(program: str) -> float:
        return min(once(program) for _ in range(15))

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
            "recognizers_suite",
            lambda module: (
                lambda text: (
                    module.recognize_number(text, "en-us"),  # type: ignore[attr-defined]
                    module.recognize_datetime(text, "en-us"),  # type: ignore[attr-defined]
                )
            ),
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
        print(f"beside {name:18} {seconds(lambda: read(text), times=2) / ours:8.1f} × our time")  # noqa: B023


def by_rules(text: str, published: str) -> Iterator[Prediction]:
    """What the detector finds, codes as the kind that the scorer takes for no quantity."""
    for each in find_quantities(text, published=published):
        kind = "id" if each.kind is QuantityKind.CODE else str(each.kind)
        yield _prediction(each.start, each.end, kind, each.value) | {"low": each.low, "high": each.high}


def by_expression(text: str, _published: str) -> Iterator[Prediction]:
    """What the regular expression finds, with the value of what it wrote in digits."""
    for match in BASELINE.finditer(text):
        digits = re.search(r"\d+(?:,\d{3})*(?:\.\d+)?", match[0])
        value = float(digits[0].replace(",", "")) if digits else None
        yield _prediction(match.start(), match.end(), str(match.lastgroup), value)


def _prediction(start: int, end: int, kind: str, value: float | str | None) -> Prediction:
    return {"start": start, "end": end, "kind": kind, "value": value}


def score(gold: Path) -> None:
    """Print the scorer's tables for the detector and for the regular expression."""
    texts = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    for name, find in (("the detector", by_rules), ("the regular expression", by_expression)):
        rows = (
            {"doc_id": each["doc_id"], "quantities": [*find(each["text"], each.get("published", ""))]} for each in texts
        )
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)
            file.flush()
            print(f"\n{name}\n", flush=True)
            subprocess.run([sys.executable, gold.with_name("score.py"), gold, file.name], check=True)


def report() -> None:
    """Print every figure that needs no gold."""
    report_speed()
    report_import()
    report_growth()
    report_whole_lines()
    report_others()


if __name__ == "__main__":
    if sys.argv[1:2] == ["score"]:
        score(Path(sys.argv[2]))
    else:
        report()
