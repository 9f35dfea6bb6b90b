"""What every file of the API says around its data, and the forms of the files."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from mkdocs_evidence.export.data_file import SiteFacts
from mkdocs_evidence.export.json_api.changes import HistoryValue
from mkdocs_evidence.export.json_api.claim import ClaimValue
from mkdocs_evidence.export.json_api.links import API_VERSION, ROOT
from mkdocs_evidence.export.json_api.record import RecordValue
from mkdocs_evidence.export.json_api.statement import StatementValue
from mkdocs_evidence.export.json_api.study import StudyValue
from mkdocs_evidence.export.json_api.values import Value


class Meta(Value):
    """Where a file comes from and on what terms it may be used."""

    api: str = Field(description="Version of the API.")
    name: str = Field(description="Name of the site.")
    site: str = Field(
        description="Address of the site's root: every path in the API is relative to it. Empty "
        "where the site does not know its own address; then it is two folders above the index."
    )
    licence: str = Field(description="SPDX name of the licence of the content; may be empty.")
    licence_url: str
    rights: str = Field(description="Rights in words.")
    language: str = Field(description="Language of the content (BCP 47).")
    json_schema: str = Field(description="Path of the JSON Schema that the file fits.")


def meta(facts: SiteFacts, form: str) -> Meta:
    """What a file of a form says of itself."""
    return Meta(
        api=API_VERSION,
        name=facts.name,
        site=facts.url,
        licence=facts.licence,
        licence_url=facts.licence_url,
        rights=facts.rights,
        language=facts.language,
        json_schema=f"{ROOT}/schema/{form}.json",
    )


class ApiFile(Value):
    """A file of the API."""

    meta: Meta


class RecordFile(ApiFile):
    """One record."""

    data: RecordValue


class ClaimFile(ApiFile):
    """One claim."""

    data: ClaimValue


class StudyFile(ApiFile):
    """One study."""

    data: StudyValue


class StatementFile(ApiFile):
    """One statement heard."""

    data: StatementValue


class RecordsFile(ApiFile):
    """All records."""

    data: list[RecordValue]


class ClaimsFile(ApiFile):
    """All claims."""

    data: list[ClaimValue]


class StudiesFile(ApiFile):
    """All studies."""

    data: list[StudyValue]


class StatementsFile(ApiFile):
    """All statements heard."""

    data: list[StatementValue]


class ChangesFile(ApiFile):
    """What changed from edition to edition."""

    data: HistoryValue


class TermValue(Value):
    """A term of a closed vocabulary."""

    value: str
    label: str
    meaning: str


class VocabularyValue(Value):
    """A closed vocabulary: the only values of fields of its name."""

    name: str
    description: str
    terms: list[TermValue]


class VocabulariesFile(ApiFile):
    """What each term means."""

    data: list[VocabularyValue]


class CollectionValue(Value):
    """All things of one kind."""

    name: str
    count: int
    version: str = Field(description="Changes when anything in the collection does.")
    api: str = Field(description="Path of the file with all of them.")
    each: str = Field(description="Path of the file of one; {…} stands for parts of its id.")
    json_schema: str = Field(description="Path of the JSON Schema of the file of one.")


class IndexValue(Value):
    """What there is."""

    description: str
    built: dt.date = Field(description="Day of the build, or of the sources that it was made from.")
    generator: str = Field(description="Version of the program that made the files.")
    collections: list[CollectionValue]
    changes: str
    vocabularies: str
    openapi: str


class IndexFile(ApiFile):
    """Where to begin."""

    data: IndexValue


#: The form of each file by its name in the schemas.
FORMS: dict[str, type[ApiFile]] = {
    "index": IndexFile,
    "records": RecordsFile,
    "record": RecordFile,
    "claims": ClaimsFile,
    "claim": ClaimFile,
    "studies": StudiesFile,
    "study": StudyFile,
    "statements": StatementsFile,
    "statement": StatementFile,
    "changes": ChangesFile,
    "vocabularies": VocabulariesFile,
}
