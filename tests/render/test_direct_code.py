"""Templates write what Jinja would write, by a shorter way."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from mkdocs_evidence.model.vocabulary import Direction
from mkdocs_evidence.render.direct_code import DirectCode, written

MACROS = """
{%- macro greet(name, loudly=false) %}<b title="{{ name }}">{{ name }}</b>{{ "!" if loudly }}{% endmacro %}
{%- macro around(what) %}({{ caller() }}, {{ what }}){% endmacro %}
{%- macro several(first) %}{{ first }}{{ varargs|join(", ") }}{{ kwargs|length }}{% endmacro %}"""
TEMPLATES = {
    "a value": "{{ text }} {{ html }} {{ number }} {{ term }} {{ none }} {{ thing.name }}",
    "a call": "{{ twice(text) }} {{ twice(text, by='-') }} {{ twice(*[text]) }} {{ thing.says(html) }}",
    "a macro": "{% import 'macros' as m %}{{ m.greet(text) }}{{ m.greet(html, true) }}",
    "a macro by names": "{% import 'macros' as m %}{{ m.greet(loudly=true, name=text) }}",
    "a macro in a loop": "{% import 'macros' as m %}{% for one in [text, html] %}{{ m.greet(one) }}"
    "{{ loop.index }}{{ ', ' if not loop.last }}{% endfor %}",
    "a macro of a macro": "{% import 'macros' as m %}{{ m.greet(m.greet(text)|trim) }}",
    "a block of a macro": "{% import 'macros' as m %}{% call m.around(text) %}{{ html }}{% endcall %}",
    "any arguments": "{% import 'macros' as m %}{{ m.several(text, html, 2, more=text) }}",
    "a block that is kept": "{% set kept %}{{ text }}{{ html }}{% endset %}{{ kept }}{{ kept ~ text }}",
}


def _environment(code: type[Environment]) -> Environment:
    loader = DictLoader({"macros": MACROS, **TEMPLATES})
    return code(loader=loader, autoescape=True, undefined=StrictUndefined)


class _Direct(Environment):
    code_generator_class = DirectCode


@pytest.fixture(name="values")
def _values() -> dict[str, object]:
    says: Callable[[str], str] = lambda what: f"{what}?"  # noqa: E731  # an attribute that is called
    return {
        "text": 'Smith & "Sons" <1> it\'s',
        "html": Markup("<i>n</i> &amp; m"),
        "number": 7,
        "none": None,
        "term": Direction.NO_DIFFERENCE,
        "twice": lambda text, by=" ": f"{text}{by}{text}",
        "thing": SimpleNamespace(name="<thing>", says=says),
    }


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_writes_what_jinja_writes(name: str, values: dict[str, object]) -> None:
    """Whatever a template of ours may hold comes out as in any other program that uses Jinja."""
    ours, theirs = (_environment(code).get_template(name) for code in (_Direct, Environment))

    assert ours.render(values) == theirs.render(values)


@given(st.text() | st.integers() | st.none() | st.text().map(Markup) | st.sampled_from(Direction))
def test_every_value_is_escaped(value: object) -> None:
    """No text of a record becomes HTML."""
    assert str(written(value)) == str(escape(value))


def test_a_name_that_is_not_there_is_an_error() -> None:
    """A slip in a template fails a build; it leaves no gap in a page."""
    with pytest.raises(UndefinedError):
        _Direct(undefined=StrictUndefined).from_string("{{ nobody.name }}").render()
