"""Projects whose article is judged, and can then be written anew."""

from pathlib import Path

from making import REPORT, articles_in, passage

from annotations.model import Annotation, Article, Status
from annotations.project import Project

FIGURE = "$30 million"


class Rewritable:
    """A project with the report.

    Attributes:
        file: Where the report stands.
        project: Reads it, and perhaps others.
    """

    def __init__(self, file: Path, project: Project) -> None:
        self.file = file
        self.project = project

    def rewrite(self, text: str) -> None:
        """Let another text stand in the file."""
        self.file.write_text(text, encoding="utf-8")

    def article(self) -> Article:
        """The article as it reads now."""
        return self.project.read(str(self.file))

    def judge(self, words: str = FIGURE, status: Status = Status.DISPUTED) -> Annotation:
        """Judge a passage of it."""
        article = self.article()
        step = self.project.judge(article, passage(article, words), status)
        assert step
        return step.annotation

    def only(self) -> Annotation:
        """The one annotation that there is."""
        (annotation,) = self.project.all_annotations()
        return annotation


class Flood(Rewritable):
    """A project with the report, and a second article on its figure."""

    def __init__(self, folder: Path, database: Path) -> None:
        self.folder = folder
        self.database = database
        other = "Valley counts the cost\n\nThe bill is $30 million, or $30 million too much, the mayor said.\n"
        articles_in(folder, {"flood.txt": REPORT, "valley.txt": other})
        super().__init__(folder / "flood.txt", Project.open(database, [folder], annotator="tester"))
