"""Polite questions to public services: who asks, how often, how long, how much.

Every answer is bounded in size and in time, comes over https from the host that was asked, and
is kept on disk for a while, so that a second look costs the service nothing.

Manners: Crossref, "Tips for using the REST API" (User-Agent with a mailto); NCBI, "A General
Introduction to the E-utilities" (tool and email, at most three requests a second).
"""

from __future__ import annotations

import email.utils
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

import httpx

from mkdocs_evidence.intake.answer_cache import AnswerCache
from mkdocs_evidence.intake.lookup_failure import NotKnownError, ServiceFailedError

ParsedT = TypeVar("ParsedT")
PRODUCT = "mkdocs-evidence"
MAX_BYTES = 5_000_000
MAX_SECONDS = 30.0
_TRIES = 3
_LONGEST_PAUSE = 20.0
_REDIRECTS = {301, 302, 303, 307, 308}
_LATER = "Try again later; nothing was written."


@dataclass
class ServiceClient:
    """Asks services, each with its own patience."""

    #: Address for the services' operators; empty: none is given.
    editors_email: str
    cache: AnswerCache
    #: Hosts that may be asked without encryption: a stand-in on this machine, in tests.
    plain_hosts: frozenset[str] = frozenset()
    pause: Callable[[float], None] = time.sleep
    max_seconds: float = MAX_SECONDS
    _last_asked: dict[str, float] = field(default_factory=dict)

    def ask(
        self,
        service: str,
        url: str,
        query: Mapping[str, str],
        parse: Callable[[str, str], ParsedT],
    ) -> ParsedT:
        """Ask a service; an answer that is still fresh is taken from the cache.

        Only an answer that `parse` can read is kept.

        Raises:
            NotKnownError: the service has nothing at this address.
            ServiceFailedError: there is no usable answer.
        """
        address = str(httpx.URL(url, params=dict(query)))
        kept = self.cache.get(address)
        text = self._ask_until_answered(service, address) if kept is None else kept
        parsed = parse(service, text)
        if kept is None:
            self.cache.put(address, text)
        return parsed

    def _ask_until_answered(self, service: str, address: str) -> str:
        failure: ServiceFailedError | None = None
        for attempt in range(_TRIES):
            if failure is not None:
                self.pause(min(_LONGEST_PAUSE, _wait(failure) or 2.0**attempt))
            try:
                return self._ask(service, address)
            except _PassingError as passing:
                failure = passing
        assert failure is not None  # noqa: S101  # the loop ran
        raise ServiceFailedError(failure.message, failure.mend)

    def _ask(self, service: str, address: str) -> str:
        first_host = urlsplit(address).netloc
        for _ in range(4):
            self._wait_for_turn(first_host)
            status, location, content = self._get(service, address)
            if status not in _REDIRECTS:
                return content
            address = urljoin(address, location)
            if urlsplit(address).netloc != first_host:
                message = f"{service} sends on to another host ({urlsplit(address).netloc[:80]})."
                raise ServiceFailedError(message, "It was not followed; nothing was written.")
        raise ServiceFailedError(f"{service} sends on in circles.", _LATER)

    def _wait_for_turn(self, host: str) -> None:
        """Leave a third of a second between two questions to one host (NCBI's limit)."""
        now = time.monotonic()
        early = self._last_asked.get(host, 0) + 0.34 - now
        if host in self._last_asked and early > 0:
            self.pause(early)
        self._last_asked[host] = time.monotonic()

    def _get(self, service: str, address: str) -> tuple[int, str, str]:
        parts = urlsplit(address)
        if parts.scheme != "https" and parts.netloc not in self.plain_hosts:
            raise ServiceFailedError(f"{service} wants an answer without encryption.", "Not asked.")
        try:
            with self._http.stream("GET", address) as response:
                _check_status(service, response)
                content = self._read(service, response)
                return response.status_code, response.headers.get("location", ""), content
        except httpx.TimeoutException:
            raise _PassingError(f"{service} does not answer in time.", _LATER) from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            reason = str(error)[:120] or type(error).__name__
            message = f"{service} ({parts.netloc}) cannot be reached: {reason}."
            mend = "Is this machine connected? Nothing was written."
            raise _PassingError(message, mend) from None

    @cached_property
    def _http(self) -> httpx.Client:
        return httpx.Client(
            headers=self._headers(),
            timeout=httpx.Timeout(min(15.0, self.max_seconds)),
            limits=httpx.Limits(max_keepalive_connections=0),  # a few questions, then no line open
            trust_env=not self.plain_hosts,  # a stand-in on this machine needs no proxy
        )

    def _headers(self) -> dict[str, str]:
        contact = f" (mailto:{self.editors_email})" if self.editors_email else ""
        return {
            "User-Agent": f"{PRODUCT}/{version(PRODUCT)}{contact}",
            "Accept-Encoding": "identity",  # what is not packed cannot grow when it is unpacked
        }

    def _read(self, service: str, response: httpx.Response) -> str:
        if response.headers.get("content-encoding", "identity") != "identity":
            raise ServiceFailedError(f"{service} answers in a packed form that was not asked for.")
        deadline = time.monotonic() + self.max_seconds
        content = bytearray()
        for chunk in response.iter_raw(65_536):
            content += chunk
            if len(content) > MAX_BYTES:
                message = f"{service} answers with more than {MAX_BYTES // 1_000_000} MB."
                raise ServiceFailedError(message, "No reference is so long; nothing was written.")
            if time.monotonic() > deadline:
                raise _PassingError(f"{service} does not finish its answer in time.", _LATER)
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ServiceFailedError(
                f"{service} answers with bytes that are no text.", _LATER
            ) from None


class _PassingError(ServiceFailedError):
    """A failure that may be gone in a moment; `seconds` is what the service asks to wait."""

    seconds: float = 0.0


def _wait(failure: ServiceFailedError) -> float:
    return failure.seconds if isinstance(failure, _PassingError) else 0.0


def _check_status(service: str, response: httpx.Response) -> None:
    status = response.status_code
    if status in {400, 404, 410}:  # NCBI answers 400 to a number that it does not have
        raise NotKnownError(f"{service} does not know it.")
    if status == 429 or status >= 500:
        said = "asks to be left alone for a while" if status == 429 else "is out of order"
        failure = _PassingError(f"{service} {said} (HTTP {status}).", _LATER)
        failure.seconds = _retry_after(response.headers.get("retry-after", ""))
        raise failure
    if status >= 400:
        mend = "A proxy or a firewall may stand between. Nothing was written."
        raise ServiceFailedError(f"{service} refuses to answer (HTTP {status}).", mend)


def _retry_after(header: str) -> float:
    """Seconds to wait, from a number or a date (RFC 9110, section 10.2.3); 0 where it is neither."""
    if header.strip().isdecimal():
        return float(header)
    try:
        moment = email.utils.parsedate_to_datetime(header)
        return max(0.0, moment.timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return 0.0
