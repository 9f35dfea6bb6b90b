"""What is wrong with robots.txt and llms.txt, by their specifications."""

from __future__ import annotations

import re
import urllib.robotparser
from pathlib import Path

_LINK = re.compile(r"- \[.+?\]\((?P<target>[^)]+)\)(?:: .+)?")


def crawler_errors(site: Path) -> list[str]:
    """Rules that keep anybody out, and what an llms.txt may not hold (llmstxt.org)."""
    robots = urllib.robotparser.RobotFileParser()
    robots.parse((site / "robots.txt").read_text("utf-8").splitlines())
    found = [] if robots.can_fetch("Anyone", "/") else ["robots.txt: keeps crawlers out"]
    (root,) = {url.removesuffix("sitemap.xml") for url in robots.site_maps() or ["sitemap.xml"]}
    lines = (site / "llms.txt").read_text("utf-8").splitlines()
    titles = [line for line in lines if line.startswith("# ")]
    if titles != lines[:1]:
        found.append("llms.txt: begins with no title, or has more than one")
    if not any(line.startswith("> ") for line in lines[:3]):
        found.append("llms.txt: has no summary after its title")
    lists = lines[next(n for n, line in enumerate(lines) if line.startswith("## ")) :]
    for line in filter(None, lists):
        link = _LINK.fullmatch(line)
        if not link and not line.startswith("## "):
            found.append(f"llms.txt: not a heading and not a link: {line}")
        elif link and not (site / link["target"].removeprefix(root)).is_file():
            found.append(f"llms.txt: leads nowhere: {line}")
    return found
