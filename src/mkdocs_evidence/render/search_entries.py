"""What the search knows: a few short entries a record, one a claim and one a study.

Whole pages would fill the index with text that stands on several of them, and drown the names that
readers look for. An entry shows its title and its text; its names are searched, not shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup, escape

from mkdocs_evidence import wording
from mkdocs_evidence.library import Library, LinkedClaim, Study
from mkdocs_evidence.model.claim import Claim
from mkdocs_evidence.model.record import Record
from mkdocs_evidence.model.vocabulary import ClaimStatus, IntegrityStatus
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.page import Page
from mkdocs_evidence.render.plain_text import first_sentence, plain_text
from mkdocs_evidence.sources.knowledge_base import SourceFile
from mkdocs_evidence.wording import label, short_label
from mkdocs_evidence.words import gettext

#: How much an entry counts: a record comes before the studies that it cites.
_RECORD_BOOST = {"condition": 1.3, "treatment": 1.25, "harm": 1.25, "topic": 1.2}
_OTHER_PAGE_BOOST = 0.6
_HEARD_BOOST = 0.7
#: A study that carries claims comes before its secondary reports; this many claims are enough.
_MANY_CLAIMS = 20

_WITH_NOTE = Markup('{} <small class="ev-found">{}</small>')
_SYMBOL = Markup('<span class="ev-symbol" aria-hidden="true">{}</span> ')


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """One result that the search can give."""

    #: Address below the root of the site, with its anchor.
    location: str
    #: HTML, as the list of results shows it.
    title: Markup
    text: Markup
    names: tuple[str, ...] = ()
    boost: float = 1
    #: The kind of record, or `claim`, `section`, `study`, `statement`, `page`: readers search one.
    kind: str = "page"


def search_entries(
    pages: Iterable[Page], library: Library, addresses: Addresses
) -> Iterator[SearchEntry]:
    """Entries of all pages that want to be found; a page comes before its parts."""
    records = {addresses.record(record): record for record in library.records}
    studies = {addresses.study(key): study for key, study in library.studies.items()}
    for page in pages:
        if page.search is None:
            continue
        if record := records.get(page.name):
            yield from _record_entries(record, library, addresses)
        elif study := studies.get(page.name):
            yield _study_entry(study, addresses)
        elif page.name == addresses.heard:
            yield from _heard_entries(library, addresses)
        else:
            yield _page_entry(page, addresses)


def _record_entries(
    record: SourceFile[Record], library: Library, addresses: Addresses
) -> Iterator[SearchEntry]:
    model = record.model
    url = addresses.url(addresses.record(record))
    yield SearchEntry(
        url,
        escape(model.name),
        escape(first_sentence(plain_text(model.bottom_line, library))),
        tuple(_record_names(model)),
        _RECORD_BOOST[record.kind],
        record.kind,
    )
    for claim in library.claims_of(record.slug):
        if claim.claim.status is ClaimStatus.PUBLISHED:
            yield _claim_entry(claim, url, library)
    for anchor, title, text in _other_parts(model):
        shown = escape(plain_text(text, library))
        yield SearchEntry(f"{url}#{anchor}", escape(title), shown, kind="section")


def _record_names(model: Record) -> Iterator[str]:
    yield from model.synonyms
    yield from getattr(model, "brand_names", [])
    if codes := getattr(model, "codes", None):
        yield from codes.model_dump(exclude_none=True).values()


def _claim_entry(linked: LinkedClaim, url: str, library: Library) -> SearchEntry:
    claim = linked.claim
    treatments = [library.by_slug[slug].model.name for slug in claim.treatments]
    group = library.layout.outcome_groups.get((claim.outcome and claim.outcome.group) or "")
    context = [label(claim.kind), group, claim.population, claim.intervention, claim.comparator]
    return SearchEntry(
        f"{url}#{quote(claim.id)}",
        _WITH_NOTE.format(wording.claim_label(claim), claim_verdict(claim)),
        escape(claim.statement),
        tuple(filter(None, [*context, *treatments])),
        kind="claim",
    )


def claim_verdict(claim: Claim) -> Markup:
    """Direction and certainty in a line: `▲ Benefit · ⊕⊕⊕○ moderate certainty`."""
    direction = _SYMBOL.format(wording.DIRECTION_SYMBOLS[claim.direction]) + label(claim.direction)
    level = wording.certainty_inside(claim.certainty)
    if circles := wording.certainty_symbols(claim.certainty):
        return direction + " · " + _SYMBOL.format(circles) + level
    return direction + " · " + level


def _other_parts(model: Record) -> Iterator[tuple[str, str, str]]:
    """Anchor, title and text of the parts of a record's page that are no claims."""
    for number, section in enumerate(model.sections, start=1):
        yield f"_text-{number}", section.title, section.text
    for number, table in enumerate(model.tables, start=1):
        cells = (cell for row in table.rows for cell in row)
        yield f"_table-{number}", table.title, " · ".join(cells)
    if model.regimens:
        doses = (f"{regimen.name}: {regimen.dose}" for regimen in model.regimens)
        yield "_regimens", gettext("Dose and regimens"), ". ".join(doses)
    if model.gaps:
        yield "_gaps", gettext("What is not known"), " ".join(gap.question for gap in model.gaps)


def _study_entry(study: Study, addresses: Addresses) -> SearchEntry:
    reference = study.reference
    label = " · ".join([short_label(reference), *study.appraisal.acronyms])
    title = reference.title if reference.title.endswith((".", "?", "!")) else f"{reference.title}."
    return SearchEntry(
        addresses.url(addresses.study(study.key)),
        _WITH_NOTE.format(label, _kind_of_study(study)),
        escape(f"{title} {reference.container}".strip()),
        tuple(filter(None, _study_names(study))),
        1 + min(len(study.cited_by), _MANY_CLAIMS) / (10 * _MANY_CLAIMS),
        "study",
    )


def _kind_of_study(study: Study) -> str:
    """What was done with how many people, after a notice that the paper cannot be trusted."""
    design, n = study.appraisal.design, study.appraisal.n
    status = study.appraisal.integrity.status
    notice = "" if status is IntegrityStatus.OK else label(status)
    people = gettext("{n} people").format(n=wording.number(n)) if n is not None else ""
    return " · ".join(filter(None, [notice, label(design) if design else gettext("Study"), people]))


def _study_names(study: Study) -> Iterator[str]:
    reference, appraisal = study.reference, study.appraisal
    yield study.key
    # One name where trials are pooled: each trial's own report is found before them.
    yield ", ".join(appraisal.acronyms)
    yield from appraisal.trial
    yield from (reference.doi, reference.pmid, reference.pmcid, reference.year)
    yield " ".join(name.family for name in reference.authors)


def _heard_entries(library: Library, addresses: Addresses) -> Iterator[SearchEntry]:
    url = addresses.url(addresses.heard)
    yield SearchEntry(
        url, escape(gettext("Statements heard")), Markup(), (), _HEARD_BOOST, "statement"
    )
    for heard in library.statements:
        statement = heard.statement
        yield SearchEntry(
            f"{url}#{quote(statement.id)}",
            _WITH_NOTE.format(
                statement.text,
                gettext("Heard · {verdict}").format(
                    verdict=wording.label_inside(statement.verdict)
                ),
            ),
            escape(plain_text(statement.because, library)),
            boost=_HEARD_BOOST,
            kind="statement",
        )


def _page_entry(page: Page, addresses: Addresses) -> SearchEntry:
    names = page.search.names if page.search else ()
    text = first_sentence(Markup(page.description).unescape())
    url = addresses.url(page.name)
    return SearchEntry(url, escape(page.title), escape(text), names, _OTHER_PAGE_BOOST)
