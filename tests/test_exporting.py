"""Out of a project: what is written, in which format."""

import csv
import io
import json
from pathlib import Path

import pytest
from making import REPORT, MemoryStore, annotation, span_of

from annotations.errors import InputError
from annotations.exporting import FORMATS, TABLES, Export, format_for, format_of, write, write_to
from annotations.filters import parse_filter
from annotations.model import Article, ArticleRecord, Status
from annotations.project import Project


@pytest.fixture
def project(report: str) -> Project:
    return Project(MemoryStore(), [report], annotator="tester")


@pytest.fixture
def article(project: Project, report: str) -> Article:
    article = project.read(report)
    project.judge(article, span_of(article.text, "$30 million"), Status.DISPUTED)
    project.judge(article, span_of(article.text, "4.5 metres"), Status.AGREED)
    return article


def written(project: Project, export: Export) -> str:
    out = io.StringIO(newline="")
    write(out, project, export)
    return out.getvalue()


def table_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_table_names_the_article_and_the_sentence(project: Project, article: Article, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    assert write_to(path, project, Export()) == 2
    with path.open(encoding="utf-8", newline="") as file:
        row = next(row for row in csv.DictReader(file) if row["status"] == "disputed")
    assert row["sentence"] == "Insurers expect damage of $30 million."
    assert row["article_file"] == article.file
    assert article.text[int(row["start"]) : int(row["end"])] == row["quote"]


def test_only_some_articles_or_what_passes_the_filter_is_written(project: Project, article: Article) -> None:
    assert table_of(written(project, Export(only=["another"]))) == []
    assert len(table_of(written(project, Export(only=[article.article_id])))) == 2
    [row] = table_of(written(project, Export(wanted=parse_filter("status:agreed"))))
    assert row["quote"] == "4.5 metres"


def test_the_filter_sees_where_a_passage_stands_now(project: Project, article: Article, report: str) -> None:
    project.save()
    Path(report).write_text(REPORT.replace("$30 million", "$40 million"), encoding="utf-8")
    later = Project(project.store, [report])
    [row] = table_of(written(later, Export(wanted=parse_filter("anchor:changed"))))
    assert (row["quote"], row["article_id"]) == ("$30 million", article.article_id)


def test_an_article_that_is_gone_or_unknown_is_exported_without_its_sentence(tmp_path: Path) -> None:
    known = ArticleRecord("0123456789abcdef", title="Known", file=str(tmp_path / "gone.txt"))
    rows = [annotation(0, 4, exact="Then"), annotation(0, 4, exact="Then", annotation_id="b", article_id="fedcba")]
    found = table_of(written(Project(MemoryStore(rows, [known]), []), Export()))
    assert [(row["article_title"], row["sentence"]) for row in found] == [("Known", ""), ("", "")]


@pytest.mark.usefixtures("article")
def test_every_format_is_written(project: Project) -> None:
    texts = {name: written(project, Export(name)) for name in FORMATS}
    assert texts["csv"].startswith("annotation_id,")
    assert [json.loads(line)["exact"] for line in texts["jsonl"].splitlines()] == ["4.5 metres", "$30 million"]
    assert [entry["type"] for entry in json.loads(texts["jsonld"])] == ["Annotation", "Annotation"]
    assert json.loads(texts["claimreview"]) == []
    assert "- **disputed** “$30 million”" in texts["markdown"]


@pytest.mark.usefixtures("article")
def test_every_table_is_written_with_its_header(project: Project) -> None:
    for name in TABLES:
        for excel in (False, True):
            text = written(project, Export(table=name, excel=excel))
            assert text.startswith("\ufeff" if excel else ("annotation_id," if name == "annotations" else "claim_id,"))


def test_a_format_says_what_its_rows_are() -> None:
    assert format_of(Export()).counts == "annotations"
    assert format_of(Export(table="matrix")).counts == "claims"
    assert format_of(Export("claimreview", "claims")).counts == "claims with a verdict"
    assert format_of(Export("claimreview")).counted(1) == "1 claim with a verdict"
    assert [format_of(Export()).counted(number) for number in (0, 1, 2)] == [
        "0 annotations",
        "1 annotation",
        "2 annotations",
    ]


@pytest.mark.parametrize(
    ("file", "name"),
    [("a.csv", "csv"), ("A.CSV", "csv"), ("b/c.jsonl", "jsonl"), ("a.jsonld", "jsonld"), ("a.md", "markdown"),
     ("a.claimreview.json", "claimreview"), ("annotations", "csv")],
)  # fmt: skip
def test_the_ending_says_the_format(file: str, name: str) -> None:
    assert format_for(file) == name


@pytest.mark.parametrize("file", ["a.json", "a.xlsx", "csv.txt"])
def test_an_ending_that_says_no_format_is_told(file: str) -> None:
    with pytest.raises(InputError, match=r"does not end like a format\. There are: \.csv \(csv\)"):
        format_for(file)
