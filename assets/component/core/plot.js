// Plotly behind the component: draw a base figure once, then restyle; outlines; zoom; our own pointer hit test.
import {Flow} from "../pathways/diagram.js";
import {BoneHitTest, RowHitTest} from "./hit.js";
import {Overlay} from "../pathways/overlay.js";
import {playback} from "../pathways/playback.js";
import {grow, grown, grownLayout, grownTraces, isNarrowStage} from "../present/scaling.js";
import {savePicture} from "./export.js";

const CONFIG = {
  displayModeBar: false,
  displaylogo: false,
  scrollZoom: false,
  doubleClick: false,
  responsive: false,
  showTips: false,
};
const CLICK_SLOP_PX = 6;
const NARROW_PX = 470;
// More outlines than this hide the colours they stand on (the other 23 ribs).
const MOST_KIN = 12;
// A selection of more bones than this (all that an artery feeds) is nowhere in particular.
const MOST_SOUGHT = 60;
// How much thicker outlines are on a slide.
const OUTLINE_OF_SLIDE = 1.3;
// On a slide the body is small: lines round each of so many bones would hide their colour, so they shine from behind.
const MOST_LINED = 2;
const GLOW_PX = 7;
const HITS = {bones: BoneHitTest, flow: Flow};

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
    const shown = base.layout.meta.kind === "flow" ? this.view.data.routes.join() : "";
    const newBase = base !== this.base || theme !== this.theme || shown !== this.shownRoutes;
    this.shownRoutes = shown;
    const newPaint = paint !== this.paint;
    Object.assign(this, {base, paint, theme, meta: base.layout.meta});
    if (newBase) await this.react();
    else if (newPaint) await this.repaint();
    this.drawWays();
    this.outline();
    this.ready = true;
  }

  /** Put the ways above the skeleton, or take them away. */
  drawWays() {
    const {parts} = this.view;
    if (this.meta.kind !== "bones" || !parts) {
      this.overlay?.destroy();
      this.overlay = null;
      return;
    }
    const first = !this.overlay;
    this.overlay ??= new Overlay(this);
    this.overlay.update(parts);
    if (first && this.focused() && !this.zoomed) this.goTo(this.homeRanges());
  }

  /** Whether the trunk alone is shown, where all journeys are. */
  focused() {
    return Boolean(this.view.data?.focus && this.view.parts && this.meta.panels?.length === 1);
  }

  /** What is drawn anew when the light of the ways changes. */
  light() {
    if (!this.base) return;
    this.overlay?.light();
    this.outline();
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
    await this.Plotly.react(this.element, this.scaled(this.painted()), layout, CONFIG);
    this.hit = new (HITS[this.meta.kind] ?? RowHitTest)(this);
    if (!this.wired) this.wire();
  }

  async repaint() {
    const layout = this.themed(structuredClone(this.base.layout));
    const {annotations, coloraxis} = layout;
    const margin = this.projector() ? {margin: layout.margin} : {};
    await this.Plotly.update(this.element, this.paint.traces, {
      annotations,
      coloraxis,
      showlegend: layout.showlegend,
      ...margin,
    });
  }

  painted() {
    const traces = this.base.data.map((trace) => ({...trace, hoverinfo: "skip"}));
    for (const [path, values] of Object.entries(this.paint?.traces ?? {})) {
      values.forEach((value, i) => {
        if (traces[i]) traces[i] = setPath(traces[i], path.split("."), value);
      });
    }
    return traces;
  }

  themed(layout) {
    const root = this.view.root;
    const ink = css(root, "--st-text-color", "#31333f");
    Object.assign(layout, this.paint?.layout ?? {});
    if (this.meta.kind === "bones") layout.annotations = this.annotations(layout.annotations);
    if (this.projector()) Object.assign(layout, grownLayout(layout, this.grow()));
    if (this.meta.kind === "flow")
      layout.annotations = layout.annotations?.map((note) => ({
        ...note,
        font: {...note.font, size: note.font.size * this.scale()},
      }));
    return {
      ...layout,
      autosize: true,
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      dragmode: this.dragMode(),
      hovermode: false,
      font: {...layout.font, color: ink, family: css(root, "--st-font", "sans-serif")},
    };
  }

  /** Whether the figure is shown to a room: drawn for it by the server, it grows with its stage. A diagram grows anyway. */
  projector() {
    return Boolean(this.view.data?.projector) && this.meta?.kind !== "flow";
  }

  grow() {
    return grow(this.meta, this.element);
  }

  /** The key of a slide stays when its labels are hidden. */
  annotationsOfSlide(painted) {
    const hidden = this.view.data.labels === false || this.zoomed || isNarrowStage(this.meta, this.element);
    const labels = this.focused() ? (this.overlay?.annotations() ?? []) : (painted ?? []);
    return [...(this.paint?.key?.annotations ?? []), ...(hidden ? [] : labels)];
  }

  /** Labels stand at the edges of the whole figure: narrow and nearer views go without them. */
  annotations(painted) {
    if (this.projector()) return this.annotationsOfSlide(painted);
    if (this.isNarrow() || this.zoomed) return [];
    return this.focused() ? (this.overlay?.annotations() ?? []) : painted;
  }

  /** A diagram is drawn for one size and grows with its room, its letters and lines too. */
  scale() {
    const [width, height] = this.meta.size;
    return Math.max(0.6, Math.min(this.element.clientWidth / width, this.element.clientHeight / height)) || 1;
  }

  scaled(traces) {
    if (this.projector() && this.meta.kind !== "bones") return grownTraces(traces, this.grow());
    if (this.meta.kind !== "flow") return traces;
    const scale = this.scale();
    const times = (value) => (Array.isArray(value) ? value.map((one) => one * scale) : value * scale);
    return traces.map((trace, i) => ({
      ...trace,
      visible: this.meta.lymph.includes(i)
        ? this.view.data.routes.includes("local_lymphatic")
        : (trace.visible ?? true),
      ...(trace.line?.width ? {line: {...trace.line, width: times(trace.line.width)}} : {}),
      ...(trace.textfont?.size ? {textfont: {...trace.textfont, size: times(trace.textfont.size)}} : {}),
      ...(trace.marker?.size ? {marker: {...trace.marker, size: times(trace.marker.size)}} : {}),
    }));
  }

  isNarrow() {
    return this.projector() ? isNarrowStage(this.meta, this.element) : this.element.clientWidth < NARROW_PX;
  }

  /** A finger scrolls the page until the reader has zoomed in; then it pans. */
  dragMode() {
    if (this.meta.kind !== "bones" || this.projector()) return false; // all of it is in sight, and stays where it is
    return matchMedia("(pointer: coarse)").matches && !this.zoomed ? false : "pan";
  }

  homeRanges() {
    const ranges = this.focused() ? this.view.parts[this.meta.panels[0][0]].ranges : this.meta.ranges;
    if (!ranges) return null;
    return this.isNarrow() ? ranges.narrow : ranges.wide;
  }

  applyRanges(layout, ranges) {
    if (!ranges) return;
    layout.xaxis = {...layout.xaxis, range: [...ranges.x], autorange: false};
    layout.yaxis = {...layout.yaxis, range: [...ranges.y], autorange: false};
    if (this.focused()) layout.yaxis.constraintoward = "top"; // room to spare shows more of the legs, not of the air
  }

  ranges() {
    const {xaxis, yaxis} = this.element._fullLayout;
    return {x: [...xaxis.range], y: [...yaxis.range]};
  }

  /** Come nearer (factor below one) or go back; the first step nearer goes towards what is selected. */
  async zoom(factor) {
    const now = this.ranges();
    const target =
      this.zoomed || factor > 1
        ? null
        : this.hit.centreOf?.(this.view.selected.flatMap((id) => this.view.bonesOf(id)));
    const about = ([a, b], middle) => {
      const h = ((b - a) / 2) * factor;
      return [middle - h, middle + h];
    };
    const middle = ([a, b]) => (a + b) / 2;
    this.zoomed = true;
    await this.goTo({
      x: about(now.x, target?.[0] ?? middle(now.x)),
      y: about(now.y, target?.[1] ?? middle(now.y)),
    });
  }

  /** Show these ranges; labels stand at the edges of the whole figure, so nearer views go without them. */
  async goTo(ranges) {
    const annotations = this.themed(structuredClone(this.base.layout)).annotations ?? [];
    await this.Plotly.relayout(this.element, {
      "xaxis.range": [...ranges.x],
      "yaxis.range": [...ranges.y],
      dragmode: this.dragMode(),
      annotations,
    });
    this.markZoom();
  }

  async resetZoom() {
    this.zoomed = false;
    await this.goTo(this.homeRanges());
  }

  markZoom() {
    this.view.stage.classList.toggle("atlas-zoomed", Boolean(this.zoomed));
  }

  resize() {
    if (!this.ready || !this.element.clientWidth || !this.element.clientHeight) return;
    clearTimeout(this.resizing);
    this.resizing = setTimeout(async () => {
      if (!this.element.clientWidth) return; // gone or hidden meanwhile
      if (this.pressed) {
        this.resize();
        return;
      } // drawing anew would take the figure from under the finger
      if (this.isNarrow() !== this.wasNarrow || !this.zoomed) {
        this.wasNarrow = this.isNarrow();
        const layout = this.themed(structuredClone(this.base.layout));
        this.applyRanges(layout, this.zoomed ? this.ranges() : this.homeRanges());
        layout.shapes = this.shapes();
        const traces =
          this.meta.kind === "flow" || this.projector() ? this.scaled(this.painted()) : this.element.data;
        await this.Plotly.react(this.element, traces, layout, CONFIG);
      }
      if (this.element.clientWidth) await this.Plotly.Plots.resize(this.element);
      this.overlay?.place();
      if (this.meta.kind === "flow") this.outline();
    }, 60);
  }

  siteOf(bone) {
    return this.view.siteOf(bone);
  }

  /** How many segments are lit, for whoever watches the page. */
  lit() {
    return this.meta.kind === "flow" ? this.hit.count() : (this.overlay?.state?.lit.size ?? 0);
  }

  /** Show the whole body where a selection made elsewhere lies outside the trunk. */
  bringIntoSight() {
    if (!this.focused() || this.zoomed) return;
    const bones = this.view.selected.flatMap((id) => this.view.bonesOf(id));
    const centre = bones.length && bones.length <= MOST_SOUGHT ? this.hit.centreOf(bones) : null;
    const {y} = this.homeRanges();
    const outside = centre && (centre[1] < y[0] || centre[1] > y[1]);
    if (outside !== this.whole) {
      this.whole = outside;
      this.goTo(outside ? this.meta.ranges[this.isNarrow() ? "narrow" : "wide"] : this.homeRanges());
    }
  }

  outline() {
    if (!this.base) return;
    const layout = {shapes: this.shapes()};
    if (this.projector() && this.meta.kind === "bones")
      layout.annotations = grown(this.annotations(this.paint?.layout.annotations), this.grow());
    else if (this.focused()) layout.annotations = this.annotations([]);
    if (this.meta.kind === "flow") this.Plotly.update(this.element, {opacity: this.hit.opacities()}, layout);
    else this.Plotly.relayout(this.element, layout);
  }

  shapes() {
    const own = this.ownShapes();
    if (this.meta.kind === "flow")
      return [...own, ...this.hit.shapes(css(this.view.root, "--st-primary-color", "#0b57d0"))];
    return [...own, ...(this.meta.kind === "bones" ? this.boneShapes() : this.rowShapes())];
  }

  ownShapes() {
    const own = this.base.layout.shapes ?? [];
    return this.projector() ? grown([...own, ...(this.paint?.key?.shapes ?? [])], this.grow()) : own;
  }

  /** Bones to outline: those selected, or in a journey the one that the cell has reached. */
  chosenBones() {
    const {selected} = this.view;
    if (this.overlay && this.view.data.focus && playback.shown)
      return new Set([playback.reached].filter(Boolean));
    return new Set(selected.flatMap((id) => this.view.bonesOf(id)));
  }

  /** The chosen bones in the accent colour on a halo; the rest of their site in a thin line. */
  boneShapes() {
    const chosen = this.chosenBones();
    if (!chosen.size || !this.hit?.pathOf) return [];
    const {root} = this.view;
    const sites = new Set([...chosen].map((bone) => this.siteOf(bone)));
    const kin = this.hit.boneIds.filter((bone) => sites.has(this.siteOf(bone)) && !chosen.has(bone));
    const thick = this.projector() ? OUTLINE_OF_SLIDE * this.grow() : 1;
    const stroke = (bones, {color, width}, layer = "above") => ({
      type: "path",
      path: bones.map((b) => this.hit.pathOf(b)).join(""),
      xref: "x",
      yref: "y",
      layer,
      fillcolor: "rgba(0,0,0,0)",
      line: {color, width: width * thick},
    });
    const accent = css(root, "--st-primary-color", "#0b57d0");
    const halo = css(root, "--st-background-color", "#fff");
    const present = [...chosen].filter((bone) => this.hit.pathOf(bone));
    if (this.projector() && present.length > MOST_LINED)
      return [stroke(present, {color: accent, width: GLOW_PX}, "below")];
    const shapes = [];
    if (kin.length && kin.length <= MOST_KIN) shapes.push(stroke(kin, {color: accent, width: 1}));
    if (present.length > MOST_KIN) shapes.push(stroke(present, {color: accent, width: 1.3}));
    else if (present.length)
      shapes.push(stroke(present, {color: halo, width: 4}), stroke(present, {color: accent, width: 2.2}));
    return shapes;
  }

  rowShapes() {
    const wanted = this.view.selected.map((id) => this.view.bonesOf(id));
    const accent = css(this.view.root, "--st-primary-color", "#0b57d0");
    const marked = this.view.data?.marked ?? [];
    return (this.meta.rows ?? [])
      .filter(([id]) => {
        if (marked.length) return marked.includes(id);
        const bones = new Set(this.view.bonesOf(id));
        return (
          this.view.selected.includes(id) ||
          wanted.some((w) => w.length && w.every((bone) => bones.has(bone)))
        );
      })
      .map(([, y]) => ({
        type: "rect",
        xref: "paper",
        x0: this.meta.bandLeft ?? 0,
        x1: 1,
        yref: "y",
        y0: y - 0.5,
        y1: y + 0.5,
        layer: "below",
        fillcolor: accent,
        opacity: 0.16,
        line: {width: 0},
      }));
  }

  wire() {
    this.wired = true;
    const {element, view} = this;
    this.observer.observe(element);
    this.wasNarrow = this.isNarrow();
    element.on("plotly_relayouting", (change) => this.overlay?.place(rangesOf(change)));
    element.on("plotly_relayout", (change) => {
      this.overlay?.place();
      if (Object.keys(change).some((key) => /^[xy]axis\.range\[/.test(key))) {
        this.zoomed = true;
        this.markZoom();
      }
    });
    let down = null;
    // Plotly's click reports the last throttled hover and nothing beside a fill, so the hit test is our own.
    element.addEventListener(
      "pointerdown",
      (event) => {
        this.pressed = true;
        down = event.isPrimary && event.button === 0 ? event : null;
      },
      true,
    );
    element.addEventListener(
      "pointercancel",
      () => {
        down = null;
        this.pressed = false;
      },
      true,
    );
    this.up = (event) => {
      this.pressed = false;
      const start = down;
      down = null;
      if (
        !start ||
        !this.ready ||
        Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > CLICK_SLOP_PX
      )
        return;
      const touch = event.pointerType === "touch";
      const line = this.overlay?.at(event.clientX, event.clientY, touch ? 6 : 3);
      if (line?.step) {
        playback.go(line.step);
        return;
      }
      const id = line?.segment ?? this.hit.at(event.clientX, event.clientY, touch ? 10 : 3);
      view.tooltip.hide();
      if (id === undefined) {
        if (this.meta.kind !== "rows" && view.selected.length) view.select(null);
      } else if (id !== null) {
        view.select(id, {add: event.shiftKey || event.ctrlKey || event.metaKey});
        // On a phone the detail lies below the figure, so the finger gets its answer at once.
        if (touch) this.tell(id, event);
      }
    };
    window.addEventListener("pointerup", this.up, true);
    element.addEventListener("pointermove", (event) => this.hover(event), {passive: true});
    element.addEventListener("pointerleave", (event) => {
      if (event.pointerType !== "touch") view.tooltip.hide();
    });
  }

  hover(event) {
    if (event.pointerType === "touch" || event.buttons || !this.ready) {
      this.view.tooltip.hide();
      return;
    }
    const line = this.overlay?.at(event.clientX, event.clientY, 3);
    const id = line ? (line.segment ?? null) : this.hit.at(event.clientX, event.clientY, 0);
    this.element.style.cursor = id || line ? "pointer" : "";
    if (line) this.view.tooltip.show(event.clientX, event.clientY, this.view.lineText(line));
    else this.tell(id, event);
  }

  tell(id, event) {
    const text = id && (this.meta.kind === "bones" ? this.view.textOf(id) : this.hit.text(id));
    if (text) this.view.tooltip.show(event.clientX, event.clientY, text);
    else this.view.tooltip.hide();
  }

  save(format) {
    return savePicture(this, format);
  }

  destroy() {
    this.observer.disconnect();
    clearTimeout(this.resizing);
    this.overlay?.destroy();
    this.overlay = null; // a drawing under way must not look for it
    if (this.up) window.removeEventListener("pointerup", this.up, true);
    if (this.Plotly) this.Plotly.purge(this.element);
  }
}

/** The ranges that a drag under way has reached. */
function rangesOf(change) {
  const axis = (name) =>
    change[`${name}.range[0]`] === undefined
      ? change[`${name}.range`]
      : [change[`${name}.range[0]`], change[`${name}.range[1]`]];
  return {x: axis("xaxis"), y: axis("yaxis")};
}

function setPath(target, [head, ...rest], value) {
  return {...target, [head]: rest.length ? setPath(target[head] ?? {}, rest, value) : value};
}
