// Plotly behind the component: draw a base figure once, then restyle; outlines; zoom; our own pointer hit test.
import {BoneHitTest, RowHitTest} from "./hit.js";
import {savePicture} from "./save.js";

const CONFIG = {displayModeBar: false, displaylogo: false, scrollZoom: false, doubleClick: false, responsive: false, showTips: false};
const CLICK_SLOP_PX = 6;
const NARROW_PX = 470;
// More outlines than this hide the colours they stand on (the other 23 ribs).
const MOST_KIN = 12;

const css = (element, name, fallback) => getComputedStyle(element).getPropertyValue(name).trim() || fallback;

export class Plot {
  constructor(element, view) {
    this.element = element;
    this.view = view;
    this.ready = false;
    this.observer = new ResizeObserver(() => this.resize());
  }

  async draw(Plotly, base, paint, theme) {
    this.Plotly = Plotly;
    const newBase = base !== this.base || theme !== this.theme;
    const newPaint = paint !== this.paint;
    Object.assign(this, {base, paint, theme, meta: base.layout.meta});
    if (newBase) await this.react();
    else if (newPaint) await this.repaint();
    this.outline();
    this.ready = true;
  }

  /** A new figure: geometry, paint and layout in one go; a zoom the reader made is carried over. */
  async react() {
    const kept = this.zoomed ? this.ranges() : null;
    const zoomStays = kept && this.family === this.meta.family;
    this.family = this.meta.family;
    if (!zoomStays) this.zoomed = false;
    const layout = this.themed(structuredClone(this.base.layout));
    this.home = this.homeRanges();
    this.applyRanges(layout, zoomStays ? kept : this.home);
    await this.Plotly.react(this.element, this.painted(), layout, CONFIG);
    this.hit = this.meta.kind === "bones" ? new BoneHitTest(this) : new RowHitTest(this);
    if (!this.wired) this.wire();
  }

  async repaint() {
    const layout = this.themed(structuredClone(this.base.layout));
    const {annotations, coloraxis} = layout;
    await this.Plotly.update(this.element, this.paint.traces, {annotations, coloraxis, showlegend: layout.showlegend});
  }

  painted() {
    const traces = this.base.data.map((trace) => ({...trace, hoverinfo: "skip"}));
    for (const [path, values] of Object.entries(this.paint?.traces ?? {})) {
      values.forEach((value, i) => { if (traces[i]) traces[i] = setPath(traces[i], path.split("."), value); });
    }
    return traces;
  }

  themed(layout) {
    const root = this.view.root;
    const ink = css(root, "--st-text-color", "#31333f");
    Object.assign(layout, this.paint?.layout ?? {});
    if (this.meta.kind === "bones" && (this.isNarrow() || this.zoomed)) layout.annotations = [];
    return {...layout, autosize: true, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
      dragmode: this.dragMode(), hovermode: false,
      font: {...layout.font, color: ink, family: css(root, "--st-font", "sans-serif")}};
  }

  isNarrow() { return this.element.clientWidth < NARROW_PX; }

  /** A finger scrolls the page until the reader has zoomed in; then it pans. */
  dragMode() {
    if (this.meta.kind !== "bones") return false;
    return matchMedia("(pointer: coarse)").matches && !this.zoomed ? false : "pan";
  }

  homeRanges() {
    const ranges = this.meta.ranges;
    if (!ranges) return null;
    return this.isNarrow() ? ranges.narrow : ranges.wide;
  }

  applyRanges(layout, ranges) {
    if (!ranges) return;
    layout.xaxis = {...layout.xaxis, range: [...ranges.x], autorange: false};
    layout.yaxis = {...layout.yaxis, range: [...ranges.y], autorange: false};
  }

  ranges() {
    const {xaxis, yaxis} = this.element._fullLayout;
    return {x: [...xaxis.range], y: [...yaxis.range]};
  }

  /** Come nearer (factor below one) or go back; the first step nearer goes towards what is selected. */
  async zoom(factor) {
    const now = this.ranges();
    const target = this.zoomed || factor > 1 ? null : this.hit.centreOf?.(this.view.selected.flatMap((id) => this.view.bonesOf(id)));
    const about = ([a, b], middle) => { const h = (b - a) / 2 * factor; return [middle - h, middle + h]; };
    const middle = ([a, b]) => (a + b) / 2;
    this.zoomed = true;
    await this.goTo({x: about(now.x, target?.[0] ?? middle(now.x)), y: about(now.y, target?.[1] ?? middle(now.y))});
  }

  /** Show these ranges; labels stand at the edges of the whole figure, so nearer views go without them. */
  async goTo(ranges) {
    const annotations = this.themed(structuredClone(this.base.layout)).annotations ?? [];
    await this.Plotly.relayout(this.element, {"xaxis.range": [...ranges.x], "yaxis.range": [...ranges.y], dragmode: this.dragMode(), annotations});
    this.markZoom();
  }

  async resetZoom() {
    this.zoomed = false;
    await this.goTo(this.homeRanges());
  }

  markZoom() { this.view.stage.classList.toggle("atlas-zoomed", Boolean(this.zoomed)); }

  resize() {
    if (!this.ready || !this.element.clientWidth || !this.element.clientHeight) return;
    clearTimeout(this.resizing);
    this.resizing = setTimeout(async () => {
      if (!this.element.clientWidth) return; // gone or hidden meanwhile
      if (this.pressed) { this.resize(); return; } // drawing anew would take the figure from under the finger
      if (this.isNarrow() !== this.wasNarrow || !this.zoomed) {
        this.wasNarrow = this.isNarrow();
        const layout = this.themed(structuredClone(this.base.layout));
        this.applyRanges(layout, this.zoomed ? this.ranges() : this.homeRanges());
        layout.shapes = this.shapes();
        await this.Plotly.react(this.element, this.element.data, layout, CONFIG);
      }
      if (this.element.clientWidth) await this.Plotly.Plots.resize(this.element);
    }, 60);
  }

  siteOf(bone) { return this.view.sites.get(bone); }

  outline() {
    if (!this.base) return;
    this.Plotly.relayout(this.element, {shapes: this.shapes()});
  }

  shapes() {
    const own = this.base.layout.shapes ?? [];
    return [...own, ...(this.meta.kind === "bones" ? this.boneShapes() : this.rowShapes())];
  }

  /** The chosen bones in the accent colour on a halo; the rest of their site in a thin line. */
  boneShapes() {
    const {selected} = this.view;
    if (!selected.length || !this.hit?.pathOf) return [];
    const root = this.view.root;
    const chosen = new Set(selected.flatMap((id) => this.view.bonesOf(id)));
    const sites = new Set([...chosen].map((bone) => this.siteOf(bone)));
    const kin = this.hit.boneIds.filter((bone) => sites.has(this.siteOf(bone)) && !chosen.has(bone));
    const stroke = (bones, line) => ({type: "path", path: bones.map((b) => this.hit.pathOf(b)).join(""), xref: "x", yref: "y", layer: "above", fillcolor: "rgba(0,0,0,0)", line});
    const accent = css(root, "--st-primary-color", "#0b57d0");
    const halo = css(root, "--st-background-color", "#fff");
    const present = [...chosen].filter((bone) => this.hit.pathOf(bone));
    const shapes = [];
    if (kin.length && kin.length <= MOST_KIN) shapes.push(stroke(kin, {color: accent, width: 1}));
    if (present.length > MOST_KIN) shapes.push(stroke(present, {color: accent, width: 1.3}));
    else if (present.length) shapes.push(stroke(present, {color: halo, width: 4}), stroke(present, {color: accent, width: 2.2}));
    return shapes;
  }

  rowShapes() {
    const wanted = this.view.selected.map((id) => this.view.bonesOf(id));
    const accent = css(this.view.root, "--st-primary-color", "#0b57d0");
    const marked = this.view.data?.marked ?? [];
    return (this.meta.rows ?? []).filter(([id]) => {
      if (marked.length) return marked.includes(id);
      const bones = new Set(this.view.bonesOf(id));
      return this.view.selected.includes(id) || wanted.some((w) => w.length && w.every((bone) => bones.has(bone)));
    }).map(([, y]) => ({type: "rect", xref: "paper", x0: this.meta.bandLeft ?? 0, x1: 1, yref: "y", y0: y - 0.5, y1: y + 0.5,
      layer: "below", fillcolor: accent, opacity: 0.16, line: {width: 0}}));
  }

  wire() {
    this.wired = true;
    const {element, view} = this;
    this.observer.observe(element);
    this.wasNarrow = this.isNarrow();
    element.on("plotly_relayout", (change) => {
      if (Object.keys(change).some((key) => /^[xy]axis\.range\[/.test(key))) { this.zoomed = true; this.markZoom(); }
    });
    let down = null;
    // Plotly's click reports the last throttled hover and nothing beside a fill, so the hit test is our own.
    element.addEventListener("pointerdown", (event) => { this.pressed = true; down = event.isPrimary && event.button === 0 ? event : null; }, true);
    element.addEventListener("pointercancel", () => { down = null; this.pressed = false; }, true);
    this.up = (event) => {
      this.pressed = false;
      const start = down;
      down = null;
      if (!start || !this.ready || Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > CLICK_SLOP_PX) return;
      const id = this.hit.at(event.clientX, event.clientY, event.pointerType === "touch" ? 10 : 3);
      view.tooltip.hide();
      if (id === undefined) { if (this.meta.kind === "bones" && view.selected.length) view.select(null); }
      else if (id !== null) {
        view.select(id, {add: event.shiftKey || event.ctrlKey || event.metaKey});
        // On a phone the detail lies below the figure, so the finger gets its answer at once.
        if (event.pointerType === "touch") this.tell(id, event);
      }
    };
    window.addEventListener("pointerup", this.up, true);
    element.addEventListener("pointermove", (event) => this.hover(event), {passive: true});
    element.addEventListener("pointerleave", (event) => { if (event.pointerType !== "touch") view.tooltip.hide(); });
  }

  hover(event) {
    if (event.pointerType === "touch" || event.buttons || !this.ready) { this.view.tooltip.hide(); return; }
    const id = this.hit.at(event.clientX, event.clientY, 0);
    this.element.style.cursor = id ? "pointer" : "";
    this.tell(id, event);
  }

  tell(id, event) {
    const text = id && (this.meta.kind === "bones" ? this.view.textOf(id) : this.hit.text(id));
    if (text) this.view.tooltip.show(event.clientX, event.clientY, text);
    else this.view.tooltip.hide();
  }

  save(format) { return savePicture(this, format); }

  destroy() {
    this.observer.disconnect();
    clearTimeout(this.resizing);
    if (this.up) window.removeEventListener("pointerup", this.up, true);
    if (this.Plotly) this.Plotly.purge(this.element);
  }
}

function setPath(target, [head, ...rest], value) {
  return {...target, [head]: rest.length ? setPath(target[head] ?? {}, rest, value) : value};
}
