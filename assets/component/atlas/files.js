// What the Atlas page is made of, in one language of the names.
import {getJson, keepBundles} from "../core/sources.js";
import {filesFrom, SceneFiles} from "../scene/files.js";
import {Panels} from "./panel.js";
import {entriesOf} from "./search.js";

/**
 * The files of one language.
 *
 * @augments {SceneFiles<Published.AtlasManifest, Panels>}
 */
export class Files extends SceneFiles {
  /** @type {import("./search.js").Entry[] | undefined} */
  #entries;

  /**
   * @param {Published.AtlasManifest} manifest
   * @param {Published.Index} index
   */
  constructor(manifest, index) {
    super(manifest, index);
    this.layers = new Map(manifest.layers.map((layer) => [layer.id, layer]));
  }

  /**
   * @param {string} address of the manifest
   */
  static from(address) {
    return filesFrom(address, fetched);
  }

  /** @param {string} id a layer that is known */
  layer(id) {
    return /** @type {Published.AtlasLayer} */ (this.layers.get(id));
  }

  async fetchPanels() {
    /** @type {Published.AtlasPanels} */
    const made = await getJson(this.manifest.panels);
    return new Panels(made, this.index);
  }

  /** What can be searched for: what has a name here. */
  async entries() {
    /** @type {Published.SearchIndex} */
    const index = await getJson(this.manifest.search);
    this.#entries ??= entriesOf(index, (id) => (this.ids.has(id) ? this.nameOf(id) : undefined));
    return this.#entries;
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

  /** @param {Atlas.Theme} theme */
  async prefetch(theme) {
    await this.comingPanels();
    await getJson(this.manifest.search);
    await keepBundles(this.manifest.bundles[theme]);
    await super.prefetch(theme);
  }
}

/** @param {string} address */
async function fetched(address) {
  /** @type {Published.AtlasManifest} */
  const manifest = await getJson(address);
  /** @type {Published.Index} */
  const index = await getJson(manifest.index);
  return new Files(manifest, index);
}
