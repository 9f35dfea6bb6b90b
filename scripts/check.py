"""Check the knowledge base: python3 scripts/check.py [options of evidence check]."""

import sys

from environment import BIN, make_environment, run

if __name__ == "__main__":
    make_environment("site")
    run(BIN / "evidence", "check", *sys.argv[1:])
