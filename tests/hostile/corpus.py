"""Hostile and broken input, by kind: each case is the tiny base with some files changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from full_records import full_files, text_fields
from yaml_suite import suite_cases

HERE = Path(__file__).resolve().parent
BASE = HERE.parent / "base"
RECORD = "docs/conditions/case.yml"
BIBLIOGRAPHY = "references.bib"


#: Programs and services whose own exports are accepted as they are.
_PROGRAMS = frozenset(
    "better-bibtex citavi crossref embase endnote-web europe-pmc jabref jabref-biblatex mendeley paperpile "
    "pubmed refworks scholar scopus web-of-science zotero".split()
)


@dataclass(frozen=True)
class Case:
    """Files laid over the tiny base; a value of None takes a file away."""

    kind: str
    name: str
    files: dict[str, bytes] = field(repr=False)
    #: True where it must be refused with an error, False where it must be accepted.
    refused: bool | None = None
    #: A file of studies for `evidence add --from`, or of notices for `evidence retractions`.
    taken_in: str = ""


def payloads() -> list[str]:
    """Pieces of markup that try to become more than text."""
    return (HERE / "markup.txt").read_text("utf-8").rstrip("\n").split("\n-----\n")


def all_cases() -> Iterator[Case]:
    """Every case of every kind but the huge ones."""
    yield from bibtex()
    yield from yaml_shapes()
    yield from official_yaml()
    yield from markup(payloads())
    yield from names()
    yield from retraction_lists()
    yield from reference_files()


def few_cases() -> Iterator[Case]:
    """In little time: every kind, all payloads (several at once), and a sixth of the other cases."""
    every = payloads()
    yield from markup(["\n\n".join(every[first::5]) for first in range(5)])
    others = [bibtex(), yaml_shapes(), names(), retraction_lists(), reference_files()]
    for cases in others:
        yield from (case for number, case in enumerate(cases) if number % 6 == 0)
    yield from (case for number, case in enumerate(official_yaml()) if number % 40 == 0)


def bibtex() -> Iterator[Case]:
    """Reference lists as programs and people really write them."""
    base = (BASE / BIBLIOGRAPHY).read_bytes()
    for file in sorted((HERE / "bibtex").iterdir()):
        content = file.read_bytes()
        if file.stem.startswith(("utf-16", "byte-order")):
            content = content + b"\n" + base if file.stem != "utf-16" else content
        else:
            content = base + b"\n" + content
        wild = file.stem in _PROGRAMS
        kind = "BibTeX as programs write it" if wild else "Broken and hostile BibTeX"
        yield Case(kind, file.stem, {BIBLIOGRAPHY: content}, refused=False if wild else None)


def official_yaml() -> Iterator[Case]:
    """The documents of the official YAML test suite, none of which is a record."""
    for case in suite_cases():
        files = {RECORD: case.yaml.encode("utf-8")}
        yield Case("Documents of the official YAML test suite", case.id, files, refused=True)


def yaml_shapes() -> Iterator[Case]:
    """The shapes of YAML, valid and not, of which none but the plainest is a record."""
    for block in (HERE / "yaml.txt").read_text("utf-8").split("=== ")[1:]:
        name, _, text = block.partition("\n")
        yield Case("Shapes of YAML", name, {RECORD: text.encode("utf-8")}, refused=True)
    coded = {
        "not UTF-8": "name: Größe\n".encode("latin-1"),
        "UTF-16": "name: Größe\n".encode("utf-16"),
        "UTF-32": "name: Tea\n".encode("utf-32"),
        "a lone continuation byte": b"name: \x80\n",
        "an overlong NUL": b"name: \xc0\x80\n",
        "a surrogate in UTF-8": b"name: \xed\xa0\x80\n",
        "a NUL": b"name: a\x00b\n",
        "controls": b"name: a\x01\x1b[31mb\n",
        "a cut character": "name: Größ".encode()[:-1],
        "all bytes": bytes(range(256)),
        "nothing": b"",
    }
    for name, content in coded.items():
        yield Case("Bytes that are no text", name, {RECORD: content}, refused=True)
        yield Case("Bytes that are no text", f"{name}, as a page", {"docs/page.md": content})
        yield Case(
            "Bytes that are no text",
            f"{name}, as references",
            {BIBLIOGRAPHY: content},
            refused=True,
        )


def markup(payloads: list[str]) -> Iterator[Case]:
    """Each payload in every text field of every model at once."""
    for number, payload in enumerate(payloads):
        files = full_files(lambda _, payload=payload: f"{payload} [@muster2020]")
        coded = {name: text.encode("utf-8") for name, text in files.items()}
        yield Case(
            f"Markup in {len(text_fields())} text fields", f"{number}: {payload[:40]}", coded
        )
        page = f"# Page\n\n{payload}\n\nSee [@muster2020] and [[tremor]].\n"
        yield Case("Markup on hand-written pages", payload[:40], {"docs/note.md": page.encode()})
        yield Case("Markup in references", payload[:40], {BIBLIOGRAPHY: _references(payload)})


def _references(payload: str) -> bytes:
    safe = payload.replace("{", "(").replace("}", ")").replace("@", "(at)")
    base = (BASE / BIBLIOGRAPHY).read_text("utf-8")
    names = "title author editor journal publisher volume number note edition address keywords"
    fields = "".join(f"  {name} = {{{safe}}},\n" for name in names.split())
    return f"{base}\n@article{{payload2020,\n{fields}  year = {{2020}},\n}}\n".encode()


def names() -> Iterator[Case]:
    """Names that are paths, or that mean something to a system, where names of ours stand."""
    record = "name: Case\nbottom_line: Text [@muster2020].\n"
    listed = (HERE / "names.txt").read_text("utf-8").split("\n")[:-1]
    for name in [*listed, "a" * 300, "a" * 81, "a-" * 120 + "a", "a\u0000b", "a\nb", ""]:
        shown = repr(name)[:40]
        if name and not set(name) & set("/\0") and name not in {".", ".."} and len(name) < 250:
            is_taken = name == "tremor"
            yield Case(
                "Hostile names of files",
                shown,
                {f"docs/conditions/{name}.yml": record.encode()},
                refused=None
                if is_taken
                or name in {"readme", "sitemap", "search", "assets", "leaflet", "404", "javascript"}
                else name != "a",
            )
            yield Case(
                "Hostile names of files", f"{shown}, a page", {f"docs/{name}.md": b"# Page\n"}
            )
            yield Case(
                "Hostile names of files",
                f"{shown}, a study",
                {f"docs/studies/{name}.yml": b"n: 3\n"},
                refused=True,
            )
        quoted = json.dumps(name)
        text = record + (
            f"related: [{quoted}]\nwas: [{quoted}]\ngroup: {quoted}\nclaims:\n  - id: {quoted}\n"
            "    kind: safety\n    statement: Text.\n    direction: unclear\n    certainty: low\n"
            f"    also: [{quoted}]\n    treatments: [{quoted}]\n"
            f"    evidence: [{{study: {quoted}, supports: supports, finding: text}}]\n"
        )
        yield Case("Hostile names in records", shown, {RECORD: text.encode()}, refused=True)
        link = f"# Page\n\n[[{name}]] [[{name}#{name}|{name}]] [@{name}] [x]({name}) ![x]({name})\n"
        yield Case("Hostile names in links", shown, {"docs/note.md": link.encode()})


_HEAD = b"Record ID,Title,OriginalPaperDOI,OriginalPaperPubMedID,RetractionDOI,RetractionDate,RetractionNature,Reason\n"


def retraction_lists() -> Iterator[Case]:
    """Lists of notices for `evidence retractions`."""
    row = b"1,Tea,10.5555/muster.2020,0,10.5555/notice,1/31/2024 0:00,Retraction,+Error;\n"
    contents = {
        "one notice": _HEAD + row,
        "nothing": b"",
        "heads alone": _HEAD,
        "other heads": b"a,b,c\n1,2,3\n",
        "no CSV": b"<!DOCTYPE html><html>403</html>",
        "all bytes": bytes(range(256)) * 8,
        "NULs": _HEAD + b"\x00" * 100 + row,
        "UTF-16": (_HEAD + row).decode().encode("utf-16"),
        "a byte order mark": b"\xef\xbb\xbf" + _HEAD + row,
        "Latin-1": _HEAD + row.replace(b"Tea", b"T\xe9"),
        "a quotation that never ends": _HEAD + b'1,"Tea,10.5555/muster.2020\n' * 50,
        "a field of a megabyte": _HEAD + row.replace(b"Tea", b"T" * 1_000_000),
        "too few fields": _HEAD + b"1,Tea\n",
        "too many fields": _HEAD + row.strip() + b",x" * 500 + b"\n",
        "impossible dates": _HEAD + row.replace(b"1/31/2024", b"13/45/99999"),
        "unknown natures": _HEAD + row.replace(b",Retraction,", b",=HYPERLINK(),"),
        "markup": _HEAD + row.replace(b"+Error", b"<script>hit()</script>: [x](javascript:hit())"),
        "an address of another kind": _HEAD + row.replace(b"10.5555/notice", b"javascript:hit()"),
        "controls": _HEAD + row.replace(b"+Error", b"\x1b[31m\x07\x85"),
        "bidirectional": _HEAD + row.replace(b"+Error", "\u202erorrE".encode()),
        "the same notice a thousand times": _HEAD + row * 1000,
    }
    for name, content in contents.items():
        yield Case("Lists of retractions", name, {"list.csv": content}, taken_in="list.csv")


def reference_files() -> Iterator[Case]:
    """Files of reference managers for `evidence add --from`."""
    item = {"id": "x", "type": "article-journal", "title": "Tea", "author": [{"family": "Muster"}]}
    ris = "TY  - JOUR\nTI  - Tea\nAU  - Muster, E\nPY  - 2020\nER  - \n"
    files: dict[str, bytes] = {
        "deep.json": b"[" * 100_000,
        "deep-objects.json": b'{"a":' * 50_000,
        "no-list.json": b'{"title": 1}',
        "numbers.json": json.dumps(
            [{**item, "volume": 10**400, "page": 1e308, "title": float("nan")}]
        ).encode(),
        "long-number.json": b'[{"id": 1, "type": "book", "title": "x", "volume": '
        + b"9" * 10_000
        + b"}]",
        "surrogates.json": b'[{"type": "book", "title": "\\ud800 lone", "author": [{"family": "\\udfff"}]}]',
        "controls.json": json.dumps([{**item, "title": "a\0b\x1b[31m\u202e"}]).encode(),
        "wrong-types.json": json.dumps(
            [{**item, "author": "x", "issued": 5, "DOI": [1], "title": {}}, None, 5, "x", []]
        ).encode(),
        "odd-dates.json": json.dumps(
            [{**item, "issued": {"date-parts": [[[]], ["x"], [99999, 99, 99]]}}]
        ).encode(),
        "paths.json": json.dumps(
            [{**item, "author": [{"family": "../../x"}], "issued": {"date-parts": [["../y"]]}}]
        ).encode(),
        "markup.json": json.dumps([{**item, "title": p} for p in payloads()[:20]]).encode(),
        "macros.json": json.dumps(
            [{**item, "title": "\\input{/etc/passwd} {unbalanced", "publisher": "}}}"}]
        ).encode(),
        "all-bytes.json": bytes(range(256)),
        "empty.json": b"",
        "plain.ris": ris.encode(),
        "no-end.ris": ris.replace("ER  - \n", "").encode(),
        "only-ends.ris": b"ER  - \n" * 1000,
        "odd-tags.ris": b"TY  - JOUR\nT!  - x\n  - y\nTI-z\nTI  - \nER  -\n",
        "latin.ris": ris.replace("Muster", "Müster").encode("latin-1"),
        "utf-16.ris": ris.encode("utf-16"),
        "controls.ris": ris.replace("Tea", "T\x00e\x1b[31ma").encode(),
        "old-mac.ris": ris.replace("\n", "\r").encode(),
        "all-bytes.ris": bytes(range(256)),
        "long.ris": ris.replace("Tea", "x" * 2_000_000).encode(),
        "pubmed.nbib": b"PMID- 1\nTI  - Tea\n      and more\nFAU - Muster, Erika\nDP  - 2020 Jan 1\n\n",
        "odd.nbib": b"PMID- x\n      nothing above\nTI- \n\n\n\nDP  - the first of May\n",
        "all-bytes.nbib": bytes(range(256)),
        "page.bib": b"<!DOCTYPE html><html></html>",
        "unbalanced.bib": b"@article{a, title = {x",
        "hostile.bib": (HERE / "bibtex" / "broken-keys.bib").read_bytes(),
        "schemes.bib": (HERE / "bibtex" / "schemes.bib").read_bytes(),
    }
    for name, content in files.items():
        yield Case("Files of reference managers", name, {name: content}, taken_in=name)


def huge(size: float = 1) -> Iterator[tuple[str, Callable[[], dict[str, bytes]]]]:
    """Input that is large, made when it is asked for, at a fraction of its size if need be."""

    def many(number: int) -> int:
        return int(number * size)

    base = (BASE / BIBLIOGRAPHY).read_bytes()
    entry = "@article{{k{0}, title = {{Title {0}}}, author = {{A, B}}, doi = {{10.5555/{0}}}, year = 2020}}\n"
    deep = "\\textbf{"
    yield (
        "50,000 entries",
        lambda: {BIBLIOGRAPHY: base + "".join(map(entry.format, range(many(50_000)))).encode()},
    )
    yield (
        "50,000 entries under one key",
        lambda: {BIBLIOGRAPHY: base + entry.format(1).encode() * many(50_000)},
    )
    yield (
        "50,000 entries that are broken",
        lambda: {BIBLIOGRAPHY: base + b"@article{k, title = {x}\n" * many(50_000)},
    )
    yield (
        "a field of 10 MB",
        lambda: {BIBLIOGRAPHY: base + b"@misc{k, title = {" + b"long " * many(2_000_000) + b"}}"},
    )
    yield (
        "10 MB of braces",
        lambda: {BIBLIOGRAPHY: base + b"@misc{k, title = {" + b"{" * many(10_000_000)},
    )
    yield (
        "10 MB of LaTeX",
        lambda: {BIBLIOGRAPHY: base + b"@misc{k, title = {" + rb"\'e" * many(3_000_000) + b"}}"},
    )
    yield (
        "LaTeX 100,000 deep",
        lambda: {
            BIBLIOGRAPHY: base
            + f"@misc{{k, title = {{{deep * many(100_000)}{'}' * many(100_000)}}}}}".encode()
        },
    )
    yield (
        "100,000 authors",
        lambda: {
            BIBLIOGRAPHY: base
            + f"@misc{{k, title = {{x}}, author = {{{'A, B and ' * many(100_000)}C}}}}".encode()
        },
    )
    yield (
        "crossrefs in a long chain",
        lambda: {
            BIBLIOGRAPHY: base
            + "".join(
                f"@misc{{c{n}, title={{x}}, crossref={{c{n + 1}}}}}\n" for n in range(many(20_000))
            ).encode()
        },
    )
    yield (
        "100,000 at signs",
        lambda: {BIBLIOGRAPHY: base + b"@" * many(100_000) + b"\n@" * many(100_000)},
    )
    yield (
        "@strings that double 60 times",
        lambda: {
            BIBLIOGRAPHY: base
            + b'@string{s0 = "lol"}\n'
            + "".join(f"@string{{s{n + 1} = s{n} # s{n}}}\n" for n in range(60)).encode()
        },
    )
    yield "YAML 100,000 deep", lambda: {RECORD: b"name: " + b"[" * many(100_000)}
    yield "YAML block lists 20,000 deep", lambda: {RECORD: b"- " * many(20_000)}
    yield (
        "a text of 10 MB",
        lambda: {RECORD: b"name: x\nbottom_line: " + b"words and words " * many(600_000) + b"\n"},
    )
    yield (
        "a text of 10 MB of Markdown",
        lambda: {RECORD: b"name: x\nbottom_line: '" + b"*_`[<" * many(2_000_000) + b"'\n"},
    )
    yield (
        "100,000 citations in a text",
        lambda: {RECORD: b"name: x\nbottom_line: " + b"a [@muster2020] " * many(100_000) + b"\n"},
    )
    yield "300,000 items", lambda: {RECORD: b"name: x\nsynonyms:\n" + b"- a\n" * many(300_000)}
    yield (
        "100,000 unknown fields",
        lambda: {RECORD: "".join(f"f{n}: a\n" for n in range(many(100_000))).encode()},
    )
    yield "one field 50,000 times", lambda: {RECORD: b"name: a\n" * many(50_000)}
    yield "a key of 1 MB", lambda: {RECORD: b"? " + b"k" * many(1_000_000) + b"\n: a\n"}
    yield (
        "a page of 5 MB of brackets",
        lambda: {"docs/page.md": b"# P\n\n[[@" + b"[[" * many(2_500_000)},
    )
    yield (
        "a page of 1 MB of quotations",
        lambda: {"docs/page.md": b"[@a] " + b">" * many(1_000_000)},
    )
    yield "5,000 empty records", lambda: {f"docs/harms/h{n}.yml": b"" for n in range(many(5_000))}
