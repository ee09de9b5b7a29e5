// A page as one scene: it holds what is on the screen, answers every click from files, and owns the address.
import {Address} from "../core/address.js";
import {whenIdle} from "../core/idle.js";
import {themeOf} from "../core/theme.js";
import {tellParent} from "../shell/embedding.js";
import {carryInLinks} from "../shell/navigation.js";
import {Share} from "./share.js";
import {TableSorting} from "./sorted_table.js";
import {fromQuery, isStep, same, START, toQuery} from "./view_state.js";

/**
 * Each scene has its own of this.
 *
 * @param {...unknown} asked
 */
const missing = (...asked) => new Error("a scene lacks a part of its own", {cause: asked});

/** @typedef {import("./view_state.js").ViewState} ViewState */
/** @typedef {import("./files.js").SceneFiles<any, any>} AnyFiles */

/** What the scene tells its page. @typedef {{onSlide: (query: object) => void}} Heard */

/**
 * What all scenes share; each says what it is made of and what it shows.
 *
 * @template {AnyFiles} Files
 */
export class Scene {
  /** @type {ViewState | null} */
  state = null;
  /** @type {Files | null} */
  files = null;
  /** What the figures are drawn in. @type {Atlas.Theme | null} */
  theme = null;
  /** Counts what was asked for, so that what comes late does not replace what was asked for since. */
  #asked = 0;
  /** Language and theme whose files were asked for ahead. */
  #prefetching = "";
  /** @type {() => void} */
  #begin = () => {};
  /** When it is known what is on the screen. @type {Promise<void>} */
  #begun = new Promise((resolve) => {
    this.#begin = resolve;
  });

  /**
   * @param {HTMLElement} root
   * @param {Published.SceneData} data
   * @param {Heard} heard
   */
  constructor(root, data, heard) {
    this.root = root;
    this.data = data;
    this.heard = heard;
    this.sorting = new TableSorting();
    this.share = new Share(() => this.query(), data.phones);
    this.address = new Address((query) => this.goTo(query));
  }

  // What each scene says of itself ----------------------------------------------------------------

  /** What is seen round the figures. @returns {import("./parts.js").Frame} */
  get frame() {
    throw missing();
  }

  /** @returns {import("../core/figure_view.js").FigureView[]} */
  get figures() {
    return [];
  }

  /**
   * @param {string} address of a manifest
   * @returns {Promise<Files>}
   */
  filesFrom(address) {
    throw missing(address);
  }

  /**
   * What an address may name beside what all scenes know.
   *
   * @param {Files} files
   * @returns {{layers: Iterable<string>, journeys?: ReadonlyMap<string, number>}}
   */
  known(files) {
    throw missing(files);
  }

  /**
   * Make what depends on the language of the names.
   *
   * @param {Files} files of a language that is shown from now on
   */
  learn(files) {
    this.files = files;
  }

  /** Bring all that depends on the view in step with it. */
  refresh() {
    this.refreshSelection();
  }

  /**
   * Show the panel of what is selected; the panels are there.
   *
   * @param {ViewState} state
   * @param {Files} files
   */
  showPanel(state, files) {
    throw missing(state, files);
  }

  /** Let a screen reader say what is shown now: another layer or view was chosen. */
  stepped() {}

  // What is on the screen ---------------------------------------------------------------------------

  /** When all that was asked for is drawn. */
  get queue() {
    return Promise.all(this.figures.map(({queue}) => queue));
  }

  /** The address of what is on the screen, as parameters. */
  query() {
    return this.state ? toQuery(this.state) : new URLSearchParams();
  }

  /**
   * Begin with what the address names, else with the view of the session; later data of the page change nothing:
   * the scene knows better what is on the screen. With another theme it is called too.
   *
   * @param {Published.SceneData} data
   */
  async update(data) {
    this.data = data;
    const theme = themeOf(this.root);
    const before = this.theme;
    this.theme = theme;
    if (this.state) {
      if (theme !== before) this.refresh();
      await this.queue;
    } else {
      const asked = this.address.query();
      await this.goTo(asked.size ? asked : new URLSearchParams(data.start));
    }
    this.#prefetch();
  }

  /**
   * Change a part of what is on the screen.
   *
   * @param {Partial<ViewState>} part
   * @param {{step?: boolean}} [how] whether "Back" takes it back
   */
  async change(part, {step} = {}) {
    if (!this.state) return;
    const before = this.state;
    const after = {...before, ...part};
    if (same(before, after)) return;
    this.frame.tell([]);
    await this.#show(after, {step: step ?? isStep(before, after)});
  }

  /** @param {URLSearchParams} query */
  async goTo(query) {
    const {manifests} = this.data;
    const wanted = query.get("names") ?? START.names;
    const files = await this.#filesOf(Object.hasOwn(manifests, wanted) ? wanted : START.names);
    if (!files) return;
    const {state, notices} = fromQuery(query, {
      views: files.views.keys(),
      names: Object.keys(manifests),
      routes: files.routes.keys(),
      ids: files.ids,
      ...this.known(files),
    });
    this.frame.tell(notices);
    await this.#show(state, {keepAddress: notices.length > 0});
  }

  /**
   * @param {ViewState} state
   * @param {{step?: boolean, keepAddress?: boolean}} [how]
   */
  async #show(state, {step = false, keepAddress = false} = {}) {
    const before = this.state;
    this.state = state;
    this.#begin();
    const asked = (this.#asked += 1);
    if (!keepAddress) this.address.write(toQuery(state), {step});
    // At once where it can be: who acts twice in a row must not act on what was there before.
    const files = this.#here(state.names) ?? (await this.#filesOf(state.names));
    if (!files || asked !== this.#asked) return;
    if (this.files !== files) this.learn(files);
    this.refresh();
    this.told();
    this.#compare(before, state);
    await this.queue;
    this.#prefetch();
  }

  /**
   * @param {ViewState | null} before
   * @param {ViewState} after
   */
  #compare(before, after) {
    if (before && isStep(before, after)) this.stepped();
  }

  /** @param {string} language whose files may be those that are shown already */
  #here(language) {
    return this.files?.manifest.language === language ? this.files : null;
  }

  /**
   * Fetch what the page is made of; if it does not come, say so, and what is on the screen stays.
   *
   * @param {string} language
   */
  async #filesOf(language) {
    try {
      return await this.filesFrom(this.data.manifests[language]);
    } catch (error) {
      console.warn(error);
      const reason = error instanceof Error ? error.message : String(error);
      this.frame.tell([`This page could not be fetched: ${reason}. Reload it when the connection is back.`]);
      return null;
    }
  }

  /** Bring in step what depends on the selection. */
  refreshSelection() {
    if (!this.state || !this.files) return;
    this.#showPanel(this.state, this.files);
    this.root.dataset.selected = this.state.sites.join(",");
  }

  /** Let what leads elsewhere carry what is on the screen. */
  told() {
    this.share.show();
    carryInLinks(this.query());
    tellParent((id) => (this.files?.ids.has(id) ? this.files.nameOf(id) : undefined));
  }

  /**
   * A figure selected; the others show it already.
   *
   * @param {string[]} ids
   */
  selected(ids) {
    if (!this.state) return;
    this.frame.tell([]);
    this.takeOver({sites: ids.filter((id) => this.files?.ids.has(id))});
    this.refreshSelection();
  }

  /**
   * Take over what the figures show already.
   *
   * @param {Partial<ViewState>} part
   */
  takeOver(part) {
    if (!this.state) return;
    this.state = {...this.state, ...part};
    this.address.write(toQuery(this.state));
    this.told();
  }

  /** Make a slide of what is on the screen; who asks before there is anything is answered when it is there. */
  async addSlide() {
    await this.#begun;
    // What is said of the slide stands in a corner of the page, which full screen does not show.
    if (document.fullscreenElement) await document.exitFullscreen();
    this.heard.onSlide({...Object.fromEntries(this.query()), ...this.slideParts()});
  }

  /** What the address does not say of what is to become a slide. @returns {Record<string, string>} */
  slideParts() {
    return {};
  }

  /**
   * @param {ViewState} state
   * @param {Files} files
   */
  async #showPanel(state, files) {
    if (!state.sites.length || files.panels) {
      this.showPanel(state, files);
      return;
    }
    this.frame.wait([...new Set(state.sites.map((id) => files.headingOf(id)))]);
    try {
      await files.comingPanels();
    } catch (error) {
      console.warn(error);
      if (files === this.files) this.frame.fail();
      return;
    }
    if (files === this.files) this.refreshSelection();
  }

  /**
   * Show what comes late, unless something else was asked for since.
   *
   * @template Content
   * @param {Promise<Content>} coming
   * @param {(content: Content) => void} show
   */
  async late(coming, show) {
    const asked = this.#asked;
    const content = await coming;
    if (asked === this.#asked) show(content);
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

  destroy() {
    this.address.destroy();
    for (const figure of this.figures) figure.destroy();
    this.root.replaceChildren();
  }
}
