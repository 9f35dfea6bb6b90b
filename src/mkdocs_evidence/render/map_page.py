"""The page of the evidence map, and its short form for hand-written pages."""

from __future__ import annotations

from functools import partial

from mkdocs_evidence.model.vocabulary import Certainty, Direction
from mkdocs_evidence.render.evidence_map import PEOPLE_STEPS, outcome_map, treatment_map
from mkdocs_evidence.render.page import Page, PageWriter
from mkdocs_evidence.wording import number

#: So many columns fit beside the names of conditions on a desk's screen.
SHORT_COLUMNS = 8
_EN_DASH = "\N{EN DASH}"


def map_page(page: PageWriter) -> Page:
    """Conditions against outcomes, and against treatments."""
    html = partial(
        page.render,
        "evidence_map.html",
        outcomes=outcome_map(page.library),
        treatments=treatment_map(page.library),
        directions=list(Direction),
        certainties=[certainty for certainty in Certainty if certainty.filled],
        sizes=_sizes(),
    )
    description = (
        "Which outcomes and treatments have evidence in each condition, and how sure it is."
    )
    return page.finish("Map", html, "", description, None)


def short_map(page: PageWriter) -> str:
    """Conditions against the groups of outcomes that most claims are about."""
    whole = outcome_map(page.library)
    return page.render(
        "short_map.html",
        outcomes=whole.fullest(SHORT_COLUMNS),
        more=len(whole.columns) > SHORT_COLUMNS,
        directions=list(Direction),
    )


def _sizes() -> list[tuple[int, str]]:
    """Sizes of dots with the numbers of people they stand for."""
    starts = (0, *PEOPLE_STEPS)
    ranges = [
        f"{number(low)}{_EN_DASH}{number(high - 1)}" if low else f"fewer than {number(high)}"
        for low, high in zip(starts, PEOPLE_STEPS, strict=False)
    ]
    words = ["not stated", *ranges, f"{number(PEOPLE_STEPS[-1])} or more"]
    return list(enumerate(words))
