"""The Python that our templates compile to: straight to the point, where Jinja allows for everything.

Jinja's own code serves any template. It asks of each call whether the function wants the context, of
each attribute whether the value may be a dictionary, and wraps each text that it writes in a class of
its own. None of ours needs that, and a page of a condition does it ten thousand times. What comes out is
the same; https://jinja.palletsprojects.com/api/#jinja2.Environment.code_generator_class is made for this.
"""

from __future__ import annotations

from functools import partial
from keyword import iskeyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

#: The same as Markup(text), for text that is known to be one.
_safe = partial(str.__new__, Markup)


def written(value: object) -> str:
    """A value as a template writes it: text is escaped, unless it is HTML already."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[return-value]
    text: str = value if kind is str else str(value)  # type: ignore[assignment]
    if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text:
        return escape(value)
    return text


class DirectMacro(Macro):
    """A macro that is called with its values in their order: little is left to be sorted out."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """What the macro writes."""
        absent = self._argument_count - len(args)
        if kwargs or absent < 0 or self.caller or self.catch_varargs or self.catch_kwargs:
            return super().__call__(*args, **kwargs)
        return _safe(self._func(*args, *(missing,) * absent) if absent else self._func(*args))


class DirectCode(CodeGenerator):
    """Writes calls as calls and attributes as attributes.

    For templates that are always escaped and whose functions ask for no context.
    """

    # Names and signatures of the methods are Jinja's.

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802  # see above
        """Begin with the two names that the code needs beside Jinja's own."""
        self.writeline(f"from {__name__} import DirectMacro, written")
        super().visit_Template(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802  # see above
        """Call a function or a macro."""
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  # see above
        """Take an attribute of a value."""
        if iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        """Import macros; no template of ours has globals of its own, for which Jinja would look."""
        if node.with_context:
            super()._import_common(node, frame)
            return
        self.write("environment.get_template(")
        self.visit(node.template, frame)
        self.write(f", {self.name!r}).module")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Make a macro of the function just written."""
        self.write("Direct")
        super().macro_def(macro_ref, frame)

    def _output_child_pre(self, *_: object) -> None:
        """Escape a value, as Jinja does."""
        self.write("written(")
