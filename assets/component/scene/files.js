// What a scene is made of, in one language of the names: fetched once each, from whatever store holds it.
import {getJson, warm} from "../core/sources.js";

/** By the address of the manifest. @type {Map<string, Promise<any>>} */
const known = new Map();

/**
 * The files that a manifest names, once for a page; who asks again after a failure tries again.
 *
 * @template Files
 * @param {string} address of the manifest
 * @param {(address: string) => Promise<Files>} fetchThem
 * @returns {Promise<Files>}
 */
export function filesFrom(address, fetchThem) {
  const coming = known.get(address) ?? fetchThem(address);
  known.set(address, coming);
  coming.catch(() => known.delete(address));
  return coming;
}

/**
 * What every scene has.
 *
 * @template {Published.SceneManifest} Manifest
 * @template Panels
 */
export class SceneFiles {
  /** The panels of all places, once they are there. @type {Panels | null} */
  panels = null;
  /** @type {Promise<Panels> | null} */
  #coming = null;
  /** @type {Map<string, string>} */
  #labels;
  /** @type {Map<string, string>} */
  #sites;
  /** @type {Set<string>} */
  #places;

  /**
   * @param {Manifest} manifest
   * @param {Published.Index} index
   */
  constructor(manifest, index) {
    this.manifest = manifest;
    this.index = index;
    this.views = new Map(
      manifest.views.map(([id, label, base, overlay, extents]) => [id, {label, base, overlay, extents}]),
    );
    this.routes = new Map(manifest.routes.map(([id, label, shown]) => [id, {label, shown}]));
    this.#labels = new Map(index.bones.map(([bone, label]) => [bone, label]));
    this.#sites = new Map(index.bones.map(([bone, , site]) => [bone, site]));
    this.#places = new Set([...this.#labels.keys(), ...manifest.places]);
    this.ids = new Set([...index.bones.map(([bone]) => bone), ...Object.keys(index.members)]);
  }

  /** @param {string} id of a view that is known */
  view(id) {
    const found = this.views.get(id);
    if (!found) throw new Error(`no view ${id}`);
    return found;
  }

  /** @param {string} id whether it is a site, a group or a bone, and no vessel */
  isPlace(id) {
    return this.#places.has(id);
  }

  /** @param {string} id */
  nameOf(id) {
    return this.#labels.get(id) ?? this.index.names[id] ?? id;
  }

  /**
   * What the panel of an id is headed: a bone stands for its site.
   *
   * @param {string} id
   */
  headingOf(id) {
    return this.index.names[this.#sites.get(id) ?? id] ?? this.nameOf(id);
  }

  /** The panels of all places; who asks again after a failure tries again. */
  comingPanels() {
    this.#coming ??= this.#keptPanels();
    this.#coming.catch(() => {
      this.#coming = null;
    });
    return this.#coming;
  }

  async #keptPanels() {
    this.panels = await this.fetchPanels();
    return this.panels;
  }

  /** @returns {Promise<Panels>} */
  fetchPanels() {
    throw new Error("each scene has its own");
  }

  /**
   * Fetch what the next acts need, one after the other: what the reader asks for meanwhile goes first.
   *
   * @param {Atlas.Theme} theme
   */
  async prefetch(theme) {
    await this.comingPanels();
    for (const {base, overlay} of this.views.values()) {
      /** @type {Atlas.BaseFigure} */
      const drawing = await getJson(base[theme]);
      for (const {source} of drawing.layout.images ?? []) await warm(source);
      for (const address of Object.values(overlay)) await getJson(address);
    }
    for (const address of [this.manifest.network, this.manifest.tables]) await getJson(address);
  }
}
