"""The option `--format`, the same wherever a command prints in more than one way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., object])


def format_option(names: Iterable[str], help_: str) -> Callable[[_Command], _Command]:
    """`--format`, one of some names; text, unless the user says otherwise."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(list(names)),
        default="text",
        show_default=True,
        help=help_,
    )
