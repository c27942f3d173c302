"""Memory that was used once and is free again: the C library keeps it, unless it is told to give it back."""

from contextlib import suppress

LARGE = 1 << 20
"""Code points of a text from which on what is left behind by reading it is worth the while."""

_MMAP_THRESHOLD = -3  # M_MMAP_THRESHOLD in malloc.h of the GNU C library


def keep_apart() -> None:
    """Have every large text in pages of its own, where the C library can, so that they are free once it is.

    Otherwise the GNU one learns from the first text that is let go to take the next from its heaps, of which each
    thread has one, and there it stays. Takes a few microseconds.
    """
    with suppress(ImportError, OSError, AttributeError):
        from ctypes import CDLL

        CDLL(None).mallopt(_MMAP_THRESHOLD, LARGE // 4)


def give_back() -> None:
    """Give memory that is free back to the system, where the C library can (`malloc_trim` of the GNU one).

    Reading an article of 5 MB leaves 20 MB behind in the heaps of the threads that read it, which nobody needs again.
    Takes a few milliseconds.
    """
    with suppress(ImportError, OSError, AttributeError):  # another system's library: then it stays as it is
        from ctypes import CDLL  # nobody needs it before a large article was read

        CDLL(None).malloc_trim(0)
