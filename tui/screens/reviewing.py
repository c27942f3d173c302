"""The desk with the list of annotations: of an article or of all, filtered, several changed at once."""

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content

from annotations.errors import InputError
from annotations.model import Annotation, Status
from annotations.project import Project
from tui.screens.annotating import AnnotatingScreen
from tui.settings import Settings
from tui.widgets.bindings import binding
from tui.widgets.wrapping import printable

if TYPE_CHECKING:  # not needed before the first key
    from collections.abc import Sequence

    from tui.widgets.annotation_list import AnnotationList
    from tui.widgets.prompt import Prompt


class ReviewingScreen(AnnotatingScreen, layer=True):
    """The list beside the panes, and the list of what was said."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding("L", "list_annotations", "Annotations", "annotation.list", "List the annotations, to review them"),
    ]

    def __init__(self, project: Project, settings: Settings) -> None:
        super().__init__(project, settings)
        self.annotation_list: AnnotationList | None = None
        self.annotation_filter = ""
        self._listed: Sequence[Annotation] = ()

    async def action_list_annotations(self) -> None:
        """Show the annotations of the article in the active pane, or go to the list."""
        from tui.widgets.annotation_list import AnnotationList

        if self.annotation_list is None:
            self.annotation_list = AnnotationList(self._title_of, self.project.is_mine)
            await self.query_one("#desk").mount(self.annotation_list)
            await self._list_annotations()
        self.set_focus(self.annotation_list)

    async def close_list(self) -> None:
        """Hide the list of annotations."""
        if self.annotation_list:
            listed, self.annotation_list = self.annotation_list, None
            self.remove_class("-reviewing")
            self.set_focus(self.active)
            await listed.remove()

    def _title_of(self, article_id: str) -> str:
        record = self.project.record(article_id)
        return record.title if record else article_id

    async def _list_annotations(self) -> None:
        """Bring the list up to date; that of all articles is put together in a thread."""
        listed = self.annotation_list
        if listed is None:
            return
        if listed.whole_project:
            found: Sequence[Annotation] = await asyncio.to_thread(lambda: list(self.project.all_said()))
        else:
            article = self.active.article
            found = self.project.said(article.article_id) if article else ()
        if found != self._listed or not listed.items:
            self._listed = found
            listed.set_items(found, self._passing(found))
        self._tell_of_list()

    def _passing(self, annotations: "Sequence[Annotation]") -> list[int]:
        from annotations.filters import parse_filter

        passes = parse_filter(self.annotation_filter).passes
        return [number for number, each in enumerate(annotations) if passes(each)]

    async def action_filter_annotations(self) -> None:
        """Ask what the list of annotations is to be filtered by."""
        await self.ask("annotations", "status: kind: tag: anchor: by: words", self.annotation_filter)

    def on_prompt_changed(self, message: "Prompt.Changed") -> None:
        """The list follows the typing; what is no filter yet is told, and the last one stays in force."""
        if message.purpose == "annotations":
            self._filter_annotations(message.text)

    def on_prompt_closed(self, message: "Prompt.Closed") -> None:
        """Back to the list; a filter that was left with escape is dropped."""
        if message.purpose == "annotations":
            if not message.accepted:
                self._filter_annotations("")
            if self.annotation_list:
                self.set_focus(self.annotation_list)

    def _filter_annotations(self, text: str) -> None:
        from annotations.filters import parse_filter

        try:
            parse_filter(text)
        except InputError as error:
            self.prompt.tell(str(error))
            return
        self.prompt.tell("")
        self.annotation_filter = text
        if self.annotation_list:
            self.annotation_list.set_shown(self._passing(self._listed))
            self._tell_of_list()

    def _tell_of_list(self) -> None:
        if listed := self.annotation_list:
            where = "in all articles" if listed.whole_project else "here"
            marked = f", {len(listed.marked)} marked" if listed.marked else ""
            of = f" of {len(listed.items)}" if self.annotation_filter else ""
            things = "annotation" if len(listed.items) == 1 else "annotations"
            title = f" {len(listed.shown)}{of} {things} {where}{marked} {self.annotation_filter}"
            listed.border_title = Content(printable(title))

    def settle(self) -> None:
        """The list of annotations too."""
        super().settle()
        if self.annotation_list:
            self.run_worker(self._list_annotations(), group="list annotations", exclusive=True)

    async def action_switch_scope(self) -> None:
        """List the annotations of all articles, or of the active one again."""
        if self.annotation_list:
            self.annotation_list.toggle_class("-project")
            self.set_class(self.annotation_list.whole_project, "-reviewing")
            self.annotation_list.mark(())
            await self._list_annotations()

    async def action_leave_list(self) -> None:
        """Drop the marks; where there are none, the filter; where there is none, hide the list."""
        if self.annotation_list and self.annotation_list.marked:
            self.annotation_list.mark(())
            self._tell_of_list()
        elif self.annotation_list and self.annotation_filter:
            self.annotation_filter = ""
            self.annotation_list.set_shown(range(len(self._listed)))
            self._tell_of_list()
        else:
            await self.close_list()

    async def on_annotation_list_chosen(self, message: "AnnotationList.Chosen") -> None:
        """Go to an annotation; one that has no place any more is opened."""
        if message.annotation.stands:
            await self.go_to(message.annotation)
        else:
            await self.open_annotation(message.annotation)

    async def action_open_listed(self) -> None:
        """Open the annotation under the list's cursor."""
        if self.annotation_list and self.annotation_list.current:
            await self.open_annotation(self.annotation_list.current)

    def action_judge_listed(self, status: str) -> None:
        """Give the marked annotations a status, in one step."""
        self.changed(self.project.change_all(self._picked(), status=Status(status) if status else None))

    def action_tag_listed(self, number: int) -> None:
        """Put a tag of the palette on the marked annotations, or take it off all."""
        if tag := self.palette_tag(number):
            self.changed(self.project.tag_all(self._picked(), tag))

    async def action_type_tag_listed(self) -> None:
        """Ask for a tag and put it on the marked annotations, or take it off all."""
        picked = self._picked()
        if picked:
            await self.ask_for_tag(lambda tag: self.changed(self.project.tag_all(picked, tag)))

    def action_delete_listed(self) -> None:
        """Delete the marked annotations, in one step."""
        self.changed(self.project.delete_all(self._picked()))

    def _picked(self) -> list[Annotation]:
        """The annotations that a key in the list acts on; says how many are somebody else's."""
        picked = self.annotation_list.picked if self.annotation_list else []
        others = sum(not self.project.is_mine(each) for each in picked)
        if others:
            self.notify(f"{others} of them are somebody else's and stay as they are.", severity="warning")
        return picked
