"""The types of the scripts: what is written is what Python says, and Python says what it publishes."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

import pytest

from bone_atlas.app.publish import contract
from bone_atlas.figures import contract as figures
from bone_atlas.scenes import contract as scenes
from tools import js_types


def test_the_file_is_what_python_gives() -> None:
    written = js_types.TARGET.read_text(encoding="utf-8")
    assert written == js_types.written(), "run: python -m tools.js_types"


@pytest.mark.parametrize(
    ("python", "typescript"),
    [
        (str, "string"),
        (float | None, "number | null"),
        (list[str | None], "(string | null)[]"),
        (tuple[str, list[int]], "[string, number[]]"),
        (dict[str, list[figures.Point]], "Record<string, [number, number][]>"),
        (scenes.ByTheme, "ByTheme"),
        (dict[str, contract.Journey], "Record<string, Journey>"),
        (list[figures.PlotlyObject], "PlotlyObject[]"),
        (figures.RowsMeta | figures.StaticMeta, "RowsMeta | StaticMeta"),
    ],
)
def test_types_in_the_words_of_typescript(python: Any, typescript: str) -> None:
    assert js_types.typescript(python) == typescript


@pytest.mark.parametrize("python", [set[str], object, bytes])
def test_what_cannot_stand_in_json_is_refused(python: Any) -> None:
    with pytest.raises(TypeError, match="cannot stand in JSON"):
        js_types.typescript(python)


def test_what_may_be_missing_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    class Seen(TypedDict):
        """What is seen."""

        here: str
        there: NotRequired[int | None]

    monkeypatch.setattr(js_types, "forms", lambda: [Seen])
    assert "  /** What is seen. */\n  interface Seen {\n" in js_types.written()
    assert "    here: string;\n    there?: number | null;\n  }\n" in js_types.written()


def test_one_of_several_forms_has_a_name() -> None:
    assert "  type FigureMeta = BonesMeta | RowsMeta | FlowMeta | StaticMeta;\n" in js_types.written()
