"""References as files of reference managers: of the whole site, of each study and each record.

A page at `conditions/asthma` has its references at `conditions/asthma.bib`, `.ris` and `.json`,
beside the folder of the page; those of the whole site are `data/references.*`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from mkdocs_evidence.export.data_file import DataFile, SiteFacts, text_file
from mkdocs_evidence.export.reference_bibtex import as_bibtex
from mkdocs_evidence.export.reference_csl import MEDIA_TYPE as CSL_MEDIA_TYPE
from mkdocs_evidence.export.reference_csl import as_csl_json
from mkdocs_evidence.export.reference_ris import MEDIA_TYPE as RIS_MEDIA_TYPE
from mkdocs_evidence.export.reference_ris import as_ris
from mkdocs_evidence.library import Library
from mkdocs_evidence.model.record import Record
from mkdocs_evidence.model.study import Reference
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.sources.knowledge_base import SourceFile


@dataclass(frozen=True, slots=True)
class ReferenceFormat:
    """A format of reference managers."""

    title: str
    ending: str
    media_type: str
    write: Callable[[Iterable[Reference]], str]


FORMATS = (
    ReferenceFormat("BibTeX", "bib", "application/x-bibtex", as_bibtex),
    ReferenceFormat("RIS", "ris", RIS_MEDIA_TYPE, as_ris),
    ReferenceFormat("CSL-JSON", "json", CSL_MEDIA_TYPE, as_csl_json),
)
#: Endings by the names of the formats, as pages link them.
ENDINGS = {form.title: f".{form.ending}" for form in FORMATS}


def reference_files(
    library: Library,
    addresses: Addresses,
    facts: SiteFacts,  # noqa: ARG001  # the table's signature
) -> Iterator[DataFile]:
    """The references of the site, of each record that cites any, and of each study."""
    yield from _files(
        addresses.all_references, [study.reference for _, study in sorted(library.studies.items())]
    )
    for record in library.records:
        if cited := cited_by(record, library):
            yield from _files(addresses.record(record), cited)
    for study in library.studies.values():
        yield from _files(addresses.study(study.key), [study.reference])


def cited_by(record: SourceFile[Record], library: Library) -> list[Reference]:
    """What a record's page cites in its text and in its own claims, by citation key."""
    keys = set(library.mentioned_on.get(record.slug, ()))
    for claim in library.claims_of(record.slug):
        keys |= {link.study for link in claim.claim.evidence}
    return [library.studies[key].reference for key in sorted(keys)]


def _files(page: str, references: list[Reference]) -> Iterator[DataFile]:
    for form in FORMATS:
        yield text_file(f"{page}.{form.ending}", form.write(references), form.media_type)
