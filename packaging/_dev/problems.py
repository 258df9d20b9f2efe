"""What can go wrong while setting up, as sentences for the person at the keyboard."""

from __future__ import annotations

import errno


class Problem(Exception):
    """One clear sentence: what is wrong and what to do about it."""


def from_os(error: OSError) -> Problem:
    """The sentence for what the operating system refused."""
    where = f" ({error.filename})" if error.filename else ""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return Problem(f"The disk is full{where}. Make room and type the same command again.")
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return Problem(f"This can't be read or written{where}. Use a copy of the project in a folder of your own.")
        case _:
            return Problem(f"The system refused: {error.strerror or error}{where}.")
