"""Messages of templates are translated when a template is compiled: a build has one language.

`_("Bottom line")` becomes the translated text itself, and `{% trans %}` the pieces of its
translation with the values between them, so a page in any language costs what it costs in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import nodes
from jinja2.ext import InternationalizationExtension
from jinja2.lexer import Token, TokenStream

from mkdocs_evidence.words import Words

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")


class TemplateWords(InternationalizationExtension):
    """Reads what Jinja's own extension reads, so that the usual tools find the messages."""

    @property
    def _words(self) -> Words:
        words: Words = self.environment.words  # type: ignore[attr-defined]
        return words

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Put the translation in the place of each `_("message")`."""
        for token in stream:
            if token.test("name:_") and stream.current.type == "lparen":
                next(stream)
                message = stream.expect("string")
                stream.expect("rparen")
                said = self._words.catalogue.gettext(message.value)
                yield Token(message.lineno, "string", said)
            else:
                yield token

    def _make_node(  # type: ignore[override]  # noqa: PLR0913, PLR0917  # the signature is Jinja's
        self,
        singular: str,
        plural: str | None,
        context: str | None,
        variables: dict[str, nodes.Expr],
        plural_expr: nodes.Expr | None,
        vars_referenced: bool,  # noqa: ARG002
        num_called_num: bool,  # noqa: ARG002
    ) -> nodes.Output | nodes.If:
        """What a `trans` block writes: for a plural, one of the forms."""
        catalogue = self._words.catalogue
        if plural is None or plural_expr is None:
            said = catalogue.pgettext(context, singular) if context else catalogue.gettext(singular)
            return _written(said, variables)
        count = len(self._examples)
        forms = [
            catalogue.ngettext(singular, plural, self._examples[form]) for form in range(count)
        ]
        form = nodes.Call(nodes.Name("plural_form", "load"), [plural_expr], [], None, None)
        written: nodes.Output | nodes.If = _written(forms[-1], variables)
        for index in reversed(range(count - 1)):
            is_form = nodes.Compare(form, [nodes.Operand("eq", nodes.Const(index))])
            written = nodes.If(is_form, [_written(forms[index], variables)], [], [written])
        return written

    @property
    def _examples(self) -> dict[int, int]:
        """A number for each form of plurals that the language has."""
        forms: dict[int, int] = {}
        for number in range(200):
            forms.setdefault(self._words.plural_form(number), number)
        return forms


def _written(message: str, variables: dict[str, nodes.Expr]) -> nodes.Output:
    """A message as Jinja writes a template: text as it is, values escaped."""
    pieces = _PLACEHOLDER.split(message)
    written: list[nodes.Expr] = []
    for place, piece in enumerate(pieces):
        if place % 2:
            written.append(variables[piece])
        elif piece:
            written.append(nodes.TemplateData(piece.replace("%%", "%")))
    return nodes.Output(written)
