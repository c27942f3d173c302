"""A TinyDB database that loses nothing: one plain JSON file, and a journal of the changes since.

The package knows TinyDB and files, and nothing of what is kept in them:

    database.py   open one; the `TinyDB` class that ties the rest together
    table.py      TinyDB's table: ids that never repeat, an index, changes that cost what they touch
    drafts.py     a change while it is being made, as mappings that copy what is looked at
    storage.py    the write path: lock, look, one line, fsync, memory
    connection.py the files as this process holds them, and what other processes did to them
    folding.py    the files made anew: journal into JSON file, the second copy, repairs
    recovery.py   what the files say, whatever happened to them; reads, decides, writes nothing
    records.py    a line of the journal, and a journal that may be damaged
    snapshot.py   the JSON file: a document per line, and what can be saved of a damaged one
    merging.py    two or three versions of a database into one; git's conflict markers
    history.py    every change ever made, and how to take one back
    backups.py    dated copies, thinned; restoring one
    checkup.py    what is wrong with the files, in words
    files.py      the system calls, and the names of the files
    memory.py     the documents in memory
    indexes.py    finding them by one field
    syncing.py    conflict copies, and any other copy that is merged
    formats.py    the format's number: newer ones are refused, older ones brought forward
    values.py     the shapes of the data, and how they become JSON

`docs/storage.md` says what is promised and how it is tested.
"""
