"""What lets a built site be read without a connection: a service worker and a web manifest.

A site whose addresses are files (`use_directory_urls: false`) is opened from a folder, where no
worker can run; it gets a stand-in for the worker of the search instead.
"""

from __future__ import annotations

import hashlib
import json
import mimetypes
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.site.assets import SERVICE_WORKER, asset_path
from mkdocs_evidence.site.script_words import with_words
from mkdocs_evidence.site.search_index import TABLE
from mkdocs_evidence.words import Words

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

MANIFEST = "manifest.webmanifest"
FILE_LIST = "offline.json"
SEARCH_INDEX = "search/search_index.json"
_WORKER = "service-worker.js"
_SHELL_ENDINGS = (".css", ".js", ".svg", ".webmanifest")
#: Not for readers, or of no use without the network.
_LEFT_OUT = (".map", ".gz", "sitemap.xml", "404.html", "iframe-worker.js", _WORKER, FILE_LIST)
#: Languages of the theme's search, of which a site uses one at most.
_LANGUAGES = "/lunr/"


def has_worker(config: MkDocsConfig) -> bool:
    """True where the site is read over the web."""
    return bool(config.use_directory_urls)


def prepare_search_without_server(config: MkDocsConfig) -> None:
    """Name our stand-in for workers in place of the foreign one of the theme's offline plugin.

    The plugin names none where it finds one, whichever of the two comes first.
    """
    offline = config.plugins.get("material/offline")
    if offline is not None and offline.config.get("enabled", True):
        scripts = config.extra.get("polyfills", [])
        others = [script for script in scripts if "iframe-worker" not in str(script)]
        config.extra["polyfills"] = [*others, asset_path("iframe-worker.js")]


def add_manifest(files: Files, config: MkDocsConfig) -> None:
    """Publish what a device needs to install the site as an app."""
    manifest = {
        "name": config.site_name,
        "short_name": config.site_name,
        "description": config.site_description or "",
        "lang": str(config.theme.get("language", "en")),
        "start_url": ".",
        "scope": ".",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#ffffff",
        "icons": _icons(config),
    }
    content = json.dumps(manifest, ensure_ascii=False, indent=2)
    included = InclusionLevel.INCLUDED
    files.append(File.generated(config, MANIFEST, content=content, inclusion=included))


def _icons(config: MkDocsConfig) -> list[dict[str, str]]:
    logo = config.theme.get("logo")
    kind = mimetypes.guess_type(str(logo))[0]
    return [{"src": str(logo), "sizes": "any", "type": kind}] if logo and kind else []


def write_service_worker(
    site_dir: Path, addresses: Addresses, words: Words, *, left_out: Collection[str] = ()
) -> None:
    """Write the worker, which knows this edition of the site, and the list of all its files.

    Data files, `left_out`, are for programs: a phone that keeps the whole site need not fetch each
    claim once more in every format. One that a reader opens is kept like any page.
    """
    files = [file for file in sorted(site_dir.rglob("*")) if file.is_file()]
    published = {
        name: file
        for file in files
        if not (name := file.relative_to(site_dir).as_posix()).endswith(_LEFT_OUT)
        and name not in left_out
        and _LANGUAGES not in name
    }
    version = _version(published)
    listed = {
        "version": version,
        "bytes": sum(file.stat().st_size for file in published.values()),
        "files": [_address(name) for name in published],
    }
    (site_dir / FILE_LIST).write_text(json.dumps(listed), "utf-8")
    script = with_words(SERVICE_WORKER.read_text("utf-8"), words)
    script = script.replace('VERSION = ""', f'VERSION = "{version}"', 1)
    script = script.replace("SHELL = []", f"SHELL = {json.dumps(_shell(published, addresses))}", 1)
    (site_dir / _WORKER).write_text(script, "utf-8")


def write_worker_that_leaves(site_dir: Path) -> None:
    """In a preview, end a worker that was left at its address: it would show pages of yesterday."""
    script = "self.addEventListener('activate', () => self.registration.unregister());\n"
    (site_dir / _WORKER).write_text(f"self.skipWaiting();\n{script}", "utf-8")


def _shell(published: dict[str, Path], addresses: Addresses) -> list[str]:
    """Looks, scripts, search, the first page and the indexes."""
    kinds = addresses.layout.folders
    pages = {"index.html", *(f"{addresses.index(kind)}.html" for kind in kinds)}
    wanted = {*pages, f"{addresses.studies}.html", SEARCH_INDEX, TABLE}
    return [_address(n) for n in published if n.endswith(_SHELL_ENDINGS) or n in wanted]


def _address(name: str) -> str:
    """Address of a file as links spell it: a folder for its index."""
    is_index = name == "index.html" or name.endswith("/index.html")
    return name.removesuffix("index.html") or "./" if is_index else name


def _version(published: dict[str, Path]) -> str:
    """A short name that changes when any file does."""
    digest = hashlib.blake2b(digest_size=8)
    for name, file in published.items():
        content = file.read_bytes()
        digest.update(f"{name} {len(content)} ".encode() + content)
    return digest.hexdigest()
