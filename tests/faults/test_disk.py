"""What the disk, the clock or another process does, the last good site and every text survive."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from knowledge_bases import BIN, Project
from mkdocs_evidence.editing.formatting import format_knowledge_base
from mkdocs_evidence.site.staged_site import StagedSite
from mkdocs_evidence.sources.layout import Layout


def content(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def with_site(project: Project, built: Project) -> dict[str, bytes]:
    shutil.copytree(built.site, project.site)
    return content(project.site)


def left_behind(project: Project) -> list[str]:
    return [file.name for file in project.root.rglob(".*") if "evidence" in file.name]


def run_unmeasured(command: list[str], project: Project) -> subprocess.CompletedProcess[str]:
    """Run a command whose coverage is not measured: that would be written to the full disk, too."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    return subprocess.run(
        command, cwd=project.root, env=env, capture_output=True, text=True, check=False
    )


def test_a_full_disk_leaves_the_last_good_site(project: Project, built_base: Project) -> None:
    before = with_site(project, built_base)
    limit = ["bash", "-c", 'ulimit -f 8; exec "$0" build', str(BIN / "mkdocs")]
    done = run_unmeasured(limit, project)

    assert done.returncode == 1
    assert "The last good site stands as it was." in done.stderr
    assert "Traceback" not in done.stderr
    assert content(project.site) == before
    assert left_behind(project) == []
    assert project.build().returncode == 0


def test_a_full_disk_leaves_every_text(project: Project) -> None:
    record = project.path("docs/conditions/blue-fever.yml")
    record.write_text(record.read_text("utf-8").replace("name: Blue fever", "name:   Blue fever"))
    before = content(project.root)
    limit = ["bash", "-c", 'ulimit -f 1; exec "$0" fmt', str(BIN / "evidence")]
    done = run_unmeasured(limit, project)

    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert content(project.root) == before


@pytest.fixture
def mounted() -> Callable[[str, Path], subprocess.CompletedProcess[str]]:
    """Runs a shell script that may mount what it likes, which nobody else sees."""
    unshare = ["unshare", "--mount", *(["--map-root-user"] if os.geteuid() else [])]
    if not shutil.which("unshare") or subprocess.run([*unshare, "true"], check=False).returncode:
        pytest.skip("this machine lets nobody mount anything")

    def run(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*unshare, "sh", "-ec", script],
            cwd=folder,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PATH": f"{BIN}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_a_disk_that_is_really_full_leaves_the_last_good_site(project: Project, mounted) -> None:
    script = """
        mkdir disk
        mount -t tmpfs -o size=1m tmpfs disk
        mkdir disk/site
        echo old > disk/site/index.html
        mkdocs build --site-dir disk/site || echo "code $?"
        cat disk/site/index.html
        find disk"""
    done = mounted(script, project.root)

    assert done.stdout.endswith("code 1\nold\ndisk\ndisk/site\ndisk/site/index.html\n"), done
    assert "No space left on device. The last good site stands as it was." in done.stderr
    assert "Traceback" not in done.stderr


READ_ONLY = "mount --bind . . && mount -o remount,ro,bind . && cd .\n"


def test_a_folder_that_cannot_be_written_is_named(project: Project, mounted) -> None:
    done = mounted(READ_ONLY + 'cd "$PWD" && mkdocs build', project.root)

    assert done.returncode == 1
    assert "Read-only file system. The last good site stands as it was." in done.stderr
    assert str(project.root) in done.stderr
    assert "Traceback" not in done.stderr


def test_a_text_that_cannot_be_written_is_named(project: Project, mounted) -> None:
    done = mounted(
        READ_ONLY + 'cd "$PWD" && evidence fmt docs/conditions/blue-fever.yml', project.root
    )

    assert done.returncode == 1
    assert "docs/conditions/blue-fever.yml cannot be written (Read-only file system)" in done.stderr


def test_a_site_that_is_a_mount_is_built_in_place(project: Project, mounted) -> None:
    script = """
        mkdir site
        mount -t tmpfs tmpfs site
        mkdocs build --strict
        ls -A . site"""
    done = mounted(script, project.root)

    assert done.returncode == 0, done.stderr
    assert "The site is built in place" in done.stderr
    assert "sitemap.xml" in done.stdout
    assert ".site.evidence" not in done.stdout


def test_a_file_where_the_site_should_stand_is_named_and_kept(project: Project) -> None:
    project.write("site", "my notes")
    done = project.build()

    assert done.returncode == 1
    assert "it is a file, not a folder" in done.stderr
    assert "Traceback" not in done.stderr
    assert project.site.read_text("utf-8") == "my notes"


def test_two_builds_at_once_take_turns(project: Project) -> None:
    staged = StagedSite.begin(project.site, str)
    assert staged is not None
    second = subprocess.Popen(
        [str(BIN / "mkdocs"), "build"], cwd=project.root, stderr=subprocess.PIPE, text=True
    )
    assert second.stderr is not None
    told = next(line for line in second.stderr if "evidence" in line)
    staged.discard()
    rest = second.communicate()[1]

    assert f"Another build of this site is running (process {os.getpid()})" in told
    assert second.returncode == 0, rest
    assert (project.site / "conditions/blue-fever/index.html").exists()
    assert left_behind(project) == []


def test_builds_that_begin_together_leave_one_whole_site(
    project: Project, built_base: Project
) -> None:
    command = [str(BIN / "mkdocs"), "build", "--strict"]
    builds = [
        subprocess.Popen(command, cwd=project.root, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [build.communicate()[1] for build in builds]

    assert [build.returncode for build in builds] == [0, 0], said
    assert content(project.site) == content(built_base.site)
    assert left_behind(project) == []


def test_a_strict_build_that_finds_a_warning_leaves_the_last_good_site(
    project: Project, built_base: Project
) -> None:
    before = with_site(project, built_base)
    project.replace("references.bib", "{Journal of Invented Medicine}", "jim")

    assert project.build().returncode == 1
    assert content(project.site) == before
    assert left_behind(project) == []


def test_hidden_files_of_a_site_stay(project: Project) -> None:
    project.write("site/.well-known/security.txt", "Contact: mailto:editors@example.org")
    project.write("site/old.html", "old")

    assert project.build().returncode == 0
    assert project.path("site/.well-known/security.txt").exists()
    assert not project.path("site/old.html").exists()


def test_an_interrupted_build_leaves_the_last_good_site(
    project: Project, built_base: Project
) -> None:
    before = with_site(project, built_base)
    running = subprocess.Popen(
        [str(BIN / "mkdocs"), "build"],
        cwd=project.root,
        stderr=subprocess.PIPE,
        text=True,
        # Whoever runs the tests in the background ignores this signal, and children inherit that.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  # one thread
    )
    assert running.stderr is not None
    assert any("Building documentation" in line for line in running.stderr)
    running.send_signal(signal.SIGINT)
    running.communicate()

    assert running.returncode != 0
    assert content(project.site) == before
    assert left_behind(project) == []


@pytest.mark.parametrize("epoch", ["0", "-1", "253402300799", "99999999999999", "²", "soon"])
def test_no_clock_stops_a_check(project: Project, epoch: str) -> None:
    os.utime(project.path("references.bib"), (4_000_000_000, 4_000_000_000))
    os.utime(project.path("docs/index.md"), (0, 0))
    done = project.run("evidence", "check", SOURCE_DATE_EPOCH=epoch)

    assert done.returncode == (1 if epoch in {"0", "-1"} else 0), done.stdout  # 1: dates in future
    assert done.stderr == ""


def test_files_that_come_and_go_while_they_are_read_raise_nothing(project: Project) -> None:
    files = [
        project.path(name)
        for name in ("docs/harms/tremor.yml", "docs/conditions/other.yml", "docs/note.md")
    ]
    folder = project.path("docs/more")
    stop = threading.Event()

    def come_and_go() -> None:
        while not stop.is_set():
            for file in files:
                file.unlink(missing_ok=True)
            folder.mkdir(exist_ok=True)
            (folder / "page.md").write_text("# A page")
            for file in files:
                file.write_text("name: Tremor\nbottom_line: Rare [@muster2020].\n")
            shutil.rmtree(folder)

    busy = threading.Thread(target=come_and_go)
    busy.start()
    try:
        loads = [project.load() for _ in range(40)]
        for _ in range(10):
            list(
                format_knowledge_base(
                    Layout(project.path("docs"), project.path("references.bib"), project.root)
                )
            )
    finally:
        stop.set()
        busy.join()

    assert any(
        problem.code == "YML001" or problem.code.startswith("LNK")
        for one in loads
        for problem in one.errors
    )


def test_fmt_leaves_what_was_saved_while_it_ran(project: Project) -> None:
    record = project.path("docs/harms/tremor.yml")
    record.write_text(record.read_text("utf-8").replace("name: ", "name:   "))
    layout = Layout(project.path("docs"), project.path("references.bib"), project.root)
    laid_out = next(done for done in format_knowledge_base(layout) if done.file == record)
    record.write_text("name: Saved by an editor a moment ago\n")

    assert laid_out.changes
    assert not laid_out.write()
    assert record.read_text("utf-8") == "name: Saved by an editor a moment ago\n"
