"""`newsreader log`: who changed what when."""

import json
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import datetime
from typing import Any

from annotations.journal.records import LOSERS, REDOES, UNDOES, Record
from annotations.journal.values import Document
from annotations.model import Annotation
from annotations.records import RecordError, from_record
from annotations.store import ANNOTATIONS, CLAIMS, WHY, Store
from annotations.upkeep import changes_of_annotations
from tui.commands.arguments import parser_for, with_database
from tui.commands.printing import one_line, warn

_BLANK = Annotation("", "", "", 0, 0, "")


def log(given: list[str]) -> int:
    """Print every change of annotations and claims that is remembered, newest last."""
    parser = with_database(
        parser_for("newsreader log", "Who changed which annotation or claim when, newest last.", paths="")
    )
    parser.add_argument("--json", action="store_true", help="one JSON object per change and line")
    options = parser.parse_args(given)
    with closing(Store(options.database, read_only=True)) as store:
        titles = {article.article_id: article.title for article in store.articles()}
    records = changes_of_annotations(options.database)
    for record in records:
        if options.json:
            print(json.dumps(_as_json(record, titles), ensure_ascii=False))
        else:
            print(*_as_lines(record, titles), sep="\n")
    if not records:
        warn(f"{options.database} remembers no change of an annotation.")
    return 0


def _as_json(record: Record, titles: dict[str, str]) -> dict[str, Any]:
    changes: list[dict[str, Any]] = [
        {"id": row.get("id", ""), "title": titles.get(row.get("article_id", ""), ""), "before": before, "after": after}
        for before, after in _versions(record, ANNOTATIONS)
        for row in [after or before or {}]
    ]
    changes += [
        {"claim": (after or before or {}).get("id", ""), "before": before, "after": after}
        for before, after in _versions(record, CLAIMS)
    ]
    return {**record.meta, "n": record.n, "changes": changes}


def _as_lines(record: Record, titles: dict[str, str]) -> Iterator[str]:
    when, who = _local(record.meta.get("at", "")), one_line(str(record.meta.get("by", "-")), 20)
    lines = [(_occasion(record), before, after) for before, after in _versions(record, ANNOTATIONS)]
    given_up = record.meta.get(LOSERS, {}).get(ANNOTATIONS, {}).values()
    lines += [(f"{_occasion(record)}given up for a newer version: ", None, loser) for loser in given_up]
    for before, after in _versions(record, CLAIMS):
        yield f"{when:<19}  {who:<10}  {_occasion(record)}{_told_of_claim(before or {}, after or {})}"
    for loser in record.meta.get(LOSERS, {}).get(CLAIMS, {}).values():
        told = _told_of_claim({}, loser)
        yield f"{when:<19}  {who:<10}  {_occasion(record)}given up for a newer version: {told}"
    for occasion, before, after in lines:
        what, quote, article_id = _told(before, after)
        title = one_line(titles.get(article_id, article_id))
        yield f"{when:<19}  {who:<10}  {occasion}{what}  “{one_line(quote)}”  {title}"


def _versions(record: Record, table: str) -> Iterator[tuple[Document | None, Document | None]]:
    """Each row that the change made another one, as it was and as it became."""
    before = record.before.get(table, {})
    return ((before.get(key), row) for key, row in record.changes.get(table, {}).items())


def _told_of_claim(before: Document, after: Document) -> str:
    """What became different in a claim, and which one it is."""
    text = one_line(str((after or before).get("text", "")))
    if not before or not after:
        return f"{'claim' if after else 'deleted, claim'}  “{text}”"
    names = sorted({*before, *after} - {"updated_at"})
    changed = ", ".join(one_line(name, 20) for name in names if before.get(name) != after.get(name))
    return f"claim, other {changed or 'details'}  “{text}”"


def _local(time: str) -> str:
    with suppress(ValueError):
        return datetime.fromisoformat(time).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    return "-"


def _occasion(record: Record) -> str:
    """Why it was changed, where nobody pressed the key for just that."""
    meta = record.meta
    named = {
        UNDOES: "undo",
        REDOES: "redo",
        "merged": f"merged from {meta.get('merged')}",
        "restored": f"restored from {meta.get('restored')}",
        "outside": "by another program",
        "format": "new format",
        WHY: str(meta.get(WHY)),
    }
    said = next((said for key, said in named.items() if key in meta), "")
    return f"{one_line(said, 100)}: " if said else ""


def _told(before: Document | None, after: Document | None) -> tuple[str, str, str]:
    """What became different, the words it is about, and their article."""
    try:
        old = from_record(Annotation, before) if before else None
        new = from_record(Annotation, after) if after else None
    except RecordError:
        return "a row that is not one of ours", "", ""
    about = new or old or _BLANK
    parts = ["deleted"] if new is None else []
    parts += _differences(old or _BLANK, new or _BLANK)
    return ", ".join(parts) or ("new" if old is None else "other details"), about.exact, about.article_id


def _differences(old: Annotation, new: Annotation) -> Iterator[str]:
    if old.claim_id != new.claim_id:
        yield "attached to a claim" if new.claim_id else "detached from its claim"
    if old.stance != new.stance:
        yield f"{one_line(old.stance, 20) or 'no stance'} → {one_line(new.stance, 20) or 'no stance'}"
    if old.status != new.status:
        yield f"{old.status or 'none'} → {new.status or 'none'}"
    yield from (f"+{one_line(tag, 30)}" for tag in new.tags if tag not in old.tags)
    yield from (f"-{one_line(tag, 30)}" for tag in old.tags if tag not in new.tags)
    if old.anchor != new.anchor:
        yield f"place {old.anchor} → {new.anchor}"
    if old.confidence != new.confidence:
        yield "confidence removed" if new.confidence is None else f"confidence {new.confidence:.0%}"
    yield from (f"+evidence {one_line(str(each))}" for each in new.evidence if each not in old.evidence)
    yield from (f"-evidence {one_line(str(each))}" for each in old.evidence if each not in new.evidence)
    if old.note != new.note:
        yield f"note “{one_line(new.note)}”" if new.note else "note removed"
