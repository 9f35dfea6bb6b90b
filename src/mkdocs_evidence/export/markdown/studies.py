"""Studies in plain Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_evidence.export.markdown.page import MarkdownPage, table, text
from mkdocs_evidence.library import Study
from mkdocs_evidence.model.vocabulary import IntegrityStatus
from mkdocs_evidence.render.reference_style import identifiers


def study_blocks(study: Study, page: MarkdownPage) -> Iterator[str]:
    """The page of a study, block by block."""
    yield f"# {text(study.reference.title)}"
    integrity = study.appraisal.integrity
    if integrity.status is not IntegrityStatus.OK:
        reasons = "; ".join(integrity.reasons)
        told = [integrity.status.label, str(integrity.date or ""), reasons, integrity.notice or ""]
        yield f"**{'. '.join(text(part) for part in told if part)}**"
    yield page.reference(study.reference)
    addresses = [part for part in identifiers(study.reference) if part.href]
    if addresses:
        yield "\n".join(f"- [{text(part.text)}](<{_safe(part.href)}>)" for part in addresses)
    yield "\n".join(f"- {label}: {value}" for label, value in _facts(study) if value)
    if study.appraisal.note:
        yield text(study.appraisal.note)
    yield "## Claims that cite this study"
    if not study.cited_by:
        yield "No claim cites this study yet."
        return
    rows = [
        [
            page.record(citation.claim.record.slug),
            page.claim(citation.claim),
            citation.link.supports.label,
            text(citation.link.finding),
            page.effect(citation.link.effect),
        ]
        for citation in study.cited_by
    ]
    yield table(["Page", "Claim", "The study", "What it found", "Effect"], rows)


def _facts(study: Study) -> list[tuple[str, str]]:
    appraisal = study.appraisal
    terms = (
        ("Blinding", appraisal.blinding),
        ("Comparator", appraisal.comparator_type),
        ("Sponsor", appraisal.sponsor),
    )
    return [
        ("Design", appraisal.design.label if appraisal.design else "Not stated"),
        ("Trial", ", ".join(map(text, appraisal.acronyms))),
        ("Registry", ", ".join(map(text, appraisal.trial))),
        ("People", "" if appraisal.n is None else f"{appraisal.n:,}"),
        ("Studies included", "" if appraisal.k is None else f"{appraisal.k:,}"),
        ("Population", text(appraisal.population or "")),
        *((label, term.label if term else "") for label, term in terms),
        ("Funding", text(appraisal.funding or "")),
        ("Citation key", text(study.key)),
    ]


def _safe(address: str) -> str:
    """An address that cannot end the angle brackets around it."""
    return "".join(c if c not in "<>\\ " else f"%{ord(c):02X}" for c in address)
