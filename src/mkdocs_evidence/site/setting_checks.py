"""What is wrong with the settings of a site, said as everything else: place, code, message, mend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.base import BaseConfigOption, ValidationError
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_evidence.export.table import EXPORTERS
from mkdocs_evidence.model.problem import Problem, ProblemKind, did_you_mean
from mkdocs_evidence.model.problem_kinds import settings as kinds
from mkdocs_evidence.site.setting_types import (
    Format,
    Language,
    PathBelow,
    Policy,
    Titles,
    WholeNumber,
    is_name,
)
from mkdocs_evidence.site.settings import EvidenceSettings
from mkdocs_evidence.sources.settings_file import Location, SettingsFiles
from mkdocs_evidence.sources.written_paths import leads_outside
from mkdocs_evidence.words import languages

_TYPES = {dict: "fields and values", list: "a list"}


@dataclass(frozen=True)
class _Finding:
    """What is wrong with one value, before its place is looked up."""

    kind: ProblemKind
    location: Location
    message: str
    mend: str


def setting_problems(options: Mapping[str, Any], config: MkDocsConfig) -> list[Problem]:
    """Everything that is wrong with what a site sets below `evidence:`.

    Args:
        options: The settings as they are written; types are those of YAML.
        config: The settings of the whole site.
    """
    findings = [*_findings(EvidenceSettings, options)]
    sound = _without(options, findings)
    findings += [*_shared_folders(sound), *_missing_folders(sound, Path(config.docs_dir))]
    files = SettingsFiles(Path(config.config_file_path or "mkdocs.yml"), "evidence")
    return [
        found.kind.at(files.place(*found.location), found.message, found.mend) for found in findings
    ]


def sound_options(options: Mapping[str, Any]) -> dict[str, Any]:
    """The settings that can be used; what is wrong is left out, so that its default stands in."""
    return _without(options, [*_findings(EvidenceSettings, options)])


def _without(options: Mapping[str, Any], findings: list[_Finding]) -> dict[str, Any]:
    wrong = {found.location[0] for found in findings}
    return {name: value for name, value in options.items() if name not in wrong}


def _findings(
    schema: type[base.Config], options: Mapping[str, Any], *above: str
) -> Iterator[_Finding]:
    known = settings_of(schema)
    for name, value in options.items():
        location = (*above, name)
        if name not in known:
            message = f'"{name}" is no setting of {spelled(above) or "the plugin evidence"}.'
            mend = did_you_mean(str(name), known) or f"Settings: {', '.join(known)}."
            yield _Finding(kinds.UNKNOWN_SETTING, location, message, mend)
        elif value is not None:  # an empty value is the default, as MkDocs has it
            yield from _value_findings(known[name], value, location)


def settings_of(schema: type[base.Config]) -> dict[str, BaseConfigOption[Any]]:
    """The settings of a group of settings, by name, in the order in which they are defined."""
    return {
        name: option
        for name, option in vars(schema).items()
        if isinstance(option, BaseConfigOption)
    }


def _value_findings(
    option: BaseConfigOption[Any], value: Any, location: Location
) -> Iterator[_Finding]:
    match option:
        case c.Optional():
            yield from _value_findings(option.option, value, location)
        case c.SubConfig() if isinstance(value, dict):
            yield from _findings(option.config_class, value, *map(str, location))
        case Titles() if isinstance(value, dict):
            yield from _title_findings(value, location)
        case c.ListOfItems() if isinstance(value, list):
            for index, item in enumerate(value):
                yield from _value_findings(option.option_type, item, (*location, index))
        case PathBelow() if isinstance(value, str) and leads_outside(value):
            folder = "the folder of mkdocs.yml" if option.below == "project" else "docs_dir"
            message = f'{spelled(location)} is "{value}", which is not below {folder}.'
            mend = f"Write a path from {folder} on, and put what it names there."
            yield _Finding(kinds.OUTSIDE, location, message, mend)
        case PathBelow() if isinstance(value, str) and "\\" in value:
            message = f'{spelled(location)} is "{value}", with backslashes.'
            mend = f"Write {value.replace(chr(92), '/')}, which every system understands."
            yield _Finding(kinds.BAD_SETTING, location, message, mend)
        case _:
            yield from _refused(option, value, location)


def _title_findings(titles: Mapping[Any, Any], location: Location) -> Iterator[_Finding]:
    for name, title in titles.items():
        if not is_name(name):
            message = f'{spelled(location)} has the name "{name}".'
            mend = (
                "Names are lower-case words joined by hyphens; quote yes, no, on, off and numbers."
            )
            yield _Finding(kinds.BAD_SETTING, (*location, str(name)), message, mend)
        elif not isinstance(title, str) or not title.strip():
            message = f"{spelled((*location, name))} {_shown(title)}, which is no title."
            mend = f"Write {name}: and what readers see."
            yield _Finding(kinds.BAD_SETTING, (*location, name), message, mend)


def _refused(option: BaseConfigOption[Any], value: Any, location: Location) -> Iterator[_Finding]:
    try:
        option.validate(value)
    except ValidationError:
        expected, mend = _expected(option, value)
        message = f"{spelled(location)} {_shown(value)}, which should be {expected}."
        yield _Finding(kinds.BAD_SETTING, location, message, mend)


def _expected(option: BaseConfigOption[Any], value: Any) -> tuple[str, str]:
    """What a setting should be, and how to write it."""
    match option:
        case WholeNumber():
            said = f"a whole number, {option.least} or more", f"Write digits: {option.default}."
        case Language():
            mend = did_you_mean(str(value), languages()) or "Leave it out, or add its catalogue."
            said = f"a language with a catalogue: {', '.join(languages())}", mend
        case Policy():
            said = "true, false or a policy", "Write true for the usual policy, false for none."
        case Format() if value in option.choices:
            said = "a format that is installed", EXPORTERS[value].how_to_install
        case c.Choice():
            said = f"one of {', '.join(option.choices)}", did_you_mean(str(value), option.choices)
        case c.URL():
            said = "an address", "Write it whole, with https://."
        case Titles():
            said = "names with their titles", "Write one a line, indented: name: Title."
        case c.SubConfig():
            known = ", ".join(settings_of(option.config_class))
            said = "fields and values", f"Indent them below it: {known}."
        case c.ListOfItems():
            said = "a list", "Write [a, b], or one item a line, each after a dash."
        case _:
            mend = "Write plain text; put quotes around yes, no, on, off and numbers."
            said = "a text", mend
    return said


def _shared_folders(options: Mapping[str, Any]) -> Iterator[_Finding]:
    folders = _folders(options)
    first_with: dict[str, Location] = {}
    for location, folder in folders.items():
        first = first_with.setdefault(Path(folder).as_posix().lower(), location)
        if first != location:
            at = location if _is_given(location, options) else first
            message = f'"{folder}" is the folder of {spelled(first)} and of {spelled(location)}.'
            yield _Finding(kinds.SHARED_FOLDER, at, message, "Give each a folder of its own.")


def _missing_folders(options: Mapping[str, Any], docs_dir: Path) -> Iterator[_Finding]:
    for location, folder in _folders(options).items():
        if _is_given(location, options) and not (docs_dir / folder).is_dir():
            there = [entry.name for entry in docs_dir.iterdir() if entry.is_dir()]
            message = f'There is no folder "{folder}" below docs_dir.'
            mend = did_you_mean(folder, there) or "Make it, or correct its name."
            yield _Finding(kinds.MISSING_FOLDER, location, message, mend)


def _folders(options: Mapping[str, Any]) -> dict[Location, str]:
    """The folder of each kind of file, by its setting."""
    top = settings_of(EvidenceSettings)
    below = top["folders"]
    kinds_of_record = settings_of(below.config_class) if isinstance(below, c.SubConfig) else {}
    given = options.get("folders") or {}
    found: dict[Location, str] = {
        ("folders", name): given.get(name) or option.default
        for name, option in kinds_of_record.items()
    }
    for name, option in top.items():
        if isinstance(option, PathBelow) and option.is_folder:
            found[(name,)] = options.get(name) or str(option.default)
    return found


def _is_given(location: Location, options: Mapping[str, Any]) -> bool:
    value: Any = options
    for step in location:
        value = value.get(step) if isinstance(value, Mapping) else None
    return value is not None


def spelled(location: Location) -> str:
    """A setting as messages name it: folders.condition, exports[2], counting from 1."""
    text = ""
    for step in location:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def _shown(value: Any) -> str:
    if isinstance(value, dict | list):
        return f"is {_TYPES[type(value)]}"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f'is "{text if len(text) <= 60 else text[:57] + "…"}"'
