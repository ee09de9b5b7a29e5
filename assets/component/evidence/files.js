// What the Evidence page is made of, in one language of the names.
import {getJson, keepBundles, warm} from "../core/sources.js";
import {filesFrom, SceneFiles} from "../scene/files.js";
import {pairOf, sitesOf} from "./pair.js";

/** @typedef {import("../scene/view_state.js").ViewState} ViewState */
/** @typedef {Record<string, Published.LayerPair>} Pairs by second layer */

/**
 * The files of one language.
 *
 * @augments {SceneFiles<Published.EvidenceManifest, Published.EvidencePanels>}
 */
export class EvidenceFiles extends SceneFiles {
  /** The pairs that are there, by first layer. @type {Map<string, Pairs>} */
  pairs = new Map();

  /**
   * @param {Published.EvidenceManifest} manifest
   * @param {Published.Index} index
   * @param {string} claims the statements, as HTML
   */
  constructor(manifest, index, claims) {
    super(manifest, index);
    this.claims = claims;
    this.layers = new Map(manifest.layers.map((layer) => [layer.id, layer]));
    this.places = new Map(manifest.places.map((place, i) => [place, i]));
    this.sites = new Map(index.bones.map(([bone, , site]) => [bone, site]));
  }

  /** @param {string} address of the manifest */
  static from(address) {
    return filesFrom(address, fetched);
  }

  /** @param {string} id of a layer that is known */
  layer(id) {
    return /** @type {Published.EvidenceLayer} */ (this.layers.get(id));
  }

  /** @param {ViewState} state */
  pairOf({layer, carried}) {
    return pairOf(layer, carried.second ?? "", this.layers, this.manifest.measured);
  }

  /** @param {string[]} ids the sites and groups that they stand for */
  sitesOf(ids) {
    return sitesOf(ids, (id) => (this.places.has(id) ? id : this.sites.get(id)));
  }

  async fetchPanels() {
    /** @type {Published.EvidencePanels} */
    const panels = await getJson(this.manifest.panels);
    return panels;
  }

  /** @param {string} first layer of the pairs */
  async comingPairs(first) {
    /** @type {Pairs} */
    const pairs = await getJson(this.manifest.pairs[first]);
    this.pairs.set(first, pairs);
  }

  /** @param {Atlas.Theme} theme */
  async prefetch(theme) {
    await keepBundles(this.manifest.bundles[theme].parts);
    for (const {base} of this.views.values()) {
      /** @type {Atlas.BaseFigure} */
      const drawing = await getJson(base[theme]);
      for (const {source} of drawing.layout.images ?? []) await warm(source);
    }
  }

  /**
   * Fetch all that a layer can be compared with.
   *
   * @param {string} first
   * @param {Atlas.Theme} theme
   * @param {string[]} views those that are needed first stand first
   */
  async prefetchPairs(first, theme, views) {
    await this.comingPairs(first);
    const {orders, paints} = this.manifest.bundles[theme];
    if (!orders[first]) return;
    await keepBundles([...views.map((view) => paints[first][view]), orders[first]]);
  }
}

/** @param {string} address */
async function fetched(address) {
  /** @type {Published.EvidenceManifest} */
  const manifest = await getJson(address);
  /** @type {Promise<Published.Index>} */
  const indexComing = getJson(manifest.index);
  /** @type {Promise<Published.HtmlFile>} */
  const claimsComing = getJson(manifest.claims);
  const [index, {html}] = await Promise.all([indexComing, claimsComing]);
  const files = new EvidenceFiles(manifest, index, html);
  // They are light, and without them the page would grow under the reader.
  await files.comingPanels();
  return files;
}
