"""How far reading is, shown to whoever watches."""

from __future__ import annotations

import io

from knowledge_bases import Project
from mkdocs_evidence.api import load_site
from mkdocs_evidence.cli.progress import reading_shown, writing_shown


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_slow_reading_is_shown_and_wiped_in_the_end() -> None:
    terminal = Terminal()
    seconds = iter([0.0, 0.1, 9.0])
    with reading_shown(terminal, lambda: next(seconds)) as show:
        assert show is not None
        show(1, 3)
        show(2, 3)

    assert terminal.getvalue() == "\r\x1b[KReading 2 of 3 files …\r\x1b[K"


def test_what_follows_the_reading_is_shown_when_all_is_read() -> None:
    terminal = Terminal()
    with reading_shown(terminal, iter([0.0, 9.0]).__next__, then="Comparing") as show:
        assert show is not None
        show(3, 3)

    assert terminal.getvalue() == "\r\x1b[KComparing …\r\x1b[K"


def test_fast_reading_shows_nothing() -> None:
    terminal = Terminal()
    with reading_shown(terminal, lambda: 0.0) as show:
        assert show is not None
        show(1, 3)

    assert terminal.getvalue() == ""


def test_a_log_gets_no_progress() -> None:
    with reading_shown(io.StringIO()) as show:
        assert show is None


def test_every_record_is_counted_once(project: Project) -> None:
    seen: list[tuple[int, int]] = []
    load_site(project.path("mkdocs.yml"), lambda read, whole: seen.append((read, whole)))

    assert [read for read, _ in seen] == list(range(1, seen[0][1] + 1))


def test_writing_tells_how_many_files_there_are_by_now() -> None:
    terminal = Terminal()
    seconds = iter([0.0, 0.1, 9.0])
    with writing_shown(terminal, lambda: next(seconds)) as show:
        assert show is not None
        show(900)
        show(250)

    assert terminal.getvalue() == "\r\x1b[KWriting: 1,150 files …\r\x1b[K"
