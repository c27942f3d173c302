"""What can go wrong, as sentences for a person.

    NewsreaderError
    ├── ArticleError    an article cannot be read
    ├── StoreError      the database cannot be read or written
    │   ├── DamagedError      it cannot be read, and nothing was changed
    │   ├── NewerFormatError  a newer version of the program wrote it, and nothing was changed
    │   └── NotSavedError     a change is not on disk; everything saved before still is
    ├── ExchangeError   an export or an import cannot be done
    └── InputError      what a person typed cannot be understood

The message says what happened, to which file, line or row, and what to do about it. A front end shows it as
it is.
"""


class NewsreaderError(Exception):
    """Anything the program can explain; everything else is a bug."""


class ArticleError(NewsreaderError):
    """A file, page or folder does not give an article."""


class StoreError(NewsreaderError):
    """The annotation database cannot be opened, read or written."""


class DamagedError(StoreError):
    """The database is damaged beyond what its second copy can fill; its files are as they were found."""


class NewerFormatError(StoreError):
    """The database has a newer format than this program knows; its files are as they were found."""


class NotSavedError(StoreError):
    """The disk refused a change: it is neither on disk nor in memory, and may be tried again."""


class ExchangeError(NewsreaderError):
    """An export cannot be written, or an import cannot be read."""


class InputError(NewsreaderError):
    """What a person typed, a filter or an address, cannot be understood."""
