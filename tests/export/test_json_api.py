"""The JSON API of the tiny base: what programs may rely on."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from api_walk import PublishedApi
from knowledge_bases import Project


@pytest.fixture(scope="module")
def api(built_base: Project) -> PublishedApi:
    return PublishedApi(built_base.site)


def links_in(data: Any) -> list[dict[str, str]]:
    """Every link of a file, wherever it stands."""
    if isinstance(data, list):
        return [link for part in data for link in links_in(part)]
    if not isinstance(data, dict):
        return []
    if set(data) == {"id", "title", "api", "page"}:
        return [data]
    return [link for part in data.values() for link in links_in(part)]


def test_the_description_is_valid_openapi(api: PublishedApi) -> None:
    OpenAPIV31SpecValidator(api.description).validate()


def test_the_description_names_the_licence_and_where_the_api_stands(api: PublishedApi) -> None:
    assert api.description["openapi"].startswith("3.1")
    assert api.description["servers"] == [{"url": "https://example.org/skyroot/api/v1"}]
    assert api.description["info"]["license"] == {"name": "CC0-1.0", "identifier": "CC0-1.0"}


def test_every_file_fits_the_schema_that_it_names_and_its_path(api: PublishedApi) -> None:
    paths = api.paths()

    assert len(paths) > 15
    assert [error for path in sorted(paths) for error in api.errors(path)] == []


def test_every_path_of_the_description_is_published(api: PublishedApi) -> None:
    met = {api.operation(path)["operationId"] for path in api.paths()}

    assert met == {path["get"]["operationId"] for path in api.description["paths"].values()}


def test_a_schema_notices_a_field_that_goes(api: PublishedApi) -> None:
    data = api.read("claims/blue-fever/skyroot-duration.json")
    del data["data"]["certainty"]

    assert list(api.validators["claim"].iter_errors(data))


def test_published_schemas_let_later_fields_pass(api: PublishedApi) -> None:
    data = api.read("claims/blue-fever/skyroot-duration.json")
    data["data"]["later"] = 1
    schema = api.read("schema/claim.json")

    assert Draft202012Validator(schema).is_valid(data)
    assert schema["$id"] == "https://example.org/skyroot/api/v1/schema/claim.json"


def test_each_thing_in_a_bulk_file_is_the_thing_of_its_own_file(api: PublishedApi) -> None:
    for collection in api.read("index.json")["data"]["collections"]:
        things = api.read(f"{collection['name']}.json")["data"]

        assert collection["count"] == len(things) > 0
        for thing in things:
            assert api.read(thing["api"].removeprefix("api/v1/"))["data"] == thing


def test_every_link_leads_to_a_file_of_that_id_and_to_a_place_on_a_page(api: PublishedApi) -> None:
    for path in sorted(api.paths()):
        for link in links_in(api.read(path.removeprefix("/"))):
            page, _, anchor = link["page"].partition("#")
            html = (api.site / page / "index.html").read_text("utf-8")

            assert json.loads((api.site / link["api"]).read_text())["data"]["id"] == link["id"]
            assert not anchor or f'id="{anchor}"' in html


def test_claims_studies_and_records_link_both_ways(api: PublishedApi) -> None:
    claim = api.read("claims/blue-fever/skyroot-duration.json")["data"]
    study = api.read("studies/novak2021.json")["data"]
    record = api.read("records/condition/blue-fever.json")["data"]
    tremor = api.read("records/harm/tremor.json")["data"]
    statement = api.read("statements/p01.json")["data"]

    assert [link["study"]["id"] for link in claim["evidence"]] == ["muster2020", "novak2021"]
    assert study["cited_by"] == [
        {"claim": record["claims"][0], "supports": "contradicts"},
    ]
    assert record["claims"][0]["id"] == claim["id"] == "blue-fever/skyroot-duration"
    assert [link["id"] for link in record["studies"]] == ["muster2020", "novak2021", "agency2022"]
    assert [c["id"] for c in tremor["claims_of_other_records"]] == ["blue-fever/skyroot-tremor"]
    assert claim["statements"][0]["id"] == statement["id"]
    assert statement["claims"][0] == record["claims"][0]


def test_numbers_are_there_as_written_and_to_compute_with(api: PublishedApi) -> None:
    effect = api.read("claims/blue-fever/skyroot-duration.json")["data"]["effect"]

    assert effect["value"] == {"written": "-2.0", "number": -2.0}
    assert effect["interval"]["low"] == {"written": "-3.10", "number": -3.1}


def test_prose_is_given_with_and_without_our_notations(api: PublishedApi) -> None:
    text = api.read("records/condition/blue-fever.json")["data"]["bottom_line"]

    assert text["text"].endswith("found no difference; see Tremor.")
    assert "[@novak2021]" in text["written"]
    assert text["cites"] == ["muster2020", "novak2021"]


def test_an_earlier_id_of_a_claim_stays_alive(api: PublishedApi) -> None:
    old = api.read("claims/blue-fever/tea-duration.json")

    assert old == api.read("claims/blue-fever/skyroot-duration.json")
    assert old["data"]["was"] == ["blue-fever/tea-duration"]


def test_every_file_says_whose_it_is_and_on_what_terms(api: PublishedApi) -> None:
    told = [api.read(path.removeprefix("/"))["meta"] for path in api.paths()]

    assert {meta["name"] for meta in told} == {"Skyroot Evidence"}
    assert {meta["licence"] for meta in told} == {"CC0-1.0"}
    assert {meta["site"] for meta in told} == {"https://example.org/skyroot/"}


def test_a_version_changes_with_the_thing_and_only_with_it(
    project: Project, api: PublishedApi
) -> None:
    project.replace("docs/conditions/blue-fever.yml", "120 people in all", "121 people in all")
    assert project.run("evidence", "export", "api", "--to", "site").returncode == 0
    changed = PublishedApi(project.site)

    def versions(one: PublishedApi, name: str) -> dict[str, str]:
        return {thing["id"]: thing["version"] for thing in one.read(f"{name}.json")["data"]}

    before, after = versions(api, "claims"), versions(changed, "claims")
    assert {key for key in before if before[key] != after[key]} == {"blue-fever/skyroot-duration"}
    assert versions(api, "studies") == versions(changed, "studies")


def test_drafts_are_not_published(project: Project) -> None:
    project.replace(
        "docs/conditions/blue-fever.yml",
        "  - id: skyroot-tremor\n",
        "  - id: skyroot-tremor\n    status: draft\n",
    )
    project.replace(
        "docs/conditions/blue-fever.yml",
        "summary: [skyroot-duration, skyroot-tremor]",
        "summary: [skyroot-duration]",
    )
    assert project.run("evidence", "export", "api", "--to", "site").returncode == 0
    everything = "".join(file.read_text() for file in project.site.rglob("*.json"))

    assert "skyroot-duration" in everything
    assert "skyroot-tremor" not in everything


def test_a_number_beyond_json_keeps_its_digits_and_breaks_nothing(project: Project) -> None:
    project.replace(
        "docs/conditions/blue-fever.yml",
        "effect: {measure: md, value: -2.0, ci: [-3.10, -0.90], n: 80, unit: days}",
        f"effect: {{measure: md, value: -{'9' * 400}, n: 80, unit: days}}",
    )
    project.run("evidence", "export", "api", "--to", "site")
    claim = PublishedApi(project.site).read("claims/blue-fever/skyroot-duration.json")["data"]

    assert claim["effect"]["value"] == {"written": f"-{'9' * 400}", "number": None}


def test_every_term_of_a_vocabulary_is_explained(api: PublishedApi) -> None:
    known = {one["name"]: one["terms"] for one in api.read("vocabularies.json")["data"]}
    schema = api.read("schema/claim.json")["$defs"]

    for name in ("Certainty", "Direction", "ClaimKind", "Support"):
        assert [term["value"] for term in known[name]] == schema[name]["enum"]
        assert all(term["label"] for term in known[name])
