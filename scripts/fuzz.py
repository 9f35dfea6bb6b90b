"""Try random content for some minutes: python3 scripts/fuzz.py [minutes].

What is found is written to tests/hostile/found, where the tests read it for ever after.
"""

import hashlib
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

#: Findings after which it stops.
MOST = 20
ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests" / "hostile"), str(ROOT / "src")]


def main() -> None:
    """Share the time between the kinds; end with 1 where something was found."""
    from fuzzing import PROSE, TRIED, WholeBase

    folder = TemporaryDirectory()
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 10
    kinds = {**TRIED, "Random prose in every text field": (WholeBase(Path(folder.name)), PROSE)}
    found = 0
    for name, (holds, texts) in kinds.items():
        tried, end = 0, time.monotonic() + 60 * minutes / len(kinds)
        while time.monotonic() < end and found < MOST:
            seen: list[str] = []
            try:
                one_round(holds, texts, seen, end)
            except Exception as error:  # noqa: BLE001 (whatever it is, it is a finding)
                found += 1
                keep(seen[-1])
                print(f"{name}: {type(error).__name__}: {str(error)[:300]}\n  {seen[-1]!r}")
            tried += len(seen)
        print(f"{name}: {tried:,} texts", flush=True)
    folder.cleanup()
    sys.exit(found > 0)


def one_round(holds: Callable[[str], None], texts: Any, seen: list[str], end: float) -> None:
    """Try some hundred texts; a failure is made as short as can be before it is raised."""
    from hypothesis import HealthCheck, Phase, given, settings

    @settings(
        max_examples=200,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(texts)
    def check(text: str) -> None:
        if time.monotonic() < end + 20:
            seen.append(text)
            holds(text)

    check()


def keep(text: str) -> None:
    """Write a text that something failed at, named by its content."""
    content = text.encode("utf-8", "surrogatepass")
    file = ROOT / "tests" / "hostile" / "found" / f"{hashlib.sha256(content).hexdigest()[:10]}.txt"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content)


if __name__ == "__main__":
    main()
