"""What the sources say about a study, and nothing else: every field may be absent."""

from __future__ import annotations

from dataclasses import dataclass, field

from mkdocs_evidence.model.study import Name
from mkdocs_evidence.model.vocabulary import Blinding, Design, IntegrityStatus, Sponsor

#: From the mildest to the gravest.
_GRAVITY = list(IntegrityStatus)


@dataclass(frozen=True)
class Notice:
    """A published notice about a study: a correction, a concern, a retraction."""

    status: IntegrityStatus
    #: ISO 8601, as precise as the source is; may be empty.
    date: str = ""
    #: DOI or address of the notice; may be empty.
    notice: str = ""


@dataclass(frozen=True)
class FoundStudy:
    """Metadata of one publication or trial."""

    #: As BibTeX names it: article, book, techreport …
    entry_type: str = "misc"
    title: str = ""
    authors: tuple[Name, ...] = ()
    authors_complete: bool = True
    container: str = ""
    publisher: str = ""
    year: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    edition: str = ""
    isbn: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    url: str = ""
    design: Design | None = None
    blinding: Blinding | None = None
    trials: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    n: int | None = None
    sponsor: Sponsor | None = None
    notices: tuple[Notice, ...] = ()
    #: DOI of the version in a journal, where this one is a preprint.
    published_version: str = ""
    #: Addresses at which title and identifier were seen together.
    seen: tuple[str, ...] = ()
    #: What an editor should know before the record is written.
    remarks: tuple[str, ...] = field(default=())

    @property
    def gravest_notice(self) -> Notice | None:
        """The notice that decides the standing of the study; of equal ones, the first."""
        return max(self.notices, key=lambda notice: _GRAVITY.index(notice.status), default=None)
