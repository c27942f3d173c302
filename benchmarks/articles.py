"""How well the story is told from the rest of a page: F1 over 4-word shingles, averaged over the pages.

    uv run python benchmarks/articles.py GOLD.jsonl [--html FOLDER] [--worst N]

A line of GOLD is a page: `{"doc_id": …, "text": the page dumped to plain text, "body": what a person marked as the
article}`. FOLDER holds the same pages as they were saved, `DOC_ID.html.gz`. What is compared is the lines that are
body or subhead. The pages stand in two halves, by their identifiers: rules made on one are tried on the other.
"""

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean

from annotations.articles.plain_text import parse
from annotations.articles.web import read_page
from annotations.model import Article, Role

_WORD = re.compile(r"\w+")
Page = dict[str, str]


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("--html", type=Path, help="the pages as they were saved")
    arguments.add_argument("--worst", type=int, default=0, help="also print the pages read worst")
    options = arguments.parse_args()
    pages = [json.loads(line) for line in options.gold.read_text(encoding="utf-8").splitlines()]
    measure("dumped to plain text", pages, lambda page: parse(page["text"]), options.worst)
    if options.html:
        measure("saved as HTML", pages, lambda page: saved(options.html, page), options.worst)


def saved(folder: Path, page: Page) -> Article:
    """The article on a page as it was saved."""
    return read_page(gzip.decompress((folder / f"{page['doc_id']}.html.gz").read_bytes()), page["doc_id"])


def measure(what: str, pages: Sequence[Page], read: Callable[[Page], Article], worst: int) -> None:
    """Print how well the pages are read, in all and by halves."""
    begun = time.perf_counter()
    scores = [(score(shingles(body(read(page))), shingles(page["body"])), page["doc_id"]) for page in pages]
    seconds = time.perf_counter() - begun
    halves = [[found for found, name in scores if int(name[:2], 16) % 2 == half] for half in (0, 1)]
    print(f"{what}: {len(pages)} pages, {len(pages) / seconds:.0f} a second")
    for name, found in (("all", [found for found, _ in scores]), ("one half", halves[0]), ("other half", halves[1])):
        f1, precision, recall = (fmean(values) for values in zip(*found, strict=True))
        print(f"  {name:<10} {len(found):>4}  F1 {f1:.3f}  P {precision:.3f}  R {recall:.3f}")
    for (f1, precision, recall), name in sorted(scores)[:worst]:
        print(f"  {name[:12]}  F1 {f1:.3f}  P {precision:.3f}  R {recall:.3f}")


def body(article: Article) -> str:
    """What is taken for the story."""
    told = (line for line in article.lines if line.role in (Role.BODY, Role.SUBHEAD))
    return "\n".join(article.text[line.start : line.end] for line in told)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """How often each run of four words stands in a text."""
    words = _WORD.findall(text)
    return Counter(tuple(words[start : start + 4]) for start in range(max(1, len(words) - 3)) if words)


def score(found: Counter[tuple[str, ...]], gold: Counter[tuple[str, ...]]) -> tuple[float, float, float]:
    """F1, precision and recall."""
    common = (found & gold).total()
    precision = common / found.total() if found else float(not gold)
    recall = common / gold.total() if gold else float(not found)
    return (2 * precision * recall / (precision + recall) if common else 0.0), precision, recall


if __name__ == "__main__":
    main()
