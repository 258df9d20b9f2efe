"""`python -m msa_wg_desktop.tour FOLDER`."""

from __future__ import annotations

import sys

from msa_wg_desktop.tour.camera import main

if __name__ == "__main__":
    sys.exit(main())
