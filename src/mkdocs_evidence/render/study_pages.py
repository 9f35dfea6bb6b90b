"""Pages of studies: one each, their index, and all references in full."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial

from mkdocs_evidence.cited_fields import LEAFLET
from mkdocs_evidence.library import ClaimCitation, Library, Study
from mkdocs_evidence.model.record import Record
from mkdocs_evidence.model.vocabulary import Vocabulary
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.list_parts import ListPart, list_parts
from mkdocs_evidence.render.page import Page, PageWriter, Search
from mkdocs_evidence.render.previews import free_copy
from mkdocs_evidence.render.reference_style import reference_text
from mkdocs_evidence.sources.knowledge_base import SourceFile
from mkdocs_evidence.sources.record_files import RECORD_MODELS
from mkdocs_evidence.wording import label, number, short_label
from mkdocs_evidence.words import gettext

#: More studies than this stand in parts, of about this many; the index then shows the most cited.
MOST_STUDIES = 1000
STUDIES_OF_A_PART = 400
MOST_CITED = 50


def study_page(study: Study, page: PageWriter) -> Page:
    """The page of one study, with every claim that cites it."""

    def html() -> str:
        return page.render(
            "study.html",
            study=study,
            facts=_facts(study),
            free_copy=free_copy(study),
            registry=[(name, registry_address(name)) for name in study.appraisal.trial],
            cited_by=_by_record(study),
            mentions=list(_mentions(study, page)),
            siblings=_same_trial(study, page),
        )

    source = study.file.path if study.file else page.library.bibliography
    title = f"{short_label(study.reference)}: {study.reference.title}"
    return page.finish(title, html, source, partial(reference_text, study.reference), Search())


def _facts(study: Study) -> list[tuple[str, str]]:
    """What is known of how the study was done; the design says so where it is not known."""
    appraisal = study.appraisal
    funding = [_label(appraisal.sponsor), appraisal.funding]
    facts = [
        (gettext("Trial"), ", ".join(appraisal.acronyms)),
        (gettext("Design"), _label(appraisal.design) or gettext("Not stated")),
        (gettext("People"), _count(appraisal.n)),
        (gettext("Studies included"), _count(appraisal.k)),
        (gettext("Population"), appraisal.population or ""),
        (gettext("Blinding"), _label(appraisal.blinding)),
        (gettext("Comparator"), _label(appraisal.comparator_type)),
        (gettext("Follow-up"), appraisal.follow_up or ""),
        (gettext("Funding"), ". ".join(filter(None, funding))),
        (gettext("Citation key"), study.key),
    ]
    return [(name, value) for name, value in facts if value]


def _label(term: Vocabulary | None) -> str:
    return label(term) if term else ""


def _count(people: int | None) -> str:
    return "" if people is None else number(people)


def registry_address(registry_id: str) -> str:
    """Address of a registry entry, for the registries whose addresses follow from the id."""
    if re.fullmatch(r"NCT\d{8}", registry_id):
        return f"https://clinicaltrials.gov/study/{registry_id}"
    if re.fullmatch(r"ISRCTN\d+", registry_id):
        return f"https://www.isrctn.com/{registry_id}"
    return ""


def _by_record(study: Study) -> list[tuple[SourceFile[Record], list[ClaimCitation]]]:
    grouped: dict[str, list[ClaimCitation]] = defaultdict(list)
    for citation in study.cited_by:
        grouped[citation.claim.record.slug].append(citation)
    groups = [(found[0].claim.record, found) for found in grouped.values()]
    kinds = list(RECORD_MODELS)
    return sorted(
        groups, key=lambda group: (kinds.index(group[0].kind), group[0].model.name.lower())
    )


def _mentions(study: Study, page: PageWriter) -> Iterator[tuple[str, str, str]]:
    """Name, address and parts of each page that mentions the study outside its claims."""
    parts: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for mention in study.mentions:
        parts[mention.page, mention.part == LEAFLET].append(mention.part)
    for (name, on_leaflet), found in sorted(parts.items()):
        if record := page.library.by_slug.get(name):
            words = ", ".join(map(gettext, dict.fromkeys(found)))
            target = page.addresses.leaflet(record) if on_leaflet else page.addresses.record(record)
            yield record.model.name, page.href(target), words
        else:
            target = name.removesuffix(".md")
            yield target.replace("-", " "), page.href(target), ""


def _same_trial(study: Study, page: PageWriter) -> list[Study]:
    library = page.library
    keys = [key for trial in study.appraisal.trial for key in library.trials[trial]]
    return [library.studies[key] for key in dict.fromkeys(keys) if key != study.key]


def study_index(addresses: Addresses, write: Callable[[str], PageWriter]) -> Iterator[Page]:
    """All studies in a table; very many by author, in parts that the index leads to."""
    index = write(addresses.studies)
    studies = studies_by_author(index.library)
    parts = study_parts(studies)
    html = partial(
        index.render,
        "study_index.html",
        studies=_most_cited(studies) if parts else studies,
        count=len(studies),
        parts=[(part, addresses.studies_part(part.name)) for part in parts],
    )
    yield index.finish(gettext("Studies"), html, "", "", None)
    for part in parts:
        page = write(addresses.studies_part(part.name))
        html = partial(page.render, "studies_part.html", part=part)
        title = gettext("Studies by author: {part}").format(part=part.title)
        yield page.finish(title, html, "", "", None)


def all_references(addresses: Addresses, write: Callable[[str], PageWriter]) -> Iterator[Page]:
    """All references in full, by author; very many in parts that the page leads to."""
    index = write(addresses.references)
    studies = studies_by_author(index.library)
    parts = study_parts(studies)
    html = partial(
        index.render,
        "all_references.html",
        studies=() if parts else studies,
        parts=[(part, addresses.references_part(part.name)) for part in parts],
    )
    source = index.library.bibliography
    yield index.finish(gettext("References"), html, source, "", None)
    for part in parts:
        page = write(addresses.references_part(part.name))
        html = partial(page.render, "references_part.html", part=part)
        title = gettext("References: {part}").format(part=part.title)
        yield page.finish(title, html, source, "", None)


def study_parts(studies: list[Study]) -> list[ListPart[Study]]:
    """Parts of a list of studies by first author; none where one page holds it."""
    if len(studies) <= MOST_STUDIES:
        return []
    return list_parts(studies, _author, STUDIES_OF_A_PART)


def _most_cited(studies: list[Study]) -> list[Study]:
    """The studies that most claims cite."""
    return sorted(studies, key=lambda study: -len(study.cited_by))[:MOST_CITED]


def _author(study: Study) -> str:
    return short_label(study.reference)


def studies_by_author(library: Library) -> list[Study]:
    """All studies in the order of lists: by first author, year and key."""

    def author_and_year(study: Study) -> tuple[str, str, str]:
        return _author(study).lower(), study.reference.year, study.key

    return sorted(library.studies.values(), key=author_and_year)
