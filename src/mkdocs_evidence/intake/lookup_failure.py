"""Why a look-up failed: one tree, caught in one place.

LookupFailedError
├── NotKnownError         the service answers, and knows no such thing
├── NotAStudyError        what was found is a notice about another publication
└── ServiceFailedError    the service cannot be reached, refuses, or answers nonsense
"""

from __future__ import annotations


class LookupFailedError(Exception):
    """A look-up that gave nothing to write; `mend` says what an editor can do."""

    def __init__(self, message: str, mend: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.mend = mend

    def __str__(self) -> str:
        return f"{self.message} {self.mend}".strip()


class NotKnownError(LookupFailedError):
    """The service has nothing under this identifier."""


class NotAStudyError(LookupFailedError):
    """The identifier leads to a notice of retraction or correction, not to a study."""


class ServiceFailedError(LookupFailedError):
    """No usable answer: the same question may be answered later."""
