"""Check the licences of everything that a site installs: python3 scripts/licences.py."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from environment import PYTHON, make_environment, run

#: Licences under which an MIT package may use a library, and which ask nothing of those who build a
#: site but to keep their notices. MPL-2.0 asks for the source of changed files; we change none.
ACCEPTED = {
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "MIT",
    "MPL-2.0",
    "PSF-2.0",
}


def main() -> None:
    """Print each package with its licence; end with 1 where one is unknown or not accepted."""
    if Path(sys.prefix) != PYTHON.parent.parent:
        make_environment("test")
        run(PYTHON, *sys.argv)
        return
    from locked import locked

    refused = []
    for package in locked("site"):
        print(f"{package.name:<28}{package.version:<12}{package.licence or 'unknown'}")
        if not is_accepted(package.licence) and not package.marker:
            refused.append(f"{package.name}: {package.licence or 'it names no licence'}")
    if refused:
        sys.exit("Not accepted: " + "; ".join(refused) + ". Replace the library, or weigh it here.")


def is_accepted(licence: str) -> bool:
    """True where every licence that applies is accepted; of a choice (OR) one is enough."""
    choices = re.split(r"\s+OR\s+", licence.strip("()"))
    return any(
        all(part in ACCEPTED for part in re.split(r"\s+AND\s+", choice)) for choice in choices
    )


if __name__ == "__main__":
    main()
