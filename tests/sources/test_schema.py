"""What does not fit the model: all of it at once, each at its place, said as a colleague would."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from mkdocs_evidence.model.claim import Effect, Outcome
from mkdocs_evidence.model.problem import Problem
from mkdocs_evidence.model.record import Condition, Harm, StatementList, Topic, Treatment
from mkdocs_evidence.model.study import Appraisal
from mkdocs_evidence.sources.schema_problems import validate
from mkdocs_evidence.sources.yaml_document import parse_yaml

MODELS = [Condition, Treatment, Harm, Topic, Appraisal, StatementList]


def check(model: type[BaseModel], text: str) -> tuple[Any, list[Problem]]:
    document, problems = parse_yaml(text, "a.yml")
    assert document is not None, problems
    return validate(model, document)


def only_problem(model: type[BaseModel], text: str) -> Problem:
    value, problems = check(model, text)
    assert value is None
    assert len(problems) == 1, problems
    return problems[0]


def fitting(model: type[BaseModel], text: str) -> Any:
    value, problems = check(model, text)
    assert problems == []
    return value


RECORD = "name: Asthma\nbottom_line: Tea helps.\n"
CLAIM = """\
name: Asthma
bottom_line: Tea helps.
claims:
  - id: first
    kind: efficacy
    statement: Tea helps.
    direction: benefit
    certainty: low
  - id: second
    kind: efficacy
    statement: Tea helps.
    direction: benefit
    certainty: low
"""


# All at once


def test_all_errors_of_a_record_are_reported_at_once() -> None:
    text = """\
name: Asthma
group: Lungs and more
reviewed: 2026-02-30
claims:
  - id: first
    kind: efficcy
    statment: Tea helps.
    direction: benefit
    certainty: low
    effect: {measure: md, value: "1,5", ci: [1], n: -3}
    evidence:
      - {study: a b, supports: supports, finding: x}
      - {study: smith2020, supports: supports}
codes: {icd: 6A70}
use: maybe
"""
    _, problems = check(Condition, text)

    assert sorted((p.place.line, p.place.column, p.code) for p in problems) == [
        (1, 1, "SCH002"),
        (2, 8, "SCH003"),
        (3, 11, "DAT001"),
        (5, 5, "SCH002"),
        (6, 11, "SCH003"),
        (7, 5, "SCH001"),
        (10, 34, "SCH003"),
        (10, 45, "SCH003"),
        (10, 53, "SCH003"),
        (12, 17, "SCH003"),
        (13, 9, "SCH002"),
        (14, 9, "SCH001"),
        (15, 6, "SCH003"),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [("- a\n- b\n", "it is a list"), ("only words\n", "it is a text"), ("", "it is empty")],
)
@pytest.mark.parametrize("model", MODELS)
def test_a_file_that_holds_no_fields_is_not_a_record(
    model: type[BaseModel], text: str, found: str
) -> None:
    problem = only_problem(model, text)

    assert (problem.code, str(problem.place)) == ("YML004", "a.yml:1:1")
    assert found in problem.message


# Unknown and missing fields


@pytest.mark.parametrize(
    ("added", "place", "message", "nearest"),
    [
        ("bottom_lines: x\n", "3:1", '"bottom_lines" is not a field of the record.', "bottom_line"),
        ("Name: x\n", "3:1", '"Name" is not a field of the record.', "name"),
        ("codes: {icd-11: x}\n", "3:9", '"icd-11" is not a field of codes.', "icd11"),
        (
            "gaps:\n  - question: a\n  - {question: b, serched: 2020-01-01}\n",
            "5:19",
            '"serched" is not a field of gaps[2].',
            "searched",
        ),
        (
            "use: [{jurisdiction: US, status: licensed, evidence: [{study: a, locater: p}]}]\n",
            "3:66",
            '"locater" is not a field of use[1].evidence[1].',
            "locator",
        ),
    ],
)
def test_an_unknown_field_is_named_with_the_nearest_one_there(
    added: str, place: str, message: str, nearest: str
) -> None:
    problem = only_problem(Condition, RECORD + added)

    assert (problem.code, str(problem.place)) == ("SCH001", f"a.yml:{place}")
    assert problem.message == message
    assert problem.mend == f'Did you mean "{nearest}"?'


def test_an_unknown_field_near_to_none_is_answered_with_the_known_fields_of_that_place() -> None:
    problem = only_problem(Condition, RECORD + "codes: {zzzzzz: x}\n")

    assert problem.mend == "Known fields: icd11, icd10cm, mesh, doid."


def test_a_field_of_another_kind_of_record_is_unknown() -> None:
    problem = only_problem(Treatment, RECORD + "codes: {icd11: 6A70}\n")

    assert (problem.code, str(problem.place)) == ("SCH001", "a.yml:3:1")


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("name: Asthma\n", "1:1", 'The record has no "bottom_line".'),
        (
            CLAIM.replace("    statement: Tea helps.\n", "", 1),
            "4:5",
            'claims[1] has no "statement".',
        ),
        (CLAIM + "    outcome: {time: P1D}\n", "14:14", 'claims[2].outcome has no "name".'),
        (
            CLAIM + "    evidence:\n      - study: a\n        finding: b\n",
            "15:9",
            'claims[2].evidence[1] has no "supports".',
        ),
    ],
)
def test_a_missing_field_is_named_where_it_should_stand(
    text: str, place: str, message: str
) -> None:
    problem = only_problem(Condition, text)

    assert (problem.code, str(problem.place)) == ("SCH002", f"a.yml:{place}")
    assert problem.message == message
    assert problem.mend == f"Add {message.split(chr(34))[1]}: here."


def test_a_required_field_without_a_value_is_empty_not_missing() -> None:
    problem = only_problem(Condition, "name:\nbottom_line: b\n")

    assert problem.message == "name is empty."


@pytest.mark.parametrize("field", ["group", "reviewed", "review_by"])
def test_an_optional_field_may_be_left_empty(field: str) -> None:
    assert getattr(fitting(Condition, f"{RECORD}{field}:\n"), field) is None


# Vocabularies


@pytest.mark.parametrize(
    ("text", "written", "nearest"),
    [
        ("design: randomised-trial", "randomised-trial", "non-randomised-trial"),
        ("design: RCT", "RCT", "rct"),
        ("design: metaanalysis", "metaanalysis", "meta-analysis"),
        ("sponsor: Industry", "Industry", "industry"),
        ("blinding: double blind", "double blind", "double-blind"),
        ("integrity: {status: retracte}", "retracte", "retracted"),
    ],
)
def test_a_term_that_is_not_in_its_vocabulary_is_answered_with_the_nearest_term(
    text: str, written: str, nearest: str
) -> None:
    problem = only_problem(Appraisal, text)

    assert f'is "{written}", which is not one of its terms.' in problem.message
    assert f'Did you mean "{nearest}"?' in problem.mend


def test_all_terms_of_a_vocabulary_are_listed() -> None:
    problem = only_problem(Effect, "measure: difference\nvalue: 1\n")

    assert problem.mend.endswith(
        "Terms: md, smd, rr, or, hr, rd, irr, proportion, rate, mean, median, nnt."
    )


def test_yes_and_no_are_not_read_as_terms_or_truths_of_their_own() -> None:
    text = CLAIM + "    evidence: [{study: a, finding: NO, supports: NO}]\n"
    problem = only_problem(Condition, text)

    assert problem.message == (
        'claims[2].evidence[1].supports is "NO", which is not one of its terms.'
    )


# Numbers


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        *(("0.10", "0.10"), ("-4.0", "-4.0"), ("010", "10"), ("1e3", "1E+3"), ("+5", "5")),
        *((".5", "0.5"), ("5.", "5"), ("\N{MINUS SIGN}0.64", "-0.64"), ("0", "0")),
        *(('"7.30"', "7.30"), ("100000000000000000001", "100000000000000000001")),
    ],
)
def test_numbers_keep_the_digits_that_were_written(written: str, shown: str) -> None:
    effect = fitting(Effect, f"measure: md\nvalue: {written}\nci: [{written}, {written}]\n")

    assert str(effect.value) == shown
    assert effect.ci == (Decimal(shown), Decimal(shown))


@pytest.mark.parametrize(
    "written",
    [
        *(
            "1,5",
            "1.5 points",
            "12:30",
            "0x10",
            "1_000",
            "1 000",
            ".inf",
            "NaN",
            "-",
            "ten",
            "4..0",
        ),
        *("1e999999999", "1e-999999999", "--1", "1/2", "5%", "<0.001", "'3\u00b72'"),
    ],
)
def test_what_is_no_number_is_refused_as_a_value(written: str) -> None:
    problem = only_problem(Effect, f'measure: md\nvalue: "{written}"\n')

    assert (problem.code, str(problem.place)) == ("SCH003", "a.yml:2:8")
    assert problem.mend == "Write digits with a decimal point: -4.0."


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("ci: [1]", "3:5", "ci should be a pair."),
        ("ci: 3", "3:5", 'ci "3" should be a pair.'),
        ("ci: [1, 2, 3]", "3:5", "ci does not fit: tuple should have at most 2 items"),
        ("ci: [1, b]", "3:9", 'ci[2] "b" is not a number.'),
        ("n: 1.5", "3:4", 'n "1.5" should be a whole number.'),
        ("n: -3", "3:4", 'n "-3" does not fit: input should be greater than or equal to 0.'),
        ("p: ns", "3:4", 'p is "ns", which has not the right form.'),
        ("events: {intervention: [1]}", "3:24", "events.intervention should be a pair."),
        ("unit: ''", "3:7", 'unit "" does not fit: string should have at least 1 character.'),
    ],
)
def test_a_value_of_the_wrong_form_is_named_at_its_place(
    text: str, place: str, message: str
) -> None:
    problem = only_problem(Effect, f"measure: md\nvalue: 1\n{text}\n")

    assert (problem.code, str(problem.place)) == ("SCH003", f"a.yml:{place}")
    assert problem.message.startswith(message)


@pytest.mark.parametrize(
    "p",
    ["0.02", "<0.001", "< 0.05", ".05", "=.05", "\N{LESS-THAN OR EQUAL TO}0.1", "1", "1.0", "0"],
)
def test_p_values_are_taken_as_they_were_printed(p: str) -> None:
    assert fitting(Effect, f'measure: md\nvalue: 1\np: "{p}"\n').p == p


@pytest.mark.parametrize("p", ["1.5", "-0.1", "p<0.05", "NS", "5%", "0,05", "<<0.1"])
def test_what_no_journal_prints_as_a_p_value_is_refused(p: str) -> None:
    problem = only_problem(Effect, f'measure: md\nvalue: 1\np: "{p}"\n')

    assert problem.mend == "Write the p value as printed, for example 0.02 or <0.001."


def test_an_effect_without_a_number_is_refused() -> None:
    problem = only_problem(Condition, CLAIM + "    effect: {measure: md, n: 3}\n")

    assert problem.message == "claims[2].effect has neither a value nor events nor risks."
    assert str(problem.place) == "a.yml:14:13"


def test_a_grade_from_a_source_must_name_it() -> None:
    problem = only_problem(Condition, CLAIM + "    grade: {rated_by: source}\n")

    assert problem.message == "claims[2].grade is taken from a source that is not named."


# Dates and durations


@pytest.mark.parametrize(
    ("written", "code", "message"),
    [
        ("2026-02-30", "DAT001", '"2026-02-30" is a date that does not exist.'),
        ("2026-13-01", "DAT001", '"2026-13-01" is a date that does not exist.'),
        ("2025-02-29", "DAT001", '"2025-02-29" is a date that does not exist.'),
        ("0000-01-01", "DAT001", '"0000-01-01" is a date that does not exist.'),
        ("2026-02", "SCH003", '"2026-02" is not a date.'),
        ("22.11.2026", "SCH003", '"22.11.2026" is not a date.'),
        ("yesterday", "SCH003", '"yesterday" is not a date.'),
        ("2026-11-22T10:00:00", "SCH003", '"2026-11-22T10:00:00" is not a date.'),
    ],
)
def test_a_day_that_cannot_be_is_refused(written: str, code: str, message: str) -> None:
    problem = only_problem(Condition, f"{RECORD}reviewed: {written}\n")

    assert (problem.code, str(problem.place)) == (code, "a.yml:3:11")
    assert problem.message == f"reviewed {message}"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        *(
            ("2019-13", "DAT001"),
            ("2019-00", "DAT001"),
            ("2019-02-29", "DAT001"),
            ("0000", "DAT001"),
        ),
        *(("19", "SCH003"), ("2019-3", "SCH003"), ("2019/03", "SCH003"), ("March 2019", "SCH003")),
    ],
)
def test_a_date_of_any_precision_that_cannot_be_is_refused(written: str, code: str) -> None:
    problem = only_problem(Appraisal, f"integrity: {{status: retracted, date: {written}}}\n")

    assert (problem.code, str(problem.place)) == (code, "a.yml:1:38")


@pytest.mark.parametrize("written", ["2019", "2019-03", "2019-03-05", "2020-02-29"])
def test_a_date_is_kept_as_precise_as_it_is_known(written: str) -> None:
    appraisal = fitting(Appraisal, f"integrity: {{status: retracted, date: {written}}}\n")

    assert appraisal.integrity.date == written


@pytest.mark.parametrize(
    "time",
    ["P28D", "PT24H", "P1Y6M", "P6W", "P1DT12H", "end of treatment", "PTSD week 4", "Phase 2"],
)
def test_a_time_point_is_a_duration_or_a_few_words(time: str) -> None:
    assert fitting(Outcome, f"name: pain\ntime: {time}\n").time == time


@pytest.mark.parametrize("time", ["P28", "PT24", "P1D2", "P1H", "P1.5D", "PT1D", "P1Y2D3M"])
def test_a_duration_that_cannot_be_is_refused(time: str) -> None:
    problem = only_problem(Outcome, f"name: pain\ntime: {time}\n")

    assert str(problem.place) == "a.yml:2:7"
    assert "is not an ISO 8601 duration like P28D or PT24H." in problem.message


# Wording


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("claims: {id: x}", "claims should be a list."),
        ("synonyms: TRD", 'synonyms "TRD" should be a list.'),
        ("codes: 6A70", 'codes "6A70" should be fields and values.'),
        ("editors: [[a]]", "editors[1] should be a text."),
        ("summary: [a, b, B c]", 'summary[3] is "B c", which has not the right form.'),
        (
            "tables: [{title: a, columns: [b], rows: [[c], [d, [e]]]}]",
            "tables[1].rows[2][2] should be a text.",
        ),
        ("allow: {CIT002: }", "allow.CIT002 is empty."),
        (f"group: {'a' * 81}", f'group "{"a" * 57}…" does not fit: string should have at most 80'),
    ],
)
def test_a_message_spells_the_location_as_editors_count_it_from_one(
    text: str, message: str
) -> None:
    problem = only_problem(Condition, RECORD + text + "\n")

    assert problem.message.startswith(message)


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("evidence: [{study: a b, supports: mixed, finding: x}]", "Use a citation key"),
        ("was: [Old Id]", "Use lower-case letters, digits and single hyphens: acute-pain."),
        ("also: [a--b]", "Use lower-case letters, digits and single hyphens: acute-pain."),
    ],
)
def test_a_word_of_the_wrong_form_is_answered_with_the_right_form(text: str, mend: str) -> None:
    assert only_problem(Condition, f"{CLAIM}    {text}\n").mend.startswith(mend)


def test_a_verdict_must_name_its_claims_as_record_and_claim() -> None:
    text = (
        "where: a\nstatements:\n"
        "  - {id: a, text: b, verdict: supported, because: c, claims: [d#e, f]}\n"
    )
    problem = only_problem(StatementList, text)

    assert problem.message.startswith('statements[1].claims[2] is "f"')
    assert problem.mend == "Write record-name#claim-id."


# Junk

FIELDS = sorted(
    {
        *(name for model in MODELS for name in model.model_fields),
        *("id", "kind", "statement", "outcome", "effect", "evidence", "study", "supports", "value"),
        *("ci", "n", "events", "intervention", "grade", "rated_by", "measure", "why", "status"),
        *("date", "time", "jurisdiction", "title", "rows", "columns", "text", "verdict", "finding"),
    }
)
WORDS = ["supports", "md", "efficacy", "2026-02-30", "P1D", "0.10", "a b", "", "low", "licensed"]
words = st.sampled_from(WORDS) | st.text(st.characters(codec="utf-8"), max_size=8)
junk = st.recursive(
    st.none() | words,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(FIELDS) | words, inner, max_size=8)
    ),
    max_leaves=25,
)


@given(st.sampled_from([*MODELS, Effect, Outcome]), junk)
def test_no_junk_makes_the_schema_raise_and_all_of_it_is_answered(
    model: type[BaseModel], value: Any
) -> None:
    document, problems = parse_yaml(yaml.safe_dump(value, allow_unicode=True), "a.yml")
    if document is not None:
        found, problems = validate(model, document)
        assert (found is None) == bool(problems)

    for problem in problems:
        assert problem.message
        assert problem.place.path == "a.yml"
