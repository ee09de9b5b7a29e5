// The Atlas page as one scene: it holds what is on the screen, answers every click from files, and owns the address.
import {Address} from "../core/address.js";
import {fragment} from "../core/dom.js";
import {FigureView} from "../core/figure_view.js";
import {carryInLinks} from "../shell/navigation.js";
import {themeOf} from "../core/theme.js";
import {ComparisonView, comparisonData, rankingData, skeletonData} from "./figures.js";
import {Files} from "./files.js";
import {Head} from "./head.js";
import {Layout} from "./layout.js";
import {Share} from "./share.js";
import {fromQuery, isStep, same, START, toQuery} from "./view_state.js";

/** @typedef {import("./view_state.js").ViewState} ViewState */

/** What the scene tells its page. @typedef {{onSlide: (query: object) => void}} Heard */

export class AtlasScene {
  /** @type {ViewState | null} */
  state = null;
  /** @type {Files | null} */
  files = null;
  /** @type {Head | null} */
  head = null;
  /** What the figures are drawn in. @type {Atlas.Theme | null} */
  theme = null;
  /** Counts what was asked for, so that what comes late does not replace what was asked for since. */
  #asked = 0;
  /** Language and theme whose files were asked for ahead. */
  #prefetching = "";

  /**
   * @param {HTMLElement} root
   * @param {Published.AtlasData} data
   * @param {Heard} heard
   */
  constructor(root, data, heard) {
    this.root = root;
    this.data = data;
    this.layout = new Layout(root, {
      onTable: () => this.#showTable(),
      onSlide: () => this.state && heard.onSlide(Object.fromEntries(toQuery(this.state))),
      slides: data.slides,
    });
    this.layout.panel.addEventListener("click", (event) => this.#follow(event));
    this.share = new Share(() => this.#address(), data.phones);
    this.layout.line.append(this.share.element);
    this.skeleton = new FigureView(this.layout.skeleton, {onSelect: ({ids}) => this.#selected(ids)});
    this.ranking = new FigureView(this.layout.ranking, {onSelect: ({ids}) => this.#selected(ids)});
    this.comparison = new ComparisonView(this.layout.comparison, {
      onSelect: ({ids: [layer]}) => this.change({layer}),
    });
    // For whoever watches the page, as with a figure that stands alone.
    this.layout.skeleton.atlasView = this.skeleton;
    this.layout.ranking.atlasView = this.ranking;
    this.layout.comparison.atlasView = this.comparison;
    this.address = new Address((query) => this.#goTo(query));
  }

  /** When all that was asked for is drawn. */
  get queue() {
    return Promise.all([this.skeleton.queue, this.ranking.queue, this.comparison.queue]);
  }

  /**
   * Begin with what the address names, else with the view of the session; later data of the page change nothing:
   * the scene knows better what is on the screen. With another theme it is called too.
   *
   * @param {Published.AtlasData} data
   */
  async update(data) {
    this.data = data;
    const theme = themeOf(this.root);
    const before = this.theme;
    this.theme = theme;
    if (this.state) {
      if (theme !== before) this.#refresh();
      await this.queue;
    } else {
      const asked = this.address.query();
      await this.#goTo(asked.size ? asked : new URLSearchParams(data.start));
    }
    this.#prefetch();
  }

  /**
   * Change a part of what is on the screen.
   *
   * @param {Partial<ViewState>} part
   */
  async change(part) {
    if (!this.state) return;
    const before = this.state;
    const after = {...before, ...part};
    if (same(before, after)) return;
    this.layout.tell([]);
    await this.#show(after, {step: isStep(before, after)});
  }

  /** @param {URLSearchParams} query */
  async #goTo(query) {
    const {manifests} = this.data;
    const wanted = query.get("names") ?? START.names;
    const files = await this.#filesOf(Object.hasOwn(manifests, wanted) ? wanted : START.names);
    if (!files) return;
    const {state, notices} = fromQuery(query, {
      layers: files.layers.keys(),
      views: files.views.keys(),
      names: Object.keys(manifests),
      routes: files.routes.keys(),
      ids: files.ids,
    });
    this.layout.tell(notices);
    await this.#show(state, {keepAddress: notices.length > 0});
  }

  /**
   * @param {ViewState} state
   * @param {{step?: boolean, keepAddress?: boolean}} [how]
   */
  async #show(state, {step = false, keepAddress = false} = {}) {
    this.state = state;
    const asked = (this.#asked += 1);
    if (!keepAddress) this.address.write(toQuery(state), {step});
    const files = await this.#filesOf(state.names);
    if (!files || asked !== this.#asked) return;
    if (this.files !== files) this.#learn(files);
    this.#refresh();
    await this.queue;
    this.#prefetch();
  }

  /**
   * Fetch what the page is made of; if it does not come, say so, and what is on the screen stays.
   *
   * @param {string} language
   */
  async #filesOf(language) {
    try {
      return await Files.from(this.data.manifests[language]);
    } catch (error) {
      console.warn(error);
      const reason = error instanceof Error ? error.message : String(error);
      this.layout.tell([`This page could not be fetched: ${reason}. Reload it when the connection is back.`]);
      return null;
    }
  }

  /** @param {Files} files of a language that is shown from now on */
  #learn(files) {
    this.files = files;
    this.head = new Head(files, this.data.languages, (part) => this.change(part));
    this.layout.controls.replaceChildren(this.head.element);
  }

  /** Bring all that depends on the view in step with it. */
  #refresh() {
    const {state, files} = this;
    if (!state || !files) return;
    const layer = files.layer(state.layer);
    this.head?.show(state);
    this.layout.source.replaceChildren(fragment(layer.source));
    this.layout.downloads.replaceChildren(fragment(layer.downloads));
    this.layout.rankingHeading.textContent = layer.rankingHeading;
    this.skeleton.update(skeletonData(state, files));
    this.ranking.update(rankingData(state, files));
    this.#showTable();
    this.#refreshSelection();
  }

  /** Bring in step what depends on the selection. */
  #refreshSelection() {
    if (!this.state || !this.files) return;
    this.#showPanel(this.state, this.files);
    this.share.show();
    carryInLinks(toQuery(this.state));
    this.root.dataset.selected = this.state.sites.join(",");
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
   * A figure selected; the others show it already.
   *
   * @param {string[]} ids
   */
  #selected(ids) {
    if (!this.state) return;
    const known = ids.filter((id) => this.files?.ids.has(id));
    this.state = {...this.state, sites: known};
    this.layout.tell([]);
    this.address.write(toQuery(this.state));
    this.#refreshSelection();
  }

  /**
   * @param {ViewState} state
   * @param {Files} files
   */
  async #showPanel(state, files) {
    const layer = files.layer(state.layer);
    if (!state.sites.length) this.layout.show(fragment(layer.invitation));
    else if (files.panels) this.layout.show(files.panels.of(state.sites, layer));
    else {
      this.layout.wait(state.sites.map((id) => files.nameOf(id)));
      await this.#whenPanels(files);
      return;
    }
    const site = files.panels?.oneSite(state.sites);
    const plot = site ? comparisonData(site, state, files) : null;
    this.layout.compare(Boolean(site), plot !== null, Boolean(site && files.manifest.comparisons[site]?.[2]));
    if (plot) this.comparison.update(plot);
  }

  /** @param {Files} files */
  async #whenPanels(files) {
    try {
      await files.comingPanels();
    } catch (error) {
      console.warn(error);
      if (files === this.files) this.layout.fail();
      return;
    }
    if (files === this.files) this.#refreshSelection();
  }

  async #showTable() {
    const {state, files} = this;
    if (!state || !files) return;
    if (!this.layout.tableOpen) {
      this.layout.table.replaceChildren();
      return;
    }
    const asked = this.#asked;
    const html = await files.table(state.layer);
    if (asked === this.#asked && this.layout.tableOpen) this.layout.table.replaceChildren(fragment(html));
  }

  /** Fetch in idle time what the next clicks ask for, once for each language and theme. */
  #prefetch() {
    const {state, files, theme} = this;
    if (!state || !files || !theme) return;
    const wanted = `${state.names} ${theme}`;
    if (this.#prefetching === wanted) return;
    this.#prefetching = wanted;
    whenIdle(async () => {
      if (!this.root.isConnected || this.#prefetching !== wanted) return;
      try {
        await files.prefetch(theme);
        this.root.dataset.prefetched = wanted;
      } catch (error) {
        console.warn(error);
        this.#prefetching = "";
      }
    });
  }

  /** The address of what is on the screen, from the root of the server. */
  #address() {
    return this.state ? `/?${toQuery(this.state)}` : "/";
  }

  destroy() {
    this.address.destroy();
    for (const figure of [this.skeleton, this.ranking, this.comparison]) figure.destroy();
    this.root.replaceChildren();
  }
}

/** @param {() => void} act */
function whenIdle(act) {
  if ("requestIdleCallback" in window) requestIdleCallback(act, {timeout: 3000});
  else setTimeout(act, 1000);
}
