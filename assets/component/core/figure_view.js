// A figure of the atlas: any that Plotly draws. It keeps one selection for the whole page, and knows ids, labels and
// texts only.
import {playback} from "../pathways/playback.js";
import {make} from "./dom.js";
import {Listbox} from "./listbox.js";
import {Named} from "./named.js";
import {Plot} from "./plot.js";
import {Preview} from "./preview.js";
import {sync} from "./sync.js";
import {getJson, getNetwork, getParts, loadPlotly, ofTheme} from "./sources.js";
import {themeOf} from "./theme.js";
import {lead, Tooltip, Toolbar} from "./toolbar.js";

// Named by the server when it publishes this file; a static page hands its own in the data.
const PLOTLY = "./plotly.js";
// Below this width a diagram takes its upright form.
const UPRIGHT_PX = 560;
/** All that are on the page. @type {Set<FigureView>} */
export const views = new Set();

/** @typedef {import("../pathways/network.js").Network} Network */
/** @typedef {Record<string, Published.Overlay | Published.SlideOverlay>} Parts the routes by part of the view */
/** @typedef {(selection: {ids: string[]}) => void} OnSelect called when the reader has selected */

/** One mounted figure: its plot, tools, listbox, and its share in the page's selection. */
export class FigureView extends Named {
  /** @type {Atlas.ViewData | null} */
  data = null;
  /** @type {"lying" | "upright"} */
  form = "lying";
  /** @type {Network | null} */
  network = null;
  /** @type {Parts | null} */
  parts = null;
  /** @type {string[]} */
  selected = [];
  #overtake = () => {};
  /** @type {Promise<void>} */
  #queue = Promise.resolve();
  /** What the page asked for since something was selected here. @type {Set<object>} */
  #asked = new Set();
  /** By how many px the figure is higher than the page would have it. */
  #more = 0;
  /** What a tool does that belongs to the page. @type {((tool: string) => void) | undefined} */
  onTool;
  /** The plots that are saved in one picture with this one. @type {(() => Plot[]) | undefined} */
  compared;
  /** Called where a finger has selected, in px of the window. @type {((x: number, y: number) => void) | undefined} */
  onTouch;
  #partsKey = "";
  /** @type {Promise<Parts> | null} */
  #partsComing = null;

  /**
   * @param {HTMLElement} root element to fill
   * @param {{onSelect?: OnSelect}} [options]
   */
  constructor(root, {onSelect} = {}) {
    super();
    this.root = root;
    this.onSelect = onSelect;
    const drawing = make("div", {className: "atlas-plot"});
    this.stage = make("div", {className: "atlas-stage"}, drawing);
    this.status = make("div", {className: "atlas-status", role: "status", ariaLive: "polite"});
    root.replaceChildren(this.stage, this.status);
    this.preview = this.makePreview();
    this.plot = this.makePlot(drawing);
    this.tooltip = this.makeTooltip();
    this.toolbar = new Toolbar(this.stage, this);
    this.listbox = this.makeListbox();
    /** @param {KeyboardEvent} event */
    this.escape = (event) => this.onEscape(event);
    document.addEventListener("keydown", this.escape);
    this.unlisten = playback.listen({changed: () => this.light(), moved: () => this.plot.overlay?.move()});
    this.shape = new ResizeObserver(() => this.turn());
    this.shape.observe(root);
    views.add(this);
  }

  // What it is made of, called once, before the fields of a figure that extends this one are there ---------------

  /**
   * @param {HTMLElement} element what Plotly draws into
   * @returns {Plot}
   */
  makePlot(element) {
    return new Plot(element, this);
  }

  /** @returns {Preview} */
  makePreview() {
    return new Preview(this.stage);
  }

  /** @returns {Tooltip} */
  makeTooltip() {
    return new Tooltip(this.stage);
  }

  /** @returns {Listbox} */
  makeListbox() {
    return new Listbox(this.stage, this);
  }

  /**
   * Let no other segments of the routes light up than these.
   *
   * @param {string[]} segments
   */
  limit(segments) {
    if (this.network) this.network = this.network.only(segments);
  }

  /** When all that was asked for is drawn. */
  get queue() {
    return this.#queue;
  }

  /** The routes that the page shows. */
  routes() {
    return this.data?.routes ?? [];
  }

  /**
   * Bring the view up to date with what the page wants; calls queue up and never overlap.
   *
   * @param {Atlas.ViewData} data
   */
  update(data) {
    if (data !== this.data) this.#asked.add(data);
    this.data = data;
    if (!this.plot.ready) this.#overtake();
    this.heighten(this.#more);
    this.form = this.formOf(data);
    const diagram = data[this.form];
    if (data.upright && diagram) this.stage.style.aspectRatio = diagram.size.join(" / ");
    this.#reserve(data);
    if (data.preview && !this.plot.ready) this.preview.show(data.preview[themeOf(this.root)], data);
    this.#queue = this.#queue.then(() => this.draw(data)).catch((error) => this.fail(error));
    return this.#queue;
  }

  /**
   * Keep room for the tools of what is about to be drawn.
   *
   * @param {Atlas.ViewData} data
   */
  #reserve({tools = [], projector, alt}) {
    const {classList} = this.stage;
    classList.toggle("atlas-is-skeleton", lead(tools) && !projector);
    classList.toggle("atlas-has-picture", Boolean(tools.length) && !lead(tools) && !projector);
    classList.toggle("atlas-is-slide", Boolean(projector));
    this.toolbar.name(alt);
  }

  /**
   * Make the figure higher than the page would have it: in narrow room its texts take more lines.
   *
   * @param {number} px
   */
  heighten(px) {
    this.#more = px;
    const height = this.data?.height ?? "";
    const higher = px && height.endsWith("px") ? `calc(${height} + ${px}px)` : height;
    this.root.style.setProperty("--atlas-height", higher);
  }

  /**
   * A diagram has two forms, for a screen that lies and one that stands.
   *
   * @param {Atlas.ViewData} data
   */
  formOf(data) {
    return data.upright && this.root.clientWidth < UPRIGHT_PX ? "upright" : "lying";
  }

  /** Take the other form when the room has changed so much. */
  turn() {
    if (this.data?.upright && this.root.clientWidth && this.formOf(this.data) !== this.form)
      this.update(this.data);
  }

  /** @param {Atlas.ViewData} data */
  async draw(data) {
    const theme = themeOf(this.root);
    const plotlyComing = this.#plotlyComing();
    const {index, base, paint, network, parts} = await this.#fetched(data, theme);
    if (!this.root.isConnected) return;
    Object.assign(this, {network, parts});
    if (this.index !== index) this.learn(index);
    if (!this.plot.ready) this.answerEarly(data, base, paint);
    if (!(await this.#isDrawable(data, plotlyComing)) || !this.root.isConnected) return;
    this.#adoptAsked(data);
    await this.plot.draw(base, paint, theme);
    this.say(paint);
    this.#furnish(data);
    this.root.dataset.drawn = String(Number(this.root.dataset.drawn ?? 0) + 1);
    this.root.dataset.selected = this.selected.join(",");
    this.light();
  }

  /** Begin to load what draws; null for a figure that is drawn without it. */
  #plotlyComing() {
    if (!this.plot.needsPlotly()) return null;
    const coming = loadPlotly(PLOTLY);
    coming.catch(() => {}); // whoever waits for it hears of it
    return coming;
  }

  /**
   * Whether what draws has come, and nothing newer was asked for meanwhile.
   *
   * @param {Atlas.ViewData} data
   * @param {Promise<Atlas.Plotly> | null} coming
   */
  async #isDrawable(data, coming) {
    if (!coming) return true;
    const Plotly = await Promise.race([coming, this.#whenOvertaken(data)]);
    if (Plotly) this.plot.Plotly = Plotly;
    return Boolean(Plotly);
  }

  /**
   * Take over what the page wants selected, unless something was selected here since it asked.
   *
   * @param {Atlas.ViewData} data
   */
  #adoptAsked(data) {
    if (this.#asked.delete(data) && sync.isNews(data.sequence)) this.selected = [...(data.selected ?? [])];
  }

  /**
   * Resolves where something newer is asked for before plotly.js is there: the light picture goes on to that.
   *
   * @param {Atlas.ViewData} data
   * @returns {Promise<null>}
   */
  #whenOvertaken(data) {
    return new Promise((resolve) => {
      this.#overtake = () => resolve(null);
      if (this.data !== data && !this.plot.ready) resolve(null);
    });
  }

  /**
   * All that the figure is made of, each fetched once per page.
   *
   * @param {Atlas.ViewData} data
   * @param {Atlas.Theme} theme
   */
  async #fetched(data, theme) {
    const figure = this.form === "upright" && data.upright ? data.upright.figure : data.figure;
    const painted = data.paint?.[theme];
    /** @type {Promise<Published.Index>} */
    const indexComing = getJson(data.index);
    /** @type {Promise<Atlas.BaseFigure>} */
    const baseComing = getJson(ofTheme(figure, theme));
    /** @type {Promise<Published.Paint> | null} */
    const paintComing = painted ? getJson(painted) : null;
    const [index, base, paint, network, parts] = await Promise.all([
      indexComing,
      baseComing,
      paintComing,
      data.network ? getNetwork(data.network) : null,
      data.overlay ? this.#partsOf(data.overlay) : null,
    ]);
    return {index, base, paint, network, parts};
  }

  /**
   * All is there but plotly.js: a figure whose light picture answers lets it begin.
   *
   * @param {Atlas.ViewData} _data
   * @param {Atlas.BaseFigure} _base
   * @param {Published.Paint | null} paint
   */
  answerEarly(_data, _base, paint) {
    this.say(paint);
  }

  /**
   * What stands round the drawn figure.
   *
   * @param {Atlas.ViewData} data
   */
  #furnish({tools = [], projector}) {
    const selectable = lead(tools) || Boolean(projector && this.plot.meta.kind === "bones");
    this.listbox.update(selectable);
    this.toolbar.update(projector ? [] : tools);
    this.preview.remove();
  }

  /**
   * What is drawn of the routes; the same object as long as it is the same drawing.
   *
   * @param {Record<string, string>} sources
   * @returns {Promise<Parts>}
   */
  #partsOf(sources) {
    const key = Object.values(sources).join();
    if (!this.#partsComing || this.#partsKey !== key) {
      this.#partsKey = key;
      this.#partsComing = getParts(sources);
      this.#partsComing.catch(() => {
        this.#partsComing = null;
      });
    }
    return this.#partsComing;
  }

  /** Light up what the selection, the journey or the chosen route says; figures without routes have none. */
  light() {
    if (!this.network || !this.plot.ready) return;
    this.plot.light();
    this.root.dataset.lit = String(this.plot.lit());
  }

  /** Draw what is shown in the room and the colours that it has now, whatever of them has changed. */
  again() {
    if (!this.data || !this.plot.ready || !this.plot.element.clientWidth) return;
    this.plot.stale = true;
    this.update(this.data);
  }

  /** @param {Error} error */
  fail(error) {
    console.warn(error);
    this.status.classList.add("atlas-failed");
    this.status.textContent = `The figure could not be drawn: ${error.message}. Reload the page to try again.`;
  }

  isFlow() {
    return this.plot.meta.kind === "flow";
  }

  /** What the listbox lists, its labels, and which of it is selected. */
  listed() {
    const {meta} = this.plot;
    return meta.kind === "flow" ? meta.order : [...this.labels.keys()];
  }

  /**
   * @param {string} id
   * @returns {string}
   */
  labelOf(id) {
    const {meta} = this.plot;
    const inDiagram = meta.kind === "flow" ? meta.texts[id]?.[0] : undefined;
    return this.labels.get(id) ?? inDiagram ?? this.index?.names[id] ?? id;
  }

  chosenOfList() {
    return new Set(this.isFlow() ? this.selected : this.selected.flatMap((id) => this.bonesOf(id)));
  }

  /** Title and source of a saved picture. */
  exportLines() {
    const {meta, paint} = this.plot;
    const lines = paint?.export ?? ("export" in meta ? meta.export : undefined);
    return lines && "colophon" in meta ? {...lines, footer: `${lines.footer} ${meta.colophon}`} : lines;
  }

  /**
   * Text of a line of a route under the pointer.
   *
   * @param {import("./picking.js").Line} line
   * @returns {Atlas.TipText}
   */
  lineText(line) {
    if ("step" in line) {
      const step = playback.journey?.steps[line.step - 1];
      return [`Step ${line.step} of ${playback.count}`, step?.caption ?? ""];
    }
    const {network} = this;
    const place = network?.indexOf.get(line.segment);
    if (!network || place === undefined) return [line.label, ""];
    return [line.label, `${network.names[line.segment]}<br>Status: ${network.segments[place].status}`];
  }

  /**
   * Select an id (or nothing), at once in every figure of the page; then tell the page.
   *
   * @param {string | null | undefined} chosen
   * @param {{add?: boolean}} [how]
   */
  select(chosen, {add = false} = {}) {
    const started = performance.now();
    const id = chosen ?? null;
    const next = this.#selectedAfter(id, add);
    this.onSelect?.({ids: next});
    playback.interrupt();
    for (const view of views) view.take(next, this);
    playback.suggest(next, this);
    if (id === null) this.status.textContent = "Selection cleared.";
    else {
      const state = next.includes(id) ? "selected" : "not selected";
      this.status.textContent = `${this.spoken(id)}, ${state}`;
    }
    this.root.dataset.highlightMs = String(performance.now() - started);
  }

  /**
   * Show what was selected in a figure of the page, or begin with it.
   *
   * @param {string[]} ids
   * @param {FigureView} from
   */
  take(ids, from) {
    if (this.plot.ready) {
      this.#asked.clear();
      this.adopt(ids, from);
    } else if (this.data?.selected) this.data.selected = [...ids];
  }

  /**
   * @param {string | null} id
   * @param {boolean} add
   */
  #selectedAfter(id, add) {
    if (id === null) return [];
    if (!add) return [id];
    return this.selected.includes(id) ? this.selected.filter((s) => s !== id) : [...this.selected, id];
  }

  /** @param {string} id */
  spoken(id) {
    if (!this.labels.has(id)) return this.labelOf(id);
    return [this.labels.get(id), this.brief[this.sites.get(id) ?? ""]].filter(Boolean).join(", ");
  }

  /**
   * Show what was selected in a figure of the page.
   *
   * @param {string[]} ids
   * @param {FigureView} from
   */
  adopt(ids, from) {
    this.selected = [...ids];
    if (this.network) this.light();
    else this.plot.outline();
    if (from !== this) this.plot.bringIntoSight();
    this.listbox.mark();
    this.root.dataset.selected = ids.join(",");
  }

  /** @param {KeyboardEvent} event */
  onEscape(event) {
    if (event.key !== "Escape" || event.defaultPrevented || !this.selected.length) return;
    const focus = document.activeElement;
    const elsewhere = focus && focus !== document.body && !this.root.contains(focus);
    if (!elsewhere && lead(this.data?.tools ?? [])) this.select(null);
  }

  destroy() {
    document.removeEventListener("keydown", this.escape);
    this.unlisten();
    this.shape.disconnect();
    views.delete(this);
    this.plot.destroy();
    this.root.replaceChildren();
  }
}
