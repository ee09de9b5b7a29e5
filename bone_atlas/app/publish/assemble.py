"""Put JavaScript modules together into few scripts, without Node.

Each module keeps a scope of its own: it becomes a function that is called once and returns what the module
exports. No name is changed, so a debugger shows the source as it was written. Modules are ordered by their
imports. Only the forms of ``import`` and ``export`` that the component uses are understood; any other is an
error that names the file, for what is put together wrongly fails far from its cause.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

_NAME = r"[A-Za-z_$][\w$]*"
_IMPORT = re.compile(
    r"""^import\s+(?P<clause>[^"';]+?)\s+from\s+"(?P<path>[^"]+)\""""
    r"""(?P<json>\s+with\s+\{type:\s*"json"\})?;[ \t]*$""",
    re.MULTILINE,
)
_LATER = re.compile(r'await import\("(?P<path>[^"]+)"\)')
_DECLARED = re.compile(
    rf"^export (?P<default>default )?(?=(?:async function|function|class|const) (?P<name>{_NAME})\b)",
    re.MULTILINE,
)
_LISTED = re.compile(r"^export \{(?P<names>[^}]*)\};[ \t]*$", re.MULTILINE)
_OTHER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
_RENAMED = re.compile(rf"(?P<theirs>{_NAME})(?: as (?P<ours>{_NAME}))?")
#: Where a script that is loaded later lies: beside this one, unless the page holds its scripts itself.
_AT = "const $at = globalThis.atlasScriptAt ?? ((beside) => beside);"
# What may hold the word import without being code: comments and strings, the longest first.
_NO_CODE = re.compile(r"""/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", re.DOTALL)


class ScriptError(ValueError):
    """A module that cannot be put together with the others; the message names it."""


@dataclass(frozen=True)
class Module:
    """A module, taken apart.

    Attributes
    ----------
    name : str
        Path below the root of the modules, without ``.js``; a JSON module keeps its ``.json``.
    body : str
        Its text without ``import`` and ``export``; a call that loads another later still names its path.
    imports : mapping of str to mapping of str to str
        By the name of another module: the local name of each export it takes; ``*`` stands for all of them.
    later : frozenset of str
        Modules that it loads only when they are needed.
    exports : mapping of str to str
        Local name of each export.
    """

    name: str
    body: str
    imports: Mapping[str, Mapping[str, str]]
    later: frozenset[str]
    exports: Mapping[str, str]

    @property
    def identifier(self) -> str:
        """Name of the variable that holds its exports."""
        return _identifier(self.name)


def _identifier(name: str) -> str:
    # The sign keeps it apart from the names of the source: module "deck" may export "deck".
    return "$" + re.sub(r"\W", "_", name)


def parse(name: str, source: str) -> Module:
    """Take a module apart.

    Parameters
    ----------
    name : str
        See `Module`.
    source : str
        Its text; of a JSON module the data, which are its default export.

    Raises
    ------
    ScriptError
        If it holds a form of ``import`` or ``export`` that is not understood.
    """
    if name.endswith(".json"):
        data = json.dumps(json.loads(source), ensure_ascii=False, separators=(",", ":"))
        return Module(name, f"const data = {data};", {}, frozenset(), {"default": "data"})
    imports: dict[str, dict[str, str]] = {}
    exports: dict[str, str] = {}

    def imported(match: re.Match[str]) -> str:
        target = _target(name, match["path"])
        if target.endswith(".json") != bool(match["json"]):
            raise ScriptError(
                f'{name}.js: JSON is imported with {{type: "json"}}, scripts without: {match[0]}'
            )
        imports.setdefault(target, {}).update(_clause(name, match["clause"]))
        return ""

    def declared(match: re.Match[str]) -> str:
        exports["default" if match["default"] else match["name"]] = match["name"]
        return ""

    def listed(match: re.Match[str]) -> str:
        exports.update({theirs: ours for ours, theirs in _renamed(name, match["names"]).items()})
        return ""

    body = _LISTED.sub(listed, _DECLARED.sub(declared, _IMPORT.sub(imported, source)))
    if left := _OTHER.search(body):
        raise ScriptError(f"{name}.js: this form is not understood: {left[0]}")
    later = {_target(name, match["path"]) for match in _LATER.finditer(body)}
    if re.search(r"\bimport\s*\(", _NO_CODE.sub("", _LATER.sub("", body))):
        raise ScriptError(f'{name}.js: a module that is loaded later is written await import("./path.js")')
    return Module(name, body, imports, frozenset(later), exports)


def _target(name: str, path: str) -> str:
    """Return the name of the module that a module calls by a path."""
    if not path.startswith(("./", "../")) or not path.endswith((".js", ".json")):
        raise ScriptError(f'{name}.js: only files of the component can be imported, not "{path}"')
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path)).removesuffix(".js")


def _clause(name: str, clause: str) -> dict[str, str]:
    """Return the local name of each export that stands between ``import`` and ``from``."""
    if match := re.fullmatch(rf"\* as ({_NAME})", clause):
        return {"*": match[1]}
    match = re.fullmatch(rf"(?P<default>{_NAME})?(?:,\s*)?(?:\{{(?P<names>[^}}]*)\}})?", clause)
    if match is None:
        raise ScriptError(f"{name}.js: this form is not understood: import {clause}")
    default = {"default": match["default"]} if match["default"] else {}
    return default | _renamed(name, match["names"] or "")


def _renamed(name: str, names: str) -> dict[str, str]:
    """Return what stands between braces: ``a, b as c`` as ``{"a": "a", "b": "c"}``."""
    exported: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in names.split(","))):
        match = _RENAMED.fullmatch(part)
        if match is None:
            raise ScriptError(f"{name}.js: this form is not understood: {{{part}}}")
        exported[match["theirs"]] = match["ours"] or match["theirs"]
    return exported


def ordered(modules: Mapping[str, Module]) -> list[Module]:
    """Return modules so that each stands after those that it imports.

    Raises
    ------
    ScriptError
        If one is missing, does not export what is asked of it, or imports itself through others.
    """
    for module in modules.values():
        for target in (*module.imports, *module.later):
            if target not in modules:
                raise ScriptError(f"{module.name}.js imports {target}.js, which is missing")
        for target, names in module.imports.items():
            for wanted in set(names) - {"*", *modules[target].exports}:
                raise ScriptError(f"{module.name}.js imports {wanted}, which {target}.js does not export")
    try:
        order = [
            *TopologicalSorter({name: module.imports for name, module in modules.items()}).static_order()
        ]
    except CycleError as error:
        raise ScriptError(f"modules import one another in a circle: {' → '.join(error.args[1])}") from error
    return [modules[name] for name in order]


def closure(modules: Mapping[str, Module], entries: Iterable[str]) -> set[str]:
    """Return the names of some modules and of all that they import at once."""
    needed: set[str] = set()
    waiting = list(entries)
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting += modules[name].imports
    return needed


def assemble(modules: Mapping[str, Module], entry: str, publish: Callable[[str, str], str]) -> None:
    """Put together the script of a page and those that it loads later.

    The first script holds what its entry imports, and what more than one of the later scripts import: so each
    module is there once, whichever scripts are loaded. A later script is called with the modules of the first
    (it cannot import it: each would have to know the name of the other, and names follow from contents).

    Parameters
    ----------
    modules : mapping of str to Module
        By name; see `parse`.
    entry : str
        The module that the page loads.
    publish : callable
        Called with the name of an entry and the text of its script, the later ones first; returns what the
        others import it by: ``./`` and its name, for all lie in one folder.

    Raises
    ------
    ScriptError
        As `ordered`, and if a script that is loaded later loads another.
    """
    if entry not in modules:
        raise ScriptError(f"{entry}.js is missing")
    order = ordered(modules)
    first = closure(modules, [entry])
    later = sorted({name for known in first for name in modules[known].later})
    reach = {name: closure(modules, [name]) for name in later}
    for name in first & set(later):
        raise ScriptError(f"{name}.js is imported at once and later too")
    for name in first | set().union(*reach.values()):
        if name not in first and modules[name].later:
            raise ScriptError(f"{name}.js: only the first script of a page may load others")
        if sum(name in reached for reached in reach.values()) > 1:
            first |= closure(modules, [name])
    urls = {
        name: publish(
            name, _later_script([m for m in order if m.name in reach[name] - first], modules, name, first)
        )
        for name in later
    }
    publish(entry, _first_script([m for m in order if m.name in first], modules[entry], urls))


def _first_script(parts: list[Module], entry: Module, urls: Mapping[str, str]) -> str:
    """Return the script of a page: its modules, then the exports of its entry."""
    shared = ", ".join(f'"{part.name}": {part.identifier}' for part in parts)
    named = ", ".join(name for name in entry.exports if name != "default")
    return "\n".join(
        [
            *([_AT] if urls else []),
            *(_scope(part, urls) for part in parts),
            *([f"const $shared = {{{shared}}};"] if urls else []),
            *([f"export const {{{named}}} = {entry.identifier};"] if named else []),
            *([f"export default {entry.identifier}.default;"] if "default" in entry.exports else []),
            "",
        ]
    )


def _later_script(parts: list[Module], modules: Mapping[str, Module], entry: str, first: set[str]) -> str:
    """Return a script that is loaded later: it evaluates its modules once, with those of the first script."""
    theirs = sorted({name for part in parts for name in part.imports} & first)
    return "\n".join(
        [
            "let loaded;",
            "export const load = ($shared) => (loaded ??= evaluate($shared));",
            "function evaluate($shared) {",
            *(f'const {modules[name].identifier} = $shared["{name}"];' for name in theirs),
            *(_scope(part, {}) for part in parts),
            f"return {modules[entry].identifier};",
            "}",
            "",
        ]
    )


def _scope(module: Module, urls: Mapping[str, str]) -> str:
    """Return a module as a function that is called once and returns its exports."""
    taken = [
        f"const {_taken(names)} = {_identifier(target)};" for target, names in module.imports.items() if names
    ]
    body = _LATER.sub(
        lambda match: (
            f'(await import(await $at("{urls[_target(module.name, match["path"])]}"))).load($shared)'
        ),
        module.body,
    )
    given = ", ".join(name if name == local else f"{name}: {local}" for name, local in module.exports.items())
    ending = "" if module.name.endswith(".json") else ".js"
    return "\n".join(
        [
            f"// {module.name}{ending}",
            f"const {module.identifier} = (() => {{",
            *taken,
            body.strip("\n"),
            f"return {{{given}}};",
            "})();",
        ]
    )


def _loaded(beside: str) -> str:
    """Return the expression that loads another script."""
    return f'(await import(await $at("{beside}"))).load($shared)'


def _taken(names: Mapping[str, str]) -> str:
    if "*" in names:
        return names["*"]
    pairs = (theirs if theirs == ours else f"{theirs}: {ours}" for theirs, ours in names.items())
    return f"{{{', '.join(pairs)}}}"
