// What the Atlas page is made of, in one language of the names: fetched once each, from whatever store holds it.
import {getJson, keep, warm} from "../core/sources.js";
import {Panels} from "./panel.js";

/** By the address of the manifest. @type {Map<string, Promise<Files>>} */
const known = new Map();

/** The files of one language. */
export class Files {
  /** Once they are there. @type {Panels | null} */
  panels = null;
  /** @type {Promise<Panels> | null} */
  #coming = null;
  /** @type {Map<string, string>} */
  #labels;
  /** @type {Set<string>} */
  #places;

  /**
   * @param {Published.AtlasManifest} manifest
   * @param {Published.Index} index
   */
  constructor(manifest, index) {
    this.manifest = manifest;
    this.index = index;
    this.layers = new Map(manifest.layers.map((layer) => [layer.id, layer]));
    this.views = new Map(manifest.views.map(([id, label, base, overlay]) => [id, {label, base, overlay}]));
    this.routes = new Map(manifest.routes.map(([id, label, shown]) => [id, {label, shown}]));
    this.#labels = new Map(index.bones.map(([bone, label]) => [bone, label]));
    this.#places = new Set([...this.#labels.keys(), ...manifest.places]);
    this.ids = new Set([...index.bones.map(([bone]) => bone), ...Object.keys(index.members)]);
  }

  /**
   * @param {string} address of the manifest
   */
  static from(address) {
    const coming = known.get(address) ?? Files.#fetched(address);
    known.set(address, coming);
    coming.catch(() => known.delete(address));
    return coming;
  }

  /** @param {string} address */
  static async #fetched(address) {
    /** @type {Published.AtlasManifest} */
    const manifest = await getJson(address);
    /** @type {Published.Index} */
    const index = await getJson(manifest.index);
    return new Files(manifest, index);
  }

  /** @param {string} id a layer that is known */
  layer(id) {
    return /** @type {Published.AtlasLayer} */ (this.layers.get(id));
  }

  /** @param {string} id whether it is a site, a group or a bone, and no vessel */
  isPlace(id) {
    return this.#places.has(id);
  }

  /** @param {string} id */
  nameOf(id) {
    return this.#labels.get(id) ?? this.index.names[id] ?? id;
  }

  /** The panels of all sites; who asks again after a failure tries again. */
  comingPanels() {
    this.#coming ??= this.#fetchPanels();
    this.#coming.catch(() => {
      this.#coming = null;
    });
    return this.#coming;
  }

  async #fetchPanels() {
    /** @type {Published.AtlasPanels} */
    const made = await getJson(this.manifest.panels);
    this.panels = new Panels(made, this.index);
    return this.panels;
  }

  /**
   * The table twin of a layer, as HTML.
   *
   * @param {string} layer
   */
  async table(layer) {
    /** @type {Record<string, string>} */
    const tables = await getJson(this.manifest.tables);
    return tables[layer];
  }

  /**
   * Fetch what the next acts need, one after the other: what the reader asks for meanwhile goes first.
   *
   * @param {Atlas.Theme} theme
   */
  async prefetch(theme) {
    await this.comingPanels();
    const {bundles, tables, network, views} = this.manifest;
    for (const address of bundles[theme]) keep(await getJson(address));
    for (const [, , base, overlay] of views) {
      /** @type {Atlas.BaseFigure} */
      const drawing = await getJson(base[theme]);
      for (const {source} of drawing.layout.images ?? []) await warm(source);
      for (const address of Object.values(overlay)) await getJson(address);
    }
    for (const address of [tables, network]) await getJson(address);
  }
}
