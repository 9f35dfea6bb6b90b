"""Prepare a release: python3 scripts/release.py content|code VERSION [--write].

Content is versioned by its day (2026.11.22), the generator by meaning (0.2.0). Without --write it
only shows what would change.
"""

import datetime as dt
import difflib
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECTIONS = {"content": "Content", "code": "Generator"}
FORMS = {"content": r"\d{4}\.\d{2}\.\d{2}", "code": r"\d+\.\d+\.\d+"}


def released(kind: str, version: str, day: str) -> dict[str, str]:
    """The new text of each file that names a version of this kind."""
    texts = {"CHANGELOG.md": _changelog(kind, version, day)}
    if kind == "code":
        texts["pyproject.toml"] = _put(
            "pyproject.toml", r'^version = ".*"$', f'version = "{version}"'
        )
        return texts
    cited = _put("CITATION.cff", r"^version: .*$", f'version: "{version}"')
    texts["CITATION.cff"] = re.sub(r"(?m)^date-released: .*$", f"date-released: {day}", cited)
    deposited = _put(".zenodo.json", r'"version": ".*"', f'"version": "{version}"')
    day_field = f'"publication_date": "{day}"'
    texts[".zenodo.json"] = re.sub(r'"publication_date": ".*"', day_field, deposited)
    return texts


def _put(name: str, pattern: str, text: str) -> str:
    changed, count = re.subn(f"(?m){pattern}", text, (ROOT / name).read_text("utf-8"), count=1)
    return changed if count else sys.exit(f"{name} names no version.")


def _changelog(kind: str, version: str, day: str) -> str:
    """What is unreleased of this kind goes under a heading of its own; the rest stays."""
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    found = re.search(rf"(?ms)^### {SECTIONS[kind]}\n(.*?)(?=^#{{2,3}} |\Z)", text)
    if not found or not found[1].strip() or text.count("## Unreleased") != 1:
        sys.exit(f'CHANGELOG.md has nothing unreleased under "### {SECTIONS[kind]}".')
    rest = text.replace(found[0], f"### {SECTIONS[kind]}\n\n", 1).rstrip()
    older = re.search(r"(?m)^## (?!Unreleased)", rest)
    place = older.start() if older else len(rest)
    section = f"## {SECTIONS[kind]} {version} ({day})\n\n{found[1].strip()}\n"
    parts = [rest[:place].rstrip() + "\n", section, rest[place:]]
    return "\n".join(part for part in parts if part).rstrip() + "\n"


def main() -> None:
    """Show or write a release, and say what to do then."""
    options = sys.argv[1:]
    write = "--write" in options
    kind, version = ([o for o in options if o != "--write"] + ["", ""])[:2]
    if kind not in FORMS or not re.fullmatch(FORMS[kind], version):
        sys.exit("Usage: python3 scripts/release.py content 2026.11.22 | code 0.2.0 [--write]")
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    for name, text in released(kind, version, today).items():
        old = (ROOT / name).read_text("utf-8").splitlines(keepends=True)
        sys.stdout.writelines(difflib.unified_diff(old, text.splitlines(keepends=True), name, name))
        if write:
            (ROOT / name).write_text(text, encoding="utf-8")
    tag = f"{kind}-{version}" if kind == "content" else f"v{version}"
    print(f"Then: git commit -am 'Release {tag}' && git tag {tag}" if write else "Nothing written.")


if __name__ == "__main__":
    main()
