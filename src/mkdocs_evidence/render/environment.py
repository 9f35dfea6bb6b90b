"""The Jinja environment of our templates: escaped by default, undefined names are errors."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mkdocs_evidence import wording
from mkdocs_evidence.integrity import claims_resting_on, footing
from mkdocs_evidence.model.fields import time_in_words
from mkdocs_evidence.render import absolute as absolute_numbers
from mkdocs_evidence.render import changes_page, previews, reference_style
from mkdocs_evidence.render.badges import Badges
from mkdocs_evidence.render.compiled_templates import COMPILED
from mkdocs_evidence.render.forest_axis import coordinate
from mkdocs_evidence.render.forest_plot import forest_plot_of
from mkdocs_evidence.render.integrity_page import notice_href
from mkdocs_evidence.render.prose_html import ProseWriter

_TEMPLATES = Path(__file__).parent / "templates"


def make_environment() -> Environment:
    """An environment with the filters that speak of claims, effects and references."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=COMPILED,
    )
    environment.filters.update(
        absolute=absolute_numbers.absolute,
        absolute_in_words=absolute_numbers.absolute_in_words,
        absolute_of=absolute_numbers.absolute_of,
        change_href=changes_page.change_href,
        capitalise=wording.capitalise,
        certainty_symbols=wording.certainty_symbols,
        claim_label=wording.claim_label,
        coordinate=coordinate,
        effect_estimate=wording.effect_estimate,
        effect_in_full=wording.effect_in_full,
        effect_interval=wording.effect_interval,
        forest_plot=forest_plot_of,
        claims_resting_on=claims_resting_on,
        footing=footing,
        notice_href=notice_href,
        free_copy_href=previews.free_copy_href,
        limits_in_words=absolute_numbers.limits_in_words,
        more_or_fewer=absolute_numbers.more_or_fewer,
        number=wording.number,
        of_people=absolute_numbers.of_people,
        outcome_label=wording.outcome_label,
        people=wording.people,
        people_and_studies=wording.people_and_studies,
        preview_facts=previews.preview_facts,
        reference_parts=reference_style.reference_parts,
        reference_text=reference_style.reference_text,
        short_label=wording.short_label,
        time_in_words=time_in_words,
    )
    environment.globals.update(
        prose=ProseWriter(),
        badges=Badges(environment),
        made_of_studies={},
        direction_symbols=wording.DIRECTION_SYMBOLS,
        integrity_symbols=wording.INTEGRITY_SYMBOLS,
        support_symbols=wording.SUPPORT_SYMBOLS,
        verdict_symbols=wording.VERDICT_SYMBOLS,
        minus=wording.MINUS,
    )
    return environment
