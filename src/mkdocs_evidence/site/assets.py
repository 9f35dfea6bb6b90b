"""Our style sheets, scripts and images: every file of `site/files` goes into each site."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

_FILES = Path(__file__).parent / "files"
_FOLDER = "assets/evidence"
#: Scripts that run beside the pages, which therefore do not load them.
_WORKERS = (".worker.js", "-worker.js")
#: Stands at the root of the site: a service worker rules what lies below it, not above.
SERVICE_WORKER = _FILES / "service-worker.js"


def register_assets(config: MkDocsConfig) -> None:
    """Load our style sheets before those of the site, which may override them, and our scripts."""
    # evidence.css comes before evidence-….css, which refine it ("-" sorts before ".").
    names = sorted((file.name for file in _FILES.iterdir()), key=lambda name: name.split("."))
    ours = [f"{_FOLDER}/{name}" for name in names if name.endswith(".css")]
    config.extra_css[:0] = [path for path in ours if path not in config.extra_css]
    loaded = {str(script) for script in config.extra_javascript}
    for name in names:
        path = f"{_FOLDER}/{name}"
        if name.endswith(".js") and not name.endswith(_WORKERS) and path not in loaded:
            script = ExtraScriptValue(path)
            script.defer = True
            config.extra_javascript.append(script)


def asset_path(name: str) -> str:
    """Where a file of ours stands, below the root of the site."""
    return f"{_FOLDER}/{name}"


def add_assets(files: Files, config: MkDocsConfig) -> None:
    """Publish our files."""
    for file in sorted(set(_FILES.iterdir()) - {SERVICE_WORKER}):
        path = f"{_FOLDER}/{file.name}"
        included = InclusionLevel.INCLUDED
        files.append(File.generated(config, path, content=file.read_bytes(), inclusion=included))
