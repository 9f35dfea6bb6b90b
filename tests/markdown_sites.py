"""What is wrong with the exported Markdown: other generators build it, strictly and completely."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

#: Pages and the pictures on them.
_FILES = {".md", ".png", ".jpg", ".svg"}
#: A site that knows nothing of our plugin.
PLAIN_SITE = """\
site_name: Without our plugin
markdown_extensions: [admonition, attr_list, tables]
validation: {omitted_files: warn, absolute_links: warn, unrecognized_links: warn, anchors: warn}
"""


def pages_of(site: Path) -> set[str]:
    """Every page of a built site, by its path."""
    return {file.relative_to(site).as_posix() for file in site.rglob("index.html")}


def built_with(generator: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Build the site in a folder with another generator; it ends with 0 where nothing is odd."""
    command = [sys.executable, "-m", generator, "build", "--strict"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def markdown_errors(site: Path) -> list[str]:
    """What generators say of the Markdown files of a site, and pages that they miss or add."""
    found = []
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for file in (file for file in sorted(site.rglob("*")) if file.suffix in _FILES):
            copy = folder / "docs" / file.relative_to(site)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, copy)
        (folder / "mkdocs.yml").write_text(PLAIN_SITE, "utf-8")
        wanted = {_page(file.relative_to(folder / "docs")) for file in folder.rglob("*.md")}
        for generator in ("mkdocs", "zensical"):
            done = built_with(generator, folder)
            if done.returncode:
                found.append(f"{generator}: {done.stdout}{done.stderr}")
            odd = pages_of(folder / "site") ^ wanted
            found += [f"{generator}: {page} is missing or added" for page in sorted(odd)]
            shutil.rmtree(folder / "site", ignore_errors=True)
    return found


def _page(file: Path) -> str:
    folder = file.parent if file.stem == "index" else file.with_suffix("")
    return (folder / "index.html").as_posix()
