"""LaTeX in BibTeX values to plain Unicode text."""

from __future__ import annotations

import logging
import re
from functools import lru_cache

from pylatexenc.latex2text import LatexNodes2Text
from pylatexenc.latexwalker import get_default_latex_context_db

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
#: What macros the parser knows; it would put the list together anew for every value.
_MACROS = get_default_latex_context_db()
#: An accent or a letter that stands for itself: {\'e}, {\'{e}}, \'{e}, {\ss}.
_LETTER = re.compile(
    r"\{\\(?:[a-zA-Z]{1,2}|[%&#_]|['`^\"=.][a-zA-Z])\}|\{\\['`^\"=.]\{[a-zA-Z]\}\}|\\['`^\"]\{[a-zA-Z]\}"
)
#: Text whose braces only protect it: {PTSD}.
_PROTECTED = re.compile(r"[^\\{}~$`]*(?:\{[^\\{}~$`]*\}[^\\{}~$`]*)*")
_LIGATURE = re.compile(r"--|``|''")


@lru_cache(maxsize=50_000)
def decode_latex(value: str) -> str:
    r"""Decode accents and common macros, drop braces, and fold white space.

    BibTeX knows no comments inside values, so a bare `%` or `&` is a character, not markup.

    >>> decode_latex(r"Mat{\'e}s \& {van der} Berg")
    'Matés & van der Berg'
    """
    if _NEEDS_DECODING.search(value) and len(value) <= _MAX_DECODED:
        value = _without_latex(value)
    return " ".join(without_invisible(value.replace("\u00a0", " ")).split())


def _without_latex(value: str) -> str:
    """Text without LaTeX. Most values hold no more of it than letters and braces, which go fast."""
    lettered = _LETTER.sub(lambda letter: _decoded(letter[0]), value) if "\\" in value else value
    if _PROTECTED.fullmatch(lettered) and not _LIGATURE.search(lettered):
        return lettered.replace("{", "").replace("}", "")
    return _decoded_whole(value)


@lru_cache(maxsize=1_000)
def _decoded(letter: str) -> str:
    return _decoded_whole(letter)


def _decoded_whole(value: str) -> str:
    prepared = _UNESCAPED.sub(r"\\\1", value)
    if len(_DOLLAR.findall(prepared)) % 2:
        prepared = _DOLLAR.sub(r"\\$", prepared)
    try:
        return str(_CONVERTER.latex_to_text(prepared, latex_context=_MACROS))
    except Exception:  # noqa: BLE001 (a macro at the wrong place raises anything: `\'\input`)
        return re.sub(r"[{}]", "", value)


@lru_cache(maxsize=10_000)
def unknown_macros(value: str) -> tuple[str, ...]:
    """Names of the macros in a value for which there is no text."""
    names = dict.fromkeys(_MACRO.findall(value)) if "\\" in value else {}
    return tuple(name for name in names if not _has_text(name))


def _has_text(macro: str) -> bool:
    spec = _CONVERTER.latex_context.get_macro_spec(macro)
    return spec is not None and spec.macroname == macro
