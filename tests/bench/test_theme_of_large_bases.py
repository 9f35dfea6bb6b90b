"""The theme is rendered once for many pages of a large base, and each comes out as if it were for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.bases import SIZES, make_base
from benchmarks.ours import SAME_SCOPE, write_base

from knowledge_bases import run_in


def built(folder: Path, site: str) -> dict[str, bytes]:
    done = run_in(folder, "mkdocs", "build", "-q", "--site-dir", site)
    assert done.returncode == 0, done.stderr
    place = folder / site
    return {
        file.relative_to(place).as_posix(): file.read_bytes()
        for file in place.rglob("*")
        if file.is_file()
    }


@pytest.mark.thorough  # the theme draws every page of size M
def test_every_page_of_a_large_base_is_that_of_the_theme(tmp_path: Path) -> None:
    base = make_base(SIZES["M"])
    write_base(base, tmp_path, SAME_SCOPE)
    spliced = built(tmp_path, "spliced")
    write_base(base, tmp_path, SAME_SCOPE | {"theme_shell": False})
    drawn = built(tmp_path, "drawn")

    assert len(spliced) > len(base.studies)
    assert [name for name in spliced if spliced[name] != drawn.get(name)] == []
    assert spliced.keys() == drawn.keys()
