"""LaTeX in BibTeX values to plain Unicode text."""

from __future__ import annotations

import logging
import re
from functools import lru_cache

from pylatexenc.latex2text import LatexNodes2Text

from mkdocs_evidence.sources.odd_text import without_invisible

#: It logs the macros that it cannot replace; `unknown_macros` names them.
logging.getLogger("pylatexenc.latex2text").disabled = True

_NEEDS_DECODING = re.compile(r"[\\{}~$]|--|``|''")
_UNESCAPED = re.compile(r"(?<!\\)([%&#])")
_DOLLAR = re.compile(r"(?<!\\)\$")
_MACRO = re.compile(r"\\([A-Za-z]+)")
_MAX_DECODED = 20_000

#: Reads no files: no input directory is ever set, so \input yields nothing.
_CONVERTER = LatexNodes2Text(math_mode="text", keep_comments=True, strict_latex_spaces=False)


@lru_cache(maxsize=50_000)
def decode_latex(value: str) -> str:
    r"""Decode accents and common macros, drop braces, and fold white space.

    BibTeX knows no comments inside values, so a bare `%` or `&` is a character, not markup.

    >>> decode_latex(r"Mat{\'e}s \& {van der} Berg")
    'Matés & van der Berg'
    """
    if _NEEDS_DECODING.search(value) and len(value) <= _MAX_DECODED:
        prepared = _UNESCAPED.sub(r"\\\1", value)
        if len(_DOLLAR.findall(prepared)) % 2:
            prepared = _DOLLAR.sub(r"\\$", prepared)
        try:
            value = _CONVERTER.latex_to_text(prepared)
        except Exception:  # noqa: BLE001 (a macro at the wrong place raises anything: `\'\input`)
            value = re.sub(r"[{}]", "", value)
    return " ".join(without_invisible(value.replace("\u00a0", " ")).split())


@lru_cache(maxsize=10_000)
def unknown_macros(value: str) -> tuple[str, ...]:
    """Names of the macros in a value for which there is no text."""
    names = dict.fromkeys(_MACRO.findall(value)) if "\\" in value else {}
    return tuple(name for name in names if not _has_text(name))


def _has_text(macro: str) -> bool:
    spec = _CONVERTER.latex_context.get_macro_spec(macro)
    return spec is not None and spec.macroname == macro
