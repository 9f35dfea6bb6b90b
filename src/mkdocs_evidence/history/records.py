"""What changed in records outside their claims: bottom line, summary, licences, doses, gaps."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from mkdocs_evidence.cited_fields import leaflet_of, prose_fields
from mkdocs_evidence.history.change import Change, ChangeKind
from mkdocs_evidence.history.claim_pair import bears_on_safety
from mkdocs_evidence.history.counterparts import Counterparts
from mkdocs_evidence.history.texts import (
    cited_keys,
    says_something_else,
    says_the_same,
    without_notation,
)
from mkdocs_evidence.history.unchanged import Unchanged
from mkdocs_evidence.library import Library
from mkdocs_evidence.model.problem import Place
from mkdocs_evidence.model.record import Figure, Gap, PlainLanguage, Record, Regimen, Use
from mkdocs_evidence.sources.knowledge_base import SourceFile
from mkdocs_evidence.wording import term_inside
from mkdocs_evidence.words import Sentence, counted_sentence, marked, sentence

Location = tuple[str | int, ...]
#: Kinds of record, one and several.
_PLURALS = {
    "condition": "conditions",
    "treatment": "treatments",
    "harm": "harms",
    "topic": "topics",
}


def _now_and_before(name: str, now: str, before: str) -> str:
    if before:
        return sentence("{name}: {now}; before: {before}.", name=name, now=now, before=before)
    return sentence("{name}: {now} (new).", name=name, now=now)


def record_changes(base: Library, head: Library, names: Counterparts) -> Iterator[Change]:
    """Pages added, removed, renamed, and everything on those that stayed but their claims."""
    continued = set(names.records.values())
    unchanged = Unchanged(base, head, names)
    for old in base.records:
        new = head.by_slug.get(names.records.get(old.slug, ""))
        if new is None and old.slug in head.broken:
            continue  # it is there, but cannot be read: nothing is known of it
        if new is None:
            yield _whole(
                ChangeKind.RECORD_REMOVED, old, marked("The page is gone"), Place(old.path)
            )
        elif not unchanged.record(old, new):
            yield from _RecordPair(old, new, names, head).changes()
    for new in head.records:
        if new.slug not in continued and new.slug not in base.broken:
            yield _whole(ChangeKind.RECORD_ADDED, new, marked("New page"), new.place())


def _whole(kind: ChangeKind, record: SourceFile[Record], what: str, place: Place) -> Change:
    claims = counted_sentence("{n} claim", "{n} claims", len(record.model.claims))
    noun = Sentence.of(record.model.noun, {}, plural=(_PLURALS[record.model.noun], 1))
    return Change(
        kind,
        about=record.model.name,
        sentence=sentence(
            "{what}: a {kind} with {claims}.", what=sentence(what), kind=noun, claims=claims
        ),
        record=record.slug,
        places=(place,),
    )


@dataclass(frozen=True)
class _RecordPair:
    """A record that both editions hold."""

    old: SourceFile[Record]
    new: SourceFile[Record]
    names: Counterparts
    head: Library

    def changes(self) -> Iterator[Change]:
        yield from self._identity()
        yield from self._bottom_line()
        yield from self._summary()
        yield from self._licences()
        yield from self._regimens()
        yield from self._figures()
        yield from self._gaps()
        yield from self._leaflet()
        yield from self._texts()
        yield from self._reviews()

    def _change(
        self,
        kind: ChangeKind,
        said: str,
        *location: str | int,
        before: str = "",
        after: str = "",
    ) -> Change:
        return Change(
            kind,
            about=self.new.model.name,
            sentence=said,
            record=self.new.slug,
            before=before,
            after=after,
            places=(self.new.place(*location),),
        )

    def _identity(self) -> Iterator[Change]:
        old, new = self.old, self.new
        if old.slug != new.slug:
            if old.slug in new.model.was:
                said = sentence(
                    "The page's address was {slug}; links to the old one still work.", slug=old.slug
                )
            else:
                said = sentence(
                    "The page's address was {slug}; links to the old one break.", slug=old.slug
                )
            yield self._change(
                ChangeKind.RECORD_RENAMED, said, "name", before=old.slug, after=new.slug
            )
        if old.model.name != new.model.name:
            said = sentence(
                "Called {name}; before: {before}.", name=new.model.name, before=old.model.name
            )
            yield self._change(
                ChangeKind.REWORDED,
                said,
                "name",
                before=old.model.name,
                after=new.model.name,
            )

    def _bottom_line(self) -> Iterator[Change]:
        old, new = self.old.model.bottom_line, self.new.model.bottom_line
        before, after = without_notation(old), without_notation(new)
        if not says_the_same(before, after):
            if says_something_else(old, new):
                kind = ChangeKind.BOTTOM_LINE
                said = sentence("The bottom line says something else.")
            else:
                kind, said = ChangeKind.REWORDED, sentence("The bottom line was reworded.")
            yield self._change(kind, said, "bottom_line", before=before, after=after)
        elif cited_keys(old, self.names.studies) != cited_keys(new):
            said = sentence("The bottom line cites other studies.")
            yield self._change(ChangeKind.TEXT, said, "bottom_line")

    def _summary(self) -> Iterator[Change]:
        old = {
            self.names.claims.get(f"{self.old.slug}#{name}", f"{self.old.slug}#{name}"): name
            for name in self.old.model.summary
        }
        new = {f"{self.new.slug}#{name}": name for name in self.new.model.summary}
        for ref in new.keys() - old.keys():
            row = self.new.model.summary.index(new[ref])
            yield from self._row(
                ChangeKind.SUMMARY_ROW_ADDED,
                ref,
                marked("Now a row of the summary of findings."),
                "summary",
                row,
            )
        for ref in old.keys() - new.keys():
            yield from self._row(
                ChangeKind.SUMMARY_ROW_REMOVED,
                ref,
                marked("No longer a row of the summary of findings."),
                "summary",
            )

    def _row(self, kind: ChangeKind, ref: str, what: str, *location: str | int) -> Iterator[Change]:
        """A row that came or went; of a claim that went itself, other changes speak."""
        linked = self.head.by_ref.get(ref)
        if linked is not None and linked.record.slug == self.new.slug:
            yield Change(
                kind,
                about=linked.claim.statement,
                sentence=sentence(what),
                record=self.new.slug,
                claim=linked.claim.id,
                is_safety=bears_on_safety(linked.claim),
                in_summary=kind is ChangeKind.SUMMARY_ROW_ADDED,
                places=(self.new.place(*location),),
            )

    def _licences(self) -> Iterator[Change]:
        for name, before, after, location in _differences(
            "use", self.old.model.use, self.new.model.use, _use_name, _use_words
        ):
            now = after or sentence("nothing stated any more")
            said = _now_and_before(name, now, before)
            yield self._change(ChangeKind.LICENCE, said, *location, before=before, after=after)
        for use, (index, other) in _same(self.old.model.use, self.new.model.use):
            if use.status is other.status and not says_the_same(use.note or "", other.note or ""):
                changed = says_something_else(use.note or "", other.note or "")
                yield self._change(
                    ChangeKind.TEXT if changed else ChangeKind.REWORDED,
                    sentence("{name}: the note on the licence changed.", name=_use_name(other)[0]),
                    *("use", index),
                    before=use.note or "",
                    after=other.note or "",
                )

    def _regimens(self) -> Iterator[Change]:
        for name, before, after, location in _differences(
            "regimens", self.old.model.regimens, self.new.model.regimens, _regimen_name, _dose
        ):
            if after:
                said = _now_and_before(name, after, before)
            else:
                said = sentence("{name}: taken out.", name=name)
            yield self._change(ChangeKind.REGIMEN, said, *location, before=before, after=after)

    def _figures(self) -> Iterator[Change]:
        old, new = (getattr(file.model, "figures", []) for file in (self.old, self.new))
        for name, before, after, location in _differences(
            "figures", old, new, _figure_name, _figure_value
        ):
            said = _now_and_before(name, after or sentence("taken out"), before)
            yield self._change(ChangeKind.FIGURE, said, *location, before=before, after=after)

    def _gaps(self) -> Iterator[Change]:
        old, new = self.old.model.gaps, self.new.model.gaps
        for question, before, after, location in _differences(
            "gaps", old, new, _gap_name, _gap_state
        ):
            if before and after:
                said = sentence(
                    "What is not known: {question} Now {after}; before {before}.",
                    question=question,
                    after=after,
                    before=before,
                )
            elif after:
                said = sentence("Not known: {question}", question=question)
            else:
                said = sentence("No longer named as unknown: {question}", question=question)
            yield self._change(ChangeKind.GAP, said, *location, before=before, after=after)

    def _leaflet(self) -> Iterator[Change]:
        old, new = leaflet_of(self.old.model), leaflet_of(self.new.model)
        if old is None and new is None:
            return
        place = ("plain_language",)
        if old is None or new is None:
            if new:
                said = sentence("A leaflet for patients was added.")
            else:
                said = sentence("A leaflet for patients was taken out.")
            yield self._change(ChangeKind.LEAFLET, said, *place)
            return
        before, after = _leaflet_text(old), _leaflet_text(new)
        if not says_the_same(before, after):
            changed = says_something_else(before, after)
            yield self._change(
                ChangeKind.LEAFLET if changed else ChangeKind.REWORDED,
                sentence("The leaflet for patients says something else.")
                if changed
                else sentence("The leaflet for patients was reworded."),
                *place,
                before=before,
                after=after,
            )

    def _texts(self) -> Iterator[Change]:
        old, new = _prose_by_part(self.old.model), _prose_by_part(self.new.model)
        for part in dict.fromkeys([*old, *new]):
            before, after = old.get(part, ""), new.get(part, "")
            if not says_the_same(before, after):
                if not before or not after:
                    kind = ChangeKind.TEXT
                    what = (
                        marked("“{part}” was added.")
                        if after
                        else marked("“{part}” was taken out.")
                    )
                elif says_something_else(before, after):
                    kind, what = ChangeKind.TEXT, marked("“{part}” says something else.")
                else:
                    kind, what = ChangeKind.REWORDED, marked("“{part}” was reworded.")
                yield self._change(kind, sentence(what, part=part), before=before, after=after)

    def _reviews(self) -> Iterator[Change]:
        old, new = self.old.model, self.new.model
        if fresh := [name for name in new.reviewed_by if name not in old.reviewed_by]:
            names = ", ".join(fresh)
            if new.reviewed:
                day = str(new.reviewed)
                said = sentence("Reviewed by {names} on {day}.", names=names, day=day)
            else:
                said = sentence("Reviewed by {names}.", names=names)
            yield self._change(ChangeKind.REVIEWED, said, "reviewed_by")
        elif new.reviewed and old.reviewed != new.reviewed:
            said = sentence("Reviewed on {day}.", day=str(new.reviewed))
            yield self._change(ChangeKind.REVIEWED, said, "reviewed")


def _named_values(items: Iterable[Any], name: Any, value: Any) -> dict[Hashable, tuple[int, str]]:
    """Each item's words by its name; several of one name are told apart by their order."""
    found: dict[Hashable, tuple[int, str]] = {}
    for index, item in enumerate(items):
        key = (name(item), sum(known[0] == name(item) for known in found))  # type: ignore[index]
        found[key] = index, value(item)
    return found


def _differences(
    field: str, old: list[Any], new: list[Any], name: Any, value: Any
) -> Iterator[tuple[str, str, str, Location]]:
    """Name, words before and after, and place of every item that differs."""
    before, after = _named_values(old, name, value), _named_values(new, name, value)
    for key in dict.fromkeys([*before, *after]):
        old_words = before[key][1] if key in before else ""
        new_words = after[key][1] if key in after else ""
        if not says_the_same(old_words, new_words):
            location: Location = (field, after[key][0]) if key in after else (field,)
            yield str(key[0][0]), old_words, new_words, location  # type: ignore[index]


def _same(old: list[Use], new: list[Use]) -> Iterator[tuple[Use, tuple[int, Use]]]:
    """Licences that both editions name, each with its place in the new one."""
    before, after = (_named_values(uses, _use_name, str) for uses in (old, new))
    for key, (index, _) in after.items():
        if key in before:
            yield old[before[key][0]], (index, new[index])


def _use_name(use: Use) -> tuple[str, str]:
    treatment = (use.treatment or "").replace("-", " ")
    return f"{use.jurisdiction}{f', {treatment}' if treatment else ''}", treatment


def _use_words(use: Use) -> str:
    status = term_inside(use.status)
    if not use.since:
        return status
    return sentence("{status} since {day}", status=status, day=str(use.since))


def _regimen_name(regimen: Regimen) -> tuple[str, str]:
    return regimen.name, regimen.treatment or ""


def _dose(regimen: Regimen) -> str:
    parts = (regimen.dose, regimen.route, regimen.schedule, regimen.duration, regimen.monitoring)
    return "; ".join(filter(None, parts))


def _figure_name(figure: Figure) -> tuple[str]:
    return (figure.label,)


def _figure_value(figure: Figure) -> str:
    return figure.value


def _gap_name(gap: Gap) -> tuple[str]:
    return (without_notation(gap.question),)


def _gap_state(gap: Gap) -> str:
    if not gap.searched:
        return sentence("named")
    return sentence("searched {day}", day=str(gap.searched))


def _leaflet_text(leaflet: PlainLanguage) -> str:
    return "\n".join(without_notation(text) for _, text in leaflet.entries())


def _prose_by_part(record: Record) -> dict[str, str]:
    """Sections and tables by their titles; bottom line, gaps, notes and leaflet have changes of their own."""
    parts: dict[str, list[str]] = {}
    for location, part, text in prose_fields(record):
        if location[0] in {"sections", "tables"}:
            parts.setdefault(part, []).append(without_notation(text))
    return {part: "\n".join(texts) for part, texts in parts.items()}
