"""The knowledge base as CSV and SQLite: types, keys, and texts that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyarrow import parquet

from data_packages import frictionless_errors
from knowledge_bases import Project
from mkdocs_evidence.export.tables.csv_files import guarded, unguarded
from parquet_tables import parquet_errors


@pytest.fixture(scope="module")
def data(built_base: Project) -> Path:
    return built_base.site / "data"


@pytest.fixture
def database(data: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{data / 'evidence.sqlite'}?mode=ro", uri=True)) as opened:
        yield opened


def rows(data: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((data / f"{name}.csv").read_text("utf-8"), newline="")))


def test_the_data_package_is_valid_and_its_keys_resolve(data: Path) -> None:
    assert frictionless_errors(data / "datapackage.json") == []


def test_a_row_that_points_nowhere_is_noticed(project: Project) -> None:
    assert project.run("evidence", "export", "csv", "--to", "out").returncode == 0
    project.replace("out/data/evidence.csv", ",novak2021,", ",nobody2021,")
    package = json.loads(project.path("out/data/datapackage.json").read_text())
    for resource in package["resources"]:
        del resource["hash"], resource["bytes"]
    project.write("out/data/datapackage.json", json.dumps(package))

    errors = frictionless_errors(project.path("out/data/datapackage.json"))
    assert [error["type"] for error in errors] == ["foreign-key"]


def test_numbers_in_csv_keep_the_digits_of_the_source(data: Path) -> None:
    effect = rows(data, "effects")[0]

    assert (effect["value"], effect["ci_low"], effect["ci_high"]) == ("-2.0", "-3.10", "-0.90")


def test_effects_tell_the_body_of_evidence_from_single_studies(data: Path) -> None:
    assert [(row["id"], row["evidence"]) for row in rows(data, "effects")] == [
        ("blue-fever/skyroot-duration", ""),
        ("blue-fever/skyroot-duration/muster2020", "blue-fever/skyroot-duration/muster2020"),
        ("blue-fever/skyroot-tremor/muster2020", "blue-fever/skyroot-tremor/muster2020"),
    ]


def test_a_formula_of_a_stranger_is_text_in_a_spreadsheet(project: Project) -> None:
    formula = "=HYPERLINK(1)"
    project.replace(
        "docs/conditions/blue-fever.yml",
        "population: adults with blue fever",
        f"population: '{formula}'",
    )
    assert project.run("evidence", "export", "csv", "sqlite", "--to", "out").returncode == 0
    cell = rows(project.path("out/data"), "claims")[0]["population"]
    with closing(sqlite3.connect(project.path("out/data/evidence.sqlite"))) as database:
        (stored,) = database.execute("SELECT population FROM claims LIMIT 1").fetchone()

    assert cell == f"'{formula}"
    assert stored == formula


@given(st.text())
@example("'=1")
@example("-2.0")
@example("\N{FULLWIDTH EQUALS SIGN}1")
def test_guarded_text_begins_no_formula_and_can_be_had_back(text: str) -> None:
    safe = guarded(text)

    assert not safe.startswith(("=", "@", "\t", "\r"))
    assert unguarded(safe) == text


@pytest.mark.parametrize("number", ["-2.0", "+3", "-15", "0.05"])
def test_a_negative_number_is_no_formula(number: str) -> None:
    assert guarded(number) == number


def test_the_database_is_sound(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA foreign_key_list('evidence')").fetchall()


def test_csv_and_database_have_the_same_rows(data: Path, database: sqlite3.Connection) -> None:
    package = json.loads((data / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        name = resource["name"]
        query = f'SELECT count(*) FROM "{name}"'  # noqa: S608  # a name of our own
        (count,) = database.execute(query).fetchone()

        assert count == len(rows(data, name)) > 0


def test_parquet_says_the_same_as_csv_in_the_types_of_the_data_package(data: Path) -> None:
    assert parquet_errors(data.parent) == []


def test_a_cell_of_parquet_that_says_something_else_is_noticed(project: Project) -> None:
    assert project.run("evidence", "export", "csv", "parquet", "--to", "out").returncode == 0
    project.replace("out/data/effects.csv", "-3.10", "-3.11")

    assert parquet_errors(project.path("out")) == ["effects: the rows are not those of the CSV"]


def test_parquet_says_what_its_columns_mean_and_whose_it_is(data: Path) -> None:
    schema = parquet.read_schema(data / "claims.parquet")

    assert schema.metadata[b"licence"] == b"https://creativecommons.org/publicdomain/zero/1.0/"
    assert schema.field("certainty").metadata == {b"description": b"How sure we are (GRADE)."}
    assert not schema.field("certainty").nullable


def test_the_search_finds_word_forms_and_accents(database: sqlite3.Connection) -> None:
    def found(words: str) -> set[str]:
        query = "SELECT id FROM search WHERE search MATCH ?"
        return {row[0] for row in database.execute(query, [words])}

    assert "blue-fever/skyroot-tremor" in found("tremors")
    assert "novak2021" in found("Novák") & found("novak")


def test_the_database_says_whose_it_is(database: sqlite3.Connection) -> None:
    assert dict(database.execute("SELECT name, value FROM about")) == {
        "name": "Skyroot Evidence",
        "site": "https://example.org/skyroot/",
        "licence": "CC0-1.0",
        "licence_url": "https://creativecommons.org/publicdomain/zero/1.0/",
        "rights": "",
    }


def test_a_count_that_no_database_holds_is_left_out(project: Project) -> None:
    project.replace(
        "docs/conditions/blue-fever.yml", "n: 80, unit: days}", f"n: {10**30}, unit: days}}"
    )
    done = project.run("evidence", "export", "sqlite", "parquet", "--to", "out")

    assert done.returncode == 0, done.stderr
    effects = parquet.read_table(project.path("out/data/effects.parquet"))
    assert effects["n"][0].as_py() is None
    with closing(sqlite3.connect(project.path("out/data/evidence.sqlite"))) as database:
        assert database.execute("SELECT n FROM effects LIMIT 1").fetchone() == (None,)
