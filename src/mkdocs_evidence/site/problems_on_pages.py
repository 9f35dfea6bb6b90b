"""Problems on the pages of a preview: in full on the page of their file, in short on all others."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs.utils.meta import get_data

from mkdocs_evidence.render.page import Page
from mkdocs_evidence.render.problem_banner import empty_page, problem_banner
from mkdocs_evidence.site.loading import Loaded


class ProblemsOnPages:
    """What each page of a preview says of the problems, and which pages have nothing else."""

    def __init__(self, loaded: Loaded) -> None:
        self._library = loaded.library
        self._layout = loaded.library.layout
        self._problems = loaded.problems
        self._errors = loaded.errors
        self._texts = {page.uri: page.text for page in loaded.library.pages}

    def banner(self, source: str) -> str:
        """The banner of a page that is made from a file; empty source for lists of everything."""
        own = [problem for problem in self._problems if problem.place.path == source]
        if not any(problem.is_error for problem in own):
            own = []
        others = [problem for problem in self._errors if problem.place.path != source]
        return problem_banner(own, others, has_good_version=self._has_good_version(source))

    def _has_good_version(self, source: str) -> bool:
        library = self._library
        paths = {library.bibliography, *(record.path for record in library.records)}
        paths |= {page.path for page in library.pages}
        paths |= {study.file.path for study in library.studies.values() if study.file}
        return source in paths

    def empty_pages(self) -> Iterator[Page]:
        """A page for every record that was never without errors."""
        for folder in self._layout.folders.values():
            for file in sorted((self._layout.docs_dir / folder).glob("*.yml")):
                yield empty_page(f"{folder}/{file.stem}", file.stem, self._layout.shown(file))

    def last_good_text(self, uri: str, markdown: str) -> str:
        """A hand-written page as it last was; empty where it never was without errors."""
        if not (self._layout.docs_dir / uri).is_file():
            return markdown
        text: str = get_data(self._texts.get(uri, ""))[0]
        return text
