"""Files for programs that read whole sites: robots.txt and llms.txt.

Sources: RFC 9309 (robots exclusion) with the `Sitemap` line of sitemaps.org; the llms.txt proposal
(llmstxt.org): a title, a summary in a quotation, then lists of links to Markdown.
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_evidence.export.data_file import DataFile, SiteFacts, text_file
from mkdocs_evidence.export.markdown.page import text
from mkdocs_evidence.library import Library
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.plain_text import first_sentence, plain_text
from mkdocs_evidence.render.record_pages import INDEX_TITLES


def crawler_files(library: Library, addresses: Addresses, facts: SiteFacts) -> Iterator[DataFile]:
    """Both files; a site below the root of its host copies robots.txt there."""
    yield text_file("robots.txt", _robots(facts), "text/plain")
    yield text_file("llms.txt", _llms(library, addresses, facts), "text/markdown")


def _robots(facts: SiteFacts) -> str:
    sitemap = f"\nSitemap: {facts.address('sitemap.xml')}\n" if facts.url else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"


def _llms(library: Library, addresses: Addresses, facts: SiteFacts) -> str:
    def line(title: str, page: str, told: str = "") -> str:
        note = f": {text(told)}" if told else ""
        return f"- [{text(title)}]({facts.address(f'{page}.md')}){note}"

    blocks = [f"# {text(facts.name)}"]
    if facts.description:
        blocks.append(f"> {text(facts.description)}")
    blocks.append(
        "Every claim names its direction, its certainty (GRADE) and the studies that support or "
        "contradict it. Cite the study for what it found, and the page for the judgement. A page "
        "says when it awaits clinical review. This is information for clinicians, not medical "
        "advice. Each page at `…/name/` stands as Markdown at `…/name.md`."
    )
    for kind, title in INDEX_TITLES.items():
        records = library.of_kind(kind)
        if records:
            blocks.append(f"## {title}")
        lines = (
            line(
                record.model.name,
                addresses.record(record),
                first_sentence(plain_text(record.model.bottom_line, library)),
            )
            for record in records
        )
        blocks.append("\n".join(lines))
    blocks += [
        "## Optional",
        "\n".join(
            [
                line("All claims", addresses.claims),
                line("All studies", addresses.studies),
                line("All references", addresses.references),
                line("Statements heard", addresses.heard),
            ]
        ),
    ]
    return "\n\n".join(filter(None, blocks)) + "\n"
