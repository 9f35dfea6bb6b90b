"""Fixtures: the services' stand-in, and a client that asks it without waiting."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from mkdocs_evidence.intake.answer_cache import AnswerCache
from mkdocs_evidence.intake.lookup import Services, stand_in_services
from mkdocs_evidence.intake.service_client import ServiceClient
from scholarly_services import StandIn, stand_in


@pytest.fixture
def services() -> Iterator[StandIn]:
    with stand_in() as running:
        yield running


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def client(services: StandIn, pauses: list[float]) -> ServiceClient:
    host = frozenset({urlsplit(services.base).netloc})
    return ServiceClient("editors@example.org", AnswerCache(), host, pauses.append, 5.0)


@pytest.fixture
def asked(client: ServiceClient, services: StandIn) -> Services:
    return stand_in_services(client, services.base)
