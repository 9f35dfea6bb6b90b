"""Which effects of a claim may stand in one plot, and why the others may not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from mkdocs_evidence.library import Library, Study
from mkdocs_evidence.model.claim import Claim, Effect, EvidenceLink
from mkdocs_evidence.model.vocabulary import (
    Analysis,
    Better,
    Design,
    Direction,
    IntegrityStatus,
    Measure,
    Support,
)
from mkdocs_evidence.render.forest_words import without_shared_start
from mkdocs_evidence.render.groups import has_two_groups, intervention_name
from mkdocs_evidence.wording import claim_label, label, number, people, short_label
from mkdocs_evidence.words import gettext, marked

_POOLING = {Design.META_ANALYSIS, Design.NETWORK_META_ANALYSIS, Design.SYSTEMATIC_REVIEW}
_NEED_A_UNIT = {Measure.MD, Measure.RD}
_SPECIAL = {Analysis.SUBGROUP, Analysis.POST_HOC}
_IN_DOUBT = {IntegrityStatus.RETRACTED, IntegrityStatus.CONCERN}

#: Measure and, where numbers on different units cannot be compared, the unit.
Scale = tuple[Measure, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One estimate as a plot shows it."""

    label: str
    effect: Effect
    #: What the row is, where the study's name does not tell: dose, subgroup, retracted.
    distinction: str = ""
    #: Citation key of the study; empty for the body of evidence.
    study: str = ""
    is_pooled: bool = False
    #: Retracted, or under an expression of concern.
    is_in_doubt: bool = False

    @property
    def value(self) -> Decimal:
        """The point estimate; rows are made of effects that have one."""
        return self.effect.value if self.effect.value is not None else Decimal(0)

    @property
    def note(self) -> str:
        """The small print of a row."""
        return " · ".join(filter(None, [self.distinction, people(self.effect)]))


@dataclass(frozen=True, slots=True)
class Important:
    """An estimate, or a range of them, of the smallest difference that matters to patients."""

    low: Decimal
    high: Decimal
    study: str
    #: The study's name.
    label: str

    @property
    def words(self) -> str:
        """`2`, or `3 to 6`."""
        ends = [number(self.low), number(self.high)]
        if ends[0] == ends[1]:
            return ends[0]
        return gettext("{low} to {high}").format(low=ends[0], high=ends[1])


@dataclass(frozen=True, slots=True)
class Comparison:
    """Estimates of one contrast on one scale, with everything that a plot says of them."""

    name: str
    measure: Measure
    unit: str
    rows: tuple[Row, ...]
    better: Better | None = None
    #: Names for "favours …"; empty where there are no two groups to favour.
    intervention: str = ""
    comparator: str = ""
    #: Estimates of the smallest difference that matters to patients, in the unit of the rows.
    important: tuple[Important, ...] = ()
    #: Why the plot cannot show some studies, and these studies.
    left_out: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def is_ratio(self) -> bool:
        """True where the measure is a ratio, which belongs on a log axis."""
        return self.measure.null_value == 1


def comparison_of(claim: Claim, library: Library) -> Comparison | None:
    """The estimates of a claim that share a scale; None where none of its links has an interval.

    The claim's own effect decides the scale; without one, the scale with the most intervals.
    """
    links = [link for link in claim.deciding if _is_drawable(link, library.studies[link.study])]
    scale = _main_scale(claim, links)
    drawn = [link for link in links if _scale(link.effect) == scale]
    if not any(link.effect and link.effect.ci for link in drawn):
        return None
    first = drawn[0].effect
    if first is None or (first.measure in _NEED_A_UNIT and not first.unit and len(drawn) > 1):
        return None  # differences without a unit cannot be said to share one
    rows = _rows(claim, drawn, library)
    has_groups = has_two_groups(claim, [library.studies[link.study] for link in drawn])
    outcome = claim.outcome
    return Comparison(
        name=claim_label(claim),
        measure=first.measure,
        unit=first.unit or "",
        rows=rows,
        better=outcome.better if outcome and _points_as_told(claim, drawn) else None,
        intervention=intervention_name(claim, library) if has_groups else "",
        comparator=claim.comparator or "" if has_groups else "",
        important=tuple(_important(claim, library)) if first.measure is Measure.MD else (),
        left_out=tuple(_left_out(claim, drawn, library)),
    )


def _important(claim: Claim, library: Library) -> Iterator[Important]:
    for found in claim.outcome.minimal_important_difference if claim.outcome else []:
        label = short_label(library.studies[found.study].reference)
        yield Important(found.low, found.high or found.low, found.study, label)


def _scale(effect: Effect | None) -> Scale | None:
    if effect is None or effect.measure.null_value is None:
        return None
    return _scale_in(effect.measure, effect.unit or "")


@lru_cache(maxsize=4096)
def _scale_in(measure: Measure, unit: str) -> Scale:
    unit = " ".join(unit.lower().split())
    # A standard deviation or a ratio has no unit; what follows a comma tells the sign.
    return measure, unit if measure in _NEED_A_UNIT else unit.partition(",")[2]


def _main_scale(claim: Claim, links: Sequence[EvidenceLink]) -> Scale | None:
    if own := _scale(claim.effect):
        return own
    scales = Counter(_scale(link.effect) for link in links if link.effect and link.effect.ci)
    return scales.most_common(1)[0][0] if scales else None


def _is_drawable(link: EvidenceLink, study: Study) -> bool:
    """Ratios of spontaneous reports are no effects on people."""
    effect = link.effect
    if effect is None or effect.value is None:
        return False
    is_report_count = study.appraisal.design is Design.PHARMACOVIGILANCE
    null = effect.measure.null_value
    return not is_report_count and (null == 0 or (null == 1 and effect.value > 0))


def _rows(claim: Claim, links: Sequence[EvidenceLink], library: Library) -> tuple[Row, ...]:
    """Studies in the claim's order, then pooled estimates, then the body of evidence."""
    rows = [_row(link, links, library.studies[link.study], claim.effect) for link in links]
    body = _body(claim, links, library)
    return tuple(sorted(rows, key=lambda row: row.is_pooled) + body)


def _row(
    link: EvidenceLink, links: Sequence[EvidenceLink], study: Study, own: Effect | None
) -> Row:
    effect = link.effect or Effect(measure=Measure.MD, value=Decimal(0))
    if own and _is_same(own, effect):  # the claim may know more of the same numbers
        people_in = effect if effect.n else own
        known = {"n": people_in.n, "n_counts": people_in.n_counts, "k": effect.k or own.k}
        effect = effect.model_copy(update=known)
    is_pooled = effect.k > 1 if effect.k else study.appraisal.design in _POOLING
    words = " · ".join(_distinction(link, links, study))
    is_in_doubt = study.appraisal.integrity.status in _IN_DOUBT
    name = short_label(study.reference)
    return Row(name, effect, words, link.study, is_pooled, is_in_doubt)


def _body(claim: Claim, links: Sequence[EvidenceLink], library: Library) -> list[Row]:
    """The claim's own effect as a row, unless a study's row already shows the same numbers."""
    own = claim.effect
    is_shown = own and any(link.effect and _is_same(own, link.effect) for link in links)
    is_of_reports = any(
        library.studies[link.study].appraisal.design is Design.PHARMACOVIGILANCE
        for link in claim.deciding
    )
    if own is None or own.value is None or is_shown or is_of_reports:
        return []
    if own.measure.null_value == 1 and own.value <= 0:
        return []
    return [Row(gettext("Body of evidence"), own, is_pooled=(own.k or 0) > 1)]


def _is_same(one: Effect, other: Effect) -> bool:
    same_interval = one.ci == other.ci or one.ci is None
    return _scale(one) == _scale(other) and one.value == other.value and same_interval


def _distinction(link: EvidenceLink, links: Sequence[EvidenceLink], study: Study) -> Iterator[str]:
    """What a reader must know of a row before reading its numbers."""
    if study.appraisal.integrity.status in _IN_DOUBT:
        yield label(study.appraisal.integrity.status)
    findings = [other.finding for other in links if other.study == link.study]
    if len(findings) > 1:
        yield without_shared_start(findings)[findings.index(link.finding)]
    elif link.analysis in _SPECIAL:
        yield gettext("Subgroup") if link.analysis is Analysis.SUBGROUP else gettext("Post hoc")


def _points_as_told(claim: Claim, links: Sequence[EvidenceLink]) -> bool:
    """False where an estimate that supports a benefit or a harm lies on its wrong side.

    Then the sign is not the one that `better` speaks of, and no side may be called favourable.
    """
    better = claim.outcome.better if claim.outcome else None
    if claim.direction not in {Direction.BENEFIT, Direction.HARM} or better is None:
        return True
    effects = [link.effect for link in links if link.supports is Support.SUPPORTS]
    shown = {effect.points_to(better) for effect in filter(None, effects)}
    return shown <= {claim.direction, None}


def _left_out(
    claim: Claim, drawn: Sequence[EvidenceLink], library: Library
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Studies without a row: what is not drawn would else look as if it did not exist."""
    reasons: dict[str, str] = {}
    for link in claim.deciding:
        study = library.studies[link.study]
        if link.study in {other.study for other in drawn}:
            continue
        if study.appraisal.design is Design.PHARMACOVIGILANCE:
            reasons[link.study] = marked("counts of reports")
        elif link.effect is not None and link.effect.value is not None:
            reasons[link.study] = marked("on another scale")
        else:
            reasons.setdefault(link.study, marked("no estimate recorded"))
    for reason in dict.fromkeys(reasons.values()):
        keys = [key for key, why in reasons.items() if why == reason]
        yield reason, tuple(short_label(library.studies[key].reference) for key in keys)
