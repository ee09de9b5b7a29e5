"""Write assets/component/types.d.ts: the forms of what the server publishes, as TypeScript reads them.

Usage: python -m tools.js_types

The forms stand once, in `contract` of `bone_atlas.figures`, `bone_atlas.scenes` and
`bone_atlas.app.publish`; a test fails when the file is not what they give.
"""

from __future__ import annotations

import inspect
import sys
import types
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bone_atlas.app.publish import contract
from bone_atlas.figures import colours
from bone_atlas.figures import contract as figures
from bone_atlas.scenes import contract as scenes

TARGET = Path(__file__).resolve().parents[1] / "assets" / "component" / "types.d.ts"
HEAD = """\
// What the server publishes and the scripts read. Made by `python -m tools.js_types` from the Python side
// (`contract` in bone_atlas/figures, bone_atlas/scenes, bone_atlas/app/publish): change it there.

declare namespace Published {
  /** A trace, a layout, a shape or an annotation in Plotly's own words. */
  type PlotlyObject = Record<string, any>;

  type Theme = "light" | "dark";

  /** Addresses of the same in both colour themes. */
  type ByTheme = Record<Theme, string>;

  /** The same as its contents, for what is not published. */
  type Contents = Record<Theme, PlotlyObject | Paint>;
"""
#: Types that have a name on both sides; the head of the file says what they are.
NAMED = (
    (figures.PlotlyObject, "PlotlyObject"),
    (scenes.ByTheme, "ByTheme"),
    (contract.Contents, "Contents"),
    (colours.Theme, "Theme"),
)
#: One of several forms, which tell themselves apart by their ``kind``.
ALIASES = (
    (figures.FigureMeta, "FigureMeta", "What a figure is, and where in it what can be pointed at stands."),
)
SIMPLE = (
    (str, "string"),
    (int, "number"),
    (float, "number"),
    (bool, "boolean"),
    (type(None), "null"),
    (Any, "any"),
)
UNIONS = (typing.Union, types.UnionType)


def forms() -> list[type]:
    """Return all forms, those of figures and scenes first, in the order in which they are written."""
    written_down = (form for module in (figures, scenes, contract) for form in vars(module).values())
    return list(dict.fromkeys(form for form in written_down if typing.is_typeddict(form)))


def typescript(hint: Any) -> str:
    """Return a type in TypeScript's words.

    Raises
    ------
    TypeError
        If the type cannot stand in JSON.
    """
    if typing.is_typeddict(hint):
        return str(hint.__name__)
    for known, name in (*NAMED, *SIMPLE):
        if hint == known:
            return name
    return _compound(typing.get_origin(hint), typing.get_args(hint), hint)


def _compound(origin: Any, inner: tuple[Any, ...], hint: Any) -> str:
    if origin is list:
        one = typescript(inner[0])
        return f"({one})[]" if typing.get_origin(inner[0]) in UNIONS else f"{one}[]"
    if origin is dict:
        return f"Record<{typescript(inner[0])}, {typescript(inner[1])}>"
    if origin is tuple:
        return f"[{', '.join(map(typescript, inner))}]"
    if origin is typing.Literal:
        return " | ".join(f'"{value}"' for value in inner)
    if origin in UNIONS:
        return " | ".join(map(typescript, inner))
    raise TypeError(f"{hint} cannot stand in JSON")


def _fields(form: type) -> Iterator[str]:
    for name, hint in typing.get_type_hints(form, include_extras=True).items():
        if typing.get_origin(hint) is typing.NotRequired:
            yield f"    {name}?: {typescript(typing.get_args(hint)[0])};"
        else:
            yield f"    {name}: {typescript(hint)};"


def _said(form: type) -> Iterator[str]:
    """Yield the first sentence of a form's own docstring."""
    text = inspect.cleandoc(form.__doc__ or "")
    if text and not text.startswith("dict("):
        yield f"  /** {text.splitlines()[0]} */"


def _interface(form: type) -> list[str]:
    return [*_said(form), f"  interface {form.__name__} {{", *_fields(form), "  }"]


def _alias(hint: Any, name: str, about: str) -> str:
    return f"  /** {about} */\n  type {name} = {typescript(hint)};"


def written() -> str:
    """Return the whole file."""
    blocks = ["\n".join(_interface(form)) for form in forms()]
    blocks += [_alias(*alias) for alias in ALIASES]
    return HEAD + "".join(f"\n{block}\n" for block in blocks) + "}\n"


def main() -> int:
    """Write the file."""
    TARGET.write_text(written(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
