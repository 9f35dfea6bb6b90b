"""Our style sheets, scripts and images: every file of `site/files` goes into each site."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

_FILES = Path(__file__).parent / "files"
_FOLDER = "assets/evidence"


def register_assets(config: MkDocsConfig) -> None:
    """Load our style sheets before those of the site, which may override them, and our scripts."""
    names = sorted(file.name for file in _FILES.iterdir())
    ours = [f"{_FOLDER}/{name}" for name in names if name.endswith(".css")]
    config.extra_css[:0] = [path for path in ours if path not in config.extra_css]
    loaded = {str(script) for script in config.extra_javascript}
    for name in names:
        path = f"{_FOLDER}/{name}"
        if name.endswith(".js") and path not in loaded:
            script = ExtraScriptValue(path)
            script.defer = True
            config.extra_javascript.append(script)


def add_assets(files: Files, config: MkDocsConfig) -> None:
    """Publish our files."""
    for file in sorted(_FILES.iterdir()):
        path = f"{_FOLDER}/{file.name}"
        included = InclusionLevel.INCLUDED
        files.append(File.generated(config, path, content=file.read_bytes(), inclusion=included))
