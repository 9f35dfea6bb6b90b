"""Notices about publications: corrections, concerns, retractions, and when we looked for them."""

from __future__ import annotations

from pydantic import Field

from mkdocs_evidence.model.fields import Day, Model, PartialDate, Text
from mkdocs_evidence.model.vocabulary import IntegrityStatus


class Integrity(Model):
    """Corrections, concerns and retractions of a publication."""

    status: IntegrityStatus = IntegrityStatus.OK
    date: PartialDate | None = Field(
        None, description="Date of the notice, as precise as it is known."
    )
    notice: Text | None = Field(None, description="DOI or URL of the notice.")
    reasons: list[Text] = Field(default_factory=list, description="Reasons that the notice gives.")


class Comparison(Model):
    """The last comparison of the reference list with a list of notices: `retractions.yml`."""

    source: Text = Field(description="Whose list it was.")
    compared: Day = Field(description="The day of the comparison.")
    notices: int = Field(ge=0, description="Notices in the list.")
    latest_notice: Day | None = Field(None, description="Date of the list's latest notice.")
    references: int = Field(ge=0, description="References with a DOI or PMID, which were compared.")
