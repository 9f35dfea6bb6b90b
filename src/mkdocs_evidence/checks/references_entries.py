"""Entries of the reference list, as a librarian reads them: titles, pages, journals, authors."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from mkdocs_evidence.library import Library, Study
from mkdocs_evidence.model.problem import Place, Problem, ProblemKind
from mkdocs_evidence.model.problem_kinds import references as kinds

_RANGE = re.compile(r"([A-Za-z]*)(\d+)\s*[-\N{EN DASH}\N{MINUS SIGN}]+\s*([A-Za-z]*)(\d+)")
#: Code of web pages and of LaTeX that reading the file did not resolve.
_LEFTOVER = re.compile(
    r"&(?:[a-zA-Z]{2,8}|#\d{2,6});|</?[a-z]{1,8}(?::[a-z]+)?/?>|\\[A-Za-z]+|[{}]"
)
_PREPRINT_SERVERS = re.compile(r"rxiv|research square|preprint|ssrn", re.IGNORECASE)
#: Words that abbreviations of journals leave out (ISO 4).
_SMALL_WORDS = {"the", "of", "and", "in", "for", "on", "de", "der", "und", "et", "la"}


def pages_run_forwards(library: Library) -> Iterator[Problem]:
    """The last page does not come before the first; `642-7` is short for `642-647`."""
    for study in library.studies.values():
        match = _RANGE.fullmatch(study.reference.pages)
        if not match or match[1].lower() != (match[3] or match[1]).lower():
            continue
        first, last = match[2], match[4]
        if len(last) >= len(first) and int(last) < int(first):
            message = f'The pages of "{study.key}" run from {first} back to {last}.'
            yield _at(
                kinds.PAGES_BACKWARDS, library, study, "pages", message, "Look them up again."
            )


def titles_do_not_shout(library: Library) -> Iterator[Problem]:
    """Titles are not set in capitals."""
    for study in library.studies.values():
        title = study.reference.title
        letters, capitals = sum(map(str.isalpha, title)), sum(map(str.isupper, title))
        if letters > 20 and capitals > 0.7 * letters:
            message = f'The title of "{study.key}" is in capitals.'
            mend = "Write it as a sentence; keep the capitals of names and abbreviations."
            yield _at(kinds.TITLE_IN_CAPITALS, library, study, "title", message, mend)


def titles_are_plain(library: Library) -> Iterator[Problem]:
    """Titles hold no code of web pages or LaTeX, and do not end in a full stop."""
    for study in library.studies.values():
        title = study.reference.title
        leftover = _LEFTOVER.search(title)
        if leftover:
            message = f'The title of "{study.key}" holds "{leftover.group()}".'
            mend = "Write the character itself."
            yield _at(kinds.MARKUP_IN_TITLE, library, study, "title", message, mend)
        elif title.endswith(".") and not re.search(r"(\.\.\.|\b\w\.\w\.|\b(vs|etc|al)\.)$", title):
            message = f'The title of "{study.key}" ends in a full stop.'
            mend = "Leave it out: the style of references adds it."
            yield _at(kinds.MARKUP_IN_TITLE, library, study, "title", message, mend)


def journals_have_one_name(library: Library) -> Iterator[Problem]:
    """A journal is not named in two ways: with and without "The", "&", capitals, in short."""
    by_name: dict[str, list[Study]] = defaultdict(list)
    for study in library.studies.values():
        if study.reference.container and study.reference.entry_type == "article":
            by_name[study.reference.container].append(study)
    for names in _names_alike(by_name):
        usual, *others = sorted(names, key=lambda name: (-len(by_name[name]), -len(name), name))
        for name in others:
            for study in by_name[name]:
                message = f'The journal of "{study.key}" is "{name}"; elsewhere it is "{usual}".'
                mend = "Give it one name in the whole list."
                yield _at(kinds.JOURNAL_VARIANTS, library, study, "journal", message, mend)


def _names_alike(names: Iterable[str]) -> Iterator[list[str]]:
    """Groups of names that may be one journal's: the words of one begin those of the other."""
    by_initials: dict[str, list[list[str]]] = defaultdict(list)
    for name in names:
        words = _words(name)
        groups = by_initials[" ".join(word[0] for word in words)]
        group = next((group for group in groups if _is_one(words, _words(group[0]))), None)
        if group is None:
            groups.append([name])
        else:
            group.append(name)
    for groups in by_initials.values():
        yield from (group for group in groups if len(group) > 1)


def _words(name: str) -> list[str]:
    words = re.findall(r"\w+", name.lower().replace("&", " and "))
    return [word for word in words if word not in _SMALL_WORDS]


def _is_one(words: list[str], others: list[str]) -> bool:
    """Whether two names of equally many words are the same, or one the other in short."""
    pairs = zip(words, others, strict=True)
    in_short = all(a.startswith(b) or b.startswith(a) for a, b in pairs)
    return words == others or (len(words) > 1 and in_short)


def preprints_are_known(library: Library) -> Iterator[Problem]:
    """A preprint and the publication of the same title and first author are named."""
    by_title: dict[tuple[str, str], list[Study]] = defaultdict(list)
    for study in library.studies.values():
        reference = study.reference
        if reference.authors:
            title = re.sub(r"[\W_]", "", reference.title).lower()
            by_title[title, reference.authors[0].family.lower()].append(study)
    for studies in by_title.values():
        if len(studies) == 1:
            continue
        published = [study for study in studies if not _is_preprint(study)]
        for study in studies if published else ():
            if study not in published:
                message = f'"{study.key}" is a preprint of "{published[0].key}".'
                mend = "Cite the publication; keep the preprint only where it says something else."
                yield _at(kinds.PREPRINT_AND_PUBLICATION, library, study, "title", message, mend)


def _is_preprint(study: Study) -> bool:
    reference = study.reference
    return reference.entry_type in {"preprint", "unpublished"} or bool(
        _PREPRINT_SERVERS.search(f"{reference.container} {reference.publisher}")
    )


def articles_have_authors(library: Library) -> Iterator[Problem]:
    """An article names its authors; an organisation is one."""
    for study in library.studies.values():
        reference = study.reference
        if reference.entry_type == "article" and not (reference.authors or reference.editors):
            message = f'"{study.key}" has no authors.'
            mend = "Add them from the paper; an organisation goes into a second pair of braces."
            yield _at(kinds.NO_AUTHORS, library, study, "author", message, mend)


def _at(  # noqa: PLR0913, PLR0917  # a problem, and the field of the study it is about
    kind: ProblemKind, library: Library, study: Study, field: str, message: str, mend: str
) -> Problem:
    line = study.reference.field_lines.get(field, study.reference.line)
    return kind.at(Place(library.bibliography, line), message, mend)
