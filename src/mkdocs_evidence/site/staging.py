"""Lets MkDocs write into a staged site, and the site change only when a build went well."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from mkdocs.exceptions import Abort
from mkdocs.plugins import get_plugin_logger

from mkdocs_evidence.site.staged_site import StagedSite

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

log = get_plugin_logger("evidence")


class Staging:
    """Follows one build from its configuration to its end."""

    def __init__(self, *, is_on: bool) -> None:
        self._is_on = is_on
        self._staged: StagedSite | None = None
        self._config: MkDocsConfig | None = None
        self._is_whole = False

    def begin(self, config: MkDocsConfig) -> None:
        """Send what MkDocs writes into the staged site.

        Raises:
            OSError: nothing can be written where the site should stand.
        """
        if not self._is_on:
            return
        self._staged = StagedSite.begin(Path(config.site_dir), _tell_of_waiting)
        if self._staged is None:
            log.info("The site is built in place: no other folder can be made beside it.")
        else:
            self._config, config.site_dir = config, str(self._staged.next)

    def finish(self) -> None:
        """Note that everything was written."""
        self._is_whole = True

    def fail(self, error: Exception) -> None:
        """Note that the build came to an error, as a strict build does that found warnings.

        Raises:
            Abort: the error is one of the disk or of a file, said in a sentence.
        """
        self._is_whole = False
        if isinstance(error, OSError):
            _stop(error)

    def end(self) -> None:
        """Put the new site in place where it is whole; otherwise leave the old one.

        Raises:
            Abort: the new site cannot be put in place.
        """
        staged, config = self._staged, self._config
        self._staged = self._config = None
        if staged is None or config is None:
            return
        config.site_dir = str(staged.site)
        if not self._is_whole:
            staged.discard()
            return
        try:
            staged.publish()
        except OSError as error:
            _stop(error)
        log.info("The new site is in place: %s", staged.site)


def _tell_of_waiting(process: str) -> None:
    log.info("Another build of this site is running (process %s): waiting for its end.", process)


def _stop(error: OSError) -> NoReturn:
    what = f"{error.filename}: " if error.filename else ""
    log.error("%s%s. The last good site stands as it was.", what, error.strerror or error)
    raise Abort("Aborted: a file could not be read or written.") from None
