"""The command `evidence add`, run as editors run it, against the services' stand-in."""

from __future__ import annotations

import importlib.util

import pytest
from click.testing import CliRunner, Result

from knowledge_bases import ROOT, Project
from mkdocs_evidence.cli.main import cli
from mkdocs_evidence.editing.bibtex_layout import canonical_bibliography
from scholarly_services import (
    DOI,
    NCT,
    PMCID,
    PMID,
    Answer,
    StandIn,
    article,
    conversion,
    trial,
    update,
    work,
)

WRITTEN = """\
@article{orsted2024,
  author    = {Ørsted, Mira L. and van der Kamp, Jan and {Skyroot Study Group}},
  title     = {Skyroot tea \\& blue fever: the POLARIS trial},
  journal   = {Journal of Invented Medicine},
  year      = {2024},
  volume    = {7},
  number    = {2},
  pages     = {101--109},
  doi       = {10.5555/sky.2024.7},
  pmid      = {22222222},
  pmcid     = {PMC7777777},
}
"""
RECORD = f"""\
design: rct
trial:
- NCT00000042
acronyms:
- POLARIS
n: 212
sponsor: public
blinding: double-blind
identity:
  seen:
  - https://api.crossref.org/works/{DOI}
  - https://pubmed.ncbi.nlm.nih.gov/{PMID}/
  - https://clinicaltrials.gov/study/{NCT}
  checked: 2026-11-22
"""


@pytest.fixture
def known(services: StandIn) -> StandIn:
    """The stand-in, knowing one trial and its report."""
    services.crossref(work())
    services.pubmed(article())
    services.says(f"/ctgov/studies/{NCT}", trial())
    services.says("/idconv/", conversion(pmid=int(PMID), pmcid=PMCID, doi=DOI))
    return services


def add(project: Project, services: StandIn, *arguments: str) -> Result:
    return run(project, *arguments, EVIDENCE_STAND_IN=services.base)


def run(project: Project, *arguments: str, **env: str) -> Result:
    """Run the command in this process: no test here waits for Python to start."""
    config = str(project.path("mkdocs.yml"))
    return CliRunner().invoke(cli, ["add", "-f", config, *arguments], env=env)


def files(project: Project) -> dict[str, str]:
    folder = project.path("docs/studies")
    listed = [*folder.iterdir(), project.path("references.bib")]
    return {file.name: file.read_text("utf-8") for file in listed}


def test_a_study_is_written_and_leaves_no_problem(project: Project, known: StandIn) -> None:
    before = project.path("references.bib").read_text("utf-8")
    done = add(project, known, DOI, "--yes")

    assert done.exit_code == 0, done.stderr
    assert project.path("references.bib").read_text("utf-8") == f"{before}\n{WRITTEN}"
    assert project.path("docs/studies/orsted2024.yml").read_text("utf-8") == RECORD
    assert {problem.code for problem in project.problems()} == {"REF004"}
    assert "Wrote docs/studies/orsted2024.yml\nWrote references.bib\n" in done.stdout


def test_in_a_list_in_order_the_entry_goes_where_it_belongs(
    project: Project, known: StandIn
) -> None:
    text = canonical_bibliography(project.path("references.bib").read_text("utf-8"))
    project.write("references.bib", text)
    add(project, known, DOI, "--yes")
    written = project.path("references.bib").read_text("utf-8")

    assert written == canonical_bibliography(written)
    assert written.index("novak2021,") < written.index("orsted2024,")


def test_it_shows_the_reference_and_what_it_will_write(project: Project, known: StandIn) -> None:
    before = files(project)
    done = add(project, known, PMID, "--dry-run")

    assert done.stdout.startswith("Ørsted ML, van der Kamp J; Skyroot Study Group. Skyroot tea")
    assert WRITTEN in done.stdout
    assert RECORD.rstrip() in done.stdout
    assert "compare them with the paper" in done.stdout
    assert files(project) == before


def test_without_a_yes_nothing_is_written(project: Project, known: StandIn) -> None:
    before = files(project)
    done = add(project, known, DOI)

    assert done.exit_code == 1
    assert files(project) == before


@pytest.mark.parametrize(
    ("identifier", "place"),
    [
        ("10.5555/NOVAK.2021", "references.bib:19:1"),
        ("https://doi.org/10.5555/novak.2021", "references.bib:19:1"),
        ("11111111", "references.bib:20:1"),
    ],
)
def test_a_study_that_is_there_is_refused_before_anyone_is_asked(
    project: Project, known: StandIn, identifier: str, place: str
) -> None:
    done = add(project, known, identifier, "--yes")

    assert done.exit_code == 1
    assert done.stderr.startswith(f'{place}  "novak2021" has the ')
    assert known.asked == []


def test_a_study_that_is_there_under_another_identifier_is_refused(
    project: Project, known: StandIn
) -> None:
    add(project, known, DOI, "--yes")
    before = files(project)
    project.replace("references.bib", f"  pmcid     = {{{PMCID}}},\n", "")
    done = add(project, known, PMCID, "--yes")

    assert done.exit_code == 1
    assert f'"orsted2024" has the DOI {DOI} already.' in done.stderr
    assert files(project).keys() == before.keys()


def test_a_trial_that_is_there_is_refused(project: Project, known: StandIn) -> None:
    project.write("docs/studies/novak2021.yml", f"design: rct\ntrial: [{NCT}]\n")
    done = add(project, known, NCT, "--yes")

    assert done.exit_code == 1
    assert done.stderr.startswith("docs/studies/novak2021.yml:2:8  ")


def test_another_report_of_a_trial_is_named_and_added(project: Project, known: StandIn) -> None:
    project.write("docs/studies/novak2021.yml", f"design: rct\ntrial: [{NCT}]\n")
    done = add(project, known, DOI, "--yes")

    assert done.exit_code == 0
    assert f'ANOTHER REPORT of trial {NCT} is "novak2021"' in done.stderr


def test_a_retraction_is_told_and_written(project: Project, known: StandIn) -> None:
    known.crossref(work(**{"updated-by": [update("retraction")]}))
    done = add(project, known, DOI, "--yes")

    assert "RETRACTED: a notice about this paper was published on 2025-02-01" in done.stderr
    assert (
        "integrity:\n  status: retracted\n  date: '2025-02-01'\n  notice: 10.5555/sky.2025.notice\n"
        in project.path("docs/studies/orsted2024.yml").read_text("utf-8")
    )


def test_a_journal_keeps_the_name_that_the_list_gives_it(project: Project, known: StandIn) -> None:
    known.crossref(work(**{"container-title": ["The journal of invented medicine"]}))
    add(project, known, DOI, "--yes")

    assert project.library().studies["orsted2024"].reference.container == (
        "Journal of Invented Medicine"
    )


def test_a_preprint_leads_to_its_published_version(project: Project, known: StandIn) -> None:
    relation = {"is-preprint-of": [{"id-type": "doi", "id": "10.5555/final"}]}
    known.crossref(work(relation=relation))
    done = add(project, known, DOI, "--dry-run")

    assert "Rather add that: evidence add 10.5555/final" in done.stderr


@pytest.mark.parametrize("key", ["polaris", "POLARIS-7"])
def test_a_key_may_be_chosen(project: Project, known: StandIn, key: str) -> None:
    add(project, known, DOI, "--yes", "--key", key)

    assert project.path(f"docs/studies/{key}.yml").exists()


@pytest.mark.parametrize(
    ("key", "sentence"),
    [("Novak2021", "is taken"), ("../../x", "cannot be used"), ("a,b", "cannot be used")],
)
def test_a_key_that_cannot_be_is_refused(
    project: Project, known: StandIn, key: str, sentence: str
) -> None:
    before = files(project)
    done = add(project, known, DOI, "--yes", "--key", key)

    assert done.exit_code == 1
    assert sentence in done.stderr
    assert files(project) == before


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer("Resource not found.", 404), 1),
        (Answer("", 429), 3),
        (Answer("", 503), 3),
        (Answer("<html>", 200), 3),
        (Answer('{"message": {', 200), 3),
    ],
)
def test_a_failure_is_one_line_and_leaves_everything_as_it_was(
    project: Project, known: StandIn, answer: Answer, code: int
) -> None:
    known.crossref(answer)
    before = files(project)
    done = add(project, known, DOI, "--yes")

    assert done.exit_code == code
    assert done.stderr.startswith("Crossref ")
    assert len(done.stderr.splitlines()) == 1
    assert files(project) == before


def test_a_title_cannot_smuggle_in_another_entry(project: Project, known: StandIn) -> None:
    known.crossref(work(title=["x}}\n\n@misc{evil2020, title={Evil}}\n% \\input{/etc/passwd}"]))
    done = add(project, known, DOI, "--yes")

    assert done.exit_code == 0
    assert "evil2020" not in project.library().studies
    assert "@misc{evil2020" in project.library().studies["orsted2024"].reference.title


def test_a_source_without_a_title_is_refused(project: Project, known: StandIn) -> None:
    known.crossref(work(title=[]))
    known.pubmed(article(title=""))
    done = add(project, known, DOI, "--yes")

    assert done.exit_code == 1
    assert "gives no title" in done.stderr


@pytest.mark.parametrize("elsewhere", ["http://example.org", "https://10.0.0.1:80"])
def test_the_stand_in_may_only_be_this_machine(project: Project, elsewhere: str) -> None:
    done = run(project, DOI, EVIDENCE_STAND_IN=elsewhere)

    assert done.exit_code == 2
    assert "may only name this machine" in done.stderr


@pytest.mark.parametrize("text", ["smith2020", "10.5555", ""])
def test_what_is_no_identifier_is_misuse(project: Project, text: str) -> None:
    done = run(project, text)

    assert done.exit_code == 2
    assert "is no DOI" in done.stderr


def test_the_settings_name_who_asks(project: Project, known: StandIn) -> None:
    project.replace(
        "mkdocs.yml", "  - evidence:\n", "  - evidence:\n      editors_email: a@example.org\n"
    )
    add(project, known, DOI, "--dry-run")

    assert known.asked[0][2]["User-Agent"].endswith("(mailto:a@example.org)")


def test_answers_stay_in_the_folder_of_the_site(project: Project, known: StandIn) -> None:
    project.replace("mkdocs.yml", "  - evidence:\n", "  - evidence:\n      cache: ../elsewhere\n")
    done = add(project, known, DOI, "--dry-run")

    assert done.exit_code == 2
    assert "SET003" in done.stderr
    assert known.asked == []
    assert not (project.root.parent / "elsewhere").exists()


def test_answers_follow_no_link_out_of_the_folder(
    project: Project, known: StandIn, tmp_path_factory: pytest.TempPathFactory
) -> None:
    project.path(".cache").symlink_to(tmp_path_factory.mktemp("elsewhere"))
    done = add(project, known, DOI, "--dry-run")

    assert done.exit_code == 2
    assert ".cache/evidence:1:1  FIL001" in done.stderr


def test_an_address_that_is_none_is_misuse(project: Project, known: StandIn) -> None:
    done = add(project, known, DOI, "--email", "a@b\r\nX-Evil: 1")

    assert done.exit_code == 2
    assert known.asked == []


def test_answers_are_kept_beside_the_site(project: Project, known: StandIn) -> None:
    add(project, known, DOI, "--dry-run")
    count = len(known.asked)
    add(project, known, DOI, "--dry-run")

    assert len(known.asked) == count == 4
    assert list(project.path(".cache/evidence").iterdir())


def test_without_the_extra_it_says_how_to_install_it(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(
        "importlib.util.find_spec",
        lambda name, *rest: None if name == "httpx" else found(name, *rest),
    )
    done = run(project, DOI)

    assert done.exit_code == 2
    assert 'pip install "mkdocs-evidence[add]"' in done.stderr


def test_the_example_for_editors_is_what_the_command_prints(
    project: Project, known: StandIn
) -> None:
    text = (ROOT / "docs" / "about" / "editing.md").read_text("utf-8")
    example = text.partition(f"$ evidence add {DOI} --dry-run\n")[2].partition("\n```")[0]

    assert add(project, known, DOI, "--dry-run").stdout.rstrip() == example


def test_it_runs_as_a_command(project: Project, known: StandIn) -> None:
    done = project.run("evidence", "add", DOI, "--yes", EVIDENCE_STAND_IN=known.base)

    assert done.returncode == 0, done.stderr
    assert project.path("docs/studies/orsted2024.yml").exists()
