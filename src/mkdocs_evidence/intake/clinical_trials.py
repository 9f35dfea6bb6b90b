"""ClinicalTrials.gov: design, masking, sponsor and enrolment as the registry records them.

Source: ClinicalTrials.gov API v2, `/studies/{nctId}`, and its study data structure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mkdocs_evidence.intake.answers import json_object
from mkdocs_evidence.intake.found_study import FoundStudy
from mkdocs_evidence.intake.json_values import items, mapping, texts
from mkdocs_evidence.intake.lookup_failure import NotKnownError
from mkdocs_evidence.intake.plain_text import plain_text
from mkdocs_evidence.intake.service_client import ServiceClient
from mkdocs_evidence.model.study import Name
from mkdocs_evidence.model.vocabulary import Blinding, Design, Sponsor

_SPONSORS = {
    "INDUSTRY": Sponsor.INDUSTRY,
    "NIH": Sponsor.PUBLIC,
    "FED": Sponsor.PUBLIC,
    "OTHER_GOV": Sponsor.PUBLIC,
}
_OBSERVATIONAL = {
    "COHORT": Design.COHORT,
    "CASE_CONTROL": Design.CASE_CONTROL,
}


@dataclass(frozen=True)
class ClinicalTrials:
    """The registry, at its address."""

    client: ServiceClient
    base: str = "https://clinicaltrials.gov/api/v2"

    def trial(self, nct: str) -> FoundStudy:
        """Look up a trial.

        Raises:
            LookupFailedError: the registry does not know it or does not answer.
        """
        url = f"{self.base}/studies/{nct}"
        try:
            answer = self.client.ask("ClinicalTrials.gov", url, {"format": "json"}, json_object)
        except NotKnownError:
            message = f"ClinicalTrials.gov does not know {nct}."
            raise NotKnownError(message, "Compare it with the paper.") from None
        protocol = mapping(answer, "protocolSection")
        known_as = str(mapping(protocol, "identificationModule").get("nctId", ""))
        if known_as != nct:
            message = (
                f"ClinicalTrials.gov answers for {known_as[:20] or 'no trial'}, not for {nct}."
            )
            raise NotKnownError(message, "The number may be an obsolete alias; use the new one.")
        return _study(protocol, nct)


def _study(protocol: dict[str, Any], nct: str) -> FoundStudy:
    names = mapping(protocol, "identificationModule")
    sponsors = mapping(protocol, "sponsorCollaboratorsModule")
    lead = plain_text(mapping(sponsors, "leadSponsor").get("name"), 300)
    posted = mapping(protocol, "statusModule", "studyFirstPostDateStruct").get("date")
    acronym = plain_text(names.get("acronym"), 40)
    return FoundStudy(
        entry_type="misc",
        title=plain_text(names.get("officialTitle")) or plain_text(names.get("briefTitle")),
        authors=(Name(lead, corporate=True),) if lead else (),
        publisher="ClinicalTrials.gov",
        year=posted[:4] if isinstance(posted, str) and posted[:4].isdecimal() else "",
        url=f"https://clinicaltrials.gov/study/{nct}",
        design=_design(mapping(protocol, "designModule")),
        blinding=_blinding(mapping(protocol, "designModule", "designInfo", "maskingInfo")),
        trials=(nct,),
        acronyms=(acronym,) if acronym else (),
        n=_enrolled(mapping(protocol, "designModule", "enrollmentInfo")),
        sponsor=_sponsor(sponsors),
        seen=(f"https://clinicaltrials.gov/study/{nct}",),
        remarks=tuple(_reports(protocol)),
    )


def _design(module: dict[str, Any]) -> Design | None:
    design = mapping(module, "designInfo")
    if module.get("studyType") == "INTERVENTIONAL":
        if design.get("allocation") == "RANDOMIZED":
            crossover = design.get("interventionModel") == "CROSSOVER"
            return Design.RCT_CROSSOVER if crossover else Design.RCT
        if design.get("allocation") == "NON_RANDOMIZED":
            return Design.NON_RANDOMISED_TRIAL
    if module.get("studyType") == "OBSERVATIONAL":
        if design.get("timePerspective") == "CROSS_SECTIONAL":
            return Design.CROSS_SECTIONAL
        return _OBSERVATIONAL.get(str(design.get("observationalModel")))
    return None


def _blinding(masking: dict[str, Any]) -> Blinding | None:
    """Who was masked; two parties are "double-blind" only where participants and staff are."""
    kind, masked = masking.get("masking"), set(texts(masking.get("whoMasked")))
    if kind == "NONE":
        return Blinding.OPEN_LABEL
    if kind == "SINGLE":
        only_assessor = masked == {"OUTCOMES_ASSESSOR"}
        return Blinding.ASSESSOR_BLIND if only_assessor else Blinding.SINGLE_BLIND
    if kind in {"DOUBLE", "TRIPLE", "QUADRUPLE"}:
        staff = masked & {"CARE_PROVIDER", "INVESTIGATOR"}
        return Blinding.DOUBLE_BLIND if "PARTICIPANT" in masked and staff else None
    return None


def _enrolled(enrolment: dict[str, Any]) -> int | None:
    """People who took part; a number that was only planned is left out."""
    count = enrolment.get("count")
    counted = isinstance(count, int) and not isinstance(count, bool) and count >= 0
    return count if counted and enrolment.get("type") == "ACTUAL" else None


def _sponsor(module: dict[str, Any]) -> Sponsor | None:
    """The class of the lead sponsor; left out where a collaborator is of the other class."""
    lead = _SPONSORS.get(str(mapping(module, "leadSponsor").get("class")))
    others = {
        _SPONSORS.get(str(other.get("class"))) for other in items(module.get("collaborators"))
    }
    return None if others - {None, lead} else lead


def _reports(protocol: dict[str, Any]) -> list[str]:
    """What the registry links as the trial's results."""
    references = items(mapping(protocol, "referencesModule").get("references"))
    return [
        f"The registry names PMID {reference['pmid']} as a report of results."
        for reference in references
        if reference.get("type") == "RESULT" and str(reference.get("pmid", "")).isdecimal()
    ]
