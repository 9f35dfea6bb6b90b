"""The Jinja environment of our templates: escaped by default, undefined names are errors."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mkdocs_evidence import wording
from mkdocs_evidence.integrity import claims_resting_on, footing
from mkdocs_evidence.render import absolute as absolute_numbers
from mkdocs_evidence.render import changes_page, claim_studies, previews, reference_style
from mkdocs_evidence.render.badges import Badges
from mkdocs_evidence.render.compiled_templates import compiled_in
from mkdocs_evidence.render.direct_code import DirectCode
from mkdocs_evidence.render.forest_plot import forest_plot_of
from mkdocs_evidence.render.forest_svg import forest_svg, frequency_svg
from mkdocs_evidence.render.integrity_page import notice_href
from mkdocs_evidence.render.prose_html import ProseWriter
from mkdocs_evidence.render.template_words import TemplateWords
from mkdocs_evidence.words import ENGLISH, Words, again, gettext

_TEMPLATES = Path(__file__).parent / "templates"


class _OurEnvironment(Environment):
    code_generator_class = DirectCode


def make_environment(words: Words = ENGLISH) -> Environment:
    """An environment with the filters that speak of claims, effects and references.

    Templates have the words in them; what filters say is in the language that is spoken meanwhile.
    """
    environment = _OurEnvironment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[TemplateWords],
        bytecode_cache=compiled_in(words),
        auto_reload=False,
    )
    environment.extend(words=words)
    environment.filters.update(
        absolute=absolute_numbers.absolute,
        absolute_in_words=absolute_numbers.absolute_in_words,
        absolute_of=absolute_numbers.absolute_of,
        again=again,
        against=wording.against,
        change_href=changes_page.change_href,
        capitalise=wording.capitalise,
        certainty_inside=wording.certainty_inside,
        certainty_label=wording.certainty_label,
        certainty_symbols=wording.certainty_symbols,
        claim_label=wording.claim_label,
        day=wording.day,
        domain=wording.domain,
        effect_estimate=wording.effect_estimate,
        effect_in_full=wording.effect_in_full,
        effect_interval=wording.effect_interval,
        forest_plot=forest_plot_of,
        forest_svg=forest_svg,
        frequency_svg=frequency_svg,
        claims_resting_on=claims_resting_on,
        footing=footing,
        notice_href=notice_href,
        free_copy_href=previews.free_copy_href,
        label=wording.label,
        label_inside=wording.label_inside,
        limits_in_words=absolute_numbers.limits_in_words,
        meaning=wording.meaning,
        more_or_fewer=absolute_numbers.more_or_fewer,
        number=wording.number,
        number_of=wording.number_of,
        of_people=absolute_numbers.of_people,
        outcome_label=wording.outcome_label,
        people=wording.people,
        people_and_studies=wording.people_and_studies,
        preview_facts=previews.preview_facts,
        reference_parts=reference_style.reference_parts,
        reference_text=reference_style.reference_text,
        short_label=wording.short_label,
        sides_taken=claim_studies.sides_taken,
        studies_named=claim_studies.studies_named,
        time_in_words=wording.time_in_words,
        translated=gettext,
        where_it_says_so=wording.where_it_says_so,
    )
    environment.globals.update(
        plural_form=words.plural_form,
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
