"""A Content-Security-Policy on every page: scripts of this site's files run, and no others.

The policy has no `'unsafe-inline'` for scripts. What the theme writes into its pages as scripts is
published as files instead, named by a digest of their text. That is done in the templates, where no
text of a contributor stands: a script that came with content stays where it is, and does not run.

Source of the directives: W3C, Content Security Policy Level 3.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from jinja2 import BaseLoader, Environment

from mkdocs_evidence.site.assets import asset_path
from mkdocs_evidence.sources.whole_files import replace_text

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_SCRIPT = re.compile(
    r"<script((?![^>]*\bsrc=)(?![^>]*\btype=.?application/)[^>]*)>(.+?)</script>", re.DOTALL
)
_FILTER = "evidence_script"
#: What stands in a policy even where it says no more than the default, which does not speak for it.
_WITHOUT_DEFAULT = ("default-src", "base-uri", "form-action")
_FONTS = ("https://fonts.googleapis.com", "https://fonts.gstatic.com")


def policy_of(config: MkDocsConfig) -> str:
    """The policy of a site: its own files, and the hosts that its settings name for them.

    Styles may stand in elements: pictures of numbers are drawn with them, and a style runs nothing.
    """
    scripts = _hosts(str(script) for script in config.extra_javascript)
    styles = _hosts(config.extra_css)
    fonts: list[str] = []
    if config.theme.name == "material" and config.theme.get("font", {}) is not False:
        styles, fonts = [*styles, _FONTS[0]], [_FONTS[1]]
    directives = {
        "default-src": [],
        "script-src": scripts,
        "style-src": ["'unsafe-inline'", *styles],
        "img-src": ["data:"],
        "font-src": fonts,
        "base-uri": [],
        "form-action": [],
    }
    told = [
        " ".join((name, "'self'", *values))
        for name, values in directives.items()
        if values or name in _WITHOUT_DEFAULT
    ]
    return ";".join([*told, "object-src 'none'"])


def _hosts(addresses: Iterable[str]) -> list[str]:
    parts = [urlsplit(address) for address in addresses]
    hosts = (f"{part.scheme or 'https'}://{part.netloc}" for part in parts if part.netloc)
    return list(dict.fromkeys(hosts))


class ContentPolicy:
    """Puts a policy into the pages of one build, and the theme's scripts into files."""

    def __init__(self, policy: str) -> None:
        self._policy = policy
        self._files: dict[str, str] = {}

    def install(self, environment: Environment) -> None:
        """Change the templates of the theme as they are read."""
        if environment.loader is None:
            return
        environment.filters[_FILTER] = self._publish
        environment.loader = _PolicyLoader(environment.loader, self._changed)
        if environment.cache is not None:
            environment.cache.clear()

    def write(self, site_dir: Path) -> None:
        """Write the theme's scripts into the finished site."""
        for path, text in self._files.items():
            replace_text(site_dir / path, text, lasting=False)

    def _publish(self, script: str) -> str:
        text = str(script)
        digest = hashlib.blake2b(text.encode("utf-8"), digest_size=5).hexdigest()
        path = asset_path(f"{digest}.js")
        self._files[path] = text
        return path

    def _changed(self, source: str) -> str:
        policy = escape(self._policy, quote=False).replace('"', "&quot;")
        meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        source = source.replace("<head>", f"<head>{{% raw %}}{meta}{{% endraw %}}", 1)
        moved = rf'<script\1 src="{{% filter {_FILTER} | url %}}\2{{% endfilter %}}"></script>'
        return _SCRIPT.sub(moved, source)


class _PolicyLoader(BaseLoader):
    """A loader whose templates are changed as they are read."""

    def __init__(self, loader: BaseLoader, changed: Callable[[str], str]) -> None:
        self._loader = loader
        self._changed = changed

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The text of a template, changed."""
        source, file, is_fresh = self._loader.get_source(environment, template)
        return self._changed(source), file, is_fresh

    def list_templates(self) -> list[str]:
        """The templates of the loader behind this one."""
        return self._loader.list_templates()
