"""Pages in another language than English: no word of the interface is forgotten."""

from __future__ import annotations

import gettext
import json
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

from interface_words import Content, build_in_brackets, left_over_on, without_brackets
from knowledge_bases import BASE, ROOT, Project, run_in
from mkdocs_evidence.api import load_site
from mkdocs_evidence.history.sentence_data import from_parts, parts_of
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.site_pages import Renderer
from mkdocs_evidence.site.script_words import with_words
from mkdocs_evidence.words import (
    ENGLISH,
    Words,
    again,
    counted_sentence,
    joined,
    language_near,
    languages,
    sentence,
    spoken,
    words_of,
)
from mkdocs_evidence.words import gettext as said
from repositories import commit

#: A message of a script: a text of several words, or one that a reader sees.
_IN_SCRIPT = re.compile(r'"([A-Z][a-z]+(?: [\w’,;…]+)+[.…]?)"|textContent = "(\w[^"]*)"')
#: What scripts say in styles of citation, which are the same in every language, and to programmers.
_NOT_SAID = re.compile(r"^(January |Invalid message type)")


def test_every_message_is_translated_in_every_language() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "translations.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, "")


def with_history(project: Project) -> None:
    """Commits whose messages are content, so that only our sentences about them can be forgotten."""
    record = "docs/conditions/blue-fever.yml"
    final = project.path(record).read_text("utf-8")
    for old, new in (
        (
            "certainty: low\n    grade:\n      start: high",
            "certainty: high\n    grade:\n      start: high",
        ),
        ("      inconsistency: serious\n", ""),
        ("direction: mixed", "direction: benefit"),
        ("Skyroot tea may shorten blue fever by 2 days", "Nobody knows skyroot tea"),
        ("supports: contradicts", "supports: background"),
        ("status: licensed", "status: off-label"),
        ("summary: [skyroot-duration, skyroot-tremor]", "summary: [skyroot-duration]"),
        ("value: -2.0, ci: [-3.10, -0.90], n: 80", "value: -1.0, ci: [-3.10, 0.90], n: 70"),
    ):
        project.replace(record, old, new)
    commit(project, "Blue fever", day="2026-03-01")
    project.write(record, final)
    study = "docs/studies/novak2021.yml"
    project.replace(study, "n: 40", "n: 41")
    commit(project, "Skyroot tea", day="2026-03-02")
    project.replace(study, "n: 41", "n: 40")
    commit(project, "Tremor", day="2026-03-03")


@pytest.fixture(scope="module", params=["base", "example"])
def in_brackets(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Project:
    """A site whose words all stand in brackets: a tiny one, and the one that `evidence init` makes."""
    folder = tmp_path_factory.mktemp("brackets")
    if request.param == "base":
        shutil.copytree(BASE, folder / "my-base")
    else:
        assert run_in(folder, "evidence", "init", "my-base").returncode == 0
    project = Project(folder / "my-base")
    if request.param == "base":
        with_history(project)
    done = build_in_brackets(project, folder / "locale")
    assert done.returncode == 0, done.stderr
    return project


def test_no_word_of_the_interface_is_left_in_english(in_brackets: Project) -> None:
    """Every word on a page stands in a catalogue, or in the sources."""
    content = Content(in_brackets)
    forgotten = {}
    pages = [page for page in in_brackets.site.rglob("*.html") if page.name != "404.html"]
    for page in sorted(pages):
        name = page.relative_to(in_brackets.site).parent.as_posix()
        written = any(
            in_brackets.path(f"docs/{source}").exists()
            for source in (f"{name}.md", f"{name}/index.md")
        )
        for left in left_over_on(page.read_text("utf-8"), is_written=written):
            if not content.says(left):
                forgotten.setdefault(left, name)

    assert len(pages) > 20
    assert forgotten == {}


def test_the_search_says_what_it_finds_in_the_words_of_the_site(in_brackets: Project) -> None:
    content = Content(in_brackets)
    index = json.loads(in_brackets.path("site/search/search_index.json").read_text("utf-8"))
    entries = [entry for entry in index["docs"] if entry.get("kind")]
    texts = [re.sub(r"<[^>]+>", "", entry["title"]) for entry in entries]
    left = [without_brackets(unescape(text)) for text in texts]

    assert entries
    assert [text for text in left if text and not content.says(text)] == []


def without_comments(script: str) -> str:
    return re.sub(r"/\*.*?\*/|^\s*//[^\n]*", "", script, flags=re.DOTALL | re.MULTILINE)


def test_scripts_have_no_word_that_is_not_translated(in_brackets: Project) -> None:
    scripts = [
        *in_brackets.site.glob("assets/evidence/*.js"),
        in_brackets.path("site/service-worker.js"),
    ]
    texts = {script.name: without_comments(script.read_text("utf-8")) for script in scripts}
    left = [
        (name, found)
        for name, text in texts.items()
        for groups in _IN_SCRIPT.findall(text)
        if not _NOT_SAID.match(found := "".join(groups))
    ]

    assert {"evidence.js", "search.worker.js", "service-worker.js"} <= set(texts)
    assert not any("gettext(" in text or "LANGUAGE_OF_WORDS" in text for text in texts.values())
    assert left == []


def test_data_files_stay_english(in_brackets: Project) -> None:
    """Other programs read them: a label that changed with the language would break what reads it."""
    files = [
        file
        for file in in_brackets.site.rglob("*")
        if file.suffix in {".json", ".csv", ".bib", ".ris", ".md", ".txt", ".xml", ".ics"}
        and file.name != "search_index.json"
    ]

    assert len(files) > 20
    assert [file.name for file in files if "⟦" in file.read_text("utf-8")] == []


def test_german_pages_say_that_they_are_german(project: Project) -> None:
    project.replace("mkdocs.yml", "name: material,", "name: material, language: de,")
    built = project.build()
    page = project.path("site/conditions/blue-fever/index.html").read_text("utf-8")

    assert built.returncode == 0, built.stderr
    assert '<html lang="de"' in page
    assert "Zusammenfassung der Ergebnisse" in page
    assert "Niedrig" in page
    assert "95\N{NO-BREAK SPACE}%" in page
    assert "\N{MINUS SIGN}2,0 days" in page
    assert "Gesucht am 01.05.2024." in page


def test_a_setting_goes_before_the_language_of_the_theme(project: Project) -> None:
    project.replace("mkdocs.yml", "name: material,", "name: material, language: de,")
    project.replace("mkdocs.yml", "licence: CC0-1.0", "licence: CC0-1.0\n      language: en")
    project.build()

    assert (
        "Summary of findings" in project.path("site/conditions/blue-fever/index.html").read_text()
    )


def test_checks_that_look_for_english_words_rest_in_other_languages(project: Project) -> None:
    """Or no knowledge base in German could be published."""
    project.replace(
        "docs/conditions/blue-fever.yml",
        "statement: Skyroot tea may shorten blue fever by about 2 days compared with warm water.",
        "statement: Himmelwurztee verkürzt blaues Fieber womöglich um etwa 2 Tage.",
    )

    def codes() -> set[str]:
        return {problem.code for problem in load_site(project.path("mkdocs.yml")).problems}

    in_english = codes()
    project.replace("mkdocs.yml", "name: material,", "name: material, language: de,")

    assert "WRD001" in in_english
    assert not {code for code in codes() if code.startswith("WRD")}


def test_two_languages_in_one_process_do_not_mix(project: Project) -> None:
    """A preview and an export may take turns, page by page."""
    library = project.library()

    def pages(words: Words) -> Renderer:
        return Renderer(library, Addresses(library.layout), words=words)

    german = words_of("de")
    alone = {
        words: [page.write().html for page in pages(words).pages()] for words in (ENGLISH, german)
    }
    both = zip(pages(ENGLISH).pages(), pages(german).pages(), strict=True)
    in_turn = [(english.write().html, other.write().html) for english, other in both]

    assert [html for html, _ in in_turn] == alone[ENGLISH]
    assert [html for _, html in in_turn] == alone[german]
    assert alone[ENGLISH] != alone[german]
    assert said("Bottom line") == "Bottom line"


def test_a_sentence_is_said_again_in_another_language_also_from_the_cache() -> None:
    """The history is read once; who shows it says it in the language of the page."""
    told = sentence(
        "{what} {rest}",
        what=sentence("Lost its only trial, {names}.", names=joined(["Muster 2020", "Novák 2021"])),
        rest=counted_sentence("{n} claim rests on it.", "{n} claims rest on it.", 2),
    )
    kept = from_parts(json.loads(json.dumps(parts_of(told))))

    assert kept == told == "Lost its only trial, Muster 2020 and Novák 2021. 2 claims rest on it."
    assert again(kept) == told
    with spoken(words_of("de")):
        assert again(kept).endswith("Muster 2020 und Novák 2021. 2 Aussagen beruhen darauf.")
        assert again("Muster 2020") == "Muster 2020"
    for wrong in (None, 1, ["{a}"], ["a", {}, "", "", "x"]):
        with pytest.raises(ValueError, match="not a sentence"):
            from_parts(wrong)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("de", "de"), ("de-CH", "de"), ("de_AT", "de"), ("en-GB", "en"), ("fr", None), ("", None)],
)
def test_a_language_is_found_by_its_tag(wanted: str, found: str | None) -> None:
    assert language_near(wanted) == found
    assert {"de", "en"} <= set(languages())


class _Slavic(gettext.NullTranslations):
    """Three forms, as Polish has them."""

    def __init__(self) -> None:
        super().__init__()
        self.plural = gettext.c2py(
            "n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2"
        )

    def info(self) -> dict[str, str]:
        rule = "n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2"
        return {"plural-forms": f"nplurals=3; plural=({rule});"}

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"{msgid2} {self.plural(n)}"


def test_plurals_go_by_the_rule_of_the_language() -> None:
    """In scripts as in Python: the catalogue says which number takes which form."""
    polish = Words("pl", "1", _Slavic())
    script = with_words('say(ngettext("{n} claim", "{n} claims", count));', polish)

    assert [polish.plural_form(count) for count in (1, 2, 5, 12, 22)] == [0, 1, 2, 2, 1]
    assert '["{n} claims 0", "{n} claims 1", "{n} claims 2"][Number(' in script
    assert "count%10>=2" in script
    if node := shutil.which("node"):
        counted = f"const say = (x) => console.log(x); for (const count of [1, 2, 5]) {script}"
        done = subprocess.run([node, "-e", counted], capture_output=True, text=True, check=True)
        assert done.stdout.split("\n")[:3] == [f"{{n}} claims {form}" for form in (0, 1, 2)]


def test_messages_of_scripts_keep_what_they_say() -> None:
    assert with_words('a(gettext("Copied")); b(gettext(\n  "“Yes”"\n));', ENGLISH) == (
        'a("Copied"); b("“Yes”");'
    )


def test_catalogues_are_part_of_the_package() -> None:
    package = ROOT / "src" / "mkdocs_evidence" / "locale"

    assert [file.name for file in sorted(Path(package / "de" / "LC_MESSAGES").iterdir())] == [
        "evidence.mo",
        "evidence.po",
    ]
