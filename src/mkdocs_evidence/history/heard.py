"""What changed in the verdicts on statements heard."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_evidence.history.change import Change, ChangeKind
from mkdocs_evidence.history.texts import says_the_same
from mkdocs_evidence.library import HeardStatement, Library
from mkdocs_evidence.model.problem import Place


def heard_changes(base: Library, head: Library) -> Iterator[Change]:
    """Statements added and removed, verdicts turned, reasons reworded."""
    before = {heard.statement.id: heard for heard in base.statements}
    after = {heard.statement.id: heard for heard in head.statements}
    for name, old in before.items():
        if name not in after:
            sentence = f"Taken out; our verdict was: {old.statement.verdict.label.lower()}."
            yield _change(ChangeKind.HEARD_REMOVED, old, sentence, Place(old.file.path))
        else:
            yield from _one_statement(old, after[name])
    for name, new in after.items():
        if name not in before:
            sentence = f"New statement heard; our verdict: {new.statement.verdict.label.lower()}."
            yield _change(ChangeKind.HEARD_ADDED, new, sentence, new.place())


def _one_statement(heard: HeardStatement, now: HeardStatement) -> Iterator[Change]:
    old, new = heard.statement, now.statement
    if old.verdict is not new.verdict:
        was, is_now = old.verdict.label, new.verdict.label
        sentence = f"Verdict turned from {was.lower()} to {is_now.lower()}: {new.because}"
        yield _change(ChangeKind.VERDICT, now, sentence, now.place("verdict"), (was, is_now))
    elif not says_the_same(old.because, new.because):
        sentence = "The reason for the verdict was reworded."
        place = now.place("because")
        yield _change(ChangeKind.REWORDED, now, sentence, place, (old.because, new.because))
    if not says_the_same(old.text, new.text):
        place = now.place("text")
        yield _change(ChangeKind.REWORDED, now, "Reworded.", place, (old.text, new.text))


def _change(
    kind: ChangeKind,
    heard: HeardStatement,
    sentence: str,
    place: Place,
    texts: tuple[str, str] = ("", ""),
) -> Change:
    return Change(
        kind,
        about=heard.statement.text,
        sentence=sentence,
        heard=heard.statement.id,
        before=texts[0],
        after=texts[1],
        places=(place,),
    )
