"""Tables of records, studies and statements heard."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs_evidence.export.tables.table import Column, ColumnType, Row, Shelf, Table
from mkdocs_evidence.model.vocabulary import (
    Blinding,
    ComparatorType,
    Design,
    IntegrityStatus,
    Sponsor,
    Verdict,
)
from mkdocs_evidence.render.reference_style import reference_text
from mkdocs_evidence.wording import short_label


def _record_rows(shelf: Shelf) -> Iterator[Row]:
    for record in shelf.library.records:
        model = record.model
        yield (
            record.slug,
            record.kind,
            model.name,
            model.group,
            model.reviewed,
            model.review_by,
            shelf.page(shelf.addresses.record(record)),
        )


RECORDS = Table(
    name="records",
    title="Records: conditions, treatments, harms and topics",
    columns=(
        Column("id", "Name of the record in addresses.", is_required=True),
        Column("kind", "condition, treatment, harm or topic", is_required=True),
        Column("name", "Its name.", is_required=True),
        Column("group_id", "Group of the site."),
        Column("reviewed", "Last review.", ColumnType.DATE),
        Column("review_by", "Review is due by this day.", ColumnType.DATE),
        Column("page", "Address of its page.", is_required=True),
    ),
    primary_key=("id",),
    rows=_record_rows,
)


def _study_rows(shelf: Shelf) -> Iterator[Row]:
    for study in shelf.library.studies.values():
        reference, done = study.reference, study.appraisal
        yield (
            study.key,
            short_label(reference),
            reference_text(reference),
            reference.title,
            reference.container or None,
            int(reference.year) if reference.year.isdecimal() else None,
            reference.doi or None,
            reference.pmid or None,
            reference.pmcid or None,
            " ".join(done.trial) or None,
            done.design,
            done.n,
            done.k,
            done.population,
            done.sponsor,
            done.blinding,
            done.comparator_type,
            done.follow_up,
            done.integrity.status,
            done.open,
            shelf.page(shelf.addresses.study(study.key)),
        )


STUDIES = Table(
    name="studies",
    title="Studies: references, and how each study was done",
    columns=(
        Column("id", "Citation key.", is_required=True),
        Column("label", "Author and year.", is_required=True),
        Column("citation", "The reference in NLM style.", is_required=True),
        Column("title", "Title.", is_required=True),
        Column("container", "Journal, book or server."),
        Column("year", "Year of publication.", ColumnType.INTEGER),
        Column("doi", "DOI."),
        Column("pmid", "PubMed id."),
        Column("pmcid", "PubMed Central id."),
        Column("trial", "Registry ids, with spaces between them."),
        Column("design", "Study design.", terms=Design),
        Column("n", "People in the study.", ColumnType.INTEGER),
        Column("k", "Studies included, for reviews.", ColumnType.INTEGER),
        Column("population", "Who took part."),
        Column("sponsor", "Who paid.", terms=Sponsor),
        Column("blinding", "Who did not know the allocation.", terms=Blinding),
        Column("comparator_type", "Kind of comparator.", terms=ComparatorType),
        Column("follow_up", "How long people were followed."),
        Column(
            "integrity", "Standing of the publication.", is_required=True, terms=IntegrityStatus
        ),
        Column("open", "True where a free copy exists.", ColumnType.BOOLEAN),
        Column("page", "Address of its page.", is_required=True),
    ),
    primary_key=("id",),
    rows=_study_rows,
)


def _statement_rows(shelf: Shelf) -> Iterator[Row]:
    for heard in shelf.library.statements:
        statement = heard.statement
        yield (
            statement.id,
            heard.file.model.where,
            statement.text,
            statement.verdict,
            statement.because,
            statement.searched,
            shelf.page(shelf.addresses.heard, statement.id),
        )


STATEMENTS = Table(
    name="statements",
    title="Statements heard, with our verdicts",
    columns=(
        Column("id", "Id of the statement.", is_required=True),
        Column("source", "What kind of source it was.", is_required=True),
        Column("text", "The statement in our own words.", is_required=True),
        Column("verdict", "Our verdict.", is_required=True, terms=Verdict),
        Column("because", "The reason.", is_required=True),
        Column("searched", "When evidence was looked for in vain.", ColumnType.DATE),
        Column("page", "Address of the statement.", is_required=True),
    ),
    primary_key=("id",),
    rows=_statement_rows,
)


def _statement_claim_rows(shelf: Shelf) -> Iterator[Row]:
    for heard in shelf.library.statements:
        for ref in dict.fromkeys(heard.statement.claims):
            linked = shelf.library.by_ref.get(ref)
            if linked and linked.is_shown:
                yield heard.statement.id, linked.id


STATEMENT_CLAIMS = Table(
    name="statement_claims",
    title="Claims that the verdicts rest on",
    columns=(
        Column("statement", "The statement.", is_required=True, references="statements"),
        Column("claim", "The claim.", is_required=True, references="claims"),
    ),
    primary_key=("statement", "claim"),
    rows=_statement_claim_rows,
)
