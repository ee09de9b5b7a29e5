// What the Pathways page is made of, in one language of the names.
import {getJson} from "../core/sources.js";
import {filesFrom, SceneFiles} from "../scene/files.js";
import {RoutePanels} from "./route_panel.js";
import {RouteTables} from "./route_tables.js";

/** What the page shows where no route is chosen. */
export const BOTH = "blood";

/**
 * The files of one language.
 *
 * @augments {SceneFiles<Published.PathwaysManifest, RoutePanels>}
 */
export class PathwaysFiles extends SceneFiles {
  /**
   * @param {Published.PathwaysManifest} manifest
   * @param {Published.Index} index
   * @param {Published.JourneysScript} script
   */
  constructor(manifest, index, script) {
    super(manifest, index);
    this.script = script;
    this.journeys = new Map(script.journeys.map((journey) => [journey.id, journey]));
    this.steps = new Map(script.journeys.map(({id, steps}) => [id, steps.length]));
    this.sites = new Map(index.bones.map(([bone, , site]) => [bone, site]));
    // Whatever can be selected and is no place is a vessel or a segment.
    this.network = {has: (/** @type {string} */ id) => this.ids.has(id) && !this.isPlace(id)};
  }

  /** @param {string} address of the manifest */
  static from(address) {
    return filesFrom(address, fetched);
  }

  /** @param {string} choice of the page; empty for both routes by blood */
  shown(choice) {
    return this.routes.get(choice || BOTH)?.shown ?? [];
  }

  /**
   * The side of the tumour: that of the journey where one is followed.
   *
   * @param {import("../scene/view_state.js").ViewState} state
   */
  sideOf({journey, breast}) {
    return this.journeys.get(journey)?.side ?? breast;
  }

  /**
   * The same journey from the breast of a side; empty where there is none.
   *
   * @param {string} id of a journey, or empty
   * @param {string} side
   */
  mirrored(id, side) {
    const wanted = this.journeys.get(id);
    const same = this.script.journeys.find(
      (journey) => journey.route === wanted?.route && journey.site === wanted.site && journey.side === side,
    );
    return same?.id ?? "";
  }

  /** @param {string} id the bones that it stands for */
  bonesOf(id) {
    const bones = this.index.members[id]?.map((i) => this.index.bones[i][0]);
    return bones ?? (this.sites.has(id) ? [id] : []);
  }

  async fetchPanels() {
    const {routePanels, panels} = this.manifest;
    /** @type {Promise<Published.RoutePanels>} */
    const routesComing = getJson(routePanels);
    /** @type {Promise<Published.AtlasPanels>} */
    const vesselsComing = getJson(panels);
    const [routes, {vessels}] = await Promise.all([routesComing, vesselsComing]);
    return new RoutePanels(routes, vessels, this.sites);
  }

  async tables() {
    /** @type {Published.RouteTables} */
    const made = await getJson(this.manifest.tables);
    return new RouteTables(made, this.sites);
  }

  /** @param {Atlas.Theme} theme */
  async prefetch(theme) {
    await this.comingPanels();
    const {bare, lying, upright, reach} = this.manifest;
    const figures = [lying.figure, upright.figure, ...Object.values(bare), reach.figure];
    for (const figure of figures) await getJson(figure[theme]);
    await super.prefetch(theme);
  }
}

/** @param {string} address */
async function fetched(address) {
  /** @type {Published.PathwaysManifest} */
  const manifest = await getJson(address);
  /** @type {Promise<Published.Index>} */
  const indexComing = getJson(manifest.index);
  /** @type {Promise<Published.JourneysScript>} */
  const scriptComing = getJson(manifest.script);
  const [index, script] = await Promise.all([indexComing, scriptComing]);
  return new PathwaysFiles(manifest, index, script);
}
