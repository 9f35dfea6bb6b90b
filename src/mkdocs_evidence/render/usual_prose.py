"""Prose as most of it is: paragraphs, lists of one level, emphasis, and our own notations.

The Markdown engine takes fifty times as long for it and comes to the same; whatever else a text holds
is left to the engine.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup

from mkdocs_evidence.prose import CITATION, RECORD_LINK, parse_citation
from mkdocs_evidence.render.direct_code import written

#: Letters and signs that mean nothing to Markdown, within a line.
_LETTERS = r"(?:[^\W_]|[ \xa0\u2009\u202f.,;:()/%+=?'\"’“”–—−±≥≤°×·…€£$-])"
_PLAIN = re.compile(rf"(?:{_LETTERS}|\n)*")
_EMPHASIS = re.compile(rf"(?<![\w*])(\*\*?)(?! )({_LETTERS}+)(?<! )\1(?![\w*])")
_TAGS = {"*": "em", "**": "strong"}
_OUR_NOTATION = re.compile(f"(?:{CITATION.pattern})|(?:{RECORD_LINK.pattern})")
_BLOCK_START = re.compile(r"^(?:\s{4}|\s*(?:[-+=]|\d+[.)])(?:\s|[-=]|$))|  \n|\t", re.MULTILINE)
_BETWEEN_BLOCKS = re.compile(r"\n\s*\n")
_ITEM = "- "

#: Writes one of our notations.
Notation = Callable[[str], str]


def usual_html(text: str, notation: Notation) -> Markup | None:
    """The HTML of a text; None where only the engine knows."""
    blocks = blocks_of(text)
    if blocks is None:
        return None
    return Markup("\n".join(_block(block, notation) for block in blocks))


def blocks_of(text: str) -> list[str | list[str]] | None:
    """Paragraphs, and lists as their items; None where only the engine knows."""
    if not _BLOCK_START.search(text):
        paragraphs = filter(None, _BETWEEN_BLOCKS.split(text.strip()))
        return [*paragraphs] if _is_usual(text) else None
    blocks: list[str | list[str]] = []
    for block in filter(None, _BETWEEN_BLOCKS.split(text.strip("\n"))):
        items = _items(block)
        follows_list = bool(blocks) and isinstance(blocks[-1], list)
        is_usual = _is_usual(block) and block == block.strip() and not _BLOCK_START.search(block)
        if items and not follows_list:
            blocks.append(items)
        elif is_usual:
            blocks.append(block)
        else:
            return None
    return blocks


def _items(block: str) -> list[str]:
    """The items of a list of one level; none where it is something else."""
    lines = block.split("\n")
    items = [line.removeprefix(_ITEM) for line in lines if line.startswith(_ITEM)]
    are_simple = len(items) == len(lines) and all(
        item and item == item.strip() and _is_usual(item) and not _BLOCK_START.search(item)
        for item in items
    )
    return items if are_simple else []


def _is_usual(text: str) -> bool:
    """True where Markdown would change nothing but emphasis and our two notations."""
    pieces = _OUR_NOTATION.split(text)[:: _OUR_NOTATION.groups + 1]
    for match in _OUR_NOTATION.finditer(text):
        citation, *_, label = match.groups()
        locators = [cited.locator for cited in parse_citation(citation or "")]
        if not all(map(_PLAIN.fullmatch, [*locators, label or ""])):
            return False
    return all(_PLAIN.fullmatch(_EMPHASIS.sub(r"\2", piece)) for piece in pieces)


def _block(block: str | list[str], notation: Notation) -> str:
    if isinstance(block, str):
        return f"<p>{_inline(block, notation)}</p>"
    items = "\n".join(f"<li>{_inline(item, notation)}</li>" for item in block)
    return f"<ul>\n{items}\n</ul>"


def _inline(text: str, notation: Notation) -> str:
    html: list[str] = []
    position = 0
    for match in _OUR_NOTATION.finditer(text):
        html += (_emphasised(text[position : match.start()]), notation(match.group(0)))
        position = match.end()
    return "".join([*html, _emphasised(text[position:])])


def _emphasised(text: str) -> str:
    html: list[str] = []
    position = 0
    for match in _EMPHASIS.finditer(text):
        tag = _TAGS[match[1]]
        html += (written(text[position : match.start()]), f"<{tag}>{written(match[2])}</{tag}>")
        position = match.end()
    return "".join([*html, written(text[position:])])
