"""The same base for MkDocs Material: with mkdocs-bibtex, and with every link ready-made."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

from benchmarks.bibtex import bibtex
from benchmarks.content import Base
from benchmarks.files import write
from benchmarks.markdown_pages import Dialect, Pages, PageWriter
from benchmarks.yaml_text import Flow, yaml_text


def write_mkdocs_bibtex(base: Base, folder: Path) -> None:
    """Citations are left to mkdocs-bibtex, which has no pages for studies."""
    dialect = Dialect(
        cite=lambda keys: f"[{'; '.join(f'@{key}' for key in keys)}]",
        address=_address,
        begin=_begin,
    )
    writer = PageWriter(base, dialect)
    write(folder / "references.bib", bibtex(base.studies))
    plugins = {"search": Flow({}), "bibtex": {"bib_file": "references.bib"}}
    extensions = ["footnotes"]
    pages = chain(writer.home(), writer.conditions(), writer.treatments())
    _write_project(base, folder, pages, plugins, extensions)


def write_material(base: Base, folder: Path) -> None:
    """Every study has its page, and citations are links to it that an earlier step has made."""
    writer = PageWriter(
        base, Dialect(cite=ready_made(base, _address), address=_address, begin=_begin)
    )
    pages = chain(writer.home(), writer.conditions(), writer.treatments(), writer.studies())
    _write_project(base, folder, pages, {"search": Flow({})}, [])


def ready_made(
    base: Base, address: Callable[[str, str, str], str]
) -> Callable[[tuple[str, ...]], str]:
    """A citation as links to the pages of its studies."""
    links = {
        study.key: f"[{study.label}]({address('studies', study.key, '')})" for study in base.studies
    }
    return lambda keys: f"({'; '.join(links[key] for key in keys)})"


def _address(folder: str, name: str, anchor: str) -> str:
    return f"../{folder}/{name}.md{f'#{anchor}' if anchor else ''}"


def _begin(title: str) -> str:
    return f"# {title}\n\n"


def _write_project(
    base: Base, folder: Path, pages: Pages, plugins: dict[str, Any], extensions: list[Any]
) -> None:
    names = set()
    for name, text in pages:
        names.add(name)
        write(folder / "docs" / f"{name}.md", text)
    indexes = [f"{kind}/index" for kind in ("conditions", "treatments", "studies")]
    project = {
        "site_name": base.name,
        "site_url": "https://example.org/invented/",
        "theme": Flow({"name": "material", "font": False}),
        # Slim: a page in the navigation costs time on every other page.
        "nav": ["index.md", *(f"{name}.md" for name in indexes if name in names)],
        "plugins": plugins,
        "markdown_extensions": ["attr_list", "tables", *extensions],
        "validation": Flow({"nav": {"omitted_files": "ignore"}}),
    }
    write(folder / "mkdocs.yml", yaml_text(project))
