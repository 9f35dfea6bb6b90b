"""Services that are slow, broken, huge or hostile give one clear sentence, and cost little."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from mkdocs_evidence.intake.answer_cache import AnswerCache
from mkdocs_evidence.intake.answers import json_object, xml_root
from mkdocs_evidence.intake.identifiers import Identifier, IdentifierKind
from mkdocs_evidence.intake.lookup import Services, look_up
from mkdocs_evidence.intake.lookup_failure import NotKnownError, ServiceFailedError
from mkdocs_evidence.intake.service_client import ServiceClient
from scholarly_services import DOI, PMID, Answer, StandIn, article_set, work

BILLION_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "&a{n - 1 if n else ""};&a{n - 1 if n else ""};">' for n in range(9))
    + "]><PubmedArticleSet>&a8;</PubmedArticleSet>"
)
FILE_OF_THE_MACHINE = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY s SYSTEM "file:///etc/hostname">]>'
    "<PubmedArticleSet>&s;</PubmedArticleSet>"
)


def ask(client: ServiceClient, services: StandIn) -> dict[str, object]:
    return client.ask("The service", f"{services.base}/thing", {"q": "1"}, json_object)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (Answer("{}", 403), "The service refuses to answer (HTTP 403)"),
        (Answer("", 429), "asks to be left alone for a while (HTTP 429)"),
        (Answer("oh no", 503), "is out of order (HTTP 503)"),
        (Answer('{"message": '), "not JSON"),
        (Answer("[1, 2]"), "not JSON"),
        (Answer("[" * 100_000), "not JSON"),
        (Answer(""), "not JSON"),
        (Answer("\n<!DOCTYPE html><html><body>Log in"), "a web page, not with data"),
        (Answer(b"\xff\xfe\x00"), "bytes that are no text"),
        (Answer("x" * 5_000_001), "more than 5 MB"),
        (Answer("{}", headers={"Content-Encoding": "gzip"}), "packed form"),
        (Answer("", 302, {"Location": "https://elsewhere.example/"}), "to another host"),
        (Answer("", 302, {"Location": "/thing?q=1"}), "in circles"),
    ],
)
def test_a_bad_answer_is_named(
    client: ServiceClient, services: StandIn, answer: Answer, sentence: str
) -> None:
    services.says("/thing", answer)

    with pytest.raises(ServiceFailedError) as failure:
        ask(client, services)
    assert sentence in str(failure.value)


def test_a_slow_answer_is_given_up(client: ServiceClient, services: StandIn) -> None:
    client.max_seconds = 0.1
    services.says("/thing", Answer('{"a":', never_ends=True))

    with pytest.raises(ServiceFailedError, match="in time"):
        ask(client, services)


def test_a_host_that_is_not_there_is_named(client: ServiceClient) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{unused.getsockname()[1]}"
        client.plain_hosts = frozenset({host})

        with pytest.raises(ServiceFailedError, match="cannot be reached"):
            client.ask("The service", f"http://{host}/", {}, json_object)


def test_nothing_is_asked_without_encryption(services: StandIn) -> None:
    client = ServiceClient("", AnswerCache(), pause=lambda _: None)

    with pytest.raises(ServiceFailedError, match="without encryption"):
        ask(client, services)
    assert services.asked == []


def test_a_redirect_on_the_same_host_is_followed(client: ServiceClient, services: StandIn) -> None:
    services.says("/thing", Answer("", 301, {"Location": "/moved"}))
    services.says("/moved", {"a": 1})

    assert ask(client, services) == {"a": 1}


@pytest.mark.parametrize(("asked_for", "waited"), [("7", 7.0), ("9999", 20.0), ("soon", 2.0)])
def test_a_busy_service_is_asked_again_after_the_time_it_names(
    client: ServiceClient, services: StandIn, pauses: list[float], asked_for: str, waited: float
) -> None:
    services.says("/thing", Answer("", 429, {"Retry-After": asked_for}), {"a": 1})

    assert ask(client, services) == {"a": 1}
    assert pauses[0] == waited


def test_it_gives_up_after_three_tries(client: ServiceClient, services: StandIn) -> None:
    services.says("/thing", Answer("", 500))

    with pytest.raises(ServiceFailedError):
        ask(client, services)
    assert len(services.asked) == 3


def test_a_refusal_is_not_argued_with(client: ServiceClient, services: StandIn) -> None:
    with pytest.raises(NotKnownError):
        ask(client, services)
    assert len(services.asked) == 1


def test_it_says_who_asks(client: ServiceClient, services: StandIn) -> None:
    services.says("/thing", {})
    ask(client, services)
    agent = services.asked[0][2]["User-Agent"]

    assert agent.startswith("mkdocs-evidence/")
    assert agent.endswith("(mailto:editors@example.org)")


def test_each_service_learns_the_tool_and_the_address(asked: Services, services: StandIn) -> None:
    services.crossref(work())
    look_up(Identifier(IdentifierKind.DOI, DOI), asked)
    (_, crossref, _), (_, search, _) = services.asked

    assert crossref == {"mailto": "editors@example.org"}
    assert (search["tool"], search["email"]) == ("mkdocs-evidence", "editors@example.org")


@pytest.mark.parametrize(
    "bomb", [BILLION_LAUGHS, FILE_OF_THE_MACHINE, "<a><b></a>", "<!DOCTYPE html><html>", "\x00"]
)
def test_hostile_xml_is_refused(asked: Services, services: StandIn, bomb: str) -> None:
    services.pubmed(Answer(bomb))

    with pytest.raises(ServiceFailedError, match="PubMed answers with"):
        look_up(Identifier(IdentifierKind.PMID, PMID), asked)


def test_the_document_type_that_pubmed_names_is_no_attack() -> None:
    assert xml_root("PubMed", article_set("")).tag == "PubmedArticleSet"


@pytest.fixture
def cached(client: ServiceClient, tmp_path: Path) -> ServiceClient:
    client.cache = AnswerCache(tmp_path / "answers")
    return client


def test_an_answer_is_kept_for_a_day(cached: ServiceClient, services: StandIn) -> None:
    services.says("/thing", {"a": 1})
    ask(cached, services)
    ask(cached, services)

    assert len(services.asked) == 1


def test_an_old_answer_is_asked_for_again(cached: ServiceClient, services: StandIn) -> None:
    services.says("/thing", {"a": 1})
    ask(cached, services)
    kept = cached.cache
    cached.cache = AnswerCache(kept.folder, clock=lambda: kept.clock() + 90_000)
    ask(cached, services)

    assert len(services.asked) == 2


def test_a_bad_answer_is_not_kept(cached: ServiceClient, services: StandIn) -> None:
    services.says("/thing", Answer("<html>Log in"), {"a": 1})
    with pytest.raises(ServiceFailedError):
        ask(cached, services)

    assert ask(cached, services) == {"a": 1}


@pytest.mark.parametrize("damage", ["", "{}", "[]", '{"asked": "x", "answer": 1}'])
def test_a_damaged_cache_is_no_harm(cached: ServiceClient, services: StandIn, damage: str) -> None:
    services.says("/thing", {"a": 1})
    ask(cached, services)
    assert cached.cache.folder
    (file,) = cached.cache.folder.iterdir()
    file.write_text(damage)

    assert ask(cached, services) == {"a": 1}


def test_an_answer_kept_for_another_question_is_not_taken(
    cached: ServiceClient, services: StandIn
) -> None:
    services.says("/thing", {"a": 1})
    ask(cached, services)
    assert cached.cache.folder
    (file,) = cached.cache.folder.iterdir()
    file.write_text(json.dumps(json.loads(file.read_text()) | {"address": "http://other"}))
    ask(cached, services)

    assert len(services.asked) == 2


def test_the_stand_in_listens_on_this_machine_only(services: StandIn) -> None:
    assert urlsplit(services.base).hostname == "127.0.0.1"
