"""Other plugins and hooks of a site: who else takes part in what we would do in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

#: The theme's search leaves the body of our pages as it is.
_HARMLESS = ("mkdocs_evidence.site.plugin", "material.plugins.search.plugin")


def listeners(config: MkDocsConfig, *events: str) -> list[str]:
    """Modules of the plugins and hooks, but ours and the theme's search, that take part in events."""
    methods = (method for event in events for method in config.plugins.events[event])
    modules = (_module(method) for method in methods)
    return list(dict.fromkeys(module for module in modules if module not in _HARMLESS))


def _module(method: Any) -> str:
    owner = getattr(method, "__self__", None)
    return type(owner).__module__ if owner is not None else str(getattr(method, "__module__", ""))
