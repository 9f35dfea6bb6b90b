"""Asks Frictionless what is wrong with a data package."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any


def frictionless_errors(package: Path) -> list[dict[str, Any]]:
    """Every error, foreign keys that point nowhere among them."""
    done = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", package.name, "--json"],
        cwd=package.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    report = json.loads(done.stdout)
    assert report["stats"]["tasks"] > 0
    return [*report["errors"], *(error for task in report["tasks"] for error in task["errors"])]
