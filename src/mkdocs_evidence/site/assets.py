"""Our style sheets, scripts and images: every file of `site/files` goes into each site.

Readers load one style sheet and one script, joined from the parts that people work on: each link
in the head costs every page bytes, every visit a request, and every build an address per page.
"""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_evidence.site.other_themes import for_other_themes, is_material
from mkdocs_evidence.site.script_words import with_words
from mkdocs_evidence.words import Words

_FILES = Path(__file__).parent / "files"
_FOLDER = "assets/evidence"
_STYLES = f"{_FOLDER}/evidence.css"
_SCRIPTS = f"{_FOLDER}/evidence.js"
#: Scripts that run beside the pages, which therefore do not load them.
_WORKERS = (".worker.js", "-worker.js")
#: Stands at the root of the site: a service worker rules what lies below it, not above.
SERVICE_WORKER = _FILES / "service-worker.js"


def register_assets(config: MkDocsConfig) -> None:
    """Load our style sheet before those of the site, which may override it, and our scripts."""
    if _STYLES not in config.extra_css:
        config.extra_css.insert(0, _STYLES)
    if _SCRIPTS not in {str(script) for script in config.extra_javascript}:
        script = ExtraScriptValue(_SCRIPTS)
        script.defer = True
        config.extra_javascript.append(script)


def asset_path(name: str) -> str:
    """Where a file of ours stands, below the root of the site."""
    return f"{_FOLDER}/{name}"


def add_assets(files: Files, config: MkDocsConfig, words: Words) -> None:
    """Publish our files, styles and scripts joined, the scripts with the words of the site."""
    # evidence.css comes before evidence-….css, which refine it ("-" sorts before ".").
    parts = sorted(set(_FILES.iterdir()) - {SERVICE_WORKER}, key=lambda file: file.name.split("."))
    styles = [file for file in parts if file.suffix == ".css"]
    workers = [file for file in parts if file.name.endswith(_WORKERS)]
    scripts = [file for file in parts if file.suffix == ".js" and file not in workers]
    joined = "\n".join(file.read_text("utf-8") for file in styles)
    published = {
        _STYLES: joined if is_material(config) else for_other_themes(joined),
        _SCRIPTS: with_words(";\n".join(file.read_text("utf-8") for file in scripts), words),
    }
    for file in workers:
        published[asset_path(file.name)] = with_words(file.read_text("utf-8"), words)
    for path, content in published.items():
        included = InclusionLevel.INCLUDED
        files.append(File.generated(config, path, content=content, inclusion=included))
