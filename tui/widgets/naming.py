"""What made two names one, in words; plain, for the screen and for the commands."""

from pathlib import Path

from annotations.comparison.aliases import Aliases
from annotations.comparison.entities import Form, JoinedBy


def how_joined(form: Form, name: str, aliases: Aliases) -> str:
    """Why a form is one of its entity's: `your alias, line 3`; nothing where it is the entity's name.

    Args:
        form: As it was found.
        name: What the entity is called.
        aliases: Those by which it was looked for.
    """
    if form.text == name:
        return ""
    if form.by is JoinedBy.ALIAS:
        line = aliases.lines.get(form.source)
        return f"your alias, line {line}" if line else "common alias"
    if form.by is JoinedBy.GLOSS:
        return f"explained in {Path(form.source).name}"
    return form.by.value
