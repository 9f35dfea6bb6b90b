"""Which addresses of the reference list no longer lead anywhere.

A DOI is looked up in the DOI system's own register (proxy REST API, `/api/handles/`), which says
nothing of how a publisher treats programs. Another address is dead when its host says so (HTTP 404
or 410) or is not there; a host that refuses programs is no proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

import httpx

from mkdocs_evidence.library import Library
from mkdocs_evidence.model.problem import Place

DOI_REGISTER = "https://doi.org/api/handles/"
_SECONDS = 20.0
_GONE = {404: "not found (HTTP 404)", 410: "gone (HTTP 410)"}


@dataclass(frozen=True, slots=True)
class DeadLink:
    """An address that leads nowhere."""

    place: Place
    key: str
    address: str
    reason: str

    def __str__(self) -> str:
        return f"{self.place}  {self.key}: {self.address} {self.reason}"


def dead_links(
    library: Library, reason_of_death: Callable[[str], str], limit: int | None = None
) -> Iterator[DeadLink]:
    """The dead addresses of the first references, or of all, in the order of the file."""
    studies = sorted(library.studies.values(), key=lambda study: study.reference.line)
    for study in studies[:limit]:
        reference = study.reference
        looked_up = {"url": reference.url, "doi": DOI_REGISTER + quote(reference.doi, safe="/")}
        for field, address in looked_up.items():
            if getattr(reference, field) and (reason := reason_of_death(address)):
                line = reference.field_lines.get(field, reference.line)
                shown = reference.url if field == "url" else f"https://doi.org/{reference.doi}"
                yield DeadLink(Place(library.bibliography, line), study.key, shown, reason)


def reason_of_death(http: httpx.Client, address: str) -> str:
    """Why an address is dead; empty where it lives or will not say."""
    try:
        with http.stream("GET", address) as response:
            return _GONE.get(response.status_code, "")
    except httpx.TimeoutException:
        return "does not answer"
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return f"cannot be reached ({type(error).__name__})"


def patient_client(user_agent: str) -> httpx.Client:
    """A client that follows redirects as a reader's browser does, and waits."""
    return httpx.Client(
        headers={"User-Agent": user_agent}, timeout=_SECONDS, follow_redirects=True, max_redirects=8
    )
