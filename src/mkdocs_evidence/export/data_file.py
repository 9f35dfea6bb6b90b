"""What every exporter takes and gives: facts about the site in, data files out."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin

from mkdocs_evidence.history.log import NO_HISTORY, ChangeLog

#: Forms of a file's path below the root of the site: no way out, nothing that a server hides.
_PATH = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*")
#: Addresses that only stand behind that of the root: there is nothing in them to work out.
_BELOW = re.compile(r"(?:[\w%~-][\w%.~-]*/)*[\w%~-][\w%.~-]*/?")
#: Creative Commons licences by their SPDX names. Source: spdx.org/licenses.
_CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-NC)?(?:-(?:ND|SA))?)-(\d\.\d)")


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of the site that is not a page."""

    #: Path below the root of the site, with forward slashes.
    path: str
    content: bytes
    media_type: str

    def __post_init__(self) -> None:
        if not _PATH.fullmatch(self.path):
            raise ValueError(f"{self.path!r} cannot be the path of a data file")


def text_file(path: str, text: str, media_type: str) -> DataFile:
    """A data file from text, in UTF-8."""
    return DataFile(path, text.encode("utf-8"), media_type)


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What exporters know of the site, apart from its library."""

    name: str
    #: The day of the build, or that of SOURCE_DATE_EPOCH.
    day: dt.date
    #: Address of the site's root with a slash at its end; empty where the settings do not say.
    url: str = ""
    description: str = ""
    #: Language of the content, as BCP 47 names it.
    language: str = "en"
    #: Rights in words, without mark-up.
    rights: str = ""
    #: Licence of the content by its SPDX name; empty where the settings do not say.
    licence: str = ""
    #: Version of the generator.
    generator: str = ""
    #: What is known of the history of the content.
    log: ChangeLog = NO_HISTORY

    @property
    def licence_url(self) -> str:
        """Where the licence can be read; empty where none is named."""
        if self.licence == "CC0-1.0":
            return "https://creativecommons.org/publicdomain/zero/1.0/"
        if match := _CREATIVE_COMMONS.fullmatch(self.licence):
            return f"https://creativecommons.org/licenses/{match[1].lower()}/{match[2]}/"
        return f"https://spdx.org/licenses/{quote(self.licence)}.html" if self.licence else ""

    def address(self, path: str) -> str:
        """Whole address of a file or page, given its URL below the root; `/…` without a site_url.

        Without the address of the site nobody can know what stands before the path.
        """
        if not self.url:
            return f"/{path}"
        return self.url + path if _BELOW.fullmatch(path) else urljoin(self.url, path)
