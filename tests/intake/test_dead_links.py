"""Which references lead nowhere: by the word of their hosts and of the DOI register."""

from __future__ import annotations

import httpx
import pytest

from knowledge_bases import Project
from mkdocs_evidence.intake.dead_links import DOI_REGISTER, dead_links, reason_of_death


def answer(status: int, **headers: str) -> httpx.Client:
    return httpx.Client(
        transport=httpx.MockTransport(lambda _: httpx.Response(status, headers=headers))
    )


@pytest.mark.parametrize(("status", "reason"), [(404, "not found"), (410, "gone")])
def test_a_host_that_says_so_is_believed(status: int, reason: str) -> None:
    assert reason_of_death(answer(status), "https://example.org/").startswith(reason)


@pytest.mark.parametrize("status", [200, 301, 401, 403, 405, 429, 500, 503])
def test_a_host_that_refuses_a_program_proves_nothing(status: int) -> None:
    assert reason_of_death(answer(status), "https://example.org/") == ""


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (httpx.ConnectTimeout("late"), "does not answer"),
        (httpx.ConnectError("no such host"), "cannot be reached"),
    ],
)
def test_a_host_that_is_not_there_is_dead(error: Exception, reason: str) -> None:
    def fail(_: httpx.Request) -> httpx.Response:
        raise error

    client = httpx.Client(transport=httpx.MockTransport(fail))

    assert reason_of_death(client, "https://example.org/").startswith(reason)


def test_an_address_that_is_none_is_dead() -> None:
    assert reason_of_death(httpx.Client(), "http://[").startswith("cannot be reached")


def test_each_dead_address_is_named_with_its_line_in_the_order_of_the_file(
    project: Project,
) -> None:
    asked: list[str] = []

    def all_dead(address: str) -> str:
        asked.append(address)
        return "gone"

    found = list(dead_links(project.library(), all_dead))
    lines = project.path("references.bib").read_text("utf-8").splitlines()

    assert found
    assert [link.place.line for link in found] == sorted(link.place.line for link in found)
    assert all(link.address.rsplit("/", 1)[-1] in lines[link.place.line - 1] for link in found)
    assert any(address.startswith(DOI_REGISTER) for address in asked)


def test_a_living_list_has_nothing_to_tell(project: Project) -> None:
    assert list(dead_links(project.library(), lambda _: "")) == []


def test_a_limit_looks_at_the_first_references_only(project: Project) -> None:
    found = list(dead_links(project.library(), lambda _: "gone", 1))

    assert len({link.key for link in found}) == 1
