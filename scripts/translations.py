"""Keep the catalogues of the interface's words: python3 scripts/translations.py [--check | --new LANGUAGE].

Without an argument every catalogue learns the messages that are new and forgets those that are gone;
what it does not translate yet is listed. `--check` changes nothing and ends with 1 where a message is
missing, marked fuzzy, or its placeholders or markup are not those of the English one.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from environment import PYTHON, ROOT, make_environment, run

PACKAGE = ROOT / "src" / "mkdocs_evidence"
LOCALE = PACKAGE / "locale"
_NAME = "evidence"
#: What follows each in a catalogue: how its messages are found.
_KEYWORDS: dict[str, Any] = {
    "gettext": None,
    "_": None,
    "marked": None,
    "sentence": None,
    "counted_sentence": (1, 2),
    "ngettext": (1, 2),
    "marked_plural": (1, 2),
    "pgettext": ((1, "c"), 2),
}
_KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    "**/*.py": ("python", {}),
    "render/templates/*.html": (
        "jinja2.ext:babel_extract",
        {"extensions": "jinja2.ext.i18n", "trim_blocks": "true", "lstrip_blocks": "true"},
    ),
    "site/files/*.js": ("javascript", {"parse_template_string": True}),
}
#: Messages of previews are for editors, like those of `evidence check`.
_FOR_EDITORS = {"problem_banner.html"}
#: Terms that no page shows.
_UNSHOWN = {"Upgrade", "Better", "Importance"}
#: Vocabularies whose terms stand inside sentences too, and those whose meanings are shown.
_INSIDE = set(
    "Blinding Certainty ClaimStatus Concern Design Direction GradeStart IntegrityStatus "
    "LicenceStatus Measure RatedBy ReadDepth Sponsor Verdict".split()
)
_MEANT = {"Certainty", "ChangeImportance", "IntegrityStatus", "RecordStatus", "Verdict"}
#: What stands at the head of each catalogue; days are left out, so that nothing changes by itself.
_HEADER: dict[str, Any] = {
    "project": "mkdocs-evidence",
    "version": "1",
    "copyright_holder": "the mkdocs-evidence authors",
    "creation_date": dt.datetime(2026, 11, 22, tzinfo=dt.UTC),
    "revision_date": dt.datetime(2026, 11, 22, tzinfo=dt.UTC),
    "charset": "utf-8",
    "fuzzy": False,
}
#: Lines of the head that change with the tool, or name somebody where there is nobody to name.
_NOT_KEPT = (b'"Generated-By', b'"Last-Translator', b'"Language-Team', b'"Report-Msgid-Bugs-To')
_PLACEHOLDER = re.compile(r"%\(\w+\)s|%%|\{\w*\}")
_TAG = re.compile(r"</?\w+[^<>]*>")


def main() -> None:
    """Read the arguments and do as they say."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing; 1 where words miss")
    parser.add_argument("--new", metavar="LANGUAGE", help="begin the catalogue of a language")
    asked = parser.parse_args()
    if Path(sys.prefix) != PYTHON.parent.parent and not _has_babel():
        make_environment("test")
        run(PYTHON, *sys.argv)
        return
    if asked.new:
        begin(asked.new)
    found = [problem for file in catalogues() for problem in problems(file, write=not asked.check)]
    for problem in found:
        print(problem)
    if found:
        sys.exit(f"{len(found)} to do" if asked.check else 0)


def _has_babel() -> bool:
    try:
        import babel  # noqa: F401  # only whether it is there
    except ImportError:
        return False
    return True


def catalogues() -> list[Path]:
    """The catalogue of each language, as translators edit it."""
    return sorted(LOCALE.glob(f"*/LC_MESSAGES/{_NAME}.po"))


def messages() -> Any:
    """Everything that pages say, as an empty catalogue."""
    from babel.messages.catalog import Catalog
    from babel.messages.extract import extract

    catalogue = Catalog(**_HEADER)
    for pattern, (method, options) in _KINDS.items():
        for file in sorted(PACKAGE.glob(pattern)):
            if file.name in _FOR_EDITORS:
                continue
            with file.open("rb") as opened:
                for _, message, comments, context in extract(
                    method, opened, _KEYWORDS, ("Translators:",), options
                ):
                    where = [(file.relative_to(PACKAGE).as_posix(), 0)]
                    catalogue.add(message, None, where, auto_comments=comments, context=context)
    for context, message in _terms():
        catalogue.add(message, None, [("model/vocabulary.py", 0)], context=context or None)
    return catalogue


def _terms() -> Iterator[tuple[str, str | tuple[str, str]]]:
    """Labels and meanings of the vocabularies, each in the context that wording.py gives it."""
    sys.path.insert(0, str(ROOT / "src"))
    from mkdocs_evidence.history.change import ChangeImportance, ChangeKind
    from mkdocs_evidence.model import vocabulary
    from mkdocs_evidence.wording import DOMAINS

    for change in ChangeKind:
        yield "", (change.one, change.many)
    for name in DOMAINS:
        yield "Domain, inside a sentence", name.replace("_", " ")

    ours = [*vars(vocabulary).values(), ChangeImportance]
    kinds = [kind for kind in ours if isinstance(kind, type) and kind is not vocabulary.Vocabulary]
    for kind in kinds:
        name = kind.__name__
        if not issubclass(kind, vocabulary.Vocabulary) or name in _UNSHOWN:
            continue
        for term in kind:
            yield name, term.label
            if name in _MEANT and term.meaning:
                yield name, term.meaning
            if name in _INSIDE:
                yield f"{name}, inside a sentence", term.label.lower()
            if isinstance(term, vocabulary.Certainty) and term.filled is not None:
                yield name, f"{term.label} certainty"
                yield f"{name}, inside a sentence", f"{term.label.lower()} certainty"


def begin(language: str) -> None:
    """Begin the catalogue of a language."""
    from babel.messages.catalog import Catalog

    file = LOCALE / language / "LC_MESSAGES" / f"{_NAME}.po"
    if file.exists():
        sys.exit(f"{file.relative_to(ROOT)} is there already.")
    file.parent.mkdir(parents=True)
    file.write_bytes(_as_text(Catalog(locale=language, **_HEADER)))


def problems(file: Path, *, write: bool) -> list[str]:
    """What is wrong with a catalogue; it is brought up to date and compiled where `write` says so."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with file.open("rb") as opened:
        known = read_po(opened, abort_invalid=True)
    before = _ids(known)
    template = messages()
    template.creation_date = known.creation_date
    known.update(template, no_fuzzy_matching=True)
    known.obsolete.clear()
    text = _as_text(known)
    shown = file.relative_to(ROOT).as_posix()
    binary = file.with_suffix(".mo")
    is_compiled = binary.exists() and _compiled(binary) == _said(known)
    # Where a message stands in the code may move without a word changing.
    stale = _ids(known) != before or not is_compiled
    if write:
        file.write_bytes(text)
        with binary.open("wb") as opened:
            write_mo(opened, known)
    found = [f"{shown}: not up to date: run scripts/translations.py"] if stale and not write else []
    return found + [
        f"{shown}: {said}" for message in known if message.id for said in _wrong(message)
    ]


def _ids(catalogue: Any) -> set[Any]:
    return {(message.context, _forms(message.id)) for message in catalogue if message.id}


def _compiled(file: Path) -> dict[Any, Any]:
    """What a compiled catalogue says; its head, which names the tool, does not count."""
    from babel.messages.mofile import read_mo

    with file.open("rb") as opened:
        return _said(read_mo(opened))


def _said(catalogue: Any) -> dict[Any, Any]:
    translated = (message for message in catalogue if message.id and message.string)
    return {(_context(m), _forms(m.id)): _forms(m.string) for m in translated}


def _context(message: Any) -> str | None:
    """The context of a message, which Babel gives as bytes where it read a compiled catalogue."""
    context: str | bytes | None = message.context
    return context.decode() if isinstance(context, bytes) else context


def _forms(said: Any) -> tuple[str, ...]:
    return (said or "",) if isinstance(said, str | None) else tuple(said)


def _wrong(message: Any) -> Iterator[str]:
    """What is wrong with one translation."""
    english, said = _forms(message.id), _forms(message.string)
    name = f'"{english[0]}"' + (f" ({message.context})" if message.context else "")
    if not all(said):
        yield f"{name} is not translated"
        return
    if message.fuzzy:
        yield f"{name} is marked fuzzy"
    wanted = Counter(_PLACEHOLDER.findall(english[-1])), Counter(_TAG.findall(english[-1]))
    for text in said:
        if (Counter(_PLACEHOLDER.findall(text)), Counter(_TAG.findall(text))) != wanted:
            yield f'{name} has other placeholders or markup than "{text}"'
        if (text[:1].isspace(), text[-1:].isspace()) != (
            english[0][:1].isspace(),
            english[0][-1:].isspace(),
        ):
            yield f'{name} begins or ends with a space, unlike "{text}", or the other way round'


def _as_text(catalogue: Any) -> bytes:
    """A catalogue as it is checked in: in the order of messages, without lines that move."""
    from babel.messages.pofile import write_po

    text = io.BytesIO()
    write_po(text, catalogue, width=100, include_lineno=False, sort_output=True)
    lines = text.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(_NOT_KEPT))


if __name__ == "__main__":
    main()
