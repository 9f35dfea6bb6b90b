"""The table of rules, and the one function that applies them all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from mkdocs_evidence.checks import citations, dates, links, references
from mkdocs_evidence.library import Library
from mkdocs_evidence.model.problem import Problem

Rule = Callable[[Library], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    citations.keys_are_in_the_reference_list,
    citations.claims_rest_on_evidence,
    citations.studies_are_linked_once,
    citations.bottom_lines_are_cited,
    links.slugs_are_unique,
    links.claim_ids_are_unique,
    links.record_links_lead_somewhere,
    links.summaries_name_their_claims,
    links.verdicts_rest_on_claims,
    links.groups_are_known,
    links.pages_do_not_collide,
    links.lists_are_known,
    references.identifiers_are_unique,
    references.reports_of_one_trial_are_known,
    references.references_are_used,
    references.references_can_be_found,
    references.appraisals_have_references,
    dates.reviews_follow_each_other,
)
#: Rules that need to know what day it is.
DATED_RULES: tuple[Callable[[Library, dt.date], Iterator[Problem]], ...] = (
    dates.nothing_happened_tomorrow,
    dates.years_are_possible,
)


def check(library: Library, today: dt.date) -> list[Problem]:
    """Apply every rule; problems come in the order in which an editor reads the files."""
    problems = {problem for rule in RULES for problem in rule(library)}
    problems |= {problem for dated in DATED_RULES for problem in dated(library, today)}
    return sorted(problems, key=lambda problem: problem.sort_key)
