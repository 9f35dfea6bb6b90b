"""Problems as a banner on a page of a preview; what records say stands in it as plain text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from jinja2 import Environment
from markupsafe import Markup

from mkdocs_evidence.model.problem import Problem, visible
from mkdocs_evidence.render.environment import make_environment
from mkdocs_evidence.render.page import Body, Page

#: More than these nobody reads on a page; the command lists them all.
MOST_OTHERS = 50


@cache
def _environment() -> Environment:
    environment = make_environment()
    environment.filters["visible"] = visible
    return environment


def problem_banner(
    own: Sequence[Problem], others: Sequence[Problem], *, has_good_version: bool
) -> str:
    """The problems of a page's own file in full, and the errors of other files folded."""
    return (
        _environment()
        .get_template("problem_banner.html")
        .render(
            own=own,
            others=others[:MOST_OTHERS],
            more=len(others) - MOST_OTHERS,
            count=len(others),
            has_good_version=has_good_version,
        )
    )


def empty_page(name: str, title: str, source: str) -> Page:
    """A page for a record that has no version without errors: its banner says why."""
    return Page(
        name=name,
        title=title,
        describe=str,
        source=source,
        search=None,
        write=lambda: Body(str(Markup('<h1 id="_top">{}</h1>').format(title)), anchors={"_top"}),
    )
