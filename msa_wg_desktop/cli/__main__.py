"""Lets `python -m msa_wg_desktop.cli` do what `msa-wg` does."""

from __future__ import annotations

import sys

from msa_wg_desktop.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
