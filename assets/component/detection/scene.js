// The Detection page as one scene: slider, tables and figures are the browser's, and the server hears of nothing but a
// picture that is to become a slide.
import {Address} from "../core/address.js";
import {fragment, make} from "../core/dom.js";
import {FigureView} from "../core/figure_view.js";
import {whenIdle} from "../core/idle.js";
import {getJson} from "../core/sources.js";
import {themeOf} from "../core/theme.js";
import {PICTURE} from "../core/toolbar.js";
import {Notices} from "../scene/parts.js";
import {fromQuery, toQuery} from "./address_state.js";
import {LossSlider, TablesSwitch} from "./controls.js";

const FOLDED = "details.atlas-folded";

/** @typedef {import("./address_state.js").DetectionState} DetectionState */

export class DetectionScene {
  /** @type {DetectionState | null} */
  state = null;
  /** @type {Published.DetectionManifest | null} */
  manifest = null;
  /** By picture. @type {Map<string, FigureView>} */
  figures = new Map();
  /** @type {Atlas.Theme | null} */
  theme = null;
  /** The loss that the figure is drawn for, or is about to be. */
  #drawn = NaN;
  /** While the figure follows the slider. @type {Promise<void> | null} */
  #following = null;
  #prefetched = "";

  /**
   * @param {HTMLElement} root
   * @param {Published.SceneData} data
   * @param {import("../scene/scene.js").Heard} heard
   */
  constructor(root, data, heard) {
    this.root = root;
    this.data = data;
    this.heard = heard;
    this.notices = new Notices();
    this.page = make("div", {className: "atlas-detection-page"});
    this.tables = new TablesSwitch((table) => this.#change({table}));
    /** @type {LossSlider | null} */
    this.slider = null;
    root.replaceChildren(this.notices.element, this.page);
    this.address = new Address((query) => this.goTo(query));
  }

  /** When all that was asked for is drawn. */
  get queue() {
    return Promise.all([this.#following, ...[...this.figures.values()].map(({queue}) => queue)]);
  }

  /**
   * Begin with what the address names; with another theme it is called too.
   *
   * @param {Published.SceneData} data
   */
  async update(data) {
    this.data = data;
    const theme = themeOf(this.root);
    const isNew = theme !== this.theme;
    this.theme = theme;
    if (!this.manifest) await this.#begin();
    else if (isNew) for (const name of this.figures.keys()) this.#draw(name);
    await this.queue;
    this.#prefetch();
  }

  async #begin() {
    try {
      this.manifest = await getJson(this.data.manifests.en);
    } catch (error) {
      console.warn(error);
      const reason = error instanceof Error ? error.message : String(error);
      this.notices.tell([
        `This page could not be fetched: ${reason}. Reload it when the connection is back.`,
      ]);
      return;
    }
    if (!this.root.isConnected || !this.manifest) return;
    this.#build(this.manifest);
    this.goTo(this.address.query());
    // For what waits until the page stands.
    this.root.dataset.selected = "";
  }

  /** @param {Published.DetectionManifest} manifest */
  #build({page, figures, states, csv}) {
    this.slider = new LossSlider(states, {
      onMove: (loss) => this.#move(loss),
      onRest: (loss) => this.#change({loss}),
    });
    const content = fragment(page);
    /** @type {(name: string) => HTMLElement} */
    const place = (name) => {
      const found = content.querySelector(`[data-place="${name}"]`);
      if (!(found instanceof HTMLElement)) throw new Error(`the page has no place for ${name}`);
      return found;
    };
    place("tools").append(
      this.tables.element,
      make("a", {href: csv, download: "bone-atlas_detection.csv", textContent: "Download as CSV"}),
    );
    place("slider").append(this.slider.element);
    for (const name of Object.keys(figures)) {
      const element = place(name);
      const view = new FigureView(element);
      view.onTool = () => this.heard.onSlide({picture: name});
      this.figures.set(name, view);
      element.atlasView = view;
    }
    this.page.replaceChildren(content);
    for (const name of this.figures.keys()) if (name !== this.manifest?.moved) this.#draw(name);
  }

  /**
   * @param {string} name
   * @returns {Promise<void>}
   */
  #draw(name) {
    const {manifest, figures, data, state} = this;
    const view = figures.get(name);
    if (!manifest || !view) return Promise.resolve();
    const {height, slide, ...first} = manifest.figures[name];
    const moved = name === manifest.moved && manifest.states.find(({loss}) => loss === state?.loss);
    const {figure, alt} = moved || first;
    view.root.setAttribute("role", "figure");
    view.root.setAttribute("aria-label", alt);
    return view.update({
      index: manifest.index,
      figure,
      alt: first.alt,
      height: `${height}px`,
      tools: [...PICTURE, ...(slide && data.slides ? ["slide"] : [])],
    });
  }

  /** @param {URLSearchParams} query */
  goTo(query) {
    if (!this.manifest) return;
    const {states, loss: usual} = this.manifest;
    const {state, notices} = fromQuery(query, {losses: states.map(({loss}) => loss), usual});
    this.notices.tell(notices);
    const before = this.state;
    this.state = state;
    this.tables.show(state.table);
    if (state.table !== (before?.table ?? false)) this.#openTables(state.table);
    this.#showLoss();
  }

  /**
   * The slider is under way: the address waits until it rests, or "Back" would go through every step of it.
   *
   * @param {number} loss
   */
  #move(loss) {
    if (!this.state) return;
    this.notices.tell([]);
    this.state = {...this.state, loss};
    this.#showLoss();
  }

  /** @param {Partial<DetectionState>} part */
  #change(part) {
    if (!this.state || !this.manifest) return;
    this.notices.tell([]);
    this.state = {...this.state, ...part};
    if (part.table !== undefined) this.#openTables(part.table);
    this.#showLoss();
    this.address.write(toQuery(this.state, this.address.query(), this.manifest.loss), {step: true});
  }

  #showLoss() {
    if (!this.state) return;
    this.slider?.show(this.state.loss);
    this.#following ??= this.#follow().finally(() => {
      this.#following = null;
    });
  }

  /** Draw what the slider shows now; steps that it has passed meanwhile are left out. */
  async #follow() {
    while (this.manifest && this.state && this.#drawn !== this.state.loss && this.root.isConnected) {
      this.#drawn = this.state.loss;
      await this.#draw(this.manifest.moved);
    }
  }

  /** @param {boolean} isOpen */
  #openTables(isOpen) {
    for (const table of this.page.querySelectorAll(FOLDED))
      if (table instanceof HTMLDetailsElement) table.open = isOpen;
  }

  /** Fetch in idle time what the slider will ask for, once for each theme. */
  #prefetch() {
    const {manifest, theme} = this;
    if (!manifest || !theme || this.#prefetched === theme) return;
    this.#prefetched = theme;
    whenIdle(async () => {
      try {
        for (const {figure} of manifest.states) await getJson(figure[theme]);
        this.root.dataset.prefetched = theme;
      } catch (error) {
        console.warn(error);
        this.#prefetched = "";
      }
    });
  }

  destroy() {
    this.address.destroy();
    for (const view of this.figures.values()) view.destroy();
    this.root.replaceChildren();
  }
}
