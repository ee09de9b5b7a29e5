// The one figure component: shows any Plotly figure of the atlas, keeps one selection for the whole page.
// Used by the Streamlit component (default export) and by static pages (mount). It knows ids, labels and texts only.
import {Listbox} from "./listbox.js";
import {playback} from "../pathways/playback.js";
import {PlayerView} from "../pathways/player.js";
import {Plot} from "./plot.js";
import {picturesPainted, Preview} from "./preview.js";
import {Tooltip, Toolbar} from "./toolbar.js";
import {Ways} from "../pathways/network.js";

// Named by the server when it publishes this file; a static page hands its own in the data.
const PLOTLY = "./plotly.js";
// Below this width a diagram takes its upright form.
const UPRIGHT_PX = 560;
const jsonCache = new Map();
const waysCache = new Map();
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

/** The index of the ways, made once per page. */
export function getWays(source) {
  if (!waysCache.has(source))
    waysCache.set(
      source,
      getJson(source).then((index) => new Ways(index)),
    );
  return waysCache.get(source);
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

/** "light" or "dark", from the background the page really has. */
export function themeOf(element) {
  const probe = getComputedStyle(element).getPropertyValue("--st-background-color").trim() || "#ffffff";
  const context = document.createElement("canvas").getContext("2d");
  context.fillStyle = probe;
  const hex = context.fillStyle;
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
  return 0.299 * r + 0.587 * g + 0.114 * b < 128 ? "dark" : "light";
}

/** One mounted figure: its plot, tools, listbox, and its share in the page's selection. */
export class FigureView {
  constructor(root, {onSelect}) {
    this.root = root;
    this.onSelect = onSelect;
    this.selected = [];
    this.sequence = 0;
    this.queue = Promise.resolve();
    root.innerHTML =
      '<div class="atlas-stage"><div class="atlas-plot"></div></div><div class="atlas-status" role="status" aria-live="polite"></div>';
    this.stage = root.querySelector(".atlas-stage");
    this.status = root.querySelector(".atlas-status");
    this.preview = new Preview(this.stage);
    this.plot = new Plot(this.stage.querySelector(".atlas-plot"), this);
    this.tooltip = new Tooltip(this.stage);
    this.toolbar = new Toolbar(this.stage, this);
    this.listbox = new Listbox(this.stage, this);
    this.escape = (event) => this.onEscape(event);
    document.addEventListener("keydown", this.escape);
    this.unlisten = playback.listen({changed: () => this.light(), moved: () => this.plot.overlay?.move()});
    this.shape = new ResizeObserver(() => this.turn());
    this.shape.observe(root);
    views.add(this);
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
    this.queue = this.queue.then(() => this.draw(data)).catch((error) => this.fail(error));
    return this.queue;
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
    const figure = this.form === "upright" ? data.upright.figure : data.figure;
    const [Plotly, index, base, paint, ways, parts] = await Promise.all([
      loadPlotly(data.plotly ?? PLOTLY),
      getJson(data.index),
      getJson(figure[theme] ?? figure),
      data.paint ? getJson(data.paint[theme]) : null,
      data.ways ? getWays(data.ways) : null,
      data.overlay ? this.partsOf(data.overlay) : null,
    ]);
    if (!this.root.isConnected) return;
    this.ways = ways;
    this.parts = parts;
    if (this.index !== index) {
      this.index = index;
      this.members = new Map(
        Object.entries(index.members).map(([id, bones]) => [id, bones.map((i) => index.bones[i][0])]),
      );
      this.labels = new Map(index.bones.map(([id, label]) => [id, label]));
      this.sites = new Map(index.bones.map(([id, , site]) => [id, site]));
    }
    // A selection made here that the server has not answered yet is newer than what it says.
    if ((data.sequence ?? 0) >= this.sequence) this.selected = [...(data.selected ?? [])];
    await this.plot.draw(Plotly, base, paint, theme);
    this.texts = paint?.texts ?? {};
    this.brief = paint?.brief ?? {};
    const selectable =
      Boolean(data.tools?.length) || Boolean(data.projector && this.plot.meta.kind === "bones");
    this.listbox.update(selectable);
    this.toolbar.update(data.projector ? [] : (data.tools ?? []));
    this.preview.remove();
    this.root.dataset.drawn = String(Number(this.root.dataset.drawn ?? 0) + 1);
    this.root.dataset.selected = this.selected.join(",");
    this.light();
  }

  /** What is drawn of the ways; the same object as long as it is the same drawing. */
  async partsOf(sources) {
    const key = Object.values(sources).join();
    if (this.partsKey !== key) Object.assign(this, {partsKey: key, partsFound: await getParts(sources)});
    return this.partsFound;
  }

  /** Light up what the selection, the journey or the chosen route says; figures without ways have none. */
  light() {
    if (!this.ways || !this.plot.ready) return;
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

  /** Text of a line of the ways under the pointer. */
  lineText({step, segment, label}) {
    if (step) return [`Step ${step} of ${playback.count}`, playback.journey.steps[step - 1].caption];
    return [
      label,
      `${this.ways.names[segment]}<br>Status: ${this.ways.segments[this.ways.place.get(segment)].status}`,
    ];
  }

  /** Spoken and shown text of a bone: its label and the value painted on it. */
  textOf(bone) {
    return [this.labels.get(bone) ?? bone, this.texts?.[this.sites.get(bone)] ?? ""];
  }

  /** Select an id (or nothing), at once in every figure of the page; then tell the page. */
  select(id, {add = false} = {}) {
    const started = performance.now();
    let next = [];
    if (id != null && add)
      next = this.selected.includes(id) ? this.selected.filter((s) => s !== id) : [...this.selected, id];
    else if (id != null) next = [id];
    this.sequence += 1;
    this.onSelect?.({ids: next, sequence: this.sequence});
    playback.interrupt();
    for (const view of views) if (view.plot.ready) view.adopt(next, this);
    playback.suggest(next, this);
    this.status.textContent =
      id == null
        ? "Selection cleared."
        : `${this.spoken(id)}${next.includes(id) ? ", selected" : ", not selected"}`;
    this.root.dataset.highlightMs = String(performance.now() - started);
  }

  spoken(id) {
    if (!this.labels.has(id)) return this.labelOf(id);
    return [this.labels.get(id), this.brief?.[this.sites.get(id)]].filter(Boolean).join(", ");
  }

  adopt(ids, from) {
    this.selected = [...ids];
    if (this.ways) this.light();
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
async function practise(root, tell) {
  const {QuizView} = await import("../quiz/quiz.js");
  root.atlasView ??= new QuizView(root, {FigureView, getJson, getWays, themeOf, onWant: tell("wanted")});
}

/** Streamlit's entry: called on mount and whenever the data change. */
export default async function streamlitEntry(component) {
  const root = component.parentElement.querySelector(".atlas-figure");
  root.atlasComponent = component;
  if (component.data.lesson) await present(root);
  const tell = (name) => (value) => root.atlasComponent.setStateValue(name, value);
  if (component.data.topics) await practise(root, tell);
  root.atlasView ??= component.data.script
    ? new PlayerView(root, {getJson, onChange: tell("playback")})
    : new FigureView(root, {onSelect: tell("selection")});
  const view = root.atlasView;
  await view.update(component.data);
  return () => {
    view.destroy();
    root.atlasView = undefined;
  };
}

/** Give a lesson in an element; its modules are asked for only then. */
async function present(root) {
  const {PresentView} = await import("../present/present.js");
  root.atlasView ??= new PresentView(
    root,
    {FigureView, getJson, themeOf, playback},
    {
      onRest: (place) => root.atlasComponent.setStateValue("place", place),
      onClose: () => root.atlasComponent.setTriggerValue("closed", true),
    },
  );
}
