"""What changed in the verdicts on statements heard."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_evidence.history.change import Change, ChangeKind
from mkdocs_evidence.history.texts import says_the_same
from mkdocs_evidence.library import HeardStatement, Library
from mkdocs_evidence.model.problem import Place
from mkdocs_evidence.wording import term_inside
from mkdocs_evidence.words import sentence


def heard_changes(base: Library, head: Library) -> Iterator[Change]:
    """Statements added and removed, verdicts turned, reasons reworded."""
    before = {heard.statement.id: heard for heard in base.statements}
    after = {heard.statement.id: heard for heard in head.statements}
    for name, old in before.items():
        if name not in after:
            said = sentence(
                "Taken out; our verdict was: {verdict}.", verdict=term_inside(old.statement.verdict)
            )
            yield _change(ChangeKind.HEARD_REMOVED, old, said, Place(old.file.path))
        else:
            yield from _one_statement(old, after[name])
    for name, new in after.items():
        if name not in before:
            said = sentence(
                "New statement heard; our verdict: {verdict}.",
                verdict=term_inside(new.statement.verdict),
            )
            yield _change(ChangeKind.HEARD_ADDED, new, said, new.place())


def _one_statement(heard: HeardStatement, now: HeardStatement) -> Iterator[Change]:
    old, new = heard.statement, now.statement
    if old.verdict is not new.verdict:
        was, is_now = old.verdict.label, new.verdict.label
        said = sentence(
            "Verdict turned from {before} to {after}: {reason}",
            before=term_inside(old.verdict),
            after=term_inside(new.verdict),
            reason=new.because,
        )
        yield _change(ChangeKind.VERDICT, now, said, now.place("verdict"), (was, is_now))
    elif not says_the_same(old.because, new.because):
        said = sentence("The reason for the verdict was reworded.")
        place = now.place("because")
        yield _change(ChangeKind.REWORDED, now, said, place, (old.because, new.because))
    if not says_the_same(old.text, new.text):
        place = now.place("text")
        yield _change(ChangeKind.REWORDED, now, sentence("Reworded."), place, (old.text, new.text))


def _change(
    kind: ChangeKind,
    heard: HeardStatement,
    said: str,
    place: Place,
    texts: tuple[str, str] = ("", ""),
) -> Change:
    return Change(
        kind,
        about=heard.statement.text,
        sentence=said,
        heard=heard.statement.id,
        before=texts[0],
        after=texts[1],
        places=(place,),
    )
