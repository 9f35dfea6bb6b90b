"""Symbolic links of a knowledge base, which may lead to its own files and to nothing else.

Git carries links, and whoever sends a change may send one: what it leads to would be read, quoted in
messages and published. So no link leads out of the folder of the site, or to a hidden file in it
(`.git/config` may hold a token, `.env` a password).
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from mkdocs_evidence.model.problem import Place, Problem
from mkdocs_evidence.model.problem_kinds import files as kinds
from mkdocs_evidence.sources.layout import Layout

_MEND = "Remove the link, or put a copy in its place."


def refused_links(layout: Layout) -> dict[Path, Problem]:
    """The links among a site's files that nobody may follow, each with its problem.

    Where a link to a folder is refused, nothing below it is looked at.
    """
    published = [layout.docs_dir, *([layout.theme_dir] if layout.theme_dir else [])]
    found: dict[Path, str] = {}
    for folder in published:
        if why := _why_refused(folder, layout):
            found[folder] = why
        else:
            found |= dict(_refused_below(folder, layout))
    for file in (layout.bibliography, layout.root / layout.cache):
        if why := _why_refused(file, layout):
            found[file] = why
    return {
        path: kinds.LINK_OUT.at(Place(layout.shown(path)), why, _MEND)
        for path, why in sorted(found.items())
    }


def is_refused(path: Path, refused: Collection[Path]) -> bool:
    """True for a refused link, and for whatever is reached through one."""
    return bool(refused) and (path in refused or any(above in refused for above in path.parents))


def leads_out(path: Path, layout: Layout) -> bool:
    """True where a path below the folder of the site is, in truth, elsewhere."""
    root = Path(os.path.realpath(layout.root))
    is_named_below = path.is_relative_to(layout.root)
    return is_named_below and not Path(os.path.realpath(path)).is_relative_to(root)


def _why_refused(path: Path, layout: Layout) -> str:
    """What is wrong with where a path of the site leads; empty where nothing is."""
    if leads_out(path, layout):
        target = os.path.realpath(path)
        return f'A symbolic link leads to "{target}", outside of the folder of the site.'
    return ""


def _refused_below(folder: Path, layout: Layout, linked_by: str = "") -> Iterator[tuple[Path, str]]:
    for entry in _entries(folder):
        path = folder / entry.name
        if not entry.is_symlink():
            if entry.is_dir():
                yield from _refused_below(path, layout, linked_by)
        elif why := _why_link_refused(path, layout):
            yield path, why
        elif path.is_dir():
            if linked_by:  # such links can lead round in circles
                yield path, f'This link to a folder stands in a folder that "{linked_by}" links to.'
            else:
                yield from _refused_below(path, layout, layout.shown(path))


def _why_link_refused(link: Path, layout: Layout) -> str:
    target = Path(os.path.realpath(link))
    homes = [layout.root, layout.docs_dir, *([layout.theme_dir] if layout.theme_dir else [])]
    for home in sorted({Path(os.path.realpath(home)) for home in homes}, reverse=True):
        if target.is_relative_to(home):
            inside = target.relative_to(home)
            is_hidden = any(name.startswith(".") for name in inside.parts)
            return f'This symbolic link leads to "{inside}", which is hidden.' if is_hidden else ""
    return f'This symbolic link leads to "{target}", outside of the folder of the site.'


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """What a folder holds; nothing where it is not there, or goes while it is read."""
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []
