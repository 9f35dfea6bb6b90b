"""Links claims and studies both ways. A library is immutable once linked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from mkdocs_evidence.cited_fields import Location, leaflet_of, prose_fields, record_citations
from mkdocs_evidence.model.claim import Claim, Effect, EvidenceLink
from mkdocs_evidence.model.glossary import Glossary
from mkdocs_evidence.model.integrity import Comparison
from mkdocs_evidence.model.problem import Place
from mkdocs_evidence.model.record import PlainLanguage, Record, Statement, StatementList
from mkdocs_evidence.model.study import Appraisal, Reference
from mkdocs_evidence.model.vocabulary import ClaimStatus, IntegrityStatus
from mkdocs_evidence.prose import Scan, scan
from mkdocs_evidence.sources.ignore_comments import IgnoreComment
from mkdocs_evidence.sources.knowledge_base import SourceFile, Sources, WrittenPage
from mkdocs_evidence.sources.layout import Layout

_Thing = TypeVar("_Thing")


@dataclass(frozen=True)
class PlacedEffect:
    """An effect, of a claim or of one of its links, and where it stands."""

    claim: LinkedClaim
    effect: Effect
    location: Location
    #: Citation key of the study, for an effect on a link.
    study: str = ""

    def place(self, *location: str | int) -> Place:
        """Place of a value of the effect."""
        return self.claim.place(*self.location, *location)


@dataclass(frozen=True)
class LinkedClaim:
    """A claim in the record it lives in."""

    record: SourceFile[Record]
    index: int
    claim: Claim
    #: True in a preview, which shows drafts.
    in_preview: bool = False

    @property
    def ref(self) -> str:
        """Stable reference across the site: record#claim."""
        return f"{self.record.slug}#{self.claim.id}"

    @property
    def id(self) -> str:
        """The same in data files, where it is a part of paths: record/claim."""
        return f"{self.record.slug}/{self.claim.id}"

    @property
    def other_records(self) -> list[str]:
        """Records whose pages show the claim beside its own, each once: treatments come first."""
        pointed = dict.fromkeys([*self.claim.treatments, *self.claim.also])
        return [slug for slug in pointed if slug != self.record.slug]

    @property
    def is_shown(self) -> bool:
        """True where pages show the claim (drafts live in previews only)."""
        return self.in_preview or self.claim.status is not ClaimStatus.DRAFT

    @cached_property
    def effects(self) -> tuple[PlacedEffect, ...]:
        """The effect of the claim, then those of its links."""
        own = [PlacedEffect(self, self.claim.effect, ("effect",))] if self.claim.effect else []
        of_links = (
            PlacedEffect(self, link.effect, ("evidence", index, "effect"), link.study)
            for index, link in enumerate(self.claim.evidence)
            if link.effect
        )
        return (*own, *of_links)

    def place(self, *location: str | int) -> Place:
        """Place of a value of the claim in its file."""
        return self.record.place("claims", self.index, *location)


@dataclass(frozen=True)
class ClaimCitation:
    """A back-link: the claim that cites a study, and what it takes from it."""

    claim: LinkedClaim
    index: int
    link: EvidenceLink


@dataclass(frozen=True)
class Mention:
    """A back-link from prose, a licence, a regimen or a hand-written page."""

    key: str
    #: Slug of the record, or the path of a Markdown page below docs.
    page: str
    #: The part of the page in words: "bottom line", "regimens".
    part: str
    place: Place


@dataclass(frozen=True)
class PageLink:
    """A link that prose makes to a record or a claim."""

    slug: str
    claim: str
    page: str
    place: Place


@dataclass(frozen=True)
class WantedList:
    """A list that a hand-written page asks for."""

    name: str
    place: Place


@dataclass(frozen=True)
class Study:
    """A reference with its appraisal and everything that cites it."""

    reference: Reference
    appraisal: Appraisal
    file: SourceFile[Appraisal] | None
    cited_by: tuple[ClaimCitation, ...] = ()
    mentions: tuple[Mention, ...] = ()

    @property
    def key(self) -> str:
        """The citation key."""
        return self.reference.key

    @property
    def is_used(self) -> bool:
        """True where a claim or a page cites the study."""
        return bool(self.cited_by or self.mentions)


@dataclass(frozen=True)
class HeardStatement:
    """A statement in the file that holds it."""

    file: SourceFile[StatementList]
    index: int
    statement: Statement

    def place(self, *location: str | int) -> Place:
        """Place of a value of the statement in its file."""
        return self.file.place("statements", self.index, *location)


@dataclass(frozen=True)
class Library:
    """All records, claims and studies of a knowledge base, linked both ways."""

    layout: Layout
    bibliography: str
    records: tuple[SourceFile[Record], ...]
    studies: Mapping[str, Study]
    claims: tuple[LinkedClaim, ...]
    statements: tuple[HeardStatement, ...]
    pages: tuple[WrittenPage, ...]
    mentions: tuple[Mention, ...]
    page_links: tuple[PageLink, ...]
    wanted_lists: tuple[WantedList, ...]
    glossary: SourceFile[Glossary] | None
    orphans: tuple[SourceFile[Appraisal], ...]
    by_slug: Mapping[str, SourceFile[Record]] = field(repr=False)
    by_ref: Mapping[str, LinkedClaim] = field(repr=False)
    #: Claims that live in a record and are shown, by its slug.
    own_claims: Mapping[str, tuple[LinkedClaim, ...]] = field(repr=False)
    #: Claims of other records that a record's page shows, by the record's slug.
    pointing_to: Mapping[str, tuple[LinkedClaim, ...]] = field(repr=False)
    #: Statements heard that bear on a record, by its slug.
    heard_about: Mapping[str, tuple[HeardStatement, ...]] = field(repr=False)
    #: Citation keys that report one trial, by registry id.
    trials: Mapping[str, tuple[str, ...]] = field(repr=False)
    #: Records and keys that are there but could not be read.
    broken: frozenset[str] = frozenset()
    #: Comments that waive a check in one place.
    ignore_comments: tuple[IgnoreComment, ...] = ()
    comparison: SourceFile[Comparison] | None = None

    def alone(self, record: SourceFile[Record]) -> Library:
        """A library of one record and its claims, as rules see it that need no more."""
        claims = tuple(
            LinkedClaim(record, index, claim, in_preview=True)
            for index, claim in enumerate(record.model.claims)
        )
        return replace(self, records=(record,), claims=claims, studies={}, by_ref={}, mentions=())

    def of_kind(self, kind: str) -> list[SourceFile[Record]]:
        """Records of one kind, by name."""
        records = (record for record in self.records if record.kind == kind)
        return sorted(records, key=lambda record: record.model.name.lower())

    @property
    def abbreviations(self) -> Mapping[str, str]:
        """What each abbreviation of the knowledge base stands for."""
        return self.glossary.model.abbreviations if self.glossary else {}

    @cached_property
    def mentioned_on(self) -> Mapping[str, tuple[str, ...]]:
        """Keys of the studies that a record or a hand-written page mentions, by its name."""
        return _grouped((mention.page, mention.key) for mention in self.mentions)

    @property
    def shown_claims(self) -> list[LinkedClaim]:
        """Claims that pages show."""
        return [claim for claim in self.claims if claim.is_shown]

    def claims_of(self, slug: str) -> tuple[LinkedClaim, ...]:
        """Claims that live in a record and are shown, in its own order."""
        return self.own_claims.get(slug, ())

    def claims_on(self, slug: str) -> list[LinkedClaim]:
        """Every claim on a record's page: its own, then those of other records that point to it."""
        return [*self.claims_of(slug), *self.pointing_to.get(slug, ())]

    def summary_of(self, record: SourceFile[Record]) -> list[LinkedClaim]:
        """The shown claims of a record's summary of findings, in its order."""
        by_id = {claim.claim.id: claim for claim in self.claims_of(record.slug)}
        return [by_id[name] for name in record.model.summary if name in by_id]

    def leaflets(self) -> Iterator[tuple[SourceFile[Record], PlainLanguage]]:
        """The conditions that have a leaflet for patients."""
        for record in self.records:
            if leaflet := leaflet_of(record.model):
                yield record, leaflet

    def people_behind(self, claim: Claim) -> int | None:
        """People behind a claim: those of its effect, or else of the largest study it rests on."""
        if (stated := _people(claim.effect)) is not None:
            return stated
        counts = (self._people_in_study(link) for link in claim.deciding)
        return max((count for count in counts if count is not None), default=None)

    def _people_in_study(self, link: EvidenceLink) -> int | None:
        study = self.studies[link.study].appraisal
        if study.integrity.status is IntegrityStatus.RETRACTED:
            return None  # nobody counts whose data were withdrawn
        stated = _people(link.effect)
        return study.n if stated is None else stated


def _people(effect: Effect | None) -> int | None:
    return effect.n if effect and not effect.n_counts else None


PageScanner = Callable[[WrittenPage], Scan]


def link(sources: Sources, scan_page: PageScanner, *, in_preview: bool = False) -> Library:
    """Link everything that can be linked; what points nowhere is left for the checks."""
    claims = tuple(_claims(sources.records, in_preview=in_preview))
    mentions, page_links, wanted_lists = _prose(sources, scan_page)
    shown = [claim for claim in claims if claim.is_shown]
    cited_by = _grouped(
        (evidence.study, ClaimCitation(claim, index, evidence))
        for claim in shown
        for index, evidence in enumerate(claim.claim.evidence)
    )
    mentioned = _grouped((mention.key, mention) for mention in mentions)
    statements = tuple(
        HeardStatement(file, index, statement)
        for file in sources.statements
        for index, statement in enumerate(file.model.statements)
    )
    appraisals = sources.appraisals
    studies = {
        key: Study(
            reference,
            appraisals[key].model if key in appraisals else Appraisal(),
            appraisals.get(key),
            cited_by.get(key, ()),
            mentioned.get(key, ()),
        )
        for key, reference in sources.references.items()
    }
    known = {*studies, *sources.broken}
    return Library(
        layout=sources.layout,
        bibliography=sources.bibliography,
        records=tuple(sources.records),
        studies=studies,
        claims=claims,
        statements=statements,
        pages=tuple(sources.pages),
        mentions=tuple(mentions),
        page_links=tuple(page_links),
        wanted_lists=tuple(wanted_lists),
        glossary=sources.glossary,
        orphans=tuple(file for key, file in appraisals.items() if key not in known),
        by_slug={record.slug: record for record in reversed(sources.records)},
        by_ref={claim.ref: claim for claim in reversed(claims)},
        own_claims=_grouped((claim.record.slug, claim) for claim in shown),
        pointing_to=_grouped((slug, claim) for claim in shown for slug in claim.other_records),
        heard_about=_grouped((slug, heard) for heard in statements for slug in _about(heard)),
        trials=_grouped((i, key) for key, study in studies.items() for i in study.appraisal.trial),
        broken=sources.broken,
        ignore_comments=sources.ignore_comments,
        comparison=sources.comparison,
    )


def _claims(records: list[SourceFile[Record]], *, in_preview: bool) -> Iterator[LinkedClaim]:
    for record in records:
        for index, claim in enumerate(record.model.claims):
            yield LinkedClaim(record, index, claim, in_preview)


def _grouped(pairs: Iterable[tuple[str, _Thing]]) -> dict[str, tuple[_Thing, ...]]:
    """Things by what they belong to, each group in the order in which its things come."""
    groups: dict[str, list[_Thing]] = defaultdict(list)
    for name, thing in pairs:
        groups[name].append(thing)
    return {name: tuple(things) for name, things in groups.items()}


def _about(heard: HeardStatement) -> list[str]:
    """Records whose pages show a statement, each once."""
    slugs = [ref.partition("#")[0] for ref in heard.statement.claims]
    return list(dict.fromkeys([*heard.statement.about, *slugs]))


def _prose(
    sources: Sources, scan_page: PageScanner
) -> tuple[list[Mention], list[PageLink], list[WantedList]]:
    mentions: list[Mention] = []
    links: list[PageLink] = []
    lists: list[WantedList] = []
    for record in sources.records:
        _scan_record(record, mentions, links)
    for page in sources.pages:
        found = scan_page(page)
        for cited in found.citations:
            place = page.place_of_text(f"@{cited.key}")
            mentions.append(Mention(cited.key, page.uri, "text", place))
        for linked in found.links:
            place = page.place_of_text(str(linked))
            links.append(PageLink(linked.slug, linked.claim, page.uri, place))
        lists += [WantedList(w.name, page.place_of_text(str(w))) for w in found.lists]
    return mentions, links, lists


def _scan_record(
    record: SourceFile[Record], mentions: list[Mention], links: list[PageLink]
) -> None:
    for location, part, text in prose_fields(record.model):
        found = scan(text)
        for cited in found.citations:
            place = record.document.place_of_text(f"@{cited.key}", *location)
            mentions.append(Mention(cited.key, record.slug, part, place))
        for linked in found.links:
            place = record.document.place_of_text(str(linked), *location)
            slug = linked.slug or record.slug
            links.append(PageLink(slug, linked.claim, record.slug, place))
    for location, part, citation in record_citations(record.model):
        place = record.place(*location, "study")
        mentions.append(Mention(citation.study, record.slug, part, place))
