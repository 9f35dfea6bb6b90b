"""Where each page stands: the one place that knows page paths and relative links."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote

from mkdocs_evidence.sources.knowledge_base import SourceFile
from mkdocs_evidence.sources.layout import Layout

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
#: Names that mean something else to a web server, to MkDocs or to Windows, and names we make.
_RESERVED = re.compile(
    r"(index|readme|con|prn|aux|nul|com\d|lpt\d)(\..*)?$|[.-]|.*\.$|study-.*-[0-9a-f]{8}$",
    re.IGNORECASE,
)
_MAX_NAME = 100


@lru_cache(maxsize=50_000)
def page_name(key: str) -> str:
    """File name for a citation key; keys with odd characters get a short hash, so none collide."""
    safe = _UNSAFE.sub("-", key)[:_MAX_NAME]
    if safe == key and not _RESERVED.match(key):
        return key
    digest = hashlib.blake2b(key.encode(), digest_size=4).hexdigest()
    return f"study-{safe.strip('.-') or 'key'}-{digest}"


def record_path(record: SourceFile[object]) -> str:  # type: ignore[type-var]
    """File of a record, below the root of the JSON API and without its ending."""
    return f"records/{record.kind}/{record.slug}"


def study_path(key: str) -> str:
    """File of a study; keys with characters that no address takes are named as on the pages."""
    return f"studies/{page_name(key)}"


def slug_of(page: str) -> str:
    """The record whose page or leaflet this is."""
    return page.removesuffix("/leaflet").rpartition("/")[2]


@lru_cache(maxsize=50_000)
def _url(page: str, *, directory_urls: bool) -> str:
    folder, name = posixpath.split(page)
    if name == "index":
        url = f"{folder}/" if folder else ""
        url = url if directory_urls else f"{url}index.html"
    else:
        url = f"{page}/" if directory_urls else f"{page}.html"
    # A file name need not be text; its page then is an error, which must be said, not raised.
    return quote(url, errors="surrogateescape")


class Addresses:
    """Pages are named by their source path without its ending: `conditions/asthma`."""

    def __init__(self, layout: Layout, *, directory_urls: bool = True) -> None:
        self.layout = layout
        self.directory_urls = directory_urls
        #: Feeds of the changes, where the site has them: name to path.
        self.feeds: Mapping[str, str] = {}
        #: Endings of the files of references beside each page, by the name of the format.
        self.reference_formats: Mapping[str, str] = {}
        #: Folder of the JSON API; empty where the site has none.
        self.api = ""
        #: Folder of the FHIR bundles of conditions; empty where the site has none.
        self.bundles = ""
        #: Whether each page stands as a Markdown file, too.
        self.has_twins = False

    @property
    def state(self) -> tuple[object, ...]:
        """What every page knows of the files beside the pages."""
        formats = tuple(self.reference_formats.items())
        return (
            self.directory_urls,
            tuple(self.feeds),
            formats,
            self.api,
            self.bundles,
            self.has_twins,
        )

    def record(self, record: SourceFile[object]) -> str:  # type: ignore[type-var]
        """Page of a record."""
        return f"{self.layout.folders[record.kind]}/{record.slug}"

    def leaflet(self, record: SourceFile[object]) -> str:  # type: ignore[type-var]
        """Page of a condition's leaflet for patients."""
        return f"{self.record(record)}/leaflet"

    def record_json(self, record: SourceFile[object]) -> str:  # type: ignore[type-var]
        """File of a record in the JSON API; empty where the site has none."""
        return f"{self.api}/{record_path(record)}.json" if self.api else ""

    def study_json(self, key: str) -> str:
        """File of a study in the JSON API; empty where the site has none."""
        return f"{self.api}/{study_path(key)}.json" if self.api else ""

    def index(self, kind: str) -> str:
        """Index page of a kind of record."""
        return f"{self.layout.folders[kind]}/index"

    def study(self, key: str) -> str:
        """Page of a study."""
        return f"{self.layout.studies}/{page_name(key)}"

    @property
    def studies(self) -> str:
        """Index page of all studies."""
        return f"{self.layout.studies}/index"

    def studies_part(self, name: str) -> str:
        """Page of those studies whose first authors begin in one way."""
        return f"{self.layout.studies}/by-author/{name}"

    @property
    def references(self) -> str:
        """Page with all references in full."""
        return "references"

    def references_part(self, name: str) -> str:
        """Page of those references whose first authors begin in one way."""
        return f"references/{name}"

    @property
    def all_references(self) -> str:
        """File of all references, without its ending."""
        return "data/references"

    @property
    def heard(self) -> str:
        """Page with all statements heard."""
        return f"{self.layout.heard}/index"

    @property
    def claims(self) -> str:
        """Page with all claims."""
        return "claims/index"

    def claims_part(self, kind: str, name: str) -> str:
        """Page of the claims of those records of a kind that begin in one way."""
        return f"claims/{self.layout.folders[kind]}/{name}"

    def compare(self, kind: str) -> str:
        """Page that sets records of a kind side by side; treatments come first."""
        return "compare/index" if kind == "treatment" else f"compare/{self.layout.folders[kind]}"

    def compare_part(self, kind: str, name: str) -> str:
        """Page that sets those records of a kind side by side that begin in one way."""
        return f"compare/{self.layout.folders[kind]}/{name}"

    @property
    def changes(self) -> str:
        """Page of the changes."""
        return "changes/index"

    @property
    def map(self) -> str:
        """Page of the evidence map."""
        return "map"

    def map_part(self, group: str, name: str) -> str:
        """Page of the map of those conditions of a group that begin in one way."""
        return f"map/{group}/{name}"

    @property
    def retractions(self) -> str:
        """Page of retractions and corrections, which stands where the last comparison is noted."""
        return self.layout.retractions.removesuffix(".yml")

    @property
    def legend(self) -> str:
        """Page that explains the symbols; empty where the site has none."""
        return self.layout.legend.removesuffix(".md")

    def url(self, page: str) -> str:
        """URL of a page relative to the root of the site, as MkDocs forms it."""
        return _url(page, directory_urls=self.directory_urls)

    def to_file(self, from_page: str, path: str) -> str:
        """Link from a page to a file of the site that is no page."""
        return _relative_url(self.url(from_page), path)

    def relative(self, from_page: str, to_page: str, anchor: str = "") -> str:
        """Link from one page to another, or to an anchor on it."""
        fragment = f"#{quote(anchor)}" if anchor else ""
        if from_page == to_page and fragment:
            return fragment
        return _relative_url(self.url(from_page), self.url(to_page)) + fragment


@lru_cache(maxsize=64)
def _folders(url: str) -> tuple[str, ...]:
    """The folders in which a page stands, each with its slash."""
    return tuple(f"{folder}/" for folder in url.split("/")[:-1])


def _relative_url(from_url: str, to_url: str) -> str:
    folders = _folders(from_url)
    shared, position = 0, 0
    for folder in folders:
        if not to_url.startswith(folder, position):
            break
        shared, position = shared + 1, position + len(folder)
    return "../" * (len(folders) - shared) + to_url[position:] or "./"
