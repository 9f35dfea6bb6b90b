"""Renew the pictures in docs/assets/screens: python3 scripts/screenshots.py."""

import sys

from environment import BIN, PYTHON, ROOT, make_environment, run

from browser import find_browser


def main() -> None:
    """Build the site and photograph every type of page."""
    make_environment("test")
    browser = find_browser()
    if not browser:
        sys.exit("No browser could be found; install chromium.")
    run(BIN / "mkdocs", "build", "--strict")
    target = ROOT / "docs" / "assets" / "screens"
    for script in ("take_screenshots.py", "take_editing_pictures.py"):
        run(PYTHON, ROOT / "tests" / script, ROOT / "site", target, browser)


if __name__ == "__main__":
    main()
