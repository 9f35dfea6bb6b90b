"""Places of a plugin's settings in mkdocs.yml and in the files that it inherits from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs_evidence.model.problem import Place
from mkdocs_evidence.sources.written_paths import way_to
from mkdocs_evidence.sources.yaml_document import YamlDocument, read_yaml

Location = tuple[str | int, ...]
_DEEPEST = 10


class SettingsFiles:
    """The settings of a site as they are written, for the places of messages alone.

    What they mean is the site generator's to say: it knows tags, the environment and inheritance.
    """

    def __init__(self, file: Path, plugin: str) -> None:
        self._shown = file.name
        #: The file itself, and those that it inherits from.
        self.files: list[Path] = []
        self._found: list[tuple[YamlDocument, Location]] = []
        root, seen = file.parent, 0
        while seen < _DEEPEST:
            self.files.append(file)
            document, _ = read_yaml(file, way_to(file, root))
            data = document.data if document is not None else None
            if document is None or not isinstance(data, dict):
                return
            above = _above(data.get("plugins"), plugin)
            if above is not None:
                self._found.append((document, above))
            if not isinstance(data.get("INHERIT"), str):
                return
            file, seen = file.parent / data["INHERIT"], seen + 1

    def place(self, *location: str | int) -> Place:
        """Place of a setting: its name, or the item of its list; of what holds it where it is absent."""
        for length in range(len(location), -1, -1):
            for document, above in self._found:
                whole = (*above, *location[:length])
                if _is_there(document.data, whole):
                    is_item = isinstance(whole[-1], int)
                    return document.place(*whole) if is_item else document.key_place(*whole)
        return Place(self._shown)


def _above(plugins: Any, plugin: str) -> Location | None:
    """Where the settings of a plugin stand; both forms of the list of plugins are taken."""
    if isinstance(plugins, dict) and plugin in plugins:
        return "plugins", plugin
    if isinstance(plugins, list):
        for index, item in enumerate(plugins):
            if isinstance(item, dict) and plugin in item:
                return "plugins", index, plugin
    return None


def _is_there(value: Any, location: Location) -> bool:
    for step in location:
        if isinstance(value, dict) and str(step) in value:
            value = value[str(step)]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return False
    return True
