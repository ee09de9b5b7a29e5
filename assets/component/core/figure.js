// The one figure component: shows any Plotly figure of the atlas, keeps one selection for the whole page.
// Used by the Streamlit component (default export) and by static pages (mount). It knows ids, labels and texts only.
import {Network} from "../pathways/network.js";
import {playback} from "../pathways/playback.js";
import {PlayerView} from "../pathways/player.js";
import {make} from "./dom.js";
import {Listbox} from "./listbox.js";
import {Plot} from "./plot.js";
import {picturesPainted, Preview} from "./preview.js";
import {sync} from "./sync.js";
import {themeOf} from "./theme.js";
import {Tooltip, Toolbar} from "./toolbar.js";

// Named by the server when it publishes this file; a static page hands its own in the data.
const PLOTLY = "./plotly.js";
// Below this width a diagram takes its upright form.
const UPRIGHT_PX = 560;
const jsonCache = new Map();
const networks = new Map();
const views = new Set();

/** Fetch a content-addressed JSON file once per page. */
export function getJson(source) {
  if (typeof source !== "string") return Promise.resolve(source);
  if (!jsonCache.has(source)) {
    jsonCache.set(
      source,
      fetch(source)
        .then((answer) => {
          if (!answer.ok) throw new Error(`${source}: HTTP ${answer.status}`);
          return answer.json();
        })
        .catch((error) => {
          jsonCache.delete(source);
          throw error;
        }),
    );
  }
  return jsonCache.get(source);
}

/** The graph of the vessels, made once per page. */
export function getNetwork(source) {
  if (!networks.has(source))
    networks.set(
      source,
      getJson(source).then((index) => new Network(index)),
    );
  return networks.get(source);
}

/** Several files by name. */
async function getParts(sources) {
  const names = Object.keys(sources);
  const parts = await Promise.all(names.map((name) => getJson(sources[name])));
  return Object.fromEntries(names.map((name, i) => [name, parts[i]]));
}

/** Load plotly.js once per page, as a classic script, behind the light pictures. */
export function loadPlotly(url) {
  globalThis.__atlasPlotly ??= globalThis.Plotly
    ? Promise.resolve(globalThis.Plotly)
    : picturesPainted()
        .then(() => loadScript(url))
        .then(() => globalThis.Plotly);
  return globalThis.__atlasPlotly;
}

function loadScript(url) {
  return new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), {src: url, onload: resolve});
    script.onerror = () => reject(new Error("plotly.js did not load"));
    document.head.append(script);
  });
}

/** One mounted figure: its plot, tools, listbox, and its share in the page's selection. */
export class FigureView {
  data = null;
  form = "lying";
  index = null;
  network = null;
  parts = null;
  /** @type {string[]} */
  selected = [];
  texts = {};
  brief = {};
  #queue = Promise.resolve();
  #partsKey = "";
  #partsFound = null;

  /**
   * @param root element to fill
   * @param options onSelect: called with {ids} when the reader has selected; parts: other classes for what the
   *   figure is made of
   */
  constructor(root, {onSelect, parts = {}}) {
    const made = {Plot, Tooltip, Listbox, ...parts};
    this.root = root;
    this.onSelect = onSelect;
    const drawing = make("div", {className: "atlas-plot"});
    this.stage = make("div", {className: "atlas-stage"}, drawing);
    this.status = make("div", {className: "atlas-status", role: "status", ariaLive: "polite"});
    root.replaceChildren(this.stage, this.status);
    this.preview = new Preview(this.stage);
    this.plot = new made.Plot(drawing, this);
    this.tooltip = new made.Tooltip(this.stage);
    this.toolbar = new Toolbar(this.stage, this);
    this.listbox = new made.Listbox(this.stage, this);
    this.escape = (event) => this.onEscape(event);
    document.addEventListener("keydown", this.escape);
    this.unlisten = playback.listen({changed: () => this.light(), moved: () => this.plot.overlay?.move()});
    this.shape = new ResizeObserver(() => this.turn());
    this.shape.observe(root);
    views.add(this);
  }

  /** When all that was asked for is drawn. */
  get queue() {
    return this.#queue;
  }

  /** Bring the view up to date with what the page wants; calls queue up and never overlap. */
  update(data) {
    this.data = data;
    this.root.style.setProperty("--atlas-height", data.height ?? "");
    this.form = this.formOf(data);
    if (data.upright)
      this.stage.style.aspectRatio = data[this.form === "upright" ? "upright" : "lying"].size.join(" / ");
    this.stage.classList.toggle("atlas-is-skeleton", Boolean(data.tools?.length) && !data.projector);
    this.stage.classList.toggle("atlas-is-slide", Boolean(data.projector));
    if (data.preview && !this.plot.ready) this.preview.show(data.preview[themeOf(this.root)], data.alt);
    this.#queue = this.#queue.then(() => this.draw(data)).catch((error) => this.fail(error));
    return this.#queue;
  }

  /** A diagram has two forms, for a screen that lies and one that stands. */
  formOf(data) {
    return data.upright && this.root.clientWidth < UPRIGHT_PX ? "upright" : "lying";
  }

  /** Take the other form when the room has changed so much. */
  turn() {
    if (this.data?.upright && this.root.clientWidth && this.formOf(this.data) !== this.form)
      this.update(this.data);
  }

  async draw(data) {
    const theme = themeOf(this.root);
    const {Plotly, index, base, paint, network, parts} = await this.#fetched(data, theme);
    if (!this.root.isConnected) return;
    Object.assign(this, {network, parts});
    if (this.index !== index) this.#learn(index);
    if (sync.isNews(data.sequence)) this.selected = [...(data.selected ?? [])];
    await this.plot.draw(Plotly, base, paint, theme);
    this.texts = paint?.texts ?? {};
    this.brief = paint?.brief ?? {};
    this.#furnish(data);
    this.root.dataset.drawn = String(Number(this.root.dataset.drawn ?? 0) + 1);
    this.root.dataset.selected = this.selected.join(",");
    this.light();
  }

  /** All that the figure is made of, each fetched once per page. */
  async #fetched(data, theme) {
    const figure = this.form === "upright" ? data.upright.figure : data.figure;
    const [Plotly, index, base, paint, network, parts] = await Promise.all([
      loadPlotly(data.plotly ?? PLOTLY),
      getJson(data.index),
      getJson(figure[theme] ?? figure),
      data.paint ? getJson(data.paint[theme]) : null,
      data.ways ? getNetwork(data.ways) : null,
      data.overlay ? this.#partsOf(data.overlay) : null,
    ]);
    return {Plotly, index, base, paint, network, parts};
  }

  /** Names and bones, in the language of the page. */
  #learn(index) {
    this.index = index;
    this.members = new Map(
      Object.entries(index.members).map(([id, bones]) => [id, bones.map((i) => index.bones[i][0])]),
    );
    this.labels = new Map(index.bones.map(([id, label]) => [id, label]));
    this.sites = new Map(index.bones.map(([id, , site]) => [id, site]));
  }

  /** What stands round the drawn figure. */
  #furnish({tools = [], projector}) {
    const selectable = Boolean(tools.length) || Boolean(projector && this.plot.meta.kind === "bones");
    this.listbox.update(selectable);
    this.toolbar.update(projector ? [] : tools);
    this.preview.remove();
  }

  /** What is drawn of the routes; the same object as long as it is the same drawing. */
  async #partsOf(sources) {
    const key = Object.values(sources).join();
    if (this.#partsKey !== key) {
      this.#partsKey = key;
      this.#partsFound = await getParts(sources);
    }
    return this.#partsFound;
  }

  /** Light up what the selection, the journey or the chosen route says; figures without routes have none. */
  light() {
    if (!this.network || !this.plot.ready) return;
    this.plot.light();
    this.root.dataset.lit = String(this.plot.lit());
  }

  fail(error) {
    console.warn(error);
    this.status.classList.add("atlas-failed");
    this.status.textContent = `The figure could not be drawn: ${error.message}. Reload the page to try again.`;
  }

  bonesOf(id) {
    return this.members?.get(id) ?? (this.labels?.has(id) ? [id] : []);
  }

  siteOf(bone) {
    return this.sites?.get(bone);
  }

  isFlow() {
    return this.plot.meta?.kind === "flow";
  }

  /** What the listbox lists, its labels, and which of it is selected. */
  listed() {
    return this.isFlow() ? this.plot.meta.order : this.index.bones.map(([id]) => id);
  }

  labelOf(id) {
    return this.labels.get(id) ?? this.plot.meta.texts?.[id]?.[0] ?? this.index.names?.[id] ?? id;
  }

  chosenOfList() {
    return new Set(this.isFlow() ? this.selected : this.selected.flatMap((id) => this.bonesOf(id)));
  }

  /** Title and source of a saved picture. */
  exportLines() {
    return this.plot.paint?.export ?? this.plot.meta.export;
  }

  /** Text of a line of a route under the pointer. */
  lineText({step, segment, label}) {
    if (step) return [`Step ${step} of ${playback.count}`, playback.journey.steps[step - 1].caption];
    const {names, segments, indexOf} = this.network;
    return [label, `${names[segment]}<br>Status: ${segments[indexOf.get(segment)].status}`];
  }

  /** Spoken and shown text of a bone: its label and the value painted on it. */
  textOf(bone) {
    return [this.labels.get(bone) ?? bone, this.texts?.[this.sites.get(bone)] ?? ""];
  }

  /** Select an id (or nothing), at once in every figure of the page; then tell the page. */
  select(chosen, {add = false} = {}) {
    const started = performance.now();
    const id = chosen ?? null;
    const next = this.#selectedAfter(id, add);
    this.onSelect?.({ids: next});
    playback.interrupt();
    for (const view of views) if (view.plot.ready) view.adopt(next, this);
    playback.suggest(next, this);
    const state = next.includes(id) ? "selected" : "not selected";
    this.status.textContent = id === null ? "Selection cleared." : `${this.spoken(id)}, ${state}`;
    this.root.dataset.highlightMs = String(performance.now() - started);
  }

  #selectedAfter(id, add) {
    if (id === null) return [];
    if (!add) return [id];
    return this.selected.includes(id) ? this.selected.filter((s) => s !== id) : [...this.selected, id];
  }

  spoken(id) {
    if (!this.labels.has(id)) return this.labelOf(id);
    return [this.labels.get(id), this.brief?.[this.sites.get(id)]].filter(Boolean).join(", ");
  }

  adopt(ids, from) {
    this.selected = [...ids];
    if (this.network) this.light();
    else this.plot.outline();
    if (from !== this) this.plot.bringIntoSight();
    this.listbox.mark();
    this.root.dataset.selected = ids.join(",");
  }

  onEscape(event) {
    if (event.key !== "Escape" || event.defaultPrevented || !this.selected.length) return;
    const focus = document.activeElement;
    const elsewhere = focus && focus !== document.body && !this.root.contains(focus);
    if (!elsewhere && this.data?.tools?.length) this.select(null);
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

/** Mount a figure outside Streamlit. */
export function mount(root, options) {
  return new FigureView(root, options);
}

/** The quiz comes with its own modules, which no other page loads. */
async function quizView(root, onWant) {
  const {QuizView} = await import("../quiz/quiz.js");
  return new QuizView(root, {getJson, getNetwork, themeOf, onWant});
}

/** A lesson comes with its own modules, which no other page loads. */
async function presentView(root, onRest, onClose) {
  const {PresentView} = await import("../present/present.js");
  return new PresentView(root, {FigureView, getJson, themeOf, playback}, {onRest, onClose});
}

/** The view that a component's data ask for; what it tells the server is numbered, so that old answers are known. */
function viewFor(root, data) {
  const tell = (name) => (value) =>
    root.atlasComponent.setStateValue(name, {...value, sequence: sync.next()});
  if (data.lesson)
    return presentView(root, tell("place"), () => root.atlasComponent.setTriggerValue("closed", true));
  if (data.topics) return quizView(root, tell("wanted"));
  if (data.script) return new PlayerView(root, {getJson, onChange: tell("playback")});
  return new FigureView(root, {onSelect: tell("selection")});
}

/**
 * Streamlit's entry: called on mount and whenever the data change.
 *
 * Streamlit calls what is returned when the component leaves the page, but also, with the component still there,
 * when new data came before a call was done. Only an element that has left the page takes its view along: a view
 * destroyed in between would lose all that the reader did in it.
 */
export default async function streamlitEntry(component) {
  const root = component.parentElement.querySelector(".atlas-figure");
  root.atlasComponent = component;
  root.atlasMaking ??= Promise.resolve(viewFor(root, component.data));
  root.atlasView = await root.atlasMaking;
  await root.atlasView.update(component.data);
  return () => {
    if (root.isConnected) return;
    root.atlasView?.destroy();
    root.atlasView = undefined;
    root.atlasMaking = undefined;
  };
}
