"""A benchmark base as a project of mkdocs-evidence: records, study records, reference list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.bibtex import bibtex
from benchmarks.content import Base, Citation, Claim, Condition, Effect, Paragraph, Study, Treatment
from benchmarks.files import write
from benchmarks.yaml_text import Flow, Number, yaml_text

#: The parts of a site that its settings may leave out, so that it does what the other tools do.
SAME_SCOPE = {"exports": Flow([]), "history": 0}
_LEGEND = """# Symbols

▲ is a benefit, ▼ is a harm; circles say how sure we are. Nothing on this site is real.
"""
_HOME = """# {name}

Invented ailments, invented treatments and invented studies, made to measure how long a site takes.

[[list:numbers]]
"""


def write_base(base: Base, folder: Path, settings: dict[str, Any] | None = None) -> None:
    """Write the project; `settings` are added to those of the plugin."""
    docs = folder / "docs"
    for condition in base.conditions:
        write(docs / "conditions" / f"{condition.slug}.yml", yaml_text(_condition(condition)))
    for treatment in base.treatments:
        write(docs / "treatments" / f"{treatment.slug}.yml", yaml_text(_treatment(treatment)))
    for study in base.studies:
        if study.is_appraised:
            write(docs / "studies" / f"{study.key}.yml", yaml_text(_study(study)))
    write(folder / "references.bib", bibtex(base.studies))
    write(docs / "index.md", _HOME.format(name=base.name))
    write(docs / "symbols.md", _LEGEND)
    write(folder / "mkdocs.yml", yaml_text(_project(base, settings or {})))


def _project(base: Base, settings: dict[str, Any]) -> dict[str, Any]:
    return {
        "site_name": base.name,
        "site_url": "https://example.org/invented/",
        "theme": Flow({"name": "material", "font": False}),
        "nav": [
            {"Home": "index.md"},
            {"Map": "map.md"},
            {"Conditions": "conditions/index.md"},
            {"Treatments": "treatments/index.md"},
            {"Claims": "claims/index.md"},
            {"Studies": "studies/index.md"},
            {"Symbols": "symbols.md"},
        ],
        "plugins": {
            "search": Flow({}),
            "evidence": {
                "licence": "CC0-1.0",
                "legend": "symbols.md",
                "groups": base.groups,
                "outcome_groups": base.outcome_groups,
            }
            | settings,
        },
        "markdown_extensions": [
            "admonition",
            "attr_list",
            "tables",
            {"toc": Flow({"permalink": True})},
        ],
        "validation": Flow(dict.fromkeys(("omitted_files", "absolute_links", "anchors"), "warn")),
    }


def prose(sentences: Paragraph) -> str:
    """Sentences with citations and links in our notation."""
    parts = []
    for sentence in sentences:
        cited = f" [{'; '.join(f'@{key}' for key in sentence.cites)}]" if sentence.cites else ""
        see = f" (see [[{sentence.see}]])" if sentence.see else ""
        parts.append(f"{sentence.text}{see}{cited}.")
    return " ".join(parts)


def _condition(condition: Condition) -> dict[str, Any]:
    return {
        "name": condition.name,
        "synonyms": Flow(condition.synonyms),
        "group": condition.group,
        "bottom_line": prose(condition.bottom_line),
        "summary": [claim.id for claim in condition.claims if claim.effect][:7],
        "claims": [_claim(claim) for claim in condition.claims],
        "sections": [
            {
                "title": section.title,
                "text": "\n\n".join(
                    [
                        *(prose(paragraph) for paragraph in section.paragraphs),
                        "\n".join(f"- {prose((point,))}" for point in section.points),
                    ]
                ),
            }
            for section in condition.sections
        ],
        "gaps": [{"question": condition.gap, "searched": Number(condition.reviewed)}],
        "related": Flow(condition.related),
        "reviewed": Number(condition.reviewed),
        "reviewed_by": Flow([]),
        "review_by": Number("2035-01-01"),
    }


def _claim(claim: Claim) -> dict[str, Any]:
    outcome = claim.outcome
    shown: dict[str, Any] = {
        "id": claim.id,
        "kind": claim.kind,
        "statement": claim.statement,
        "population": claim.population,
        "treatments": Flow([claim.treatment]),
    }
    if claim.comparator:
        shown["comparator"] = claim.comparator
    shown["outcome"] = {
        "name": outcome.name,
        **({"instrument": outcome.instrument} if outcome.instrument else {}),
        "time": outcome.time,
        "better": outcome.better,
        "importance": outcome.importance,
        "group": outcome.group,
    }
    shown |= {"direction": claim.direction, "certainty": claim.certainty}
    if claim.rating:
        reasons = {name: why for name, _, why in claim.rating.steps}
        shown["grade"] = {
            "start": claim.rating.start,
            **{name: level for name, level, _ in claim.rating.steps},
            "rated_by": "editors",
            **({"why": reasons} if reasons else {}),
        }
    if claim.effect:
        shown["effect"] = _effect(claim.effect)
    shown["evidence"] = [_citation(citation) for citation in claim.citations]
    return shown


def _citation(citation: Citation) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "study": citation.study,
        "supports": citation.supports,
        "finding": citation.finding,
    }
    if citation.effect:
        shown["effect"] = _effect(citation.effect)
    if citation.analysis:
        shown["analysis"] = citation.analysis
    return shown | {"locator": citation.locator, "read": citation.read}


def _effect(effect: Effect) -> Flow:
    shown: dict[str, Any] = {
        "measure": effect.measure,
        "value": Number(effect.value),
        "ci": [Number(effect.low), Number(effect.high)],
    }
    if effect.p:
        shown["p"] = effect.p
    shown["n"] = effect.people
    if effect.events:
        shown["events"] = dict(zip(("intervention", "comparator"), effect.events, strict=True))
    if effect.unit:
        shown["unit"] = effect.unit
    return Flow(shown)


def _treatment(treatment: Treatment) -> dict[str, Any]:
    return {
        "name": treatment.name,
        "group": treatment.group,
        "drug": treatment.name.split()[0],
        "route": treatment.route,
        "bottom_line": prose(treatment.bottom_line),
        "reviewed_by": Flow([]),
        "review_by": Number("2035-01-01"),
    }


def _study(study: Study) -> dict[str, Any]:
    people = {"n": study.people} if study.kind == "article" else {}
    return {"design": study.design, **people, **dict(study.facts)}
