"""Into a project: what is read, and what it changes."""

import io
import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import REPORT, MemoryStore, annotation, span_of
from strategies import annotations

from annotations.anchoring import describe
from annotations.errors import ExchangeError
from annotations.exporting import Export, write
from annotations.importing import Outcome, compare, guess, read, take_in
from annotations.model import Anchor, Annotation, ArticleRecord, Status
from annotations.project import Project

FORMATS = [Export(), Export(excel=True), Export("jsonl"), Export("jsonld")]
NOTE = annotation(0, 4, note="mine", status=Status.AGREED, updated_at="2026-01-02T00:00:00+00:00")


def project_of(*rows: Annotation, files: Iterable[str] = (), articles: Iterable[ArticleRecord] = ()) -> Project:
    return Project(MemoryStore(rows, articles), files, annotator="tester")


def exported(export: Export, project: Project) -> bytes:
    out = io.StringIO(newline="")
    write(out, project, export)
    return out.getvalue().encode()


def lines(*records: dict[str, object]) -> bytes:
    return "\n".join(map(json.dumps, records)).encode()


def outcome_of(theirs: Iterable[Annotation], *ours: Annotation) -> Outcome:
    project = project_of(*ours)
    return compare(read(exported(Export("jsonl"), project_of(*theirs)), project), project)


@given(st.lists(annotations(), max_size=4, unique_by=lambda each: each.annotation_id))
def test_what_is_exported_is_taken_in_equal(some: list[Annotation]) -> None:
    for export in FORMATS:
        project = project_of()
        outcome = compare(read(exported(export, project_of(*some)), project), project)
        assert (outcome.new, outcome.changed, outcome.same, outcome.older) == (len(some), 0, 0, 0)
        changes = outcome.step.changes if outcome.step else ()
        assert {each.annotation for each in changes} == set(some)


@given(st.lists(st.tuples(st.integers(0, len(REPORT) - 1), st.integers(1, 40)), min_size=1, max_size=6))
def test_every_row_with_a_place_stands_there_after_a_way_through_every_format(places: list[tuple[int, int]]) -> None:
    digest = sha256(REPORT.encode()).hexdigest()
    some = []
    for number, (start, length) in enumerate(places):
        exact, prefix, suffix = describe(REPORT, (span := span_of(REPORT, REPORT[start : start + length])))
        some.append(Annotation(f"n{number}", digest[:16], digest, *span, exact, prefix, suffix))
    for export in FORMATS:
        project = project_of()
        for each in read(exported(export, project_of(*some)), project).annotations:
            assert REPORT[each.start : each.end] == each.exact


def test_what_is_taken_in_is_one_step_that_can_be_undone() -> None:
    store = MemoryStore()
    project = Project(store, [], annotator="tester")
    two = [NOTE, annotation(9, 12)]
    take_in(outcome := compare(read(exported(Export(), project_of(*two)), project), project), project)
    assert store.writes == 1
    assert outcome.step
    assert {each.annotation_id for each in store.annotations()} == {each.annotation_id for each in two}
    assert [change.before for change in outcome.step.changes] == [None, None]


def test_nothing_new_writes_nothing() -> None:
    project = project_of(NOTE)
    outcome = compare(read(exported(Export("jsonl"), project), project), project)
    assert (outcome.new, outcome.same, outcome.step) == (0, 1, None)
    take_in(outcome, project)
    assert isinstance(project.store, MemoryStore)
    assert project.store.writes == 0


@pytest.mark.parametrize(
    ("updated_at", "changed"),
    [
        ("2026-01-03T00:00:00+00:00", 1), ("2026-01-01T23:30:00-01:00", 1), ("2026-01-02T00:30:00+01:00", 0),
        ("2026-01-02T00:00:00Z", 0), ("2026-01-02T00:00:01", 1), ("", 0), ("yesterday", 0),
    ],
)  # fmt: skip
def test_the_version_that_was_changed_last_stays(updated_at: str, changed: int) -> None:
    outcome = outcome_of([NOTE._replace(note="theirs", updated_at=updated_at)], NOTE)
    assert (outcome.new, outcome.changed, outcome.same, outcome.older) == (0, changed, 0, 1 - changed)
    if outcome.step:
        assert [(each.before, each.annotation.note) for each in outcome.step.changes] == [(NOTE, "theirs")]


def test_the_same_annotation_twice_in_a_file_counts_once() -> None:
    later = NOTE._replace(note="later", updated_at="2026-02-01T00:00:00Z")
    records = exported(Export("jsonl"), project_of(NOTE)) + exported(Export("jsonl"), project_of(later))
    project = project_of()
    outcome = compare(read(records, project), project)
    assert (outcome.new, outcome.changed) == (1, 0)
    assert outcome.step
    assert [(each.before, each.after) for each in outcome.step.changes] == [(None, later)]


def test_a_table_tells_what_is_to_be_remembered_of_articles(report: str, tmp_path: Path) -> None:
    there = project_of(files=[report])
    article = there.read(report)
    there.judge(article, span_of(REPORT, "$30 million"), Status.DISPUTED)
    table = exported(Export(), there)
    here = project_of()
    [record] = compare(read(table, here), here).articles
    assert (record.article_id, record.title, record.file) == (article.article_id, article.title, report)
    Path(report).write_text("Another article.\n")
    [record] = compare(read(table, here), here).articles
    assert (record.title, record.file) == (article.title, "")
    Path(report).unlink()
    assert compare(read(table, here), here).articles == (record,)
    known = project_of(articles=[ArticleRecord(article.article_id, "Ours")])
    assert compare(read(table, known), known).articles == ()
    nameless = table.replace(str(tmp_path / "report.txt").encode(), b"")
    assert compare(read(nameless, here), here).articles == (record,)


def test_where_an_imported_article_is_is_remembered_when_it_is_judged(report: str) -> None:
    project = project_of(files=[report])
    article = project.read(report)
    later = project_of(files=[report], articles=[ArticleRecord(article.article_id, "Imported")])
    later.judge(later.read(report), span_of(REPORT, "$30 million"), Status.AGREED)
    known = later.record(article.article_id)
    assert known
    assert known.file == report


def doccano(text: str = REPORT) -> bytes:
    start, end = span_of(text, "$30 million")
    return lines({"id": 1, "text": text, "label": [[start, end, "disputed"]]})


def test_a_text_of_doccano_that_is_in_the_library_is_that_article(report: str) -> None:
    project = project_of(files=[report])
    reading = read(doccano(), project, annotator="Ada")
    [found] = reading.annotations
    assert (found.anchor, found.annotator, found.exact) == (Anchor.EXACT, "Ada", "$30 million")
    assert [each.file for each in compare(reading, project).articles] == [report]


def test_a_text_of_doccano_that_was_read_in_another_version_is_that_article() -> None:
    digest = sha256(REPORT.encode()).hexdigest()
    project = project_of(articles=[ArticleRecord("0123456789abcdef", versions=("older", digest), file="/gone.txt")])
    assert [each.article_id for each in read(doccano(), project).annotations] == ["0123456789abcdef"]


def test_a_text_of_doccano_that_nobody_knows_keeps_its_annotations_and_is_told() -> None:
    reading = read(doccano(), project_of())
    assert [(each.anchor, each.exact) for each in reading.annotations] == [(Anchor.ORPHAN, "$30 million")]
    assert "is none of our articles: 1 annotations have no place." in reading.told[0]


def hypothesis(uri: str, **more: object) -> bytes:
    selector = {"type": "TextQuoteSelector", "exact": "$30 million", "prefix": "damage of ", "suffix": ". Nobody"}
    row = {"id": "x", "uri": uri, "text": "Really?", "target": [{"source": uri, "selector": [selector]}]}
    return json.dumps({"total": 2, "rows": [row | more, row | {"id": "y"}]}).encode()


def test_a_page_of_hypothesis_is_found_by_its_address_or_its_file(report: str) -> None:
    project = project_of(files=[report])
    article = project.read(report)
    record = ArticleRecord(article.article_id, url="https://example.org/flood/", file=report)
    known = project_of(files=[report], articles=[record])
    for uri, where in ((f"file://{report}", project), ("https://example.org/flood#part", known)):
        reading = read(hypothesis(uri), where)
        found, _ = reading.annotations
        assert (found.article_id, found.exact, found.anchor) == (article.article_id, "$30 million", Anchor.MOVED)
        assert (reading.told, reading.left_out) == ((), 0)
        assert all(each.text is None for each in reading.articles.values())


def test_a_page_of_hypothesis_that_cannot_be_read_is_told() -> None:
    record = ArticleRecord("0123456789abcdef", url="https://example.org/flood", file="/gone.txt")
    for project in (project_of(), project_of(articles=[record])):
        reading = read(hypothesis("https://example.org/flood"), project)
        assert (reading.annotations, reading.left_out) == ((), 2)
        assert "which is none of our articles." in reading.told[0]


def test_what_could_not_be_kept_is_refused(report: str) -> None:
    with pytest.raises(ExchangeError, match="Annotation 1, note: 5 cannot stand here"):
        read(hypothesis(f"file://{report}", text=5), project_of(files=[report]))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("", "jsonl"), ("[]", "jsonld"), ("[\n]\n", "jsonld"), ("annotation_id,quote", "csv"), ("\ufeffa,b", "csv"),
        ('{"id": "1", "article_id": "2"}\n{', "jsonl"), ('{"newsreader": {}}', "jsonld"),
        ('[\n{"newsreader": {}}', "jsonld"), ('{"@context": "http://www.w3.org/ns/anno.jsonld"}', "jsonld"),
        ('{"rows": []}', "hypothesis"), ('[{"uri": "x"}]', "hypothesis"), ('{"text": "", "entities": []}', "doccano"),
    ],
)  # fmt: skip
def test_the_content_says_the_format(text: str, form: str) -> None:
    assert guess(text) == form


@pytest.mark.parametrize(("text", "told"), [("{}", "neither ours nor any"), ("{", "begins like JSON, but is not")])
def test_json_of_nobody_is_told(text: str, told: str) -> None:
    with pytest.raises(ExchangeError, match=told):
        guess(text)


def test_a_file_that_is_not_utf_8_is_told_with_its_line() -> None:
    with pytest.raises(ExchangeError, match="Line 2 is not UTF-8"):
        read(b"annotation_id\nM\xfcller", project_of())


def test_a_named_format_is_not_guessed() -> None:
    with pytest.raises(ExchangeError, match="Line 1 is not JSON"):
        read(b"annotation_id,quote", project_of(), form="jsonl")
