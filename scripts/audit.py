"""Look for known vulnerabilities of what is locked: python3 scripts/audit.py [--offline-is-fine].

Asks the advisory database of the Python Package Index, through pip-audit, about the versions in
requirements/*.lock; installs nothing. Ends with 1 where one is known to be vulnerable. A machine that
cannot reach the service is told so; in CI the script then ends with 3, unless --offline-is-fine says
that this may be so.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

from environment import BIN, ROOT, make_environment

NOT_ASKED = 3


def main() -> None:
    """Ask about both lock files and say what came back."""
    make_environment("test")
    found, unanswered = [], []
    for name in ("site", "test"):
        answer = ask(name)
        if answer is None:
            unanswered.append(f"{name}.lock")
            continue
        print(f"{name}.lock: {len(answer)} packages")
        found += [line for package in answer for line in vulnerabilities(package)]
        unanswered += [str(package["name"]) for package in answer if "skip_reason" in package]
    for line in sorted(set(found)):
        print(line)
    if unanswered:
        print(f"The service said nothing of {len(unanswered)}: {', '.join(unanswered[:5])} …")
    if found:
        sys.exit(1)
    if not unanswered:
        print("Nothing is known against them.")
        return
    print("NOT AUDITED: the advisory database of the Python Package Index gave no whole answer.")
    if os.environ.get("CI") and "--offline-is-fine" not in sys.argv:
        sys.exit(NOT_ASKED)


def ask(name: str) -> list[dict[str, object]] | None:
    """What the service knows of each package of a lock file; None where it cannot be reached."""
    lock = ROOT / "requirements" / f"{name}.lock"
    command = [BIN / "pip-audit", "-r", lock, "--disable-pip", "--no-deps", "-f", "json"]
    command += ["--progress-spinner", "off", "--timeout", "20"]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    try:
        answer: list[dict[str, object]] = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        print(done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "No answer came.")
        return None
    return answer


def vulnerabilities(package: dict[str, object]) -> list[str]:
    """A line for each vulnerability of a package, with the versions that mend it."""
    known = package.get("vulns")
    return [
        f"{package['name']} {package['version']}: {one['id']}, mended in "
        f"{', '.join(one['fix_versions']) or 'no version yet'}"
        for one in (known if isinstance(known, list) else [])
    ]


if __name__ == "__main__":
    main()
