"""Conditions as FHIR R5: bundles that validate, whose references resolve, and that stay the same."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.bundle import Bundle
from hypothesis import given
from hypothesis import strategies as st

from fhir_bundles import bundle_errors
from fhir_invariants import invariant_errors
from knowledge_bases import TODAY, Project
from mkdocs_evidence.export.data_file import SiteFacts
from mkdocs_evidence.export.fhir import codes
from mkdocs_evidence.export.fhir.bundle import fhir_files
from mkdocs_evidence.export.fhir.names import fhir_id, markdown
from mkdocs_evidence.export.page_heads import PageHeads
from mkdocs_evidence.model.vocabulary import Certainty, Concern, Design, Measure, Upgrade
from mkdocs_evidence.render.addresses import Addresses

GOLDEN = Path(__file__).parent / "golden" / "blue-fever.fhir.json"
FACTS = SiteFacts(
    "Skyroot Evidence", TODAY, url="https://example.org/skyroot/", licence="CC-BY-4.0"
)
FEVER = "docs/conditions/blue-fever.yml"
STATEMENT = "Skyroot tea may cause tremor in about one in ten people."


def bundle_text(project: Project, facts: SiteFacts = FACTS) -> str:
    library = project.library()
    (file,) = fhir_files(library, Addresses(library.layout), facts)
    return file.content.decode("utf-8")


def bundle(project: Project, facts: SiteFacts = FACTS) -> dict[str, Any]:
    return json.loads(bundle_text(project, facts))


def resources(found: dict[str, Any], kind: str = "") -> dict[str, dict[str, Any]]:
    every = [entry["resource"] for entry in found["entry"]]
    return {r["id"]: r for r in every if kind in {"", r["resourceType"]}}


def walk(value: Any) -> Iterator[Any]:
    yield value
    for part in value.values() if isinstance(value, dict) else value:
        if isinstance(part, dict | list):
            yield from walk(part)
        else:
            yield part


def test_the_bundle_of_the_tiny_base_is_as_it_was_reviewed(project: Project) -> None:
    data = json.loads(bundle_text(project), parse_float=lambda digits: f"number {digits}")
    made = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("EVIDENCE_REGENERATE"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(made, encoding="utf-8")

    assert made == GOLDEN.read_text("utf-8")


def test_it_validates_as_r5(project: Project) -> None:
    read = Bundle.model_validate_json(bundle_text(project))

    assert {entry.resource.__resource_type__ for entry in read.entry} == {
        *("Evidence", "EvidenceVariable", "Citation", "ArtifactAssessment")
    }


@pytest.mark.thorough  # reading the definitions takes half a minute
def test_it_keeps_to_the_invariants_of_r5(project: Project, tmp_path: Path) -> None:
    sound, broken = tmp_path / "sound.json", tmp_path / "broken.json"
    sound.write_text(bundle_text(project), "utf-8")
    found = bundle(project)
    for entry in found["entry"]:  # other names, so that they are other resources
        entry["fullUrl"] += "-broken"
    resource = found["entry"][0]["resource"]
    resource["contained"] = [{"resourceType": "Citation", "id": "x", "status": "active"}]
    broken.write_text(json.dumps(found), "utf-8")
    (error,) = invariant_errors([sound, broken])

    assert error.startswith(f"broken.json: {resource['id']}: ")
    assert "[dom-3]" in error


def test_every_reference_resolves_inside_the_bundle(project: Project) -> None:
    assert list(bundle_errors(bundle_text(project).encode("utf-8"))) == []


def test_a_reference_that_leads_nowhere_would_be_seen(project: Project) -> None:
    found = bundle(project)
    gone = found["entry"].pop()["fullUrl"]
    errors = list(bundle_errors(json.dumps(found, separators=(",", ":")).encode("utf-8")))

    assert errors == [f"{gone} is not in the bundle"]


def test_every_resource_says_that_it_is_experimental(project: Project) -> None:
    found = bundle(project)

    for resource in [found, *resources(found).values()]:
        assert [tag["code"] for tag in resource["meta"]["tag"]] == ["experimental"]


@pytest.mark.parametrize(
    ("month", "day", "date"),
    [
        ("11", "9", "2021-11-09"),
        ("11", "31", "2021-11"),
        ("11", "", "2021-11"),
        ("13", "1", "2021"),
        ("spring", "1", "2021"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(
    project: Project, month: str, day: str, date: str
) -> None:
    fields = f"  year    = {{2021}},\n  month = {{{month}}},\n  day = {{{day}}},"
    project.replace("references.bib", "  year    = {2021},", fields)

    assert f'"articleDate":"{date}"' in bundle_text(project)


def test_numbers_keep_the_digits_of_the_source(project: Project) -> None:
    text = bundle_text(project)

    assert '"quantity":{"value":-2.0,"unit":"days"}' in text
    assert '"range":{"low":{"value":-3.10,"unit":"days"},"high":{"value":-0.90,' in text
    assert '"level":0.95' in text


def test_a_p_value_below_a_bound_has_a_comparator(project: Project) -> None:
    finding = resources(bundle(project))["blue-fever.skyroot-duration.muster2020"]
    estimates = finding["statistic"][0]["attributeEstimate"]

    assert estimates[1]["type"]["coding"][0]["display"] == "P-value"
    assert estimates[1]["quantity"] == {"value": 0.001, "comparator": "<"}


def test_certainty_and_its_domains_are_in_fhirs_own_codes(project: Project) -> None:
    evidence = resources(bundle(project), "Evidence")["blue-fever.skyroot-duration"]
    (overall,) = evidence["certainty"]
    rated = {
        part["type"]["coding"][0]["code"]: part["rating"]["coding"][0]["code"]
        for part in overall["subcomponent"]
    }

    assert overall["rating"]["coding"][0] == {
        "system": "http://hl7.org/fhir/certainty-rating",
        "code": "low",
        "display": "Low quality",
    }
    assert rated["Inconsistency"] == rated["Imprecision"] == "serious-concern"
    assert rated["RiskOfBias"] == "no-concern"
    assert rated["LargeEffect"] == "absent"


def test_a_claim_that_nobody_rated_has_no_certainty(project: Project) -> None:
    project.replace(FEVER, "    certainty: low\n    grade: {start: low, rated_by: editors}\n", "")
    project.replace(FEVER, "direction: harm\n", "direction: harm\n    certainty: not-graded\n")
    found = bundle(project)

    assert "certainty" not in resources(found, "Evidence")["blue-fever.skyroot-tremor"]
    assert list(resources(found, "ArtifactAssessment")) == ["blue-fever.skyroot-duration"]


def test_what_a_study_found_cites_it_and_the_claim_is_derived_from_it(project: Project) -> None:
    found = bundle(project)
    urls = {entry["fullUrl"]: entry["resource"] for entry in found["entry"]}
    claim = resources(found, "Evidence")["blue-fever.skyroot-duration"]
    derived = [r for r in claim["relatedArtifact"] if r["type"] == "derived-from"]
    findings = [urls[r["resourceReference"]["reference"]] for r in derived]
    cited = [urls[f["relatedArtifact"][0]["resourceReference"]["reference"]] for f in findings]

    assert [r["classifier"][0]["text"] for r in derived] == ["Supports", "Contradicts"]
    assert [study["id"] for study in cited] == ["muster2020", "novak2021"]


def test_a_correction_of_a_study_is_said(project: Project) -> None:
    cited = resources(bundle(project), "Citation")["novak2021"]["citedArtifact"]

    assert cited["currentState"] == [{"text": "Corrected"}]
    assert cited["statusDate"][0]["period"] == {"start": "2022-01"}
    assert cited["relatesTo"] == [
        {"type": "correction-in", "document": {"url": "https://doi.org/10.5555/novak.2021.c"}}
    ]


def test_a_retraction_is_coded(project: Project) -> None:
    project.replace("docs/studies/novak2021.yml", "corrected", "retracted")
    cited = resources(bundle(project), "Citation")["novak2021"]["citedArtifact"]

    assert cited["currentState"][0]["coding"][0]["code"] == "retracted"


def test_drafts_stay_at_home_and_withdrawn_claims_are_retired(project: Project) -> None:
    project.replace(FEVER, "direction: harm\n", "direction: harm\n    status: withdrawn\n")
    project.replace(FEVER, "direction: mixed\n", "direction: mixed\n    status: draft\n")
    claims = resources(bundle(project), "Evidence")

    assert {name: claim["status"] for name, claim in claims.items()} == {
        "blue-fever.skyroot-tremor": "retired",
        "blue-fever.skyroot-tremor.muster2020": "retired",
    }


def test_other_words_leave_every_name_as_it_was(project: Project) -> None:
    before = [entry["fullUrl"] for entry in bundle(project)["entry"]]
    project.replace(FEVER, "one in ten people", "a tenth of people")
    project.replace(FEVER, "population: adults with", "population: grown-ups with")

    assert [entry["fullUrl"] for entry in bundle(project)["entry"]] == before


def test_a_claim_is_found_by_the_id_that_it_had_before(project: Project) -> None:
    evidence = resources(bundle(project), "Evidence")["blue-fever.skyroot-duration"]

    assert [(i.get("use"), i["value"]) for i in evidence["identifier"]] == [
        (None, "blue-fever#skyroot-duration"),
        ("old", "blue-fever#tea-duration"),
    ]


def test_a_page_leads_to_its_bundle(built_base: Project) -> None:
    page = (built_base.site / "conditions/blue-fever/index.html").read_text("utf-8")
    links = re.findall(r'<(?:link|a) [^>]*href="([^"]*data/fhir/[^"]*)"', page)

    assert links == ["../../data/fhir/blue-fever.json"] * 2
    assert not list(bundle_errors((built_base.site / "data/fhir/blue-fever.json").read_bytes()))
    assert "data/fhir/" not in (built_base.site / "harms/tremor/index.html").read_text("utf-8")


def test_a_site_without_bundles_leads_to_none(project: Project) -> None:
    library = project.library()
    heads = PageHeads(library, Addresses(library.layout), FACTS)

    assert "fhir" not in str(heads.of("conditions/blue-fever").links)


def test_two_sites_never_share_a_name(project: Project) -> None:
    other = SiteFacts("Skyroot Evidence", TODAY, url="https://example.org/other/")
    ours, theirs = (
        {entry["fullUrl"] for entry in bundle(project, facts)["entry"]} for facts in (FACTS, other)
    )

    assert ours.isdisjoint(theirs)


def test_a_site_without_an_address_has_valid_bundles_too(project: Project) -> None:
    text = bundle_text(project, SiteFacts("Skyroot Evidence", TODAY))

    assert Bundle.model_validate_json(text)
    assert "example.org/skyroot/" not in text


def test_a_claim_of_another_record_stands_in_the_bundle_of_the_page_that_shows_it(
    project: Project,
) -> None:
    claim = (
        "  - {id: known, kind: mechanism, statement: Tea is wet., direction: descriptive,"
        " certainty: not-graded, also: [blue-fever], evidence: [{study: muster2020,"
        " supports: background, finding: Tea is wet.}]}\n"
    )
    project.write(
        "docs/harms/tremor.yml", project.path("docs/harms/tremor.yml").read_text() + claim
    )
    found = bundle(project)
    (variable,) = resources(found, "Evidence")["tremor.known"]["variableDefinition"]

    assert variable["observed"]["display"] == "Population not stated"
    assert Bundle.model_validate_json(bundle_text(project))


HOSTILE = [
    "<script>alert(1)</script> *bold* [x](javascript:alert(1)) &lt;b&gt;",
    r"\u0000 5\" : \"resourceType\" } {",
    '\\"\\u0000-1\\"',
    "line\u2028break \ufffe \u202e backwards",
    "\\x1c",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_strangers_write_is_text_and_nothing_else(project: Project, text: str) -> None:
    as_yaml = text if text == "\\x1c" else json.dumps(text)[1:-1]
    project.replace(FEVER, f"statement: {STATEMENT}", f'statement: "{as_yaml}"')
    project.replace(FEVER, "comparator: warm water", f'comparator: "{as_yaml}"')
    found = bundle(project)
    strings = [value for value in walk(found) if isinstance(value, str)]

    assert Bundle.model_validate_json(bundle_text(project))
    assert len(resources(found, "Evidence")) == 5
    assert [s for s in strings if not s or re.search(r"[\x00-\x1f\x7f]", s)] == []
    assert [value for value in walk(found) if value in ({}, [])] == []


def test_markup_in_a_statement_marks_nothing_up() -> None:
    assert markdown("a <b> *c*\n# [d](e) &amp; &") == r"a \<b\> \*c\* # \[d\](e) \&amp; &"
    assert markdown("# no heading") == r"\# no heading"


def test_counts_beyond_what_fhir_can_hold_are_left_out(project: Project) -> None:
    project.replace(FEVER, "ci: [-3.10, -0.90], n: 80", "ci: [-3.10, -0.90], n: 9999999999")

    assert Bundle.model_validate_json(bundle_text(project))


@pytest.mark.parametrize("term", Measure)
def test_every_measure_has_a_type(term: Measure) -> None:
    assert json.loads(codes.measure(term).json)["text"] == term.label


@pytest.mark.parametrize("term", Design)
def test_every_design_is_named(term: Design) -> None:
    assert json.loads(codes.design(term).json)["text"] == term.label


@pytest.mark.parametrize("term", [*Concern, *Upgrade])
def test_every_rating_of_a_domain_has_a_code(term: Concern | Upgrade) -> None:
    assert (
        json.loads(codes.domain_rating(term).json)["coding"][0]["system"] == codes.CERTAINTY_RATING
    )


@pytest.mark.parametrize("term", [term for term in Certainty if term.filled])
def test_every_certainty_is_its_own_code(term: Certainty) -> None:
    assert json.loads(codes.rating(term).json)["coding"][0]["code"] == term.value


@given(st.lists(st.text(min_size=1), min_size=1, max_size=4))
def test_any_name_makes_an_id_that_fhir_allows(parts: list[str]) -> None:
    assert re.fullmatch(r"[A-Za-z0-9.-]{1,64}", fhir_id(*parts))


@given(st.text(min_size=1, max_size=90), st.text(min_size=1, max_size=90))
def test_other_keys_have_other_ids(one: str, two: str) -> None:
    assert (fhir_id("a", one) == fhir_id("a", two)) == (one == two)


def test_the_count_of_a_group_is_a_whole_number(project: Project) -> None:
    finding = resources(bundle(project))["blue-fever.skyroot-tremor.muster2020"]
    groups = {s.get("description"): s for s in finding["statistic"]}

    assert groups["Intervention group"]["numberAffected"] == 4
    assert groups["Intervention group"]["sampleSize"] == {"numberOfParticipants": 40}
    assert groups["Comparator group"]["quantity"] == {"value": 0}
