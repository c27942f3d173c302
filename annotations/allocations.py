"""Memory that was used once and is free again: the C library keeps it, unless it is told to give it back."""

from contextlib import suppress

LARGE = 1 << 20
"""Code points of a text from which on what is left behind by reading it is worth the while."""


def give_back() -> None:
    """Give memory that is free back to the system, where the C library can (`malloc_trim` of the GNU one).

    Reading an article of 5 MB leaves 20 MB behind in the heaps of the threads that read it, which nobody needs again.
    Takes a few milliseconds.
    """
    with suppress(ImportError, OSError, AttributeError):  # another system's library: then it stays as it is
        from ctypes import CDLL  # nobody needs it before a large article was read

        CDLL(None).malloc_trim(0)
