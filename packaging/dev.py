#!/usr/bin/env python3
"""The one command of this project: sets up, runs, tests, measures. Kept plain, so that an old Python can read it."""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "MSA WG Desktop needs Python 3.11 or newer, and this is Python %d.%d. Install a newer one, such as with "
        "'sudo apt-get install -y python3.11 python3.11-venv', and use it for this command." % sys.version_info[:2]
    )

from _dev.main import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
