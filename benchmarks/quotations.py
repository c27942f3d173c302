"""How fast quotations are found, whether the cost grows with the text alone, and how well beside a regular expression.

    python benchmarks/quotations.py                       speed and growth
    python benchmarks/quotations.py predict GOLD FOLDER   predictions for texts with a gold, to be scored

Speed: an article of 4.6 kB made of the seeds, marks alone and everything, as a ratio to one scan of the same text with
the regular expression below. Growth: the time for a hostile text of a megabyte over that for its half; linear is 2.
`predict` reads JSON lines with `doc_id` and `text` and writes `rules.jsonl` and `regex.jsonl`, lines with `quotes`.
"""

import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from annotations.detection.marks import find_marked
from annotations.detection.quotations import find_quotations
from annotations.model import QuotationKind, Span

SEEDS = Path(__file__).parents[1] / "seeds"
ARTICLE = 4600  # code points
HOSTILE = (
    '"',
    "“",
    "“a ",
    "”",
    "“‘«",
    "“a ‘b «c",
    "'a ",
    '"a ',
    "‘“",
    "said ",
    '"a," said X. ',
    "X, ",
    "A. ",
    "....",
    '"a\n',
    "said:\n",
    "Q: a\n",
)
HOSTILE_SIZE = 1_000_000  # code points
ROUNDS = 30
FINDERS: list[tuple[str, Callable[[str], object]]] = [
    ("marks alone", lambda text: list(find_marked(text))),
    ("everything", find_quotations),
]

# A good expression: marks of all shapes in pairs within a line, and who said it beside.
MARKED = re.compile(r"(?<!\w)(?:[\"“„«]|''|``)(?=\S)([^\"“”„«»\n]{2,2000}?)(?:[\"”»]|'')(?!\w)")
AFTER = re.compile(r"\s*(?:(?P<cue>said|says|told|added|wrote)\s+)?(?P<name>he|she|(?:[A-Z][\w.’-]+ ?){1,4})")
BEFORE = re.compile(r"(?P<name>he|she|He|She|(?:[A-Z][\w.’-]+ ){0,3}[A-Z][\w.’-]+) (?:said|says|added|wrote)[:,]? \Z")


def by_expression(text: str) -> Iterator[dict[str, object]]:
    """The quotations that the expression finds, with the name beside them."""
    for match in MARKED.finditer(text):
        quote: dict[str, object] = {"start": match.start(), "end": match.end(), "kind": "direct"}
        name = AFTER.match(text, match.end()) or BEFORE.search(text, max(0, match.start() - 60), match.start())
        if name:
            quote["speaker"] = _ends(Span(*name.span("name")))
        yield quote


def by_rules(text: str) -> Iterator[dict[str, object]]:
    """The quotations that the detector finds, terms left out."""
    for each in find_quotations(text):
        if each.kind is not QuotationKind.TERM:
            quote: dict[str, object] = {"start": each.start, "end": each.end, "kind": str(each.kind)}
            yield quote | {key: _ends(span) for key, span in (("speaker", each.speaker), ("cue", each.cue)) if span}


def _ends(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def predict(gold: Path, folder: Path) -> None:
    """Write what both find in the texts of a gold."""
    texts = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    for name, find in (("rules", by_rules), ("regex", by_expression)):
        rows = ({"doc_id": each["doc_id"], "quotes": list(find(each["text"]))} for each in texts)
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def milliseconds(find: Callable[[str], object], text: str, rounds: int = ROUNDS) -> float:
    """The least processor time of some runs."""
    times = []
    for _ in range(rounds):
        begun = time.process_time()
        find(text)
        times.append(time.process_time() - begun)
    return min(times) * 1000


def speed() -> None:
    """Print the time for an article, in all and for its marks, beside the expression's."""
    bodies = "\n".join(path.read_bytes().decode("utf-8") for path in sorted(SEEDS.glob("*.txt")))
    text = bodies[:ARTICLE]
    expression = milliseconds(lambda each: list(MARKED.finditer(each)), text)
    for name, find in FINDERS:
        taken = milliseconds(find, text)
        print(f"{name:12} {taken:6.2f} ms for {ARTICLE} characters, {taken / expression:6.1f} x the expression")


def growth() -> None:
    """Print how the cost of hostile texts grows when they are twice as long."""
    for unit in HOSTILE:
        texts = [(unit * size)[:size] for size in (HOSTILE_SIZE // 2, HOSTILE_SIZE)]
        for name, find in FINDERS:
            short, long = (milliseconds(find, text, rounds=2) for text in texts)
            print(f"{unit!r:16} {name:12} {long:8.0f} ms for 1 MB, {long / short:5.2f} x the half")


if __name__ == "__main__":
    if sys.argv[1:2] == ["predict"]:
        predict(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        speed()
        growth()
