"""One Bundle per condition (https://hl7.org/fhir/R5/bundle.html): what its page says, as resources.

Experimental: FHIR's resources for evidence are in trial use, and our mapping may change with them.
Nothing in a bundle depends on the day it was built.
"""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_evidence.export.data_file import DataFile, SiteFacts, text_file
from mkdocs_evidence.export.exact_json import Written, exact_json
from mkdocs_evidence.export.fhir.certainty import assessment
from mkdocs_evidence.export.fhir.citations import citation
from mkdocs_evidence.export.fhir.codes import Element
from mkdocs_evidence.export.fhir.evidence import claim_evidence, findings
from mkdocs_evidence.export.fhir.names import Names, fhir_id
from mkdocs_evidence.export.fhir.variables import Variables
from mkdocs_evidence.library import Library, LinkedClaim
from mkdocs_evidence.model.record import Record
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.sources.knowledge_base import SourceFile

#: Where the bundles stand.
BUNDLES = "data/fhir"
#: Media type of FHIR in JSON. Source: https://hl7.org/fhir/R5/http.html#mime-type
FHIR_JSON = "application/fhir+json"


def fhir_files(library: Library, addresses: Addresses, facts: SiteFacts) -> Iterator[DataFile]:
    """A file for each condition that has claims."""
    names = Names(facts)
    citations = Citations(library, addresses, names)
    for condition in library.of_kind("condition"):
        if is_bundled(condition, library):
            bundle = condition_bundle(condition, library, addresses, names, citations)
            yield text_file(f"{BUNDLES}/{condition.slug}.json", exact_json(bundle), FHIR_JSON)


def is_bundled(record: SourceFile[Record], library: Library) -> bool:
    """True for a condition whose page shows claims: the others have nothing to say in FHIR."""
    return record.kind == "condition" and bool(library.claims_on(record.slug))


class Citations:
    """Studies as resources: each is written once, for most stand in several bundles."""

    def __init__(self, library: Library, addresses: Addresses, names: Names) -> None:
        self._library, self._addresses, self._names = library, addresses, names
        self._written: dict[str, Written] = {}

    def of(self, key: str) -> Written:
        """The entry of a bundle that holds a study."""
        if key not in self._written:
            resource = citation(self._library.studies[key], self._addresses, self._names)
            self._written[key] = Written.of(_entry(resource, self._names))
        return self._written[key]


def condition_bundle(
    condition: SourceFile[Record],
    library: Library,
    addresses: Addresses,
    names: Names,
    citations: Citations,
) -> Element:
    """Every claim on the page of a condition, with all that it refers to."""
    claims = library.claims_on(condition.slug)
    variables = Variables(library, names)
    resources: list[Element] = []
    for claim in claims:
        definitions = Written.of(variables.of(claim))
        resources.append(claim_evidence(claim, definitions, library, addresses, names))
        resources += findings(claim, definitions, library, names)
        if rated := assessment(claim, library, names):
            resources.append(rated)
    resources += (resource for _, resource in sorted(variables.resources.items()))
    cited = sorted({key for claim in claims for key in _cited(claim)} & library.studies.keys())
    return {
        **names.resource("Bundle", fhir_id(condition.slug)),
        "language": names.facts.language,
        "identifier": names.identifier(condition.slug),
        "type": "collection",
        "entry": [
            *(_entry(resource, names) for resource in resources),
            *(citations.of(key) for key in cited),
        ],
    }


def _entry(resource: Element, names: Names) -> Element:
    return {
        "fullUrl": names.full_url(resource["resourceType"], resource["id"]),
        "resource": resource,
    }


def _cited(claim: LinkedClaim) -> Iterator[str]:
    """Citation keys that the resources of a claim refer to."""
    yield from (link.study for link in claim.claim.evidence)
    if claim.claim.grade and claim.claim.grade.source:
        yield claim.claim.grade.source
