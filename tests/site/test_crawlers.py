"""What crawlers and language models find at the root of the site."""

from __future__ import annotations

import re
import urllib.robotparser
from xml.etree import ElementTree as ET

from knowledge_bases import Project

URL = "https://example.org/skyroot/"


def test_the_site_map_dates_pages_by_their_content(built_base: Project) -> None:
    root = ET.parse(built_base.site / "sitemap.xml").getroot()  # noqa: S314  # our own file
    tag = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    days = {url.findtext(f"{tag}loc"): url.findtext(f"{tag}lastmod") for url in root}

    assert days[f"{URL}conditions/blue-fever/"] == "2024-05-01"
    assert days[f"{URL}symbols/"] is None


def test_robots_are_welcome_and_shown_the_site_map(built_base: Project) -> None:
    robots = urllib.robotparser.RobotFileParser()
    robots.parse((built_base.site / "robots.txt").read_text("utf-8").splitlines())

    assert robots.can_fetch("Anyone", f"{URL}conditions/blue-fever/")
    assert robots.site_maps() == [f"{URL}sitemap.xml"]


def test_llms_txt_lists_pages_that_are_there(built_base: Project) -> None:
    lines = (built_base.site / "llms.txt").read_text("utf-8").splitlines()
    links = [match[1] for line in lines if (match := re.match(r"- \[.+?\]\(([^)]+)\)", line))]

    assert lines[0] == "# Skyroot Evidence"
    assert "## Conditions" in lines
    assert f"{URL}conditions/blue-fever.md" in links
    assert all((built_base.site / link.removeprefix(URL)).is_file() for link in links)
