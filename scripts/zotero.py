"""Save pages as Zotero does: python3 scripts/zotero.py SITE SERVER [every].

Serves a built site on this machine and asks a translation server (https://www.zotero.org/support/dev,
by default at http://127.0.0.1:1969) to save each record's page and every n-th study's page, those of
works that are no articles always. Prints what differs from the records, and ends with 1 where
anything does.
"""

from __future__ import annotations

import json
import sys
import threading
import urllib.request
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from mkdocs_evidence.api import load_site  # noqa: E402
from mkdocs_evidence.library import Library  # noqa: E402
from mkdocs_evidence.model.study import Name, Reference  # noqa: E402
from mkdocs_evidence.render.addresses import Addresses  # noqa: E402

#: Kinds of item in Zotero by types of BibTeX entry; any other is a report.
_KINDS = {"article": "journalArticle", "phdthesis": "thesis"}
_TRANSLATOR = "http://127.0.0.1:1969"
Page = tuple[str, dict[str, Any]]


def main() -> None:
    """Ask, compare, tell."""
    site, translator = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else _TRANSLATOR
    every = int(sys.argv[3]) if len(sys.argv) > 3 else 10
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root = f"http://127.0.0.1:{server.server_port}/"
    pages = list(_pages(load_site(ROOT / "mkdocs.yml").library, every))
    odd = 0
    for url, wanted in pages:
        saved = _saved(translator, root + url)
        for name, value in wanted.items():
            if saved.get(name, "") != value:
                odd += 1
                print(f"{url}: {name} is {saved.get(name)!r}, not {value!r}")
    print(f"{len(pages)} pages saved, {odd} differences")
    sys.exit(bool(odd))


def _pages(library: Library, every: int) -> Iterator[Page]:
    addresses = Addresses(library.layout)
    for record in library.records:
        wanted = {"itemType": "webpage", "title": record.model.name, "creators": []}
        yield addresses.url(addresses.record(record)), wanted
    for number, study in enumerate(library.studies.values()):
        if number % every == 0 or study.reference.entry_type != "article":
            yield addresses.url(addresses.study(study.key)), _work(study.reference)


def _work(reference: Reference) -> dict[str, Any]:
    kind = _KINDS.get(reference.entry_type, "report")
    work: dict[str, Any] = {"itemType": kind, "title": reference.title, "date": reference.year}
    if not any(name.corporate for name in reference.authors):  # Zotero knows persons only
        work["creators"] = [_creator(name) for name in reference.authors]
    if kind == "journalArticle":
        work |= {
            "publicationTitle": reference.container,
            "volume": reference.volume,
            "issue": reference.issue,
            "pages": reference.pages.replace("\N{EN DASH}", "-"),
            "DOI": reference.doi,
        }
    return work


def _creator(name: Name) -> dict[str, str]:
    family = " ".join(filter(None, [name.particle, name.family, name.suffix]))
    return {"firstName": name.given.casefold(), "lastName": family, "creatorType": "author"}


def _saved(translator: str, url: str) -> dict[str, Any]:
    headers = {"Content-Type": "text/plain"}
    request = urllib.request.Request(f"{translator}/web", url.encode(), headers)  # noqa: S310
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310  # the reader's own
        (item,) = json.load(answer)
    item["date"] = item.get("date", "")[:4]
    for creator in item["creators"]:  # of three initials Zotero writes the middle one small
        creator["firstName"] = creator.get("firstName", "").casefold()
    return dict(item)


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its own name
        """Say nothing."""


if __name__ == "__main__":
    main()
