"""Data files as part of the site: what is known of the site, and the files put among its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from importlib.metadata import version
from typing import TYPE_CHECKING

from markupsafe import Markup
from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_evidence.export.data_file import DataFile, SiteFacts
from mkdocs_evidence.export.feeds import FEEDS
from mkdocs_evidence.export.fhir.bundle import BUNDLES
from mkdocs_evidence.export.json_api.links import ROOT as API
from mkdocs_evidence.export.references import ENDINGS
from mkdocs_evidence.history.log import NO_HISTORY, ChangeLog
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.site.loading import today
from mkdocs_evidence.site.settings import EvidenceSettings

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def site_facts(
    settings: EvidenceSettings, config: MkDocsConfig, log: ChangeLog = NO_HISTORY
) -> SiteFacts:
    """What exporters may know of the site."""
    return SiteFacts(
        name=config.site_name,
        day=today(),
        url=f"{config.site_url.rstrip('/')}/" if config.site_url else "",
        description=config.site_description or "",
        language=str(config.theme.get("language", "en")),
        rights=str(Markup(config.copyright or "").striptags()),
        licence=settings.licence,
        generator=version("mkdocs-evidence"),
        log=log,
    )


def name_exports(addresses: Addresses, names: Collection[str], *, has_feed: bool) -> None:
    """Let pages link to what is published beside them."""
    addresses.feeds = FEEDS if has_feed else {}
    addresses.reference_formats = ENDINGS if "references" in names else {}
    addresses.api = API if "api" in names else ""
    addresses.bundles = BUNDLES if "fhir" in names else ""
    addresses.has_twins = "markdown" in names


def add_exports(exported: Iterable[DataFile], files: Files, config: MkDocsConfig) -> frozenset[str]:
    """Publish the data files; returns their paths. A file that the site has of its own stays."""
    included = InclusionLevel.INCLUDED
    paths = set()
    for made in exported:
        if files.get_file_from_path(made.path) is None:
            file = File.generated(config, made.path, content=made.content, inclusion=included)
            files.append(file)
            paths.add(made.path)
    return frozenset(paths)
