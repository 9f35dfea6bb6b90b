"""Messages of our scripts in the language of the site: put into them when the site is built.

Scripts say `gettext("Copied")` and `ngettext("{n} claim", "{n} claims", count)`, as templates and
modules do, and learn nothing at run time: a policy of the site need not allow any more for it.
"""

from __future__ import annotations

import json
import re

from mkdocs_evidence.words import Words

_TEXT = r'"((?:[^"\\\n]|\\.)*)"'
_MESSAGE = re.compile(rf"(?<![\w.])gettext\(\s*{_TEXT},?\s*\)")
_PLURAL = re.compile(rf"(?<![\w.])ngettext\(\s*{_TEXT},\s*{_TEXT},\s*([\w.]+),?\s*\)")
#: How each script calls the language of its words, for numbers and for pages that it writes.
_LANGUAGE = "LANGUAGE_OF_WORDS"


def with_words(script: str, words: Words) -> str:
    """A script with its messages translated."""
    catalogue = words.catalogue
    # The forms go by the numbers that stand for them; more than two hundred need no other form.
    examples: dict[int, int] = {}
    for number in range(200):
        examples.setdefault(words.plural_form(number), number)

    def message(match: re.Match[str]) -> str:
        return _as_script(catalogue.gettext(_as_text(match[1])))

    def plural(match: re.Match[str]) -> str:
        one, many = _as_text(match[1]), _as_text(match[2])
        forms = [catalogue.ngettext(one, many, examples[form]) for form in range(len(examples))]
        return f"{_as_script(forms)}[{words.plural_rule(match[3])}]"

    script = _PLURAL.sub(plural, script)
    return _MESSAGE.sub(message, script).replace(_LANGUAGE, _as_script(words.language))


def _as_text(written: str) -> str:
    text: str = json.loads(f'"{written}"')
    return text


def _as_script(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
