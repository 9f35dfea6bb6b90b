"""Records and leaflets in plain Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_evidence.cited_fields import leaflet_of
from mkdocs_evidence.export.markdown.page import MarkdownPage, table, text
from mkdocs_evidence.export.references import cited_by
from mkdocs_evidence.integrity import footing
from mkdocs_evidence.library import LinkedClaim
from mkdocs_evidence.model.claim import EvidenceLink, Grade
from mkdocs_evidence.model.record import PlainLanguage, Record, Statement
from mkdocs_evidence.model.vocabulary import ClaimStatus, Upgrade
from mkdocs_evidence.render.record_pages import KIND_ORDER
from mkdocs_evidence.sources.knowledge_base import SourceFile
from mkdocs_evidence.wording import (
    capitalise,
    certainty_symbols,
    claim_label,
    people_and_studies,
)

_LEAFLET_PARTS = {
    "may_help": "What studies found",
    "harms": "What can go wrong",
    "not_known": "What nobody knows yet",
    "ask": "Questions to ask a doctor",
}


def record_blocks(record: SourceFile[Record], page: MarkdownPage) -> Iterator[str]:
    """The page of a record, block by block."""
    model, library = record.model, page.library
    yield f"# {text(model.name)}"
    if model.synonyms:
        yield f"Also: {', '.join(map(text, model.synonyms))}"
    yield "## Bottom line"
    yield page.prose(model.bottom_line)
    yield _standing(model)
    if leaflet_of(model):
        yield page.link("Plain-language leaflet", page.addresses.leaflet(record))
    yield from _uses(model, page)
    yield from _figures(model, page)
    if summary := library.summary_of(record):
        yield "## Summary of findings"
        yield _findings(summary, page)
    for section in model.sections:
        yield f"## {text(section.title)}"
        yield page.prose(section.text)
    for written in model.tables:
        yield f"## {text(written.title)}"
        rows = [[page.inline(cell) for cell in row] for row in written.rows]
        yield table([text(column) for column in written.columns], rows)
    yield from _claims(record, page)
    if elsewhere := library.pointing_to.get(record.slug, ()):
        yield "## Claims from other pages"
        yield "\n".join(f"- {page.claim(linked)} ({_judged(linked)})" for linked in elsewhere)
    yield from _regimens(model, page)
    if heard := library.heard_about.get(record.slug, ()):
        yield "## Statements heard"
        yield "\n".join(_heard(one.statement, page) for one in heard)
    yield from _gaps(model, page)
    if model.related:
        yield "## Related"
        yield "\n".join(f"- {page.record(slug)}" for slug in model.related)
    if references := cited_by(record, library):
        yield "## References"
        yield "\n".join(f"- {page.study(one.key)}: {page.reference(one)}" for one in references)


def leaflet_blocks(
    record: SourceFile[Record], leaflet: PlainLanguage, page: MarkdownPage
) -> Iterator[str]:
    """A leaflet for patients, block by block."""
    yield f"# {text(record.model.name)}: leaflet for patients"
    yield (
        "**This is information, not advice.** It cannot know you. Talk to your doctor before you "
        "start, change or stop a treatment."
    )
    if leaflet.reviewed:
        yield f"Last reviewed on {leaflet.reviewed}."
    else:
        yield "Awaiting review: no doctor and no patient has checked this leaflet yet."
    yield "## What is this about?"
    yield page.prose(leaflet.about)
    for name, title in _LEAFLET_PARTS.items():
        yield f"## {title}"
        yield "\n".join(f"- {page.inline(entry)}" for entry in getattr(leaflet, name))
    yield f"The full page: {page.record(record.slug)}"


def _standing(model: Record) -> str:
    due = f" Review due by {model.review_by}." if model.review_by else ""
    if not model.reviewed_by:
        return f"Awaiting clinical review.{due}"
    day = f" on {model.reviewed}" if model.reviewed else ""
    return f"Reviewed by {', '.join(map(text, model.reviewed_by))}{day}.{due}"


def _uses(model: Record, page: MarkdownPage) -> Iterator[str]:
    if not model.use:
        return
    yield "## Who may use it where"
    rows = [
        [
            text(use.jurisdiction),
            use.status.label,
            page.record(use.treatment) if use.treatment else "",
            str(use.since or ""),
            page.inline(use.note) if use.note else "",
            page.cite_keys(citation.study for citation in use.evidence),
        ]
        for use in model.use
    ]
    yield table(["Where", "Status", "Treatment", "Since", "Note", "Source"], rows)


def _figures(model: Record, page: MarkdownPage) -> Iterator[str]:
    figures = getattr(model, "figures", [])
    if figures:
        yield "## Key figures"
        yield "\n".join(
            f"- {text(figure.label)}: {text(figure.value)} "
            f"{page.cite_keys(citation.study for citation in figure.evidence)}"
            for figure in figures
        )


def _findings(claims: list[LinkedClaim], page: MarkdownPage) -> str:
    rows = [
        [
            page.record(linked.record.slug, linked.claim.id, claim_label(linked.claim)),
            text(linked.claim.statement),
            page.effect(linked.claim.effect),
            text(people_and_studies(linked.claim)),
            _judged(linked),
        ]
        for linked in claims
    ]
    return table(["Outcome", "Finding", "Effect", "Evidence", "Judgement"], rows)


def _judged(linked: LinkedClaim) -> str:
    claim = linked.claim
    return f"{claim.direction.label}; certainty: {claim.certainty.label.lower()}"


def _claims(record: SourceFile[Record], page: MarkdownPage) -> Iterator[str]:
    own = page.library.claims_of(record.slug)
    for kind in KIND_ORDER:
        found = [linked for linked in own if linked.claim.kind is kind]
        if found:
            yield f"## {kind.label}"
        for linked in found:
            yield from _claim(linked, page)


def _claim(linked: LinkedClaim, page: MarkdownPage) -> Iterator[str]:
    claim = linked.claim
    anchors = "".join(f'<a id="{name}"></a>' for name in [claim.id, *claim.was])
    yield anchors
    yield f"### {text(claim_label(claim))}"
    yield text(claim.statement)
    facts = [
        ("Direction", claim.direction.label),
        ("Certainty", f"{claim.certainty.label} {certainty_symbols(claim.certainty)}".strip()),
        ("Retractions", capitalise(footing(claim, page.library).in_words)),
        ("Status", "" if claim.status is ClaimStatus.PUBLISHED else claim.status.label),
        ("Effect", page.effect(claim.effect)),
        *((label, text(value)) for label, value in claim.context),
        ("Treatment", ", ".join(page.record(slug) for slug in claim.treatments)),
        ("Why this certainty", _reasons(claim.grade) if claim.grade else ""),
        ("Note", page.inline(claim.note) if claim.note else ""),
    ]
    yield "\n".join(f"- {label}: {value}" for label, value in facts if value)
    if claim.evidence:
        yield table(
            ["Study", "Says", "Finding", "Effect", "Where", "Read"],
            [_evidence(link, page) for link in claim.evidence],
        )


def _reasons(grade: Grade) -> str:
    steps = [(name, concern.label) for name, concern in grade.concerns.items() if concern.steps]
    steps += [(name, "one step up") for name, up in grade.upgrades.items() if up is Upgrade.PRESENT]
    told = [
        f"{capitalise(name.replace('_', ' '))}: {label.lower()}"
        + (f" ({text(why)})" if (why := getattr(grade.why, name)) else "")
        for name, label in steps
    ]
    return "; ".join([grade.rated_by.label, *told])


def _evidence(link: EvidenceLink, page: MarkdownPage) -> list[str]:
    return [
        page.study(link.study),
        link.supports.label,
        text(link.finding),
        page.effect(link.effect),
        text(link.locator or ""),
        link.read.label if link.read else "",
    ]


def _regimens(model: Record, page: MarkdownPage) -> Iterator[str]:
    if not model.regimens:
        return
    yield "## Regimens studied or licensed"
    rows = [
        [
            f"{text(one.name)} {page.cite_keys(citation.study for citation in one.evidence)}",
            text("; ".join(filter(None, [one.dose, one.route]))),
            text("; ".join(filter(None, [one.schedule, one.duration]))),
            text(" ".join(filter(None, [one.monitoring, one.note]))),
        ]
        for one in model.regimens
    ]
    yield table(["Regimen", "Dose and route", "Schedule", "Monitoring and notes"], rows)


def _heard(statement: Statement, page: MarkdownPage) -> str:
    link = page.link(statement.text, page.addresses.heard, statement.id)
    return f"- {link} **{statement.verdict.label}.** {text(statement.because)}"


def _gaps(model: Record, page: MarkdownPage) -> Iterator[str]:
    if not model.gaps:
        return
    yield "## What is not known"
    yield "\n".join(
        f"- {page.inline(gap.question)}"
        + (f" {page.inline(gap.note)}" if gap.note else "")
        + (f" Searched {gap.searched}." if gap.searched else "")
        for gap in model.gaps
    )
