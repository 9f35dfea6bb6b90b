"""The scripts that speak with GitHub, against a stand-in for it on this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from knowledge_bases import ROOT

COMMIT = "a" * 40


@dataclass
class GitHub:
    """What the stand-in knows, and what it was asked to write."""

    address: str = ""
    answers: dict[str, object] = field(default_factory=dict)
    written: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        env = os.environ | {
            "GITHUB_API_URL": self.address,
            "GITHUB_REPOSITORY": "skyroot/evidence",
            "GITHUB_TOKEN": "a-token",
        }
        command = [sys.executable, ROOT / "scripts" / "github.py", *arguments]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


@pytest.fixture
def github() -> Iterator[GitHub]:
    stand_in = GitHub()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            path = self.path.removeprefix("/repos/skyroot/evidence/")
            stand_in.tokens.add(self.headers["Authorization"])
            length = int(self.headers.get("Content-Length") or 0)
            if length:
                stand_in.written.append((self.command, path, json.loads(self.rfile.read(length))))
            body = json.dumps(stand_in.answers.get(path.partition("?")[0], {})).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PATCH = answer  # noqa: N815

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    stand_in.address = f"http://127.0.0.1:{server.server_address[1]}"
    yield stand_in
    server.shutdown()
    server.server_close()


@pytest.fixture
def text(tmp_path: Path) -> Path:
    file = tmp_path / "comment.md"
    file.write_text("<!-- evidence-diff -->\nTwo claims changed.", "utf-8")
    return file


def test_the_pull_request_of_a_commit_is_found(github: GitHub) -> None:
    github.answers["pulls"] = [
        {"number": 6, "head": {"sha": "b" * 40}},
        {"number": 7, "head": {"sha": COMMIT}},
    ]

    assert github.run("number", COMMIT).stdout == "7\n"


def test_a_commit_that_no_request_ends_with_is_an_error(github: GitHub) -> None:
    github.answers["pulls"] = []
    done = github.run("number", COMMIT)

    assert done.returncode == 1
    assert "No open pull request" in done.stderr


def test_the_first_comment_is_written(github: GitHub, text: Path) -> None:
    github.answers["issues/7/comments"] = []
    done = github.run("comment", "7", str(text))

    assert done.returncode == 0, done.stderr
    assert github.written == [("POST", "issues/7/comments", {"body": text.read_text("utf-8")})]
    assert github.tokens == {"Bearer a-token"}


def test_later_it_is_renewed_and_nobody_elses_is_touched(github: GitHub, text: Path) -> None:
    github.answers["issues/7/comments"] = [
        {"id": 1, "user": {"type": "User"}, "body": "<!-- evidence-diff --> I quote you."},
        {"id": 2, "user": {"type": "Bot"}, "body": "Another program."},
        {"id": 3, "user": {"type": "Bot"}, "body": "<!-- evidence-diff -->\nOld."},
    ]
    github.run("comment", "7", str(text))

    assert [written[:2] for written in github.written] == [("PATCH", "issues/comments/3")]


def test_a_comment_fits_the_limit(github: GitHub, text: Path) -> None:
    text.write_text("<!-- evidence-diff -->" + "x" * 70_000, "utf-8")
    github.answers["issues/7/comments"] = []
    github.run("comment", "7", str(text))

    assert len(github.written[0][2]["body"]) == 65_536


@pytest.mark.parametrize(
    ("known", "report", "expected"),
    [
        ([], "Something.", [("POST", "issues")]),
        ([], "", []),
        ([{"number": 9, "title": "Weekly", "user": {"type": "Bot"}}], "Something.", "open"),
        ([{"number": 9, "title": "Weekly", "user": {"type": "Bot"}}], "", "closed"),
    ],
)
def test_one_issue_tells_of_the_week_and_is_closed_when_there_is_nothing_to_tell(
    github: GitHub, text: Path, known: list[object], report: str, expected: object
) -> None:
    text.write_text(report, "utf-8")
    github.answers["issues"] = known
    done = github.run("issue", "Weekly", str(text))

    assert done.returncode == 0, done.stderr
    if known:
        assert [(method, path) for method, path, _ in github.written] == [("PATCH", "issues/9")]
        assert github.written[0][2]["state"] == expected
    else:
        assert [(method, path) for method, path, _ in github.written] == expected


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    repository = tmp_path / "remote" / "skyroot" / "evidence.git"
    subprocess.run(["git", "init", "-q", "--bare", str(repository)], check=True)
    return repository


def publish(remote: Path, folder: Path, path: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {
        "GITHUB_SERVER_URL": remote.parent.parent.as_uri(),
        "GITHUB_REPOSITORY": "skyroot/evidence",
        "GITHUB_TOKEN": "a-token",
    }
    command = [sys.executable, ROOT / "scripts" / "publish.py", folder, path]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def published(remote: Path) -> set[str]:
    listed = subprocess.run(
        ["git", "--git-dir", remote, "ls-tree", "-r", "--name-only", "gh-pages"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(listed.stdout.split())


def site(tmp_path: Path, *names: str) -> Path:
    folder = tmp_path / "-".join(names).replace("/", "_")
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, "utf-8")
    return folder


def test_site_and_previews_stand_beside_each_other(remote: Path, tmp_path: Path) -> None:
    assert publish(remote, site(tmp_path, "index.html", "old/index.html"), ".").returncode == 0
    assert publish(remote, site(tmp_path, "index.html", "draft.html"), "previews/7").returncode == 0
    assert publish(remote, site(tmp_path, "index.html", "new/index.html"), ".").returncode == 0
    assert published(remote) == {
        ".nojekyll",
        "index.html",
        "new/index.html",
        "previews/7/index.html",
        "previews/7/draft.html",
    }


def test_a_new_preview_replaces_the_old_one(remote: Path, tmp_path: Path) -> None:
    publish(remote, site(tmp_path, "one.html"), "previews/7")
    publish(remote, site(tmp_path, "two.html"), "previews/7")

    assert published(remote) == {".nojekyll", "previews/7/two.html"}


@pytest.mark.parametrize("path", ["..", "previews", "previews/../..", "previews/7/x", "/tmp"])  # noqa: S108
def test_a_path_elsewhere_is_refused(remote: Path, tmp_path: Path, path: str) -> None:
    assert publish(remote, site(tmp_path, "index.html"), path).returncode == 1


def test_a_link_out_of_the_folder_is_not_followed(remote: Path, tmp_path: Path) -> None:
    folder = site(tmp_path, "index.html")
    (folder / "secret.txt").symlink_to("/etc/hostname")

    assert publish(remote, folder, "previews/7").returncode == 1


def test_the_token_stands_on_no_command_line() -> None:
    text = (ROOT / "scripts" / "publish.py").read_text("utf-8")

    assert "x-access-token" not in text.partition("def git")[0]
    assert "@{server}" not in text
