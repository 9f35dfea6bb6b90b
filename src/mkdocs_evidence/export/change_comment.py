"""What a change does to the evidence, as a comment on a pull request.

What records say comes from strangers. In the comment it is text and nothing else: it makes no
markup, opens no link, names nobody so that they get a message, and refers to no other issue.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import escape as escape_html

from mkdocs_evidence.export.change_report import ChangeReport
from mkdocs_evidence.history.change import Change, ChangeImportance
from mkdocs_evidence.wording import counted, shortened

#: First line of the comment, by which a workflow finds the one it wrote before.
MARKER = "<!-- evidence diff -->"
#: GitHub refuses comments over 65,536 characters; counted in bytes, which are never fewer.
LIMIT = 65_000
_ROWS = 15
_STATEMENT = 220
_TEXT = 400
_NOTHING = "\N{ZERO WIDTH SPACE}"
_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+!|~$&^])")
#: What GitHub turns into messages, references and links wherever it stands in a text.
_REACHES_OUT = (
    (re.compile(r"@(?=\w)"), f"@{_NOTHING}"),
    (re.compile(r"#(?=\d)"), f"#{_NOTHING}"),
    (re.compile(r"\b(GH)-(?=\d)", re.IGNORECASE), rf"\1-{_NOTHING}"),
    (re.compile(r":(?=//)"), f":{_NOTHING}"),
    (re.compile(r"\b(www)\.", re.IGNORECASE), rf"\1{_NOTHING}."),
    (re.compile(r"\b(mailto|xmpp):", re.IGNORECASE), rf"\1{_NOTHING}:"),
)


def as_markdown(report: ChangeReport) -> str:
    """A headline, what is missing, a table of what matters most, then a fold for each page."""
    start = "\n\n".join([MARKER, f"### {text(report.headline)}", *_start(report)])
    end = "\n\n".join(_end(report))
    room = LIMIT - _size(start) - _size(end)
    folds, left = _folds_that_fit(report, room)
    return "\n\n".join(filter(None, [start, *folds, left, end])) + "\n"


def text(untrusted: str) -> str:
    """Text of a record as one line of Markdown that says it and does nothing."""
    return _MARKUP.sub(r"\\\1", _harmless(untrusted))


def _harmless(untrusted: str) -> str:
    """One line without control characters (those that turn the order of reading among them)."""
    joined = " ".join(untrusted.split())
    shown = "".join(c for c in joined if unicodedata.category(c) not in {"Cc", "Cf", "Co", "Cs"})
    for pattern, replacement in _REACHES_OUT:
        shown = pattern.sub(replacement, shown)
    return shown


def _start(report: ChangeReport) -> Iterator[str]:
    if report.problems:
        missing = counted(len(report.problems), "reason is missing", "reasons are missing")
        lines = [
            f"- `{_code(f'{p.place.path}:{p.place.line}')}` **{p.code}** {text(p.message)} {text(p.mend)}"
            for p in report.problems[:_ROWS]
        ]
        if len(report.problems) > _ROWS:
            lines.append(f"- … and {len(report.problems) - _ROWS} more")
        yield "\n".join([f"**{missing}:**", "", *lines])
    matters = {ChangeImportance.DECISION, ChangeImportance.EVIDENCE}
    rows = [change for change in report.changes if change.importance in matters]
    if rows:
        yield "\n".join(_table(report, rows))


def _table(report: ChangeReport, rows: list[Change]) -> Iterator[str]:
    yield "| | What changed | In |"
    yield "|---|---|---|"
    for change in rows[:_ROWS]:
        sign = "⚠️" if change.importance is ChangeImportance.DECISION else ""
        row = " *Row of the summary of findings.*" if change.in_summary else ""
        sentence = text(shortened(change.sentence, _TEXT))
        yield f"| {sign} | **{sentence}**<br>{_about(change)}{row} | {_link(report, change)} |"
    if len(rows) > _ROWS:
        yield f"| | … and {len(rows) - _ROWS} more of this weight below | |"


def _about(change: Change) -> str:
    return text(shortened(change.about, _STATEMENT))


def _link(report: ChangeReport, change: Change) -> str:
    url = report.links.of_change(change)
    name = text(change.ref)
    is_whole = url.startswith(("https://", "http://"))
    return f"[{name}](<{url}>)" if is_whole and not re.search(r"[<>\s|]", url) else name


def _folds_that_fit(report: ChangeReport, room: int) -> tuple[list[str], str]:
    """Folds as long as there is room, and a note that counts what is left out."""
    folds: list[str] = []
    groups = list(_by_page(report.changes).values())
    for position, changes in enumerate(groups):
        fold = _fold(report, changes)
        room -= _size(fold) + 2
        if room < 300:
            left = sum(len(others) for others in groups[position:])
            more = counted(left, "change does", "changes do")
            note = f"*{more} not fit into a comment: `evidence diff` lists everything.*"
            return folds, note
        folds.append(fold)
    return folds, ""


def _by_page(changes: Iterable[Change]) -> dict[str, list[Change]]:
    groups: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        groups[change.record or ("heard" if change.heard else "studies")].append(change)
    return groups


def _fold(report: ChangeReport, changes: list[Change]) -> str:
    first = changes[0]
    record = report.links.library.by_slug.get(first.record)
    title = record.model.name if record else first.record
    title = title or ("Statements heard" if first.heard else "Studies")
    count = counted(len(changes), "change", "changes")
    lines = [line for change in changes for line in _entry(change)]
    summary = f"<summary>{escape_html(_harmless(title))}: {count}</summary>"
    return "\n".join(["<details>", summary, "", *lines, "", "</details>"])


def _entry(change: Change) -> Iterator[str]:
    places = ", ".join(f"`{_code(f'{place.path}:{place.line}')}`" for place in change.places)
    yield f"- **{text(shortened(change.sentence, _TEXT))}** {places}<br>{_about(change)}"
    if len(change.before) + len(change.after) > 60 and change.before != change.after:
        if change.before and change.before not in change.sentence:
            yield f"  - before: {text(shortened(change.before, _TEXT))}"
        if change.after and change.after not in f"{change.sentence} {change.about}":
            yield f"  - after: {text(shortened(change.after, _TEXT))}"


def _code(untrusted: str) -> str:
    return _harmless(untrusted).replace("`", "'").replace("|", "/")


def _end(report: ChangeReport) -> Iterator[str]:
    if report.pages:
        yield "\n".join(_pages(report))
    for caveat in report.caveats():
        yield f"> {text(caveat)}"


def _pages(report: ChangeReport) -> Iterator[str]:
    yield "<details>"
    yield f"<summary>{counted(len(report.pages), 'page', 'pages')} touched</summary>"
    yield ""
    for page in report.pages[: 4 * _ROWS]:
        url, name = report.links.of_page(page), text(shortened(page.title, _STATEMENT))
        yield f"- [{name}](<{url}>)" if url.startswith(("https://", "http://")) else f"- {name}"
    if len(report.pages) > 4 * _ROWS:
        yield f"- … and {len(report.pages) - 4 * _ROWS} more"
    yield ""
    yield "</details>"


def _size(markdown: str) -> int:
    return len(markdown.encode("utf-8"))
