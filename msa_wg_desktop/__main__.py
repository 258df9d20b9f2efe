"""`python -m msa_wg_desktop` opens the window."""

from __future__ import annotations

import gc
import sys
from types import ModuleType


def load() -> ModuleType:
    """The program, ready to be run. Nothing of what is loaded is ever garbage: to look for some costs a tenth of it."""
    gc.disable()
    from msa_wg_desktop import app

    gc.freeze()
    gc.enable()
    return app


def main() -> int:
    """Opens the window; gives the exit code."""
    return load().main()


if __name__ == "__main__":
    sys.exit(main())
