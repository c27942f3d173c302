"""Claims out of a project and into another: every column filled, every passage quoted, nothing lost on the way."""

import csv
import io
import json
from pathlib import Path

import pytest
from making import MemoryStore, annotation, articles_in, files_in, span_of

from annotations.claiming import Claims, Passage, new_claim, passages_of_group
from annotations.claims import Claim
from annotations.comparison.comparison import compare as compare_articles
from annotations.exporting import Export, write
from annotations.filters import parse_filter
from annotations.history import Change, ClaimChange, Step
from annotations.importing import compare, read, take_in
from annotations.model import Annotation, Status
from annotations.project import Project
from tui.cli import main

GAZETTE = """Flood in the valley

The Gazette, 2 May 2024

The river Elbe rose by 5 metres in Dresden on Monday, the mayor said.
"""
HERALD = """Water over Dresden

At the old bridge the gauge stood 4 metres higher than a week ago, according to the town hall.
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    folder = articles_in(tmp_path / "articles", {"gazette.txt": GAZETTE, "herald.txt": HERALD})
    return Project(MemoryStore(), files_in(folder), annotator="tester")


@pytest.fixture
def rise(project: Project) -> Claim:
    articles = [project.read(file) for file in project.files]
    passages = [
        Passage(article, span_of(article.text, words))
        for article, words in zip(articles, ("5 metres", "4 metres"), strict=True)
    ]
    Claims(project).attach(new_claim("How far the Elbe rose"), passages)
    (claim,) = project.claims()
    Claims(project).edit(claim, verdict="unproven", verdict_reason="Nobody measured.")
    project.judge(articles[0], passages[0].span, Status.DISPUTED)
    return project.claims()[0]


def written(project: Project, export: Export) -> str:
    out = io.StringIO(newline="")
    write(out, project, export)
    return out.getvalue()


def rows(project: Project, export: Export) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(project, export), newline="")))


def test_the_table_of_claims_says_what_the_outlets_do(project: Project, rise: Claim) -> None:
    [row] = rows(project, Export(table="claims"))
    assert (row["claim_id"], row["claim"], row["verdict"], row["agreement"], row["independent_origins"]) == (
        rise.claim_id, "How far the Elbe rose", "unproven", "conflicting", "2",
    )  # fmt: skip
    assert (row["articles"], row["supports"], row["unit"], set(row["values"].split(";"))) == ("2", "2", "m", {"5", "4"})
    assert row["outlets"] == "Flood in the valley;herald"


def test_the_matrix_has_a_column_for_each_article(project: Project, rise: Claim) -> None:
    [row] = rows(project, Export(table="matrix"))
    assert row["claim"] == rise.text
    assert sorted(list(row.values())[2:]) == ["4 m", "5 m"]


def test_the_report_quotes_every_passage_with_its_source(project: Project, rise: Claim) -> None:
    report = written(project, Export("markdown"))
    assert f"## {rise.text}" in report
    assert "**The outlets:** conflicting, “5 metres” against “4 metres” (independent origins: 2)" in report
    assert "- “herald” (supports): “4 metres”" in report
    assert "(supports): “5 metres”" in report


@pytest.mark.usefixtures("rise")
def test_a_claim_with_a_verdict_is_reviewed_with_the_articles_it_appears_in(project: Project) -> None:
    [review] = json.loads(written(project, Export("claimreview")))
    assert (review["claimReviewed"], review["reviewRating"]["alternateName"]) == ("How far the Elbe rose", "unproven")
    assert len(review["itemReviewed"]["appearance"]) == 2


@pytest.mark.usefixtures("rise")
def test_only_the_claims_of_what_is_wanted_are_written_and_judged_by_it(project: Project) -> None:
    project.make(Step((), claims=(ClaimChange(None, Claim("c1", "Nobody says this")),)))
    everything = rows(project, Export(table="claims"))
    assert {row["claim"]: row["agreement"] for row in everything} == {
        "How far the Elbe rose": "conflicting", "Nobody says this": "",
    }  # fmt: skip
    [row] = rows(project, Export(table="claims", wanted=parse_filter("status:disputed")))
    assert (row["claim"], row["agreement"], row["articles"]) == ("How far the Elbe rose", "single-source", "1")
    assert rows(project, Export(table="claims", wanted=parse_filter("status:agreed"))) == []
    assert rows(project, Export(table="claims", only=["another"])) == []


def test_a_passage_of_an_article_that_is_gone_counts_as_a_voice(project: Project, rise: Claim) -> None:
    far = annotation(annotation_id="far", article_id="gone", claim_id=rise.claim_id, value=5.0, unit="m")
    project.make(Step((Change(None, far),)))
    [row] = rows(project, Export(table="claims"))
    assert row["independent_origins"] == "3"


@pytest.mark.parametrize("form", ["csv", "jsonl", "jsonld"])
def test_claims_come_back_with_their_passages(project: Project, rise: Claim, form: str) -> None:
    data = written(project, Export(form)).encode()
    again = Project(MemoryStore(), [], annotator="tester")
    outcome = compare(read(data, again), again)
    assert (outcome.new, outcome.claims) == (2, 1)
    take_in(outcome, again)
    later = Project(again.store, [], annotator="tester")
    (claim,) = later.claims()
    assert (claim.claim_id, claim.text) == (rise.claim_id, rise.text)
    assert claim.created_at
    assert later.passages_of(claim) == project.passages_of(rise)
    assert written(later, Export("jsonl")) == written(project, Export("jsonl"))
    once_more = compare(read(data, later), later)
    assert (once_more.step, once_more.claims, once_more.same) == (None, 0, 2)


def test_a_claim_that_is_there_stays_and_one_that_nothing_belongs_to_is_not_restored(
    project: Project, rise: Claim
) -> None:
    data = written(project, Export()).encode()
    (kept,) = project.claims()
    project.save()
    assert compare(read(data, project), project).claims == 0
    Claims(project).delete([kept])
    newer = [each._replace(updated_at="9999-01-01T00:00:00+00:00", note="mine") for each in project.all_annotations()]
    mine = Project(MemoryStore(newer), [], annotator="tester")
    reading = read(data, mine)
    assert [claim.text for claim in reading.claims] == [rise.text]
    gone: list[Annotation] = [
        each._replace(claim_id="", updated_at="9999-01-01T00:00:00+00:00") for each in reading.annotations
    ]
    detached = Project(MemoryStore(gone), [], annotator="tester")
    outcome = compare(read(data, detached), detached)
    assert (outcome.older, outcome.claims, outcome.step) == (2, 0, None)


def test_the_command_says_how_many_claims_came_along(
    project: Project, rise: Claim, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "annotations.csv"
    table.write_bytes(written(project, Export()).encode())
    database = tmp_path / "library.json"
    assert main(["import", "--database", str(database), str(table)]) == 0
    assert "2 new, 0 changed, 0 the same, 1 new claim" in capsys.readouterr().out
    assert main(["export", "--database", str(database), "--table", "claims"]) == 0
    assert rise.text in capsys.readouterr().out
    assert main(["import", "--database", str(database), str(table)]) == 0
    assert "claim" not in capsys.readouterr().out


def test_every_proposal_of_the_samples_is_called_the_same_once_it_is_confirmed(seeds: Path) -> None:
    files = sorted(str(path) for path in seeds.glob("*.txt"))
    project = Project(MemoryStore(), files, annotator="tester")
    comparison = compare_articles([project.read(file) for file in files])
    claims = Claims(project)
    for group in comparison.groups:
        claims.confirm([(group.label, passages_of_group(comparison, group))])
    found = {row["claim_id"]: row for row in rows(project, Export(table="claims"))}
    told = [
        (found[claim.claim_id]["agreement"], found[claim.claim_id]["independent_origins"]) for claim in project.claims()
    ]
    assert told == [(str(group.agreement), str(group.origins)) for group in comparison.groups]
    always = ("claim", "agreement", "outlets", "annotators", "updated_at")
    assert all(row[column] for row in found.values() for column in always)
