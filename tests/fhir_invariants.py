"""Validate FHIR bundles against the definitions of R5 with their invariants, by fhircraft.

Run as a program of its own, because reading the definitions takes a while and warns of much:
python tests/fhir_invariants.py BUNDLE...; prints what is wrong, a line each.
"""

from __future__ import annotations

import json
import subprocess
import sys
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path


def invariant_errors(bundles: Iterable[Path]) -> list[str]:
    """What fhircraft says of the resources of some bundles."""
    command = [sys.executable, __file__, *map(str, bundles)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    *found, last = done.stdout.splitlines()
    assert int(last) > 0
    return found


def main() -> None:
    """Validate each resource, then print how many there were."""
    warnings.simplefilter("ignore")
    from fhircraft.fhir.resources.datatypes.R5 import core

    seen: set[str] = set()
    for name in sys.argv[1:]:
        for entry in json.loads(Path(name).read_text("utf-8"))["entry"]:
            if entry["fullUrl"] not in seen:  # the same in every bundle, which a test holds
                seen.add(entry["fullUrl"])
                for error in _errors(core, entry["resource"]):
                    print(f"{Path(name).name}: {entry['resource']['id']}: {error}")
    print(len(seen))


def _errors(core: object, resource: dict[str, object]) -> Iterator[str]:
    form = getattr(core, str(resource["resourceType"]))
    try:
        form.model_validate(resource)
    except ValueError as error:
        yield " ".join(str(error).split())


if __name__ == "__main__":
    main()
