// The first script of a page that holds its files itself: it unpacks the scripts, each when it is asked for.
import {unpacked} from "../core/unpack.js";

/** Where Python puts scripts; elements have their addresses as names. */
const FOLDER = "/viz/script";
/** @type {Map<string, Promise<string>>} */
const made = new Map();

/** @param {string} beside `./` and the name of a script */
async function addressOf(beside) {
  const held = document.getElementById(`${FOLDER}${beside.slice(1)}`)?.textContent;
  if (!held) throw new Error(`${beside} is not in this file`);
  return URL.createObjectURL(new Blob([await unpacked(held)], {type: "text/javascript"}));
}

/** @param {string} beside */
function scriptAt(beside) {
  const before = made.get(beside);
  if (before) return before;
  const coming = addressOf(beside);
  made.set(beside, coming);
  return coming;
}

/** @param {unknown} error */
function complain(error) {
  console.warn(error);
  const textContent = globalThis.DecompressionStream
    ? "This file could not be read: it is damaged. Copy or download it again."
    : "This browser is too old to unpack the atlas. Any browser of 2023 or later opens this file.";
  const told = Object.assign(document.createElement("p"), {className: "atlas-copy-wrong", textContent});
  told.setAttribute("role", "alert");
  document.getElementById("atlas-opening")?.remove();
  document.getElementById("atlas-page")?.replaceChildren(told);
}

globalThis.atlasScriptAt = scriptAt;
scriptAt(document.documentElement.dataset.script ?? "").then(
  (src) => document.head.append(Object.assign(document.createElement("script"), {type: "module", src})),
  complain,
);
