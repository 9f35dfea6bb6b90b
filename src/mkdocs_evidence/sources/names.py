"""Author lists of BibTeX, split on the raw value as BibTeX splits them.

The rules are those of "Tame the BeaST" (Markey 2009), section 11: names are separated by the word
`and` outside braces; a name is `First von Last`, `von Last, First` or `von Last, Jr, First`; a
name wholly in braces is an organisation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from mkdocs_evidence.model.study import Name
from mkdocs_evidence.sources.latex import decode_latex

#: Characters that keep others from separating words.
_PROTECTS = re.compile(r"[{}\\]")
_SUFFIX = re.compile(r"^(jr|sr|ii|iii|iv|2nd|3rd|4th)\.?$", re.IGNORECASE)


def split_names(value: str) -> tuple[tuple[Name, ...], bool]:
    """Split an author field; the flag is False where the list ends in `and others`."""
    names = [name for name in _split_words(value) if name]
    complete = not (names and names[-1].lower() in {"others", "{others}", "et al", "et al."})
    people = names if complete else names[:-1]
    parsed = (_parse_name(name) for name in people)
    return tuple(name for name in parsed if name.family or name.given), complete


def _split_words(value: str) -> Iterator[str]:
    """The pieces between the words `and` at brace depth 0."""
    piece: list[str] = []
    for word in _words(value):
        if word.lower() == "and":
            yield " ".join(piece)
            piece = []
        else:
            piece.append(word)
    yield " ".join(piece)


def _words(value: str, separators: str = " \t\r\n") -> Iterator[str]:
    """Words of a value; white space inside braces does not separate."""
    if not _PROTECTS.search(value):
        yield from filter(None, _between(separators).split(value))
        return
    depth, word = 0, ""
    for index, character in enumerate(value):
        escaped = index > 0 and value[index - 1] == "\\"
        if character in "{}" and not escaped:
            depth = max(0, depth + (1 if character == "{" else -1))
        is_accent = escaped and character == "~"
        if depth == 0 and character in separators and not is_accent:
            if word:
                yield word
            word = ""
        else:
            word += character
    if word:
        yield word


@cache
def _between(separators: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(separators)}]")


@lru_cache(maxsize=50_000)
def _parse_name(raw: str) -> Name:
    if _is_wholly_braced(raw):
        return Name(family=decode_latex(raw), corporate=True)
    parts = [part.strip() for part in _words(raw, ",")]
    if len(parts) == 1:
        return _first_von_last(parts[0])
    if not 1 < len(parts) <= 3:  # no name: it is shown as it stands, so that nothing is lost
        return Name(decode_latex(raw).strip(" ,"), corporate=True)
    particle, family = _split_particle(list(_words(parts[0], " \t~")))
    given = parts[-1]
    suffix = parts[1] if len(parts) > 2 else ""
    if _SUFFIX.match(given) and suffix and not _SUFFIX.match(suffix):
        given, suffix = suffix, given
    if len(parts) == 2 and _SUFFIX.match(given):
        given, suffix = "", given
    family_words = family.split()
    if not suffix and len(family_words) > 1 and _SUFFIX.match(family_words[-1]):
        family, suffix = " ".join(family_words[:-1]), family_words[-1]
    given_words = given.split()
    if not suffix and len(given_words) > 1 and _SUFFIX.match(given_words[-1]):
        given, suffix = " ".join(given_words[:-1]), given_words[-1]
    return Name(family, decode_latex(given), particle, decode_latex(suffix))


def _first_von_last(raw: str) -> Name:
    words = list(_words(raw, " \t~"))
    suffix = decode_latex(words.pop()) if len(words) > 2 and _SUFFIX.match(words[-1]) else ""
    lower = [index for index, word in enumerate(words[:-1]) if _is_particle(word)]
    first = lower[0] if lower else len(words) - 1
    last = lower[-1] + 1 if lower else len(words) - 1
    return Name(
        family=decode_latex(" ".join(words[last:])),
        given=decode_latex(" ".join(words[:first])),
        particle=decode_latex(" ".join(words[first:last])),
        suffix=suffix,
    )


def _split_particle(words: list[str]) -> tuple[str, str]:
    count = 0
    while count < len(words) - 1 and _is_particle(words[count]):
        count += 1
    return decode_latex(" ".join(words[:count])), decode_latex(" ".join(words[count:]))


def _is_particle(word: str) -> bool:
    """A particle begins with a lower-case letter; braces protect a word from being one."""
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    letters = [character for character in decode_latex(word) if character.isalpha()]
    return bool(letters) and letters[0].islower()


def _is_wholly_braced(raw: str) -> bool:
    if not (raw.startswith("{") and raw.endswith("}")):
        return False
    depth = 0
    for index, character in enumerate(raw):
        if character in "{}" and (index == 0 or raw[index - 1] != "\\"):
            depth += 1 if character == "{" else -1
            if depth == 0 and index < len(raw) - 1:
                return False
    return True
