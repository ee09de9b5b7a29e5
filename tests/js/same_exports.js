// Whether the published scripts export what their modules do: node same_exports.js COMPONENT SCRIPTS
// SCRIPTS is a folder with each script under the name of its entry ("core/figure.js"). Prints what was compared.
import assert from "node:assert/strict";
import {readdirSync} from "node:fs";
import {join} from "node:path";
import {pathToFileURL} from "node:url";

import "./dom.js";

// What a module may use when it is evaluated, and Node has not.
globalThis.cancelAnimationFrame = () => {};
globalThis.window = document.defaultView;
globalThis.history = window.history;
globalThis.matchMedia = window.matchMedia.bind(window);

const [component, scripts] = process.argv.slice(2);
const load = (folder, name) => import(pathToFileURL(join(folder, `${name}.js`)));
const below = (folder) =>
  readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.name.endsWith(".js"))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1, -3)
        .replaceAll("\\", "/"),
    );

// These begin when they are loaded, and need their page for that.
const BY_THEMSELVES = ["present/notes_start", "static/inline_start", "static/worker"];
const names = below(component).filter((name) => !BY_THEMSELVES.includes(name));
const modules = Object.fromEntries(
  await Promise.all(names.map(async (name) => [name, await load(component, name)])),
);
for (const name of below(scripts)) {
  const script = await load(scripts, name);
  const given = script.load ? script.load(modules) : script;
  assert.deepEqual(Object.keys(given).sort(), Object.keys(modules[name]).sort());
  for (const [key, value] of Object.entries(modules[name]))
    assert.equal(String(given[key]), String(value), `${name}: ${key}`);
  if (script.load) assert.equal(script.load(modules), given, "a script is evaluated once");
  console.log(name, Object.keys(given).sort().join(" "));
}
