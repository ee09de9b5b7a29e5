// The Atlas page as one scene.
import {fragment} from "../core/dom.js";
import {RowView} from "../core/row_plot.js";
import {themeOf} from "../core/theme.js";
import {Scene} from "../scene/scene.js";
import {START} from "../scene/view_state.js";
import {ComparisonView, comparisonData, rankingData, seenOf, skeletonData} from "./figures.js";
import {Files} from "./files.js";
import {Head} from "./head.js";
import {Keys} from "./keys.js";
import {Layout} from "./layout.js";
import {SearchBox} from "./search_box.js";
import {SkeletonView} from "./skeleton_view.js";

/** @typedef {import("../scene/view_state.js").ViewState} ViewState */

/** @augments {Scene<Files>} */
export class AtlasScene extends Scene {
  /** @type {Head | null} */
  head = null;

  /**
   * @param {HTMLElement} root
   * @param {Published.SceneData} data
   * @param {import("../scene/scene.js").Heard} heard
   */
  constructor(root, data, heard) {
    super(root, data, heard);
    this.layout = new Layout(root, {
      onTable: () => this.#openTable(),
      onSlide: () => this.addSlide(),
      slides: data.slides,
    });
    this.layout.panel.element.addEventListener("click", (event) => this.#follow(event));
    this.search = new SearchBox({
      entries: async () => (await this.#ready()).entries(),
      nameOf: (id) => this.files?.nameOf(id) ?? id,
      onChoose: (id) => this.#choose(id),
    });
    this.layout.find.prepend(this.search.element, this.share.element);
    this.keys = new Keys({
      "/": () => this.search.focus(),
      l: ({shiftKey}) => this.#nextLayer(shiftKey ? -1 : 1),
      b: () => this.state && this.change({extent: this.state.extent === "trunk" ? "whole" : "trunk"}),
      f: () => this.#toggleFullScreen(),
    });
    root.append(this.keys.dialog);
    this.skeleton = new SkeletonView(this.layout.skeleton, {onSelect: ({ids}) => this.selected(ids)});
    this.ranking = new RowView(this.layout.ranking, {onSelect: ({ids}) => this.selected(ids)});
    this.comparison = new ComparisonView(this.layout.comparison, {
      onSelect: ({ids: [layer]}) => this.change({layer}),
    });
    this.skeleton.onTool = (tool) => (tool === "keys" ? this.keys.show() : this.#toggleFullScreen());
    this.layout.placeToolbar(this.skeleton.toolbar.element);
    // For whoever watches the page, as with a figure that stands alone.
    this.layout.skeleton.atlasView = this.skeleton;
    this.layout.ranking.atlasView = this.ranking;
    this.layout.comparison.atlasView = this.comparison;
  }

  get frame() {
    return this.layout;
  }

  get figures() {
    return [this.skeleton, this.ranking, this.comparison];
  }

  /** @param {string} address */
  filesFrom(address) {
    return Files.from(address);
  }

  /** @param {Files} files */
  known(files) {
    return {layers: files.layers.keys()};
  }

  /** @param {Files} files */
  learn(files) {
    super.learn(files);
    this.head = new Head(files, this.data.languages, (part) => this.change(part));
    const {kind, study, view, extent, routes, names} = this.head;
    this.layout.choose.replaceChildren(kind.element, study.element);
    this.layout.views.replaceChildren(view.element, extent.element);
    this.layout.options.replaceChildren(routes.element, names.element);
  }

  /** The files of the language that is shown, once they are there. */
  #ready() {
    return Files.from(this.data.manifests[this.state?.names ?? START.names]);
  }

  /**
   * Select what was searched for, and bring it and its panel into sight.
   *
   * @param {string} id
   */
  #choose(id) {
    this.skeleton.select(id);
    this.skeleton.bringIntoSight();
    this.layout.panel.element.scrollIntoView({block: "nearest"});
  }

  /**
   * Show the layer after the one that is shown, or before it; after the last comes the first.
   *
   * @param {1 | -1} by
   */
  #nextLayer(by) {
    const {state, files} = this;
    if (!state || !files) return;
    const layers = [...files.layers.keys()];
    this.change({layer: layers.at((layers.indexOf(state.layer) + by) % layers.length)});
  }

  async #toggleFullScreen() {
    try {
      if (document.fullscreenElement) await document.exitFullscreen();
      else await this.root.requestFullscreen();
    } catch {
      this.layout.announce("This browser does not allow full screen here.");
    }
  }

  refresh() {
    const {state, files} = this;
    if (!state || !files) return;
    const layer = files.layer(state.layer);
    this.head?.show(state);
    this.root.dataset.view = state.view;
    this.layout.source.replaceChildren(fragment(layer.source));
    this.layout.key.replaceChildren(fragment(layer.key[themeOf(this.root)]));
    this.layout.downloads.replaceChildren(fragment(layer.downloads));
    this.layout.rankingHeading.textContent = layer.rankingHeading;
    this.skeleton.update(skeletonData(state, files));
    this.ranking.update(rankingData(state, files));
    this.#showTable();
    this.refreshSelection();
  }

  refreshSelection() {
    super.refreshSelection();
    this.layout.hint.hidden = Boolean(this.state?.sites.length);
  }

  stepped() {
    const {state, files} = this;
    if (state && files)
      this.layout.announce(`${files.layer(state.layer).title}. Skeleton, ${seenOf(state, files)}.`);
  }

  /**
   * A link of the panel to a coarser site selects it here; one opened in another tab is left to the browser.
   *
   * @param {MouseEvent} event
   */
  #follow(event) {
    const link = event.target instanceof Element ? event.target.closest("a[data-site]") : null;
    if (!(link instanceof HTMLAnchorElement) || !link.dataset.site) return;
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.change({sites: [link.dataset.site]});
  }

  /**
   * @param {ViewState} state
   * @param {Files} files
   */
  showPanel(state, files) {
    const layer = files.layer(state.layer);
    this.layout.panel.show(files.panels ? files.panels.of(state.sites, layer) : fragment(layer.invitation));
    const site = files.panels?.oneSite(state.sites);
    const plot = site ? comparisonData(site, state, files) : null;
    this.layout.compare(Boolean(site), plot !== null, Boolean(site && files.manifest.comparisons[site]?.[2]));
    if (plot) this.comparison.update(plot);
  }

  /** The table stands below all else: who asks for it must see that it came. */
  async #openTable() {
    await this.#showTable();
    if (this.layout.tableButton.isOpen) this.layout.table.scrollIntoView({block: "nearest"});
  }

  async #showTable() {
    const {state, files} = this;
    if (!state || !files) return;
    const {table, tableButton} = this.layout;
    if (!tableButton.isOpen) table.replaceChildren();
    else
      await this.late(files.table(state.layer), (html) => {
        if (tableButton.isOpen) table.replaceChildren(this.sorting.apply(fragment(html)));
      });
  }

  destroy() {
    this.layout.destroy();
    this.keys.destroy();
    super.destroy();
  }
}
