"""`newsreader names`: who and what articles name, under which forms, and what made the forms one."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from annotations.comparison.alias_file import AliasFile
from annotations.comparison.aliases import Aliases
from annotations.comparison.entities import Entity, Form, JoinedBy, unused_forms
from annotations.comparison.names import Names
from tui.commands.arguments import alias_file, check_paths, parser_for, with_aliases
from tui.commands.comparing import read_each
from tui.commands.printing import one_line
from tui.widgets.naming import how_joined
from tui.widgets.wrapping import cells

_FORM = 36  # columns for a form
_HOW = 30  # columns for what joined it

_EPILOG = """The aliases are a text file with a line for each name: name = form; form. --json prints one object:

  aliases  {file, problems[], unused[{form, name, line}]}, `unused` being the forms of the file that stand nowhere
  names    [{name, times, forms}]
    forms  [{form, times, by, alias, line, file}], by being `spelling`, `alias`, `gloss` (an article explains it)
           or `shorter` (after the full name in an article); alias is the form that joined it, with the line of
           the file if the reader wrote it; file is that of the article which explains it; null where there is none"""


def list_names(given: list[str]) -> int:
    """Print who is named, as JSON or for people; 1 if an article could not be read."""
    parser = parser_for(
        "newsreader names", "Who and what is named, under which forms, and what joined them.", "+", _EPILOG
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")
    options = with_aliases(parser).parse_args(given)
    check_paths(options.paths)
    file = alias_file(options.aliases)
    aliases = file.read()
    articles, failed = read_each(options.paths)
    entities = Names.build(articles, aliases.names).entities()
    if options.json:
        print(json.dumps(_as_json(entities, aliases, file), ensure_ascii=False))
    else:
        print("\n".join(_as_text(entities, aliases, file)))
    return failed


def _as_json(entities: Sequence[Entity], aliases: Aliases, file: AliasFile) -> dict[str, Any]:
    return {
        "aliases": {
            "file": str(file.path),
            "problems": list(aliases.problems),
            "unused": [
                {"form": form, "name": aliases.names[form], "line": aliases.lines[form]}
                for form in unused_forms(aliases, entities)
            ],
        },
        "names": [
            {"name": each.name, "times": each.times, "forms": [_form(form, aliases) for form in each.found]}
            for each in entities
        ],
    }


def _form(form: Form, aliases: Aliases) -> dict[str, Any]:
    alias = form.source if form.by is JoinedBy.ALIAS else None
    return {
        "form": form.text,
        "times": form.times,
        "by": form.by,
        "alias": alias,
        "line": aliases.lines.get(alias) if alias else None,
        "file": form.source if form.by is JoinedBy.GLOSS else None,
    }


def _as_text(entities: Sequence[Entity], aliases: Aliases, file: AliasFile) -> Iterator[str]:
    """A row for each name; beneath those with several forms, one for each of them."""
    for entity in entities:
        yield f"{entity.times:>6}  {one_line(entity.name, 70)}"
        if entity.forms != (entity.name,):
            yield from (_row(form, entity.name, aliases) for form in entity.found)
    yield ""
    if file.path and not file.path.exists():
        yield f"{one_line(str(file.path), 500)} would hold your aliases. There is no such file."
    for form in unused_forms(aliases, entities):
        yield f"{one_line(str(file.path), 500)}, line {aliases.lines[form]}: “{one_line(form)}” stands nowhere."


def _row(form: Form, name: str, aliases: Aliases) -> str:
    words = one_line(form.text, _FORM)
    how = one_line(how_joined(form, name, aliases), _HOW)
    return f"{form.times:>6}    {words}{' ' * (_FORM - cells(words))}  {how}".rstrip()
