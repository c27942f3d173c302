"""What the reader knows better of an article than its text: title, outlet, author, date of publication."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from annotations.errors import InputError
from annotations.model import Article, ArticleRecord, Source

FIELDS = ("title", "outlet", "author", "published")
"""The fields of an article that can be corrected."""

BY_HAND = "corrected by hand"
"""Where a corrected value comes from, as a `Source` says it."""


def origin_of(article: Article, field: str) -> str:
    """Where a value comes from, in a few words; nothing where nobody says."""
    return next((source.origin for source in article.sources if source.field == field), "")


def with_corrections(article: Article, record: ArticleRecord) -> Article:
    """The article as the reader knows it."""
    fields = [field for field in record.corrected if field in FIELDS]
    if not fields:
        return article
    values = {field: getattr(record, field) for field in fields}
    kept = tuple(source for source in article.sources if source.field not in fields)
    return article._replace(sources=(*kept, *(Source(field, BY_HAND) for field in fields)), **values)


def correct(record: ArticleRecord, as_read: Article, typed: Mapping[str, str]) -> ArticleRecord:
    """What is to be remembered of an article; a value that is the same as its text's is no correction.

    Args:
        record: What is remembered of it.
        as_read: The article without corrections.
        typed: A value for some of `FIELDS`; an empty title is the one of the text.

    Raises:
        InputError: The date is none.
    """
    values: dict[str, Any] = {**check(typed)}
    values["title"] = values.get("title") or as_read.title
    corrected = tuple(field for field in FIELDS if field in values and values[field] != getattr(as_read, field))
    return record._replace(corrected=corrected, **values)


def check(typed: Mapping[str, str]) -> dict[str, str]:
    """The values that were typed as they can be kept.

    Raises:
        InputError: The date is none.
    """
    values = {field: " ".join(value.split()) for field, value in typed.items()}
    if values.get("published"):
        values["published"] = _day(values["published"])
    return values


def _day(typed: str) -> str:
    try:
        return date.fromisoformat(typed[:10]).isoformat() + typed[10:]
    except ValueError as error:
        raise InputError(f"“{typed[:20]}” is no day: write it like 2024-03-01.") from error
