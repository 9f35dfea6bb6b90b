"""Random content: texts that look like records, references and pages, and what must hold for each.

Used by the tests for a moment and by scripts/fuzz.py for minutes.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from full_records import full_files
from hypothesis import strategies as st
from ordeal import Case, Ordeal

from mkdocs_evidence.editing.bibtex_layout import canonical_bibliography
from mkdocs_evidence.editing.formatting import canonical_record
from mkdocs_evidence.model.problem import Problem, visible
from mkdocs_evidence.model.record import Condition
from mkdocs_evidence.prose import Scan, record_engine, tangled_at
from mkdocs_evidence.sources.bibtex import parse_references
from mkdocs_evidence.sources.schema_problems import validate
from mkdocs_evidence.sources.yaml_document import parse_yaml

_BIBTEX = (
    "@article{ @string{ @comment{ @preamble{ title author editor year month doi url ids crossref = , { } "
    '" # \\ \\\' \\" \\textbf{ \\input{ $ % & ~ -- and others {others} jan key2020 2020 \n é \u202e \x00 ( ) @'
).split(" ")
_YAML = (
    "name bottom_line claims id kind safety statement evidence study supports finding : - ? | > ' \" [ ] { } "
    "& * ! !! << , # % @ ` ~ null true 1.0 2020-01-01 --- ... \n \n\n \t é \u202e \x00 \\x41 \\ud800 &a *a"
).split(" ")
_PROSE = (
    "[@muster2020] [@muster2020, [@ ; @novak2021] [[tremor]] [[tremor# [[ ]] | ` `` ``` ~~~ * ** _ __ [ ] ( ) ![ < > "
    "<script> </script> & &lt; \\ \\[ \\] # - 1. \n \n\n     javascript: http://example.org/ {{ }} {: } word Word. é"
).split(" ")


def _made_of(pieces: list[str], most: int = 60) -> st.SearchStrategy[str]:
    piece = st.one_of(st.sampled_from([*pieces, " "]), st.text(max_size=6))
    return st.lists(piece, max_size=most).map("".join)


def bibtex(text: str) -> None:
    """A reference list of any text reads without raising, and its layout says the same."""
    bibliography, problems = parse_references(text, "references.bib")
    _sound(problems, text)
    if not any(problem.is_error for problem in problems):
        again, _ = parse_references(canonical_bibliography(text), "references.bib")
        assert again.references.keys() == bibliography.references.keys()


def yaml(text: str) -> None:
    """A record of any text reads without raising, and its layout is not refused."""
    document, problems = parse_yaml(text, "docs/conditions/x.yml")
    _sound(problems, text)
    if document is not None:
        _sound(validate(Condition, document)[1], text)
        after, found = canonical_record(text, "docs/conditions/x.yml", Condition)
        assert after is not None or found, "cannot be laid out"


def markdown(text: str) -> None:
    """Prose of any text goes through the engine, unless it was refused."""
    if tangled_at(text) is None:
        record_engine(Scan()).convert(text)


def _sound(problems: list[Problem], text: str) -> None:
    last = text.count("\n") + text.count("\r") + 2
    for problem in problems:
        assert 1 <= problem.place.line <= last, problem
        assert visible(str(problem)) == str(problem)


class WholeBase:
    """Random prose in every text field of every model: read, checked, rendered, exported."""

    def __init__(self, folder: Path) -> None:
        self._ordeal = Ordeal(folder)

    def __call__(self, text: str) -> None:
        """Put one text through."""
        files = full_files(lambda _: f"{text} [@muster2020]")
        coded = {n: content.encode("utf-8", "replace") for n, content in files.items()}
        self._ordeal.kinds.clear()
        self._ordeal.put_through(Case("random", "random", coded))
        failures = self._ordeal.kinds["random"].failures
        assert not failures, failures[0]


#: What is tried, with the texts for it.
TRIED: dict[str, tuple[Callable[[str], None], st.SearchStrategy[str]]] = {
    "Random BibTeX": (bibtex, _made_of(_BIBTEX)),
    "Random YAML": (yaml, _made_of(_YAML)),
    "Random Markdown": (markdown, _made_of(_PROSE)),
}
PROSE = _made_of(_PROSE, 20)
