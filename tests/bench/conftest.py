"""The benchmarks are scripts: they find each other beside scripts/bench.py."""

import sys

from knowledge_bases import ROOT

sys.path.append(str(ROOT / "scripts"))
