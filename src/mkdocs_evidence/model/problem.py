"""Problems: what is wrong, where, and how to mend it. Failure is a value, not an exception."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from unicodedata import category

from mkdocs_evidence.model.vocabulary import Vocabulary


class Severity(Vocabulary):
    """How bad a problem is. Source: ours."""

    ERROR = "error", "Error", "Stops the build."
    WARNING = "warning", "Warning", "Stops a strict build."
    ADVICE = "advice", "Advice", "Worth a look; stops nothing."


class Place:
    """A spot in a source file; line and column count from 1, as editors show them.

    Rules name thousands of places and hardly ever report one, and to find a place is a walk through
    its file: `found_by` puts it off until somebody asks.
    """

    __slots__ = ("_at", "_find", "path")

    def __init__(self, path: str, line: int = 1, column: int = 1) -> None:
        self.path = path
        self._at: tuple[int, int] | None = (line, column)
        self._find: Callable[[], tuple[int, int]] | None = None

    @classmethod
    def found_by(cls, path: str, find: Callable[[], tuple[int, int]]) -> Place:
        """The spot whose line and column a function finds."""
        place = cls(path)
        place._at, place._find = None, find
        return place

    @property
    def line(self) -> int:
        """The line, from 1."""
        return self._position[0]

    @property
    def column(self) -> int:
        """The column, from 1."""
        return self._position[1]

    @property
    def _position(self) -> tuple[int, int]:
        if self._at is None:
            self._at = self._find() if self._find else (1, 1)
        return self._at

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Place) and self._known == other._known

    def __hash__(self) -> int:
        return hash(self._known)

    @property
    def _known(self) -> tuple[str, int, int]:
        return self.path, self.line, self.column

    def __reduce__(self) -> tuple[type[Place], tuple[str, int, int]]:
        """For another process: the spot itself, not the way to find it."""
        return Place, self._known

    def __repr__(self) -> str:
        return f"Place({self})"

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """A kind of problem with its stable code; `why` says what the rule protects."""

    code: str
    severity: Severity
    title: str
    why: str
    #: True where a record may accept the problem with a reason: `allow: {CODE: reason}`.
    may_be_allowed: bool = False

    def at(self, place: Place, message: str, mend: str = "") -> Problem:
        """Make a problem of this kind at a place."""
        return Problem(self, place, message, mend)


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem in one place."""

    kind: ProblemKind
    place: Place
    message: str
    mend: str = ""

    @property
    def code(self) -> str:
        """Stable code of the kind of problem."""
        return self.kind.code

    @property
    def severity(self) -> Severity:
        """Error, warning or advice."""
        return self.kind.severity

    @property
    def is_error(self) -> bool:
        """True where the build must stop."""
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        line = " ".join(filter(None, [f"{self.place}  {self.code}  {self.message}", self.mend]))
        return visible(line)

    def as_data(self) -> dict[str, str | int]:
        """The problem as JSON holds it."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "path": self.place.path,
            "line": self.place.line,
            "column": self.place.column,
            "message": self.message,
            "mend": self.mend,
        }

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order of reading: file, line, column, code."""
        place = self.place
        return place.path, place.line, place.column, self.code, self.message


def visible(text: str) -> str:
    r"""Text on one line, with control and direction characters written out.

    Messages quote what strangers wrote: it must not end the line, colour the terminal, or speak to a
    program that reads the output.

    >>> print(visible("a" + chr(10) + "b"))
    a\nb
    """
    if text.isprintable():
        return text
    return "".join(
        letter if letter.isprintable() or category(letter) == "Zs" else _escaped(letter)
        for letter in text
    )


def _escaped(letter: str) -> str:
    return letter.encode("unicode_escape", "surrogatepass").decode("ascii")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Name the nearest known word as a question, or nothing where none is near.

    >>> did_you_mean("smth2020", ["smith2020", "jones2019"])
    'Did you mean "smith2020"?'
    """
    by_lower_case = {term.lower(): term for term in known}
    close = get_close_matches(word.lower(), by_lower_case, n=1, cutoff=0.6)
    return f'Did you mean "{by_lower_case[close[0]]}"?' if close else ""
