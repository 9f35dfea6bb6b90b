"""Our style sheet for themes that are not Material: the same rules, at home in their pages.

Our rules are written for Material's page, whose text stands in `.md-typeset` and whose sizes count
from 20 pixels. MkDocs' own themes mark the text with `role="main"`, as HTML has it, and count from 16.
"""

from __future__ import annotations

import re

from mkdocs.config.defaults import MkDocsConfig

_TEXT = re.compile(r"\.md-typeset(?![\w-])")
_SIZE = re.compile(r"(?<![\w.-])(\d*\.?\d+)rem\b")
_PIXELS = 20 / 16
#: Where the page stands in the text, whatever the theme; previews stand beside it.
_MAIN = ':is([role="main"], main, .md-typeset)'
_DARK = ':is([data-md-color-scheme="slate"], [data-bs-theme="dark"])'
#: What these themes say of all tables, lists and headings, and our cells, cards and claims need
#: otherwise. A search field of Material's is not there to be opened.
_MORE = """
[role="main"] table :is(td, th) { white-space: normal !important; vertical-align: top !important; overflow-wrap: normal; }
[role="main"] th { position: static !important; text-align: left; }
[role="main"] ul[class*="ev-"] > li { margin-left: 0 !important; list-style: none !important; }
[role="main"] [class*="ev-"] > svg { max-width: 100%; height: auto; }
[role="main"] h3 { font-size: 1.15em; }
[role="main"] button.ev-sort { padding: 0; border: 0; background: none; color: inherit; font-weight: 600; text-align: left; }
[role="main"] label.ev-search-box { display: none; }
"""


def is_material(config: MkDocsConfig) -> bool:
    """True where the theme is Material, or what a site made of it."""
    return config.theme.name == "material"


def for_other_themes(styles: str) -> str:
    """Our style sheet with its rules on the text of any theme.

    >>> for_other_themes(".md-typeset .ev-a { margin: 0.8rem } .md-typeset__table { top: 0 }")[:67]
    ':is([role="main"], main, .md-typeset) .ev-a { margin: 1rem } .md-ty'
    """
    styles = _TEXT.sub(_MAIN, styles)
    styles = styles.replace('[data-md-color-scheme="slate"]', _DARK)
    styles = styles.replace("[data-md-color-scheme] {", ":root {")
    styles = _SIZE.sub(lambda size: f"{float(size[1]) * _PIXELS:.3g}rem", styles)
    return styles + _MORE
