"""Links between records lead somewhere, and to one place only."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_evidence.cited_fields import leaflet_of
from mkdocs_evidence.former_names import former_slugs
from mkdocs_evidence.library import Library
from mkdocs_evidence.model.problem import Place, Problem, did_you_mean
from mkdocs_evidence.model.problem_kinds import links as kinds
from mkdocs_evidence.model.record import Condition, Harm
from mkdocs_evidence.prose import LIST_NAMES


def slugs_are_unique(library: Library) -> Iterator[Problem]:
    """No two records, in whatever folders, share a name."""
    for record in library.records:
        first = library.by_slug[record.slug]
        if first is not record:
            message = f'"{record.slug}" is also the name of {first.path}.'
            yield kinds.DUPLICATE_SLUG.at(record.place(), message, "Rename one of the two files.")


def claim_ids_are_unique(library: Library) -> Iterator[Problem]:
    """Ids, present and past, name one claim of a record."""
    seen: dict[tuple[str, str], Place] = {}
    for claim in library.claims:
        for name, field in [(claim.claim.id, "id"), *((was, "was") for was in claim.claim.was)]:
            place = claim.place(field)
            first = seen.setdefault((claim.record.path, name), place)
            if first is not place:
                message = f'The claim id "{name}" is used already in line {first.line}.'
                mend = "Give this claim an id of its own."
                yield kinds.DUPLICATE_CLAIM.at(place, message, mend)


def statement_ids_are_unique(library: Library) -> Iterator[Problem]:
    """Statements heard, in whatever files, have ids of their own: they share a page."""
    seen: dict[str, Place] = {}
    for heard in library.statements:
        place = heard.place("id")
        first = seen.setdefault(heard.statement.id, place)
        if first is not place:
            message = f'The id "{heard.statement.id}" is used already in {first.path}:{first.line}.'
            mend = "Give this statement an id of its own."
            yield kinds.DUPLICATE_STATEMENT.at(place, message, mend)


def record_links_lead_somewhere(library: Library) -> Iterator[Problem]:
    """`treatments`, `also`, `related` and [[links]] name records and claims that exist."""
    former = former_slugs(library)
    for slug, place in named_records(library):
        if slug in former and slug not in library.by_slug:
            message = f'"{slug}" is called "{former[slug]}" now.'
            yield kinds.UNKNOWN_SLUG.at(place, message, f"Write {former[slug]}.")
        elif slug not in library.by_slug and slug not in library.broken:
            message = f'There is no record "{slug}".'
            mend = did_you_mean(slug, library.by_slug) or "Correct the name or add the record."
            yield kinds.UNKNOWN_SLUG.at(place, message, mend)
    for link in library.page_links:
        if link.slug in library.by_slug and link.claim:
            yield from _missing_claim(library, f"{link.slug}#{link.claim}", link.place)


def named_records(library: Library) -> Iterator[tuple[str, Place]]:
    """Every name of a record that anything points to, and where."""
    yield from _named_by_claims(library)
    yield from _named_by_records(library)
    for heard in library.statements:
        for index, slug in enumerate(heard.statement.about):
            yield slug, heard.place("about", index)
    for link in library.page_links:
        yield link.slug, link.place


def _named_by_claims(library: Library) -> Iterator[tuple[str, Place]]:
    for claim in library.claims:
        for field in ("treatments", "also"):
            for index, slug in enumerate(getattr(claim.claim, field)):
                yield slug, claim.place(field, index)


def _named_by_records(library: Library) -> Iterator[tuple[str, Place]]:
    for record in library.records:
        for index, slug in enumerate(record.model.related):
            yield slug, record.place("related", index)
        for number, gap in enumerate(record.model.gaps):
            for index, slug in enumerate(gap.treatments):
                yield slug, record.place("gaps", number, "treatments", index)
        for field in ("use", "regimens"):
            for index, item in enumerate(getattr(record.model, field)):
                if item.treatment:
                    yield item.treatment, record.place(field, index, "treatment")


def featured_records_exist(library: Library) -> Iterator[Problem]:
    """The records that the home page shows first are there."""
    for slug in library.layout.featured:
        if slug not in library.by_slug and slug not in library.broken:
            message = f'The setting featured: names "{slug}", which is no record.'
            mend = did_you_mean(slug, library.by_slug) or "Correct the name."
            yield kinds.UNKNOWN_SLUG.at(Place("mkdocs.yml"), message, mend)


def summaries_name_their_claims(library: Library) -> Iterator[Problem]:
    """The summary-of-findings table names claims of its own record."""
    for record in library.records:
        own = {claim.id for claim in record.model.claims}
        for index, claim_id in enumerate(record.model.summary):
            if claim_id not in own:
                message = f'The summary names "{claim_id}", which is no claim of this record.'
                mend = did_you_mean(claim_id, own) or "Correct the id or add the claim."
                place = record.place("summary", index)
                yield kinds.UNKNOWN_CLAIM.at(place, message, mend)


def verdicts_rest_on_claims(library: Library) -> Iterator[Problem]:
    """Every statement heard names claims that exist, or the date of a search in vain."""
    for heard in library.statements:
        for index, ref in enumerate(heard.statement.claims):
            yield from _missing_claim(library, ref, heard.place("claims", index))
        if not heard.statement.claims and heard.statement.searched is None:
            message = f'The verdict on "{heard.statement.id}" rests on no claim.'
            mend = "Add claims: [record#claim], or searched: with the date you looked in vain."
            yield kinds.UNANSWERED_STATEMENT.at(heard.place(), message, mend)


def _missing_claim(library: Library, ref: str, place: Place) -> Iterator[Problem]:
    if ref not in library.by_ref and ref.partition("#")[0] not in library.broken:
        message = f'There is no claim "{ref}".'
        mend = did_you_mean(ref, library.by_ref) or "Correct the reference or add the claim."
        yield kinds.UNKNOWN_CLAIM.at(place, message, mend)


def groups_are_known(library: Library) -> Iterator[Problem]:
    """Groups of conditions and outcomes are those that mkdocs.yml lists."""
    groups, outcome_groups = library.layout.groups, library.layout.outcome_groups
    for record in library.records:
        group = record.model.group
        if isinstance(record.model, Condition) and groups and group not in groups:
            yield _unknown_group(group, list(groups), record.place("group"))
    for claim in library.claims:
        outcome = claim.claim.outcome
        if outcome and outcome.group and outcome_groups and outcome.group not in outcome_groups:
            place = claim.place("outcome", "group")
            yield _unknown_group(outcome.group, list(outcome_groups), place)
    for group, place in _named_outcome_groups(library):
        if outcome_groups and group not in outcome_groups:
            yield _unknown_group(group, list(outcome_groups), place)


def _named_outcome_groups(library: Library) -> Iterator[tuple[str, Place]]:
    """Outcome groups named elsewhere than by outcomes: by harms, gaps and single effects."""
    for record in library.records:
        if isinstance(record.model, Harm):
            for index, group in enumerate(record.model.outcome_groups):
                yield group, record.place("outcome_groups", index)
        for number, gap in enumerate(record.model.gaps):
            for index, group in enumerate(gap.outcome_groups):
                yield group, record.place("gaps", number, "outcome_groups", index)
    for claim in library.claims:
        for index, link in enumerate(claim.claim.evidence):
            if link.effect and link.effect.group:
                yield link.effect.group, claim.place("evidence", index, "effect", "group")


def lists_are_known(library: Library) -> Iterator[Problem]:
    """Hand-written pages ask for lists that exist."""
    for wanted in library.wanted_lists:
        if wanted.name not in LIST_NAMES:
            message = f'There is no list "{wanted.name}".'
            mend = did_you_mean(wanted.name, LIST_NAMES) or f"Lists: {', '.join(LIST_NAMES)}."
            yield kinds.UNKNOWN_LIST.at(wanted.place, message, mend)


def the_legend_is_a_page(library: Library) -> Iterator[Problem]:
    """The page that the site names as its legend is there."""
    legend = library.layout.legend
    pages = [page.uri for page in library.pages]
    if legend and legend not in pages:
        message = f'The setting "legend" names {legend}, and there is no such page.'
        mend = did_you_mean(legend, pages) or "Write the page, or leave the setting out."
        yield kinds.UNKNOWN_LEGEND.at(Place(library.layout.settings), message, mend)


def pages_do_not_collide(library: Library) -> Iterator[Problem]:
    """No hand-written page stands at the address of a record."""
    addresses = {
        f"{library.layout.folders[record.kind]}/{record.slug}.md": record
        for record in library.records
    }
    leaflets = {
        f"{uri.removesuffix('.md')}/leaflet.md": record
        for uri, record in addresses.items()
        if leaflet_of(record.model)
    }
    for page in library.pages:
        if record := (addresses | leaflets).get(page.uri):
            message = f"This page has the address of the record {record.path}."
            yield kinds.DUPLICATE_SLUG.at(Place(page.path), message, "Rename one of the two.")


def _unknown_group(group: str | None, known: list[str], place: Place) -> Problem:
    message = f'The group "{group}" is not in mkdocs.yml.' if group else "The group is missing."
    mend = (did_you_mean(group, known) if group else "") or f"Known groups: {', '.join(known)}."
    return kinds.UNKNOWN_GROUP.at(place, message, mend)
