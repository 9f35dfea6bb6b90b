"""The same base for Sphinx with MyST and sphinxcontrib-bibtex."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from benchmarks.bibtex import bibtex
from benchmarks.content import Base
from benchmarks.files import write
from benchmarks.markdown_pages import Dialect, PageWriter

_CONF = """project = {name!r}
extensions = ["myst_parser", "sphinxcontrib.bibtex"]
bibtex_bibfiles = ["references.bib"]
myst_heading_anchors = 3
html_copy_source = False
html_show_sourcelink = False
html_sidebars = {{"**": ["searchbox.html"]}}
"""
_REFERENCES = """# References

```{bibliography}
:all:
```
"""
#: Pages are left out of the table of contents, which costs time on every page.
_ORPHAN = "---\norphan: true\n---\n\n"


def write_sphinx(base: Base, folder: Path) -> None:
    """Citations lead to one page of references, as is usual."""
    dialect = Dialect(
        cite=lambda keys: f"{{cite:p}}`{','.join(keys)}`",
        address=lambda folder, name, anchor: f"../{folder}/{name}.md{f'#{anchor}' * bool(anchor)}",
        begin=lambda title: f"{_ORPHAN}# {title}\n\n",
    )
    writer = PageWriter(base, dialect)
    for name, text in chain(writer.home(), writer.conditions(), writer.treatments()):
        write(folder / f"{name}.md", text)
    write(folder / "references.md", _ORPHAN + _REFERENCES)
    write(folder / "references.bib", bibtex(base.studies))
    write(folder / "conf.py", _CONF.format(name=base.name))
