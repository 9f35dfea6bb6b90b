"""A made-up language, in which every word of the interface stands in brackets, and what is left over.

A site that is built in it shows which words nobody can translate: those without brackets that no
record, reference or setting says.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import yaml

from knowledge_bases import ROOT, Project
from mkdocs_evidence.render.reference_style import reference_parts
from mkdocs_evidence.site.project import open_project
from mkdocs_evidence.wording import short_label

sys.path.append(str(ROOT / "scripts"))

#: A language of nobody (ISO 639-2: qaa to qtz are for local use).
LANGUAGE = "qaa"
_OPEN, _CLOSE = "⟦", "⟧"
#: Messages that are no words.
_SIGNS = {"between thousands", "decimal sign", "date"}
#: Builds with catalogues from another folder.
_BUILD = """
import sys
from pathlib import Path
from mkdocs_evidence import words
words.CATALOGUES = Path(sys.argv.pop(1))
from mkdocs.__main__ import cli
cli()
"""
_SEAM = "\0"
_ARTICLE = "md-content__inner"
_VOID = set("area base br col embed hr img input link meta source track wbr".split())
_NAMES = ("aria-label", "title", "alt", "placeholder", "data-label")
_WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*")
#: Links, citations and emphasis in prose, at which a page begins another element.
_NOTATION = re.compile(r"\[\[.*?\]\]|\[[@-].*?\]|[*`]+|\n")
_MARKS = (r"[·●▲▼=|]", r"[()]|\. ", r"[;,:?]")
_AROUND = " .,:;()[]“”"
#: Names of formats, of measures and of styles, which are the same in every language.
SAME_EVERYWHERE = set(
    "BibTeX RIS CSL-JSON JSON Atom Feed MD SMD RR OR HR RD IRR NNT ICD-11 ICD-10-CM MeSH DOID "
    "doi PMID PMCID et al p".split()
)


def write_catalogue(folder: Path) -> None:
    """Every message in brackets, in a catalogue that is compiled like any other."""
    from babel.messages.mofile import write_mo
    from translations import messages

    catalogue: Any = messages()
    for message in catalogue:
        if not message.id or message.context in _SIGNS:
            continue
        is_one = isinstance(message.id, str)
        message.string = (
            _in_brackets(message.id) if is_one else tuple(map(_in_brackets, message.id))
        )
    file = folder / LANGUAGE / "LC_MESSAGES" / "evidence.mo"
    file.parent.mkdir(parents=True)
    with file.open("wb") as opened:
        write_mo(opened, catalogue)


def _in_brackets(message: str) -> str:
    core = message.strip()
    return message.replace(core, f"{_OPEN}{core}{_CLOSE}", 1)


def build_in_brackets(project: Project, catalogues: Path) -> subprocess.CompletedProcess[str]:
    """Build a project in the made-up language."""
    write_catalogue(catalogues)
    text = project.path("mkdocs.yml").read_text("utf-8")
    found = re.search(r"^( *)- evidence:\n( +)", text, re.MULTILINE)
    assert found, "the site has no settings of the plugin"
    project.write(
        "mkdocs.yml", text.replace(found[0], f"{found[0]}language: {LANGUAGE}\n{found[2]}", 1)
    )
    return project.run("python", "-c", _BUILD, str(catalogues), "build", "--strict")


class _Words(HTMLParser):
    """Texts and names on a page, in the part that is ours."""

    def __init__(self, begins: str) -> None:
        super().__init__()
        self._begins = begins
        self.texts: list[str] = []
        self.names: list[str] = []
        self._path: list[str] = []
        self._ours = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _VOID:
            self._named(given)
            return
        classes = (given.get("class") or "").split()
        if self._ours or (tag == self._begins and (tag != "article" or _ARTICLE in classes)):
            self._ours += 1
            self._named(given)
        self._path.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        self._path.pop()
        self._ours = max(0, self._ours - 1)

    def handle_data(self, data: str) -> None:
        if self._ours and self._path[-1] not in {"script", "style"} and data.strip():
            self.texts.append(data)

    def _named(self, given: dict[str, str | None]) -> None:
        if self._ours and "md-content__button" not in (given.get("class") or ""):
            self.names += [value for name in _NAMES if (value := given.get(name))]


def left_over_on(html: str, *, is_written: bool) -> set[str]:
    """Texts and names of a page without brackets; of a hand-written page, those of our lists."""
    parser = _Words("ev-list" if is_written else "article")
    # Abbreviations split a unit; what they stand for is said again at the foot of the page.
    parser.feed(re.sub(r"</?abbr\b[^>]*>", "", html))
    # A message may go on through several elements: its brackets open in one and close in another.
    texts = without_brackets(_SEAM.join(parser.texts)).split(_SEAM)
    return {" ".join(text.split()) for text in [*texts, *map(without_brackets, parser.names)]} - {
        ""
    }


def without_brackets(text: str) -> str:
    """What is left of a text when everything in brackets is gone, brackets in brackets too."""
    depth, left = 0, []
    for sign in text:
        depth += (sign == _OPEN) - (sign == _CLOSE)
        left.append(" " if depth or sign == _CLOSE else sign)
    return "".join(left)


class Content:
    """What records, references, settings and hand-written pages say, which no catalogue translates."""

    def __init__(self, project: Project) -> None:
        texts: list[str] = []
        for file in [*project.root.glob("docs/**/*.yml"), project.path("mkdocs.yml")]:
            texts += _leaves(yaml.load(file.read_text("utf-8"), yaml.BaseLoader))  # noqa: S506  # text only
            texts += [file.stem, file.stem.replace("-", " ")]
        for file in project.root.glob("docs/**/*.md"):
            texts += [file.stem, file.read_text("utf-8")]
        for study in open_project(project.path("mkdocs.yml")).load().library.studies.values():
            texts += [short_label(study.reference), study.key]
            texts += [part.text for part in reference_parts(study.reference)]
        texts += [piece for text in texts for piece in _NOTATION.split(text)]
        texts += [text.replace("-", " ") for text in texts]
        lines = [" ".join(text.split()) for text in texts]
        self._whole = {line.lower().strip(_AROUND) for line in lines}
        self._all = "\n".join(lines).lower()

    def says(self, text: str, depth: int = 0) -> bool:
        """True where a text is content, or content joined by marks: first by the strongest ones."""
        text = re.sub(r"https?://\S+", "", text)
        if self._has(text):
            return True
        if depth == len(_MARKS):
            return False
        return all(self.says(piece, depth + 1) for piece in re.split(_MARKS[depth], text))

    def _has(self, text: str) -> bool:
        words = [word for word in _WORD.findall(text) if word not in SAME_EVERYWHERE]
        given = " ".join(text.split()).lower()
        plain = given.strip(_AROUND)
        # Numbers and abbreviations stand around a unit.
        if not words or plain in self._whole or " ".join(words).lower() in self._whole:
            return True
        is_one_word = given.isalpha() and not text.strip().isupper()
        return not is_one_word and given in self._all


def _leaves(node: object) -> Iterator[str]:
    """The values of a file: its fields are words of ours."""
    if isinstance(node, dict | list):
        for value in node.values() if isinstance(node, dict) else node:
            yield from _leaves(value)
    else:
        yield str(node)
