// The Pathways page as one scene: the routes from the breast to bone in diagram and body, and a cell to follow.
import {fragment, make} from "../core/dom.js";
import {FigureView} from "../core/figure_view.js";
import {Scene} from "../scene/scene.js";
import {bodyData, diagramData, reachData} from "./figures.js";
import {BOTH, PathwaysFiles} from "./files.js";
import {Head} from "./head.js";
import {Layout} from "./layout.js";
import {playback} from "./playback.js";
import {PlayerView} from "./player.js";

/** @typedef {import("../scene/view_state.js").ViewState} ViewState */

/** @augments {Scene<PathwaysFiles>} */
export class PathwaysScene extends Scene {
  /** @type {Head | null} */
  head = null;
  /** Language and theme in which the lesions are drawn. */
  #reachShown = "";

  /**
   * @param {HTMLElement} root
   * @param {Published.SceneData} data
   * @param {import("../scene/scene.js").Heard} heard
   */
  constructor(root, data, heard) {
    super(root, data, heard);
    this.layout = new Layout(root, {
      onTable: () => this.#showTable(),
      onReachTable: () => this.#showReachTable(),
      onSlide: () => this.addSlide(),
      slides: data.slides,
    });
    this.layout.foot.append(this.share.element);
    this.body = new FigureView(this.layout.body, {onSelect: ({ids}) => this.selected(ids)});
    this.diagram = new FigureView(this.layout.diagram, {onSelect: ({ids}) => this.selected(ids)});
    this.reach = new FigureView(this.layout.reach);
    this.player = new PlayerView(this.layout.player, {
      onChoose: (journey) => this.#restart({journey, step: 0}, {step: true}),
      onStop: () => this.#follow(),
    });
    this.unlisten = playback.listen({changed: () => playback.shown && this.#follow()});
    // For whoever watches the page, as with a figure that stands alone.
    this.layout.body.atlasView = this.body;
    this.layout.diagram.atlasView = this.diagram;
    this.layout.reach.atlasView = this.reach;
  }

  get frame() {
    return this.layout;
  }

  get figures() {
    return [this.body, this.diagram, this.reach];
  }

  /** @param {string} address */
  filesFrom(address) {
    return PathwaysFiles.from(address);
  }

  /** @param {PathwaysFiles} files */
  known(files) {
    return {layers: files.manifest.layers, journeys: files.steps};
  }

  /** @param {PathwaysFiles} files */
  learn(files) {
    super.learn(files);
    this.head = new Head(files, this.data.languages, {
      onRoute: (route) => this.#restart({route, journey: "", step: 0}),
      onSide: (breast) =>
        this.#restart({breast, journey: files.mirrored(this.state?.journey ?? "", breast), step: 0}),
      onChange: (part) => this.change(part),
    });
    this.layout.controls.replaceChildren(this.head.element);
    const {reach} = files.manifest;
    this.layout.reachHead.replaceChildren(fragment(reach.head));
    this.layout.reachLimits.replaceChildren(fragment(reach.limits));
    this.#showReachTable();
  }

  /** @param {URLSearchParams} query */
  async goTo(query) {
    playback.stop();
    await super.goTo(query);
  }

  /**
   * Show another journey, or others: the cell that is under way goes no further.
   *
   * @param {Partial<ViewState>} part
   * @param {{step?: boolean}} [how]
   */
  #restart(part, how) {
    playback.stop();
    this.change(part, how);
  }

  refresh() {
    const {state, files} = this;
    if (!state || !files) return;
    this.head?.show(state);
    this.layout.columns.dataset.view = state.view;
    this.body.update(bodyData(state, files));
    this.diagram.update(diagramData(state, files));
    this.#showReach(files);
    this.player.update({
      script: files.script,
      routes: files.shown(state.route),
      side: files.sideOf(state),
      journey: state.journey,
      step: state.step,
      suited: () => playback.suited(state.sites, files)?.id,
    });
    this.refreshSelection();
  }

  refreshSelection() {
    super.refreshSelection();
    this.#showDownloads();
    this.#showTable();
  }

  /** The reader has stopped, or the cell has come to another step. */
  #follow() {
    const {state} = this;
    const journey = playback.id ?? "";
    const step = playback.shown ? playback.step : 0;
    if (!state) return;
    if (journey === state.journey && step === state.step) {
      this.told(); // the end of a journey has a link of its own
      return;
    }
    this.takeOver({journey, step});
    this.#showTable();
  }

  /**
   * @param {ViewState} state
   * @param {PathwaysFiles} files
   */
  showPanel(state, files) {
    this.layout.panel.show(...(files.panels?.of(state.sites, state.route || BOTH) ?? []));
  }

  #showDownloads() {
    const {state, files} = this;
    if (!state || !files) return;
    const ids = state.sites.length ? state.sites : [""];
    const links = ids.map((id) => {
      const of = ids.length > 1 ? ` (${files.nameOf(id)})` : "";
      const textContent = `Download the steps as CSV${of}`;
      return make("a", {href: files.manifest.steps[id], download: "bone-atlas_routes.csv", textContent});
    });
    this.layout.downloads.replaceChildren(...links);
  }

  #showTable() {
    const {state, files} = this;
    if (!state || !files) return;
    const {table, tableButton} = this.layout;
    if (!tableButton.isOpen) table.replaceChildren();
    else
      this.late(files.tables(), (tables) => {
        if (!tableButton.isOpen || !this.state) return;
        const {journey, step, sites, route} = this.state;
        const walked = step ? [tables.ofJourney(journey)] : [];
        const shown = [...walked, tables.of(sites[0] ?? "", route || BOTH)];
        table.replaceChildren(...shown.map((one) => this.sorting.apply(one)));
      });
  }

  /**
   * Only where it would be another: no choice of the reader changes it.
   *
   * @param {PathwaysFiles} files
   */
  #showReach(files) {
    const wanted = `${files.manifest.language} ${this.theme}`;
    if (this.#reachShown === wanted) return;
    this.#reachShown = wanted;
    this.reach.update(reachData(files));
  }

  #showReachTable() {
    const {reachTable, reachButton} = this.layout;
    const html = reachButton.isOpen ? (this.files?.manifest.reach.table ?? "") : "";
    reachTable.replaceChildren(this.sorting.apply(fragment(html)));
  }

  destroy() {
    this.unlisten();
    this.player.destroy();
    super.destroy();
  }
}
