#!/usr/bin/env python3
"""The one command of this project: sets up, runs, tests, measures. Kept plain, so that an old Python can read it."""

import sys

if sys.version_info < (3, 11):
    how = ": sudo apt-get install -y python3.11 python3.11-venv" if sys.platform.startswith("linux") else ""
    sys.exit(
        "MSA WG Desktop needs Python 3.11 or newer, and this is Python %d.%d. "
        "Install a newer one and start this command with it%s" % (sys.version_info[0], sys.version_info[1], how or ".")
    )

from _dev.main import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
