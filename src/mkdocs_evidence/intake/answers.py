"""Answers of services as JSON and XML, read with suspicion."""

from __future__ import annotations

import json
from typing import Any, NoReturn
from xml.etree.ElementTree import Element, ParseError

import defusedxml.ElementTree as SafeElementTree
from defusedxml.common import DefusedXmlException

from mkdocs_evidence.intake.lookup_failure import ServiceFailedError


def json_object(service: str, text: str) -> dict[str, Any]:
    """An object in JSON.

    Raises:
        ServiceFailedError: the text is something else.
    """
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict):
        _refuse(service, text, "JSON")
    return answer


def xml_root(service: str, text: str) -> Element:
    """The root of an XML document; entities and anything outside the document are refused.

    Raises:
        ServiceFailedError: the text is something else.
    """
    try:
        root: Element = SafeElementTree.fromstring(text)
    except (ParseError, DefusedXmlException, ValueError, RecursionError):
        _refuse(service, text, "safe XML")
    return root


def _refuse(service: str, text: str, wanted: str) -> NoReturn:
    if text.lstrip()[:200].lower().startswith(("<!doctype html", "<html")):
        message = f"{service} answers with a web page, not with data."
        mend = "A log-in page or a proxy may stand between. Nothing was written."
        raise ServiceFailedError(message, mend)
    mend = "Try again later; nothing was written."
    raise ServiceFailedError(f"{service} answers with something that is not {wanted}.", mend)
