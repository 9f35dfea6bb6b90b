"""A change: one thing that differs between two editions of a library, said in clinical words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from mkdocs_evidence.model.problem import Place
from mkdocs_evidence.model.vocabulary import Vocabulary
from mkdocs_evidence.wording import number as spelled
from mkdocs_evidence.words import ngettext


class ChangeImportance(Vocabulary):
    """How much a change matters to somebody who decides by the page. Source: ours."""

    DECISION = "decision", "May change a decision", "What the evidence says is no longer the same."
    EVIDENCE = "evidence", "Changes the evidence", "How sure, how large, for whom, or from where."
    DETAIL = "detail", "Adds detail", "More or less detail behind what is said."
    WORDING = "wording", "Wording only", "Other words for the same."


_DECISION, _EVIDENCE, _DETAIL, _WORDING = ChangeImportance


class ChangeKind(StrEnum):
    """What happened, in the order in which a reviewer wants to know. Source: ours."""

    importance: ChangeImportance
    #: What happened to one thing and to several, as headlines count them.
    one: str
    many: str

    def __new__(cls, value: str, importance: ChangeImportance, one: str, many: str) -> Self:
        """Make a kind whose value is the word that data files use."""
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.importance, kind.one, kind.many = importance, one, many
        return kind

    RETRACTED = "study-retracted", _DECISION, "study retracted", "studies retracted"
    LOST_SUPPORT = (
        "sound-support-lost",
        _DECISION,
        "claim lost its only sound support",
        "claims lost their only sound support",
    )
    LOST_TRIAL = (
        "only-trial-lost",
        _DECISION,
        "claim lost its only trial",
        "claims lost their only trial",
    )
    DIRECTION = (
        "direction-changed",
        _DECISION,
        "claim changed direction",
        "claims changed direction",
    )
    WITHDRAWN = "claim-withdrawn", _DECISION, "claim withdrawn", "claims withdrawn"
    REMOVED = "claim-removed", _DECISION, "claim removed", "claims removed"
    RECORD_REMOVED = "record-removed", _DECISION, "page removed", "pages removed"
    LICENCE = "licence-changed", _DECISION, "licence changed", "licences changed"
    REGIMEN = "regimen-changed", _DECISION, "regimen changed", "regimens changed"
    CONCERN = (
        "study-concern",
        _DECISION,
        "study with an expression of concern",
        "studies with an expression of concern",
    )
    CERTAINTY_DOWN = (
        "certainty-lowered",
        _EVIDENCE,
        "certainty lowered",
        "certainties lowered",
    )
    CERTAINTY_UP = "certainty-raised", _EVIDENCE, "certainty raised", "certainties raised"
    CERTAINTY = (
        "certainty-changed",
        _EVIDENCE,
        "claim rated or no longer rated",
        "claims rated or no longer rated",
    )
    EFFECT = "effect-changed", _EVIDENCE, "effect changed", "effects changed"
    SUPPORT = (
        "support-turned",
        _EVIDENCE,
        "study says something else for a claim",
        "studies say something else for a claim",
    )
    ADDED = "claim-added", _EVIDENCE, "claim added", "claims added"
    STATEMENT = (
        "statement-changed",
        _EVIDENCE,
        "claim says something else",
        "claims say something else",
    )
    SCOPE = (
        "scope-changed",
        _EVIDENCE,
        "claim about other people, comparisons or outcomes",
        "claims about other people, comparisons or outcomes",
    )
    RECORD_ADDED = "record-added", _EVIDENCE, "page added", "pages added"
    BOTTOM_LINE = (
        "bottom-line-changed",
        _EVIDENCE,
        "bottom line changed",
        "bottom lines changed",
    )
    SUMMARY_ROW_REMOVED = (
        "summary-row-removed",
        _EVIDENCE,
        "row taken from a summary of findings",
        "rows taken from summaries of findings",
    )
    SUMMARY_ROW_ADDED = (
        "summary-row-added",
        _EVIDENCE,
        "row added to a summary of findings",
        "rows added to summaries of findings",
    )
    VERDICT = "verdict-turned", _EVIDENCE, "verdict turned", "verdicts turned"
    LEAFLET = "leaflet-changed", _EVIDENCE, "leaflet changed", "leaflets changed"
    SOUND_AGAIN = (
        "notice-lifted",
        _EVIDENCE,
        "notice on a study lifted",
        "notices on studies lifted",
    )
    FIGURE = "figure-changed", _EVIDENCE, "key figure changed", "key figures changed"
    STUDY_REPLACED = (
        "study-replaced",
        _EVIDENCE,
        "citation key names another paper",
        "citation keys name other papers",
    )
    LINK_REMOVED = (
        "evidence-removed",
        _DETAIL,
        "study taken from a claim",
        "studies taken from claims",
    )
    LINK_ADDED = "evidence-added", _DETAIL, "study added to a claim", "studies added to claims"
    FINDING = "finding-changed", _DETAIL, "finding changed", "findings changed"
    GRADE = (
        "grade-changed",
        _DETAIL,
        "reason for a certainty changed",
        "reasons for certainties changed",
    )
    CORRECTED = "study-corrected", _DETAIL, "study corrected", "studies corrected"
    STUDY_REMOVED = "study-removed", _DETAIL, "study removed", "studies removed"
    STUDY_ADDED = "study-added", _DETAIL, "study added", "studies added"
    APPRAISAL = "appraisal-changed", _DETAIL, "appraisal changed", "appraisals changed"
    HEARD_ADDED = (
        "statement-heard-added",
        _DETAIL,
        "statement heard added",
        "statements heard added",
    )
    HEARD_REMOVED = (
        "statement-heard-removed",
        _DETAIL,
        "statement heard removed",
        "statements heard removed",
    )
    GAP = "gap-changed", _DETAIL, "gap changed", "gaps changed"
    TEXT = "text-changed", _DETAIL, "text changed", "texts changed"
    REVIEWED = "reviewed", _DETAIL, "review recorded", "reviews recorded"
    MOVED = "claim-moved", _DETAIL, "claim moved", "claims moved"
    CLAIM_RENAMED = "claim-renamed", _DETAIL, "claim renamed", "claims renamed"
    RECORD_RENAMED = "record-renamed", _DETAIL, "page renamed", "pages renamed"
    STUDY_RENAMED = (
        "study-renamed",
        _DETAIL,
        "citation key renamed",
        "citation keys renamed",
    )
    REWORDED = "reworded", _WORDING, "text reworded", "texts reworded"

    def counted(self, number: int) -> str:
        """`2 claims changed direction`."""
        return f"{spelled(number)} {ngettext(self.one, self.many, number)}"


_KIND_ORDER = {kind: index for index, kind in enumerate(ChangeKind)}
_IMPORTANCE_ORDER = {importance: index for index, importance in enumerate(ChangeImportance)}


@dataclass(frozen=True, slots=True)
class Change:
    """One change. Texts are plain text as records hold it: whoever shows them escapes them."""

    kind: ChangeKind
    #: What it is about, in words: a claim's statement, a record's or a study's name.
    about: str
    #: What happened to it, as a sentence.
    sentence: str
    #: Slug of the record, id of the claim in it, citation key, statement heard; each may be empty.
    record: str = ""
    claim: str = ""
    study: str = ""
    heard: str = ""
    before: str = ""
    after: str = ""
    #: True where it bears on harm or on a critical outcome: such changes come first.
    is_safety: bool = False
    #: True where the claim is a row of its record's summary of findings.
    in_summary: bool = False
    #: Where it stands in the new edition, or in the old one where it is gone from there.
    places: tuple[Place, ...] = ()

    @property
    def importance(self) -> ChangeImportance:
        """How much it matters."""
        return self.kind.importance

    @property
    def ref(self) -> str:
        """What it is about, as records refer to it: `record#claim`, `record`, `@key`."""
        if self.claim:
            return f"{self.record}#{self.claim}"
        return self.record or self.heard or f"@{self.study}"

    @property
    def sort_key(self) -> tuple[int, bool, int, str, str, str, str, str]:
        """Most important first; in each importance what bears on safety comes first."""
        return (
            _IMPORTANCE_ORDER[self.importance],
            not self.is_safety,
            _KIND_ORDER[self.kind],
            self.record,
            self.claim,
            self.study,
            self.heard,
            self.sentence,
        )


def in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Changes without repetitions, the most important first."""
    return tuple(sorted(set(changes), key=lambda change: change.sort_key))
