"""Which record, claim and study of the old edition is which of the new one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mkdocs_evidence.former_names import former_keys, former_slugs
from mkdocs_evidence.library import Library, LinkedClaim, Study
from mkdocs_evidence.model.record import Record
from mkdocs_evidence.sources.knowledge_base import SourceFile


@dataclass(frozen=True)
class Counterparts:
    """Old names to new names; what has no counterpart is left out."""

    records: Mapping[str, str]
    #: By reference: `record#claim`.
    claims: Mapping[str, str]
    studies: Mapping[str, str]

    def study(self, key: str) -> str:
        """The newer name of a citation key; its own where it has none."""
        return self.studies.get(key, key)


def find_counterparts(base: Library, head: Library) -> Counterparts:
    """Match by name first, then by what the new edition says of earlier names, then by content."""
    records = dict(_records(base, head))
    return Counterparts(records, _claims(base, head, records), dict(_studies(base, head)))


def _records(base: Library, head: Library) -> Iterator[tuple[str, str]]:
    former = former_slugs(head)
    said = {slug for old, slug in former.items() if old in base.by_slug}
    fresh = [r for r in head.records if r.slug not in base.by_slug and r.slug not in said]
    for record in base.records:
        if record.slug in head.by_slug:
            yield record.slug, record.slug
            continue
        if record.slug in former:
            yield record.slug, former[record.slug]
            continue
        renamed = next((other for other in fresh if _is_renamed(record, other)), None)
        if renamed is not None:
            fresh.remove(renamed)
            yield record.slug, renamed.slug


def _is_renamed(old: SourceFile[Record], new: SourceFile[Record]) -> bool:
    """A record of the same kind with the same name, or with most of the claims."""
    if old.kind != new.kind:
        return False
    old_ids = {claim.id for claim in old.model.claims}
    new_ids = {claim.id for claim in new.model.claims}
    same_name = old.model.name.casefold() == new.model.name.casefold()
    shared = len(old_ids & new_ids)
    return same_name or (shared > 0 and shared * 2 > max(len(old_ids), len(new_ids)))


def _claims(base: Library, head: Library, records: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for old in base.by_ref.values():
        same = head.by_ref.get(f"{records.get(old.record.slug, '')}#{old.claim.id}")
        if same is not None:
            found[old.ref] = same.ref
    taken = set(found.values())
    left = [claim for ref, claim in head.by_ref.items() if ref not in taken]
    for old in base.by_ref.values():
        if old.ref in found:
            continue
        slug = records.get(old.record.slug, "")
        renamed = next((new for new in left if _continues(old, new, slug)), None)
        if renamed is not None:
            left.remove(renamed)
            found[old.ref] = renamed.ref
    return found


def _continues(old: LinkedClaim, new: LinkedClaim, slug: str) -> bool:
    """`was` names the old id in the same record; or it is the same claim under another name."""
    if new.record.slug == slug and old.claim.id in new.claim.was:
        return True
    same_words = old.claim.statement == new.claim.statement
    return same_words and (new.record.slug == slug or new.claim.id == old.claim.id)


def _studies(base: Library, head: Library) -> Iterator[tuple[str, str]]:
    fresh = {
        identifier: key
        for key, study in head.studies.items()
        if key not in base.studies
        for identifier in identifiers(study)
    }
    former = former_keys(head)
    for key, study in base.studies.items():
        if key in head.studies:
            yield key, key
        elif key in former:
            yield key, former[key]
        elif renamed := next((fresh[i] for i in identifiers(study) if i in fresh), ""):
            yield key, renamed


def identifiers(study: Study) -> Iterator[tuple[str, str]]:
    """What names a publication everywhere: DOI (in lower case, as DOIs ignore case) and PMID."""
    if study.reference.doi:
        yield "doi", study.reference.doi.lower()
    if study.reference.pmid:
        yield "pmid", study.reference.pmid
