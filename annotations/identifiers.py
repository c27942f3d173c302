"""Identifiers and times as they are written to disk."""

from annotations.journal import values


def new_id() -> str:
    """A new UUIDv7 as text (RFC 9562, section 5.7): sorted by time, and no two processes make the same one."""
    return str(values.new_uuid())


def now() -> str:
    """The time as ISO 8601 in UTC, to the millisecond."""
    return values.now()
