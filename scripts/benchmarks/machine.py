"""The machine that measured, as far as it matters for the numbers; nothing that names it."""

from __future__ import annotations

import os
import platform
from pathlib import Path


def machine() -> str:
    """Cores, processor, memory, operating system and Python in a few words."""
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    memory = round(pages * size / 2**30)
    return (
        f"{os.cpu_count()} cores ({_processor()}), {memory} GB of memory, {platform.system()}, "
        f"Python {platform.python_version()}"
    )


def load() -> str:
    """How busy the machine was in the last minute, by its own account."""
    return f"{os.getloadavg()[0]:.1f}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
