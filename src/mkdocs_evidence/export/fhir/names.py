"""Names of resources that stay the same from build to build, and references between them.

A resource is named by what the knowledge base calls its subject: the record, the claim in it, the
citation key. Ids keep to FHIR's rule (letters, digits, `-` and `.`, at most 64 of them;
https://hl7.org/fhir/R5/datatypes.html#id). In a bundle each stands under a `urn:uuid` made from the
address of the site, its type and its id (RFC 9562, version 5), and references use these, as
https://hl7.org/fhir/R5/bundle.html#references asks where no server answers for them.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from dataclasses import dataclass
from functools import cached_property, lru_cache

from mkdocs_evidence.export.data_file import SiteFacts
from mkdocs_evidence.export.exact_json import Written
from mkdocs_evidence.export.fhir.codes import Element
from mkdocs_evidence.export.one_line import one_line

_LONGEST = 64
_UNSAFE = re.compile(r"[^A-Za-z0-9.-]+")
_MARKUP = re.compile(r"[\\`*_\[\]<>~|]|&(?=#?\w+;)|^[#+=-]")


def fhir_id(*parts: str) -> str:
    """An id from the parts of a name.

    A name that is too long or has other characters is cut and ends with two dots and a digest of
    the whole, which no name of ours can have by itself.
    """
    name = ".".join(parts)
    safe = _UNSAFE.sub("-", name)
    if safe == name and ".." not in name and len(name) <= _LONGEST:
        return name
    digest = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return f"{safe.replace('..', '-')[: _LONGEST - 18]}..{digest}"


def markdown(text: str) -> str:
    """Text of a record for an element of type markdown: it says what it says and marks nothing."""
    return _MARKUP.sub(r"\\\g<0>", one_line(text))


@lru_cache(maxsize=8)
def _namespace(home: str) -> bytes:
    return uuid.uuid5(uuid.NAMESPACE_URL, home).bytes


@lru_cache(maxsize=20_000)
def _urn(home: str, kind: str, name: str) -> str:
    """`uuid.uuid5(…).urn` without the object, for there are hundreds of thousands.

    Source: RFC 9562, section 5.5.
    """
    hashed = hashlib.sha1(_namespace(home) + f"{kind}/{name}".encode(), usedforsecurity=False)
    value = bytearray(hashed.digest()[:16])
    value[6] = value[6] & 0x0F | 0x50  # version 5
    value[8] = value[8] & 0x3F | 0x80  # the variant of the RFC
    digits = value.hex()
    parts = (digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:])
    return f"urn:uuid:{'-'.join(parts)}"


@dataclass(frozen=True)
class Names:
    """Names and labels of the resources of one site."""

    facts: SiteFacts

    @property
    def home(self) -> str:
        """What tells this site from all others: its address, or else its name."""
        return self.facts.url or self.facts.name

    def resource(self, kind: str, name: str) -> Element:
        """The beginning of a resource: type, id and the label that its form may still change."""
        return {"resourceType": kind, "id": name, "meta": self._meta}

    @cached_property
    def _meta(self) -> Written:
        tag = {"code": "experimental", "display": "Experimental"}
        if self.facts.url:
            tag = {"system": f"{self.facts.url}data/fhir/", **tag}
        return Written.of({"tag": [tag]})

    def identifier(self, value: str) -> Element:
        """What the knowledge base itself calls the subject of a resource."""
        known = {"system": self.facts.url} if self.facts.url else {}
        return {**known, "value": one_line(value)}

    def full_url(self, kind: str, name: str) -> str:
        """The URN under which a resource stands in every bundle of this site."""
        return _urn(self.home, kind, name)

    def reference(self, kind: str, name: str, display: str = "") -> Element:
        """A reference to a resource of the same bundle."""
        shown = {"display": one_line(display)} if display else {}
        return {"reference": self.full_url(kind, name), "type": kind, **shown}

    @cached_property
    def rights(self) -> Element:
        """Publisher and licence of what the site's editors wrote."""
        licence = " ".join(filter(None, [self.facts.rights, self.facts.licence_url]))
        return {"copyright": Written.of(markdown(licence))} if licence else {}
