"""The table of rules, and the one function that applies them all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from mkdocs_evidence.checks import (
    abbreviations,
    accessibility,
    bottom_lines,
    certainty,
    citations,
    comparisons,
    consistency,
    dates,
    directions,
    drafts,
    figures,
    former_names,
    freshness,
    independence,
    integrity,
    intervals,
    leaflets,
    links,
    numbers,
    references,
    references_entries,
    references_identifiers,
    wording,
)
from mkdocs_evidence.checks.allowances import apply_allowances
from mkdocs_evidence.library import Library, link
from mkdocs_evidence.model.problem import Problem
from mkdocs_evidence.model.record import Record
from mkdocs_evidence.processes import OnDone, Task, how_many, shared_out
from mkdocs_evidence.prose import Scan
from mkdocs_evidence.sources.knowledge_base import Judge, SourceFile, Sources
from mkdocs_evidence.sources.layout import Layout

Rule = Callable[[Library], Iterator[Problem]]

#: Rules that need no more than one record: what they found stands until the record changes.
RULES_OF_A_RECORD: tuple[Rule, ...] = (
    citations.claims_rest_on_evidence,
    citations.studies_are_linked_once,
    citations.bottom_lines_are_cited,
    intervals.estimates_lie_in_their_intervals,
    intervals.intervals_are_even,
    intervals.p_values_agree_with_intervals,
    numbers.counts_give_their_percentages,
    numbers.groups_hold_their_events,
    comparisons.comparisons_follow_from_their_counts,
    comparisons.standardised_differences_are_plausible,
    comparisons.values_are_possible,
    comparisons.units_fit_their_measures,
    figures.findings_say_the_numbers_of_their_effects,
    figures.percentages_follow_from_counts,
    directions.directions_follow_intervals,
    directions.directions_follow_signs,
    certainty.ratings_add_up,
    certainty.steps_have_reasons,
    certainty.effects_are_rated,
    certainty.steps_up_are_for_observational_evidence,
    certainty.contradictions_are_explained,
    wording.verbs_fit_the_certainty,
    wording.nothing_promises_too_much,
    wording.no_difference_is_said,
    bottom_lines.bottom_lines_are_short,
    leaflets.promises_and_warnings_are_cited,
    leaflets.leaflets_are_easy_to_read,
    accessibility.texts_of_records_are_accessible,
    accessibility.tables_of_records_are_whole,
    drafts.placeholders_are_filled_in,
)
#: Rules that look at the whole knowledge base.
RULES: tuple[Rule, ...] = (
    citations.keys_are_in_the_reference_list,
    links.slugs_are_unique,
    links.claim_ids_are_unique,
    links.statement_ids_are_unique,
    links.record_links_lead_somewhere,
    links.summaries_name_their_claims,
    links.verdicts_rest_on_claims,
    links.groups_are_known,
    links.featured_records_exist,
    links.pages_do_not_collide,
    links.lists_are_known,
    links.the_legend_is_a_page,
    references.identifiers_are_unique,
    references.reports_of_one_trial_are_known,
    references.references_are_used,
    references.references_can_be_found,
    references.appraisals_have_references,
    references_identifiers.identifiers_have_their_form,
    references_identifiers.check_digits_fit,
    references_identifiers.orcids_fit,
    references_identifiers.registry_numbers_have_their_form,
    references_entries.pages_run_forwards,
    references_entries.titles_do_not_shout,
    references_entries.titles_are_plain,
    references_entries.journals_have_one_name,
    references_entries.preprints_are_known,
    references_entries.articles_have_authors,
    former_names.former_keys_are_free,
    former_names.former_slugs_are_free,
    integrity.published_claims_have_sound_support,
    integrity.retracted_studies_are_cited_on_purpose,
    integrity.concerns_are_weighed,
    integrity.corrections_are_weighed,
    integrity.notices_say_when_and_where,
    dates.reviews_follow_each_other,
    freshness.reviews_know_their_studies,
    numbers.analyses_fit_their_studies,
    comparisons.groups_add_up,
    comparisons.reviews_pool_what_they_include,
    consistency.effects_are_told_alike,
    consistency.estimates_are_judged_alike,
    independence.trials_count_once,
    independence.pooled_studies_count_once,
    independence.overlapping_reviews_are_named,
    certainty.uncontrolled_evidence_is_not_trusted,
    certainty.one_small_trial_is_not_high,
    certainty.opinions_are_not_evidence,
    certainty.starts_fit_the_designs,
    bottom_lines.bottom_lines_are_no_surer_than_their_claims,
    leaflets.numbers_have_their_absolute_form,
    abbreviations.abbreviations_are_spelled_out,
    accessibility.written_pages_are_accessible,
    drafts.nothing_published_leads_to_a_draft,
)
#: Rules that look for words of English, and would blame every sentence of another language.
ENGLISH_RULES = frozenset(
    {
        wording.verbs_fit_the_certainty,
        wording.nothing_promises_too_much,
        wording.no_difference_is_said,
        bottom_lines.bottom_lines_are_no_surer_than_their_claims,
        independence.overlapping_reviews_are_named,
        leaflets.leaflets_are_easy_to_read,
    }
)
#: Rules that need to know what day it is.
DATED_RULES: tuple[Callable[[Library, dt.date], Iterator[Problem]], ...] = (
    dates.nothing_happened_tomorrow,
    dates.years_are_possible,
    freshness.reviews_are_not_overdue,
    freshness.searches_are_recent,
)


#: Claims that make up for beginning a process.
_WORTH_ONE = 3_000
#: Shares of the rules, more than there are processes: some rules take longer than others.
_SHARES = 16


def check(
    library: Library, today: dt.date, found: Iterable[Problem] = (), *, processes: int = 1
) -> list[Problem]:
    """Apply every rule; problems come in the order in which an editor reads the files.

    Args:
        library: What is checked.
        today: For the rules that need to know.
        found: The problems of reading, which allowances may accept too.
        processes: How many share the rules; 0 for as many as are of use.
    """
    problems = {*found, *_found_in_whole(library, today, processes)}
    judge = judge_of(library.layout)
    for record in library.records:
        problems.update(_found_in(record, judge))
    problems = set(drafts.as_work_to_do(library, problems))
    told = sorted(apply_allowances(library, problems), key=lambda problem: problem.sort_key)
    for record in library.records:
        record.document.forget_values()  # what the places of problems were looked up in
    return told


def _found_in_whole(library: Library, today: dt.date, processes: int) -> set[Problem]:
    """What the rules find that look at the whole knowledge base."""
    rules = _fitting(RULES, library)

    def apply(share: Sequence[Rule], _: OnDone) -> set[Problem]:
        return {problem for rule in share for problem in rule(library)}

    def apply_dated(_: OnDone) -> set[Problem]:
        return {problem for rule in DATED_RULES for problem in rule(library, today)}

    count = how_many(processes, len(library.claims), worth_one=_WORTH_ONE)
    shares: list[Task[set[Problem]]] = [
        *(partial(apply, rules[number::_SHARES]) for number in range(_SHARES)),
        apply_dated,
    ]
    return set[Problem]().union(*shared_out(shares, count, lambda _: None))


def judge_of(layout: Layout) -> Judge:
    """Applies the rules that need no more than one record."""
    name = "problems" if layout.is_in_english else "problems in another language"
    nothing_else = link(Sources(layout, "", {}, [], {}, [], []), lambda _page: Scan())
    rules = _fitting(RULES_OF_A_RECORD, nothing_else)

    def find(record: SourceFile[Record]) -> tuple[Problem, ...]:
        alone = nothing_else.alone(record)
        return tuple(problem for rule in rules for problem in rule(alone))

    return Judge(name, find)


def _found_in(record: SourceFile[Record], judge: Judge) -> tuple[Problem, ...]:
    if judge.name not in record.memo:
        record.memo[judge.name] = judge.find(record)
    problems: tuple[Problem, ...] = record.memo[judge.name]
    return problems


def _fitting(rules: Iterable[Rule], library: Library) -> list[Rule]:
    """The rules that can read the language of the records."""
    return [rule for rule in rules if library.layout.is_in_english or rule not in ENGLISH_RULES]
