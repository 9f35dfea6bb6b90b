"""Pictures of every type of page, for docs/about/pages.md: scripts/screenshots.py runs this."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from browser_arguments import ARGUMENTS
from serving import serve

#: File name, page, width, height, colour scheme, how far to scroll.
PICTURES = [
    ("home", "", 1280, 860, "light", 0),
    ("condition-page", "conditions/treatment-resistant-depression/", 1280, 860, "light", 0),
    ("condition-summary", "conditions/treatment-resistant-depression/", 1280, 860, "light", 1250),
    ("condition-claims", "conditions/treatment-resistant-depression/", 1280, 860, "light", 2700),
    ("condition-phone", "conditions/post-traumatic-stress-disorder/", 390, 844, "dark", 0),
    ("leaflet-phone", "conditions/fibromyalgia/leaflet/", 390, 844, "light", 0),
    ("treatment", "treatments/intranasal-esketamine/", 1280, 860, "light", 0),
    ("harm", "harms/urinary-tract/", 1280, 860, "light", 0),
    ("topic", "topics/regulators-and-guidelines/", 1280, 860, "light", 0),
    ("study", "studies/popova2019/", 1280, 860, "light", 0),
    ("map", "map/", 1280, 860, "light", 0),
    ("claims", "claims/", 1280, 860, "light", 0),
    ("compare", "compare/", 1280, 860, "light", 0),
    ("heard", "heard/", 1280, 860, "dark", 0),
]


def main(site: Path, target: Path, browser_path: str) -> None:
    """Serve the built site and photograph it."""
    target.mkdir(parents=True, exist_ok=True)
    with serve(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=ARGUMENTS)
        for name, path, width, height, scheme, scroll in PICTURES:
            page = browser.new_page(
                viewport={"width": width, "height": height}, color_scheme=scheme
            )
            page.goto(address + path)
            page.evaluate("y => window.scrollTo({top: y, behavior: 'instant'})", scroll)
            page.wait_for_timeout(600)
            page.screenshot(path=target / f"{name}.jpg", type="jpeg", quality=72)
            page.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
