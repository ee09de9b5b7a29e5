"""Modules put together: every form of import and export that is used, and a plain word on every other."""

from __future__ import annotations

import pytest

from bone_atlas.app.publish.assemble import ScriptError, assemble, parse


def assembled(entry: str = "a", **sources: str) -> dict[str, str]:
    """Assemble the script of a page from small modules; the name of one without an ending is a script's."""
    made: dict[str, str] = {}

    def publish(name: str, text: str) -> str:
        made[name] = text
        return f"/viz/{name}.js"

    named = {name.replace("__", "/"): text for name, text in sources.items()}
    assemble({name: parse(name, text) for name, text in named.items()}, entry, publish)
    return made


def test_a_module_stands_in_a_scope_of_its_own_after_what_it_imports() -> None:
    made = assembled(
        a='// Begins.\nimport {one} from "./sub/b.js";\nexport const two = one + 1;\n',
        sub__b="const hidden = 1;\nexport const one = hidden;\n",
    )
    assert made["a"].splitlines() == [
        "// sub/b.js",
        "const $sub_b = (() => {",
        "const hidden = 1;",
        "const one = hidden;",
        "return {one};",
        "})();",
        "// a.js",
        "const $a = (() => {",
        "const {one} = $sub_b;",
        "// Begins.",
        "",
        "const two = one + 1;",
        "return {two};",
        "})();",
        "export const {two} = $a;",
    ]


@pytest.mark.parametrize(
    ("statement", "taken"),
    [
        ('import {one} from "./b.js";', "const {one} = $b;"),
        ('import {\n  one,\n  two as zwei,\n} from "./b.js";', "const {one, two: zwei} = $b;"),
        ('import b from "./b.js";', "const {default: b} = $b;"),
        ('import main, {one} from "./b.js";', "const {default: main, one} = $b;"),
        ('import * as all from "./b.js";', "const all = $b;"),
    ],
)
def test_imports_become_names_of_what_the_other_module_returned(statement: str, taken: str) -> None:
    made = assembled(
        a=statement, b="const one = 1;\nconst two = 2;\nexport {one, two};\nexport default class B {}"
    )
    assert taken in made["a"].splitlines()


@pytest.mark.parametrize(
    ("statement", "returned"),
    [
        ("export const one = 1;", "return {one};"),
        ("export class One {}", "return {One};"),
        ("export function one() {}", "return {one};"),
        ("export async function one() {}", "return {one};"),
        ("const one = 1;\nexport {one as uno};", "return {uno: one};"),
        ("export default async function main() {}", "return {default: main};"),
    ],
)
def test_exports_are_returned(statement: str, returned: str) -> None:
    assert returned in assembled(a=statement)["a"].splitlines()


def test_the_entry_keeps_its_exports() -> None:
    made = assembled(a="export default function main() {}\nexport const one = 1;")
    assert made["a"].splitlines()[-2:] == ["export const {one} = $a;", "export default $a.default;"]


def test_data_are_part_of_the_script() -> None:
    made = assembled(a='import rows from "./b.json" with {type: "json"};\n', **{"b.json": '[{"key": "→"}]'})
    assert 'const data = [{"key":"→"}];' in made["a"].splitlines()
    assert "const {default: rows} = $b_json;" in made["a"].splitlines()


def test_what_a_page_needs_later_is_a_script_of_its_own_that_is_given_the_modules_of_the_first() -> None:
    made = assembled(
        a='import {b} from "./b.js";\nconst load = async () => await import("./c.js");',
        b="export const b = new Map();",
        c='import {b} from "./b.js";\nimport {d} from "./d.js";\nexport const c = [b, d];',
        d="export const d = 1;",
    )
    assert set(made) == {"a", "c"}
    lines = made["a"].splitlines()
    assert 'const load = async () => (await import(await $at("/viz/c.js"))).load($shared);' in lines
    # It is called while the first script is evaluated.
    assert lines[0].startswith("const $at = ")
    assert 'const $b = $shared["b"];' in made["c"].splitlines()
    assert "// d.js" in made["c"]
    assert "// b.js" not in made["c"]


def test_what_two_later_scripts_import_is_there_once() -> None:
    made = assembled(
        a='await import("./b.js");\nawait import("./c.js");',
        b='import {d} from "./d.js";\nexport const b = d;',
        c='import {d} from "./d.js";\nexport const c = d;',
        d='import {e} from "./e.js";\nexport const d = e;',
        e="export const e = 1;",
    )
    assert [name for name, text in made.items() if "// d.js" in text] == ["a"]
    assert [name for name, text in made.items() if "// e.js" in text] == ["a"]


def test_comments_and_texts_may_speak_of_imports() -> None:
    source = (
        '/** @type {import("./types.d.ts").Deck} */\n// import("./x.js") loads\n'
        "const a = \"import('x')\"; // import it\n"
    )
    assert source.strip() in assembled(a=source)["a"]


@pytest.mark.parametrize(
    "statement",
    [
        'export {one} from "./b.js";',
        'export * from "./b.js";',
        "export let one = 1;",
        "export var one = 1;",
        "export default 1;",
        "export default class {}",
        "export const {one} = {one: 1};",
        'import "./b.js";',
        "import {one} from './b.js';",
        'import {"one" as two} from "./b.js";',
        'import {one} from "lodash";',
        'import {one} from "./b.css";',
        'import data from "./c.json";',
        'import {one} from "./b.js" with {type: "json"};',
        'const later = import("./b.js");',
        "await import(`./b.js`);",
        'import {three} from "./b.js";',
        'import {one} from "./gone.js";',
        'await import("./gone.js");',
        'import {one} from "./b.js";\nawait import("./b.js");',
    ],
)
def test_any_other_form_is_refused_by_the_name_of_the_file(statement: str) -> None:
    others = {"b": "export const one = 1;", "c.json": "[]"}
    with pytest.raises(ScriptError, match=r"\b[ab]\.js\b"):
        assembled(a=statement, **others)


def test_a_circle_is_refused() -> None:
    with pytest.raises(ScriptError, match=r"circle: (a → b → a|b → a → b)"):
        assembled(
            a='import {b} from "./b.js";\nexport const a = 1;',
            b='import {a} from "./a.js";\nexport const b = 1;',
        )


def test_only_the_first_script_loads_others() -> None:
    with pytest.raises(ScriptError, match=r"b\.js: only the first"):
        assembled(
            a='await import("./b.js");',
            b='await import("./c.js");\nexport const b = 1;',
            c="export const c = 1;",
        )
