"""Lets Qt in and keeps Python's own `import`, in whose place PySide6 puts a slower one.

Theirs is for `from __feature__ import …`, which nobody uses here. It reads the source of each module that comes after
it, which is a tenth of the time until the window is up, and doubles the cost of each import inside a function ever
after.
"""

from __future__ import annotations

import builtins

_PYTHONS_OWN = builtins.__import__

import PySide6.QtCore  # noqa: E402, F401

builtins.__import__ = _PYTHONS_OWN
