"""Time `evidence check` on this knowledge base.

Best of some runs, with and without the start of Python; on a machine that has other work to do,
wall time says less than processor time.
"""

import subprocess
import sys
import time

from environment import BIN, PYTHON, ROOT, make_environment

#: Seconds that a whole check may take.
BUDGET = 2.0
_WITHOUT_START = """
import gc, sys, time
from pathlib import Path
from mkdocs_evidence.site.project import open_project
gc.disable()
started = time.perf_counter()
open_project(Path(sys.argv[1])).load()
print(time.perf_counter() - started)
"""


def time_check(runs: int) -> None:
    """Check several times; end with 1 where the best run is over the budget."""
    make_environment("site")
    whole, inner = [], []
    for _ in range(runs):
        started = time.perf_counter()
        subprocess.run([BIN / "evidence", "check"], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
        whole.append(time.perf_counter() - started)
        command = [str(PYTHON), "-c", _WITHOUT_START, str(ROOT / "mkdocs.yml")]
        inner.append(float(subprocess.run(command, capture_output=True, check=True).stdout))
    print(
        f"evidence check: {min(whole):.2f} s of {BUDGET} s (reading and rules {min(inner):.2f} s)"
    )
    sys.exit(min(whole) > BUDGET)
