"""Speak with GitHub: github.py number COMMIT | comment NUMBER FILE | issue TITLE FILE.

`number` prints the open pull request whose newest commit this is; `comment` and `issue` write their
text once and renew it afterwards. Needs GITHUB_TOKEN and GITHUB_REPOSITORY.
"""

import json
import os
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

MARK, LIMIT = "<!-- evidence-", 65_536


def ask(method: str, path: str, **values: str) -> Any:
    """One request to the REST API (version 2022-11-28)."""
    root = os.environ.get("GITHUB_API_URL", "https://api.github.com")
    request = urllib.request.Request(  # noqa: S310  # the address is that of the API
        f"{root}/repos/{os.environ['GITHUB_REPOSITORY']}/{path}",
        method=method,
        data=json.dumps(values).encode() if values else None,
        headers={
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {os.environ['GITHUB_TOKEN']}",
            "X-GitHub-Api-Version": "2022-11-28",
        },
    )
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        return json.load(answer)


def number(commit: str) -> None:
    """Print the number of the open pull request whose newest commit this is."""
    requests = ask("GET", "pulls?state=open&sort=updated&direction=desc&per_page=100")
    found = [request["number"] for request in requests if request["head"]["sha"] == commit]
    print(found[0] if found else sys.exit(f"No open pull request ends with {commit}."))


def comment(request: str, file: str) -> None:
    """Write the comment on a pull request, or renew the one that was written before."""
    text = Path(file).read_text("utf-8")[:LIMIT]
    known = ask("GET", f"issues/{int(request)}/comments?per_page=100")
    ours = [c["id"] for c in known if c["user"]["type"] == "Bot" and c["body"].startswith(MARK)]
    if ours:
        ask("PATCH", f"issues/comments/{ours[0]}", body=text)
    else:
        ask("POST", f"issues/{int(request)}/comments", body=text)


def issue(title: str, file: str) -> None:
    """Open the issue of this title, or renew its text; nothing to tell closes it."""
    text = Path(file).read_text("utf-8")[:LIMIT]
    known = ask("GET", "issues?state=open&per_page=100")
    ours = [i["number"] for i in known if i["title"] == title and i["user"]["type"] == "Bot"]
    if ours:
        ask("PATCH", f"issues/{ours[0]}", body=text, state="open" if text.strip() else "closed")
    elif text.strip():
        ask("POST", "issues", title=title, body=text)


if __name__ == "__main__":
    commands: dict[str, Callable[..., None]] = {
        "number": number,
        "comment": comment,
        "issue": issue,
    }
    if len(sys.argv) < 3 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    commands[sys.argv[1]](*sys.argv[2:])
