"""Time searches in a real browser; run by searches.py with a Python that has Playwright.

Called with the folder of a site, the path of a Chromium and the number of visits; prints JSON. The
site is served as a web host serves it, with compression. A first visit that does not count lets the
server compress what will be asked for, as a host has done before.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

_CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
_COMPRESSED = {".html", ".js", ".json", ".css", ".svg", ".xml", ".txt"}
#: What is asked: the first words after the visitor came, and then one after the other.
FIRST, LATER = "copper waddles", ("gooseberry balm", "sampleby 2018", "blue tongue", "quiet days")
#: Puts words into the field and gives the milliseconds until the list of answers is another one.
_ASK = """async (words) => {
  const input = document.querySelector(".md-search__input");
  const list = document.querySelector(".md-search-result__list");
  const started = performance.now();
  for (const item of list.children) item.classList.add("stale");
  input.focus();
  input.value = words;
  input.dispatchEvent(new KeyboardEvent("keyup", { key: "x", bubbles: true }));
  const isNew = () => list.querySelector(".md-search-result__item:not(.stale)");
  while (!isNew() && performance.now() - started < 60000)
    await new Promise((done) => setTimeout(done, 2));
  return isNew() ? performance.now() - started : null;
}"""


class _Host(http.server.SimpleHTTPRequestHandler):
    """Serves files compressed, and counts what it sends of those of the search."""

    protocol_version = "HTTP/1.1"
    #: A host sends what it has: else the end of each answer waits for word that its head has come.
    disable_nagle_algorithm = True
    sent = 0
    compressed: dict[str, bytes] = {}  # noqa: RUF012 - one for all requests, as it is meant

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        is_packed = path.suffix in _COMPRESSED
        if str(path) not in self.compressed:
            content = path.read_bytes()
            self.compressed[str(path)] = gzip.compress(content, 6) if is_packed else content
        body = self.compressed[str(path)]
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(body)))
        if is_packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)
        if "search" in path.as_posix().removeprefix(self.directory):
            _Host.sent += len(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the library names it
        """Say nothing."""


def main(site: Path, chromium: str, visits: int) -> None:
    """Visit some times and print what was measured."""
    with _serve(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=_CHROMIUM)
        found = [_visit(browser, address) for _ in range(visits + 1)][1:]
        browser.close()
    print(json.dumps(found))


def _visit(browser: Browser, address: str) -> dict[str, object]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, service_workers="block")
    page = context.new_page()
    # The worker and the index may come with the page, before anything is asked.
    before = _Host.sent
    page.goto(f"{address}treatments/", wait_until="load")
    first = page.evaluate(_ASK, FIRST)
    loaded = _Host.sent - before
    later = [page.evaluate(_ASK, words) for words in LATER]
    whole = _Host.sent - before
    context.close()
    return {"first": first, "loaded": loaded, "later": later, "whole": whole}


@contextmanager
def _serve(site: Path) -> Iterator[str]:
    handler = functools.partial(_Host, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
