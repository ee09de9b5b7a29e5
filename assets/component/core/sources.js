// What the page fetches: each published file once, the graph of the vessels made once, plotly.js loaded once.
import {Network} from "../pathways/network.js";
import {picturesPainted} from "./preview.js";
import {store} from "./store.js";

/** @type {Map<string, Promise<any>>} */
const files = new Map();
/** @type {Map<string, Promise<Network>>} */
const networks = new Map();

/** Whether what is fetched has to be there when the call returns. */
let atOnce = false;

/**
 * Let what is fetched be there at once, or when it comes: what is printed waits for nothing.
 *
 * @param {boolean} wanted
 */
export function waitForNothing(wanted) {
  atOnce = wanted;
}

/**
 * Fetch a content-addressed JSON file once per page; what is no address is given back. The caller knows what is
 * published there.
 *
 * @template T
 * @overload
 * @param {string} source
 * @returns {Promise<T>}
 */
/**
 * @template {object} T
 * @overload
 * @param {string | T} source
 * @returns {Promise<T>}
 */
/**
 * @param {any} source
 * @returns {Promise<any>}
 */
export function getJson(source) {
  if (typeof source !== "string") return Promise.resolve(source);
  const before = files.get(source);
  if (before) return before;
  const coming = fetched(source);
  files.set(source, coming);
  // The next who asks tries again.
  coming.catch(() => files.delete(source));
  return coming;
}

/**
 * Take in what the server holds together for the acts that come; a copy has it together as it is.
 *
 * @param {string[]} bundles addresses, those that are needed first before the others
 */
export async function keepBundles(bundles) {
  if (store().isCopy) return;
  for (const address of bundles) keep(await getJson(address));
}

/**
 * Take in files that came together in another.
 *
 * @param {Record<string, object>} bundle their contents by address
 */
function keep(bundle) {
  for (const [source, content] of Object.entries(bundle))
    if (!files.has(source)) files.set(source, Promise.resolve(withPictures(content)));
}

/**
 * @param {string} source
 * @returns {Promise<any>}
 */
const fetched = async (source) =>
  withPictures(await (atOnce ? store().jsonAtOnce(source) : store().json(source)));

/**
 * A drawing with its pictures where this page has them.
 *
 * @template T
 * @param {T} content of a file
 * @returns {T}
 */
function withPictures(content) {
  const images = /** @type {any} */ (content)?.layout?.images ?? [];
  for (const image of images) image.source = store().at(image.source);
  return content;
}

/**
 * Let the browser keep a file of any kind, for when it is asked for.
 *
 * @param {string} source
 */
export const warm = (source) => store().warm(source);

/**
 * The graph of the vessels, made once per page.
 *
 * @param {string} source
 */
export function getNetwork(source) {
  const before = networks.get(source);
  if (before) return before;
  const coming = makeNetwork(source);
  networks.set(source, coming);
  coming.catch(() => networks.delete(source));
  return coming;
}

/** @param {string} source */
async function makeNetwork(source) {
  /** @type {Published.RoutesIndex} */
  const index = await getJson(source);
  return new Network(index);
}

/**
 * Several files by name.
 *
 * @template T
 * @param {Record<string, string>} sources
 * @returns {Promise<Record<string, T>>}
 */
export async function getParts(sources) {
  const names = Object.keys(sources);
  /** @type {T[]} */
  const parts = await Promise.all(names.map((name) => getJson(sources[name])));
  return Object.fromEntries(names.map((name, i) => [name, parts[i]]));
}

/**
 * Load plotly.js once per page, as a classic script, behind the light pictures.
 *
 * @param {string} url
 */
export function loadPlotly(url) {
  globalThis.__atlasPlotly ??= comingPlotly(url);
  return globalThis.__atlasPlotly;
}

/** @param {string} url */
async function comingPlotly(url) {
  if (!globalThis.Plotly) {
    await picturesPainted();
    await loadScript(await store().loadable(url));
  }
  if (!globalThis.Plotly) throw new Error("plotly.js did not load");
  return globalThis.Plotly;
}

/**
 * @param {string} url
 * @returns {Promise<void>}
 */
function loadScript(url) {
  return new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), {src: url});
    script.onload = () => resolve();
    script.onerror = () => reject(new Error("plotly.js did not load"));
    document.head.append(script);
  });
}

/**
 * Where a figure stands: its own in the theme, or the one that both themes share.
 *
 * @param {Atlas.ViewData["figure"]} figure
 * @param {Atlas.Theme} theme
 * @throws {Error} if there is none
 */
export function ofTheme(figure, theme) {
  const own = isShared(figure) ? figure : figure?.[theme];
  if (!own) throw new Error(`no figure for the ${theme} theme`);
  return own;
}

/**
 * @param {Atlas.ViewData["figure"]} figure
 * @returns {figure is Atlas.FigureSource}
 */
const isShared = (figure) => typeof figure === "string" || Boolean(figure && "data" in figure);
