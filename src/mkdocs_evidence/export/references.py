"""References as files of reference managers: of the whole site, of each study and each record.

A page at `conditions/asthma` has its references at `conditions/asthma.bib`, `.ris` and `.json`,
beside the folder of the page; those of the whole site are `data/references.*`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from mkdocs_evidence.export import reference_bibtex, reference_csl, reference_ris
from mkdocs_evidence.export.data_file import DataFile, SiteFacts, text_file
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
    #: Writes one reference, which stands in several files: its own, those of records, that of all.
    entry: Callable[[Reference], str]
    #: Makes a file of entries.
    file_of: Callable[[Iterable[str]], str]

    def write(self, references: Iterable[Reference]) -> str:
        """A file of some references."""
        return self.file_of(map(self.entry, references))


FORMATS = (
    ReferenceFormat(
        "BibTeX", "bib", "application/x-bibtex", reference_bibtex.entry, reference_bibtex.file_of
    ),
    ReferenceFormat(
        "RIS", "ris", reference_ris.MEDIA_TYPE, reference_ris.entry, reference_ris.file_of
    ),
    ReferenceFormat(
        "CSL-JSON", "json", reference_csl.MEDIA_TYPE, reference_csl.entry, reference_csl.file_of
    ),
)
#: Endings by the names of the formats, as pages link them.
ENDINGS = {form.title: f".{form.ending}" for form in FORMATS}


def reference_files(
    library: Library,
    addresses: Addresses,
    facts: SiteFacts,  # noqa: ARG001  # the table's signature
) -> Iterator[DataFile]:
    """The references of the site, of each record that cites any, and of each study."""
    studies = [study for _, study in sorted(library.studies.items())]
    written = {
        form: {study.key: form.entry(study.reference) for study in studies} for form in FORMATS
    }

    def files(page: str, keys: Iterable[str]) -> Iterator[DataFile]:
        for form, entries in written.items():
            content = form.file_of(entries[key] for key in keys)
            yield text_file(f"{page}.{form.ending}", content, form.media_type)

    yield from files(addresses.all_references, [study.key for study in studies])
    for record in library.records:
        if cited := cited_by(record, library):
            yield from files(addresses.record(record), [reference.key for reference in cited])
    for study in library.studies.values():
        yield from files(addresses.study(study.key), [study.key])


def cited_by(record: SourceFile[Record], library: Library) -> list[Reference]:
    """What a record's page cites in its text and in its own claims, by citation key."""
    keys = set(library.mentioned_on.get(record.slug, ()))
    for claim in library.claims_of(record.slug):
        keys |= {link.study for link in claim.claim.evidence}
    return [library.studies[key].reference for key in sorted(keys)]
