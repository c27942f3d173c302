"""What a database needs besides saving: copies taken in, dated backups, and a look at what stands in its rows.

Every function opens the database's files by itself, as another window would: an open screen sees what they change
within a second, and may call them in a worker.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from annotations.errors import DamagedError, StoreError
from annotations.exchange.files import write_file
from annotations.journal.backups import Backup, back_up, backups_of, restore
from annotations.journal.checkup import Finding, Level, check
from annotations.journal.database import open_database
from annotations.journal.files import Paths
from annotations.journal.formats import TABLE, Format
from annotations.journal.history import read_history
from annotations.journal.merging import Merge, merge_tables
from annotations.journal.records import LOSERS, Record
from annotations.journal.snapshot import write_tables
from annotations.journal.syncing import conflict_copies, merge_copy, move_aside, read_copy
from annotations.journal.values import Tables, same
from annotations.records import RecordError, from_record
from annotations.store import ANNOTATIONS, ARTICLES, CLAIMS, FORMAT, KINDS, id_in, numbered_like, signed, strangeness

_FORMAT = Format(FORMAT)


def after_opening(database: Path, annotator: str) -> list[str]:
    """What is due when the program has opened a database: the day's backup, and the copies that other programs left.

    Reads no more than a few names and times where nothing is due. For a worker, after the first paint.

    Returns:
        What a person should know about it, as sentences.
    """
    told: list[str] = []
    try:
        back_up_daily(database)
    except StoreError as error:
        told.append(str(error))
    try:
        told += take_in_copies(database, annotator)
    except StoreError as error:
        told.append(str(error))
    return told


def back_up_daily(database: Path) -> Path | None:
    """Keep a copy, dated with the day of the last change, if none was made since that change.

    Returns:
        The copy, or nothing where none was due.

    Raises:
        StoreError: It cannot be written, or the database cannot be read.
    """
    paths = Paths.of(database)
    with _disk(database):
        changed = max((path.stat().st_mtime_ns for path in (paths.file, paths.journal) if path.exists()), default=None)
        dated = [backup.path.stat().st_mtime_ns for backup in backups_of(database) if backup.day]
        if changed is None or any(made > changed for made in dated):
            return None
        return back_up(database, _local_day(datetime.fromtimestamp(changed // 1_000_000_000, UTC)))


def back_up_now(database: Path) -> Path:
    """Keep a copy of the database as it is, dated today.

    Raises:
        StoreError: There is none, it cannot be read, or the copy cannot be written.
    """
    paths = Paths.of(database)
    if not paths.file.exists() and not paths.journal.exists():
        raise StoreError(f"There is no database at {paths.file}.")
    with _disk(database):
        return back_up(database, _local_day(datetime.now(UTC)))


def find_backup(database: Path, name: str) -> Path:
    """The copy that a name stands for: a day, the name of a file among the backups, or a path.

    Raises:
        StoreError: There is none.
    """
    for backup in backups_of(database):
        if name in (backup.path.name, backup.path.stem):
            return backup.path
    if not Path(name).is_file():
        raise StoreError(f"There is no backup called {name}. `newsreader restore` without a name lists what there is.")
    return Path(name)


def list_backups(database: Path) -> list[tuple[Backup, int | None]]:
    """The backups, the latest first, with the number of annotations in each; none where it cannot be read."""
    listed: list[tuple[Backup, int | None]] = []
    for backup in backups_of(database):
        try:
            listed.append((backup, annotations_in(backup.path)))
        except StoreError:
            listed.append((backup, None))
    return listed


def annotations_in(copy: Path) -> int:
    """How many annotations a copy of a database holds.

    Raises:
        StoreError: It cannot be read.
        NewerFormatError: A newer version of the program wrote it.
    """
    return len(_tables_in(copy).get(ANNOTATIONS, {}))


def annotations_at(database: Path) -> int | None:
    """How many annotations a database holds; nothing where it is damaged beyond reading.

    Raises:
        NewerFormatError: A newer version of the program wrote it.
        StoreError: The system does not let us read it.
    """
    try:
        return len(_tables_of(database).get(ANNOTATIONS, {}))
    except DamagedError:
        return None


def restore_copy(database: Path, copy: Path, annotator: str) -> Path:
    """Let the database hold what a copy holds; the history says who wanted it.

    Returns:
        Where what was replaced is kept.

    Raises:
        NewerFormatError: A newer version of the program wrote one of the two; nothing was changed.
        StoreError: The copy cannot be read, or the disk refuses.
    """
    annotations_in(copy)
    annotations_at(database)
    with _disk(database):
        return restore(database, copy, signed(annotator))


def waiting_copies(database: Path) -> list[Path]:
    """The conflict copies beside a database that have not been merged.

    Raises:
        StoreError: The folder cannot be read.
    """
    with _disk(database):
        return conflict_copies(database) if Paths.of(database).folder.is_dir() else []


def take_in_copies(database: Path, annotator: str) -> list[str]:
    """Merge the conflict copies that sync programs put beside a database, and move them into a folder of their own.

    Returns:
        What was done, as sentences; a copy that cannot be read is told and stays where it is.

    Raises:
        StoreError: The folder cannot be read.
    """
    told: list[str] = []
    for copy in waiting_copies(database):
        try:
            told += [*merge_copies(database, [copy], annotator), _put_aside(copy, database)]
        except StoreError as error:
            told.append(f"{copy.name} was not merged. {error}")
    return told


def merge_copies(database: Path, copies: Sequence[Path], annotator: str) -> list[str]:
    """Merge other copies of a database into it by annotation id; the newer version of an annotation wins.

    The other version is kept in the history, which says who merged.

    Returns:
        What was done, as sentences.

    Raises:
        StoreError: One of them cannot be read (nothing was changed), or the disk refuses.
    """
    tables = [_tables_in(copy) for copy in copies]
    for copy, theirs in zip(copies, tables, strict=True):
        if strange := next(_strange_rows(theirs), None):
            raise StoreError(f"{copy} cannot be merged: {strange} Nothing was changed.")
    with closing(open_database(database, format=_FORMAT)) as opened:
        told = opened.tellings()
        for copy, theirs in zip(copies, tables, strict=True):
            ours = {name: dict(rows) for name, rows in opened.journal.memory.tables.items()}
            merge = merge_copy(opened.journal, numbered_like(ours, theirs), signed(annotator) | {"merged": copy.name})
            told.append(_outcome(copy, ours, merge))
        return told


def merge_versions(base: Path, ours: Path, theirs: Path) -> str:
    """Merge the three files that git gives a merge driver, and put the result in place of `ours`.

    Args:
        base: The common ancestor (git's %O); empty where there is none.
        ours: The file as it is on this branch (%A).
        theirs: The file as it is on the other branch (%B).

    Returns:
        What was done, as a sentence.

    Raises:
        StoreError: One of them cannot be read; nothing was changed.
        ExchangeError: The result cannot be written; nothing was changed.
    """
    mine, other = _tables_in(ours), _tables_in(theirs)
    ancestor = _tables_in(base) if _content(base) else {}
    merge = merge_tables(mine, numbered_like(mine, other), numbered_like(mine, ancestor))
    write_file(ours, lambda out: out.write(write_tables(merge.tables).decode()))
    given_up = merge.losers_by_table()
    both = sum(len(given_up.get(table, {})) for table in (ANNOTATIONS, CLAIMS))
    total = len(merge.tables.get(ANNOTATIONS, {}))
    return f"{_counted(total, 'annotation')} merged; {both} changed on both sides, of which the newer version was kept."


def changes_of_annotations(database: Path) -> list[Record]:
    """Every change of annotations and claims that the history remembers, oldest first, and what merges gave up.

    Raises:
        StoreError: The history cannot be read.
    """
    with _disk(f"The history of {database}"):
        return [
            record
            for record in read_history(database)
            if not {ANNOTATIONS, CLAIMS}.isdisjoint({*record.changes, *_given_up(record)})
        ]


def _given_up(record: Record) -> Tables:
    given_up: Tables = record.meta.get(LOSERS, {})
    return given_up


def examine_database(database: Path) -> list[Finding]:
    """Look at everything that can be wrong with a database: its files, and what stands in its rows.

    Raises:
        StoreError: The disk refuses to be read.
    """
    with _disk(database):
        found = check(database)
        try:
            tables = _tables_of(database)
        except DamagedError:
            return found  # which says so
        except StoreError as error:
            return [*found, Finding(Level.PROBLEM, "rows", str(error))]
    return [*found, *_look_at_rows(tables)]


def _look_at_rows(tables: Tables) -> Iterator[Finding]:
    problems = [*_strange_rows(tables), *_doubled_rows(tables)]
    articles = {id_in(ARTICLES, row) for row in tables.get(ARTICLES, {}).values()}
    lost = [key for key, row in tables.get(ANNOTATIONS, {}).items() if row.get("article_id") not in articles]
    if lost:
        number = _counted(len(lost), "annotation")
        problems.append(f"The database does not know the article of {number}; the first one is row {lost[0]}.")
    claims = {id_in(CLAIMS, row) for row in tables.get(CLAIMS, {}).values()}
    loose = [key for key, row in tables.get(ANNOTATIONS, {}).items() if row.get("claim_id", "") not in {"", *claims}]
    strange = sorted(tables.keys() - KINDS.keys() - {TABLE})
    notes = [f"The table “{name}” is none of ours; it is kept as it is." for name in strange]
    if loose:
        notes.append(
            f"The claim of {_counted(len(loose), 'annotation')} is not known; the first one is row {loose[0]}."
        )
    if not problems:
        yield Finding(Level.GOOD, "rows", "Every row can be read, and every annotation has its article.")
    yield from (Finding(Level.PROBLEM, "rows", sentence) for sentence in problems)
    yield from (Finding(Level.NOTE, "rows", sentence) for sentence in notes)


def _strange_rows(tables: Tables) -> Iterator[str]:
    for name, kind in KINDS.items():
        for key, row in tables.get(name, {}).items():
            try:
                from_record(kind, row)
            except RecordError as error:
                yield f"{strangeness(name, key, error)} Mend it by hand or restore a backup."


def _doubled_rows(tables: Tables) -> Iterator[str]:
    for name in KINDS:
        known: dict[str, str] = {}
        for key, row in tables.get(name, {}).items():
            first = known.setdefault(id_in(name, row), key)
            if first != key and id_in(name, row):
                yield f"Rows {first} and {key} of {name} have the same id; delete the one that is out of date."


def _tables_in(copy: Path) -> Tables:
    tables = read_copy(copy)
    _FORMAT.check(tables, copy)
    return tables


def _tables_of(database: Path) -> Tables:
    with closing(open_database(database, read_only=True, format=_FORMAT)) as opened:
        return opened.journal.memory.tables


def _content(path: Path) -> bytes:
    with _disk(path):
        return path.read_bytes()


def _outcome(copy: Path, ours: Tables, merge: Merge) -> str:
    new, claims = (_new(table, ours, merge) for table in (ANNOTATIONS, CLAIMS))
    given_up = merge.losers_by_table()
    losers = [(table, *item) for table in (ANNOTATIONS, CLAIMS) for item in given_up.get(table, {}).items()]
    newer = sum(same(ours.get(table, {}).get(key), loser) for table, key, loser in losers)
    older = len(losers) - newer
    brought = _counted(new, "new annotation") + (f", {_counted(claims, 'new claim')}" if claims else "")
    return (
        f"{copy.name} was merged: {brought}, {newer} newer than ours (taken over), "
        f"{older} older than ours (not taken over)."
    )


def _new(table: str, ours: Tables, merge: Merge) -> int:
    return len(merge.tables.get(table, {}).keys() - ours.get(table, {}).keys())


def _put_aside(copy: Path, database: Path) -> str:
    try:
        return f"The copy is kept as {move_aside(copy, database)}."
    except OSError as error:
        return f"{copy.name} cannot be moved aside: {error.strerror}."


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _local_day(time: datetime) -> date:
    return time.astimezone().date()


@contextmanager
def _disk(what: Path | str) -> Iterator[None]:
    """Turn the system's refusal into a sentence."""
    try:
        yield
    except OSError as error:
        raise StoreError(f"{what} cannot be read or written: {error.strerror}.") from error
