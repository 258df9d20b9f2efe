"""`python -m msa_wg_desktop` opens the window."""

from __future__ import annotations

import sys

from msa_wg_desktop.app import main

if __name__ == "__main__":
    sys.exit(main())
