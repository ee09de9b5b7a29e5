// The skeleton of a quiz: it tells no names before the answer, and everything it needs is fetched beforehand.
import {playback} from "../pathways/playback.js";

const TOOLS = ["zoom_in", "zoom_out", "reset"];

/** Everything that the pictures of a quiz are made of, kept in memory, so that it goes on without a network. */
export class Store {
  constructor(deck, {getJson, getNetwork}) {
    Object.assign(this, {deck, getJson, getNetwork});
    this.kept = new Map();
    this.blobs = [];
  }

  once(key, make) {
    if (!this.kept.has(key))
      this.kept.set(
        key,
        make().catch((error) => {
          this.kept.delete(key);
          throw error;
        }),
      );
    return this.kept.get(key);
  }

  /** The unpainted skeleton of a view, by theme, with its shading as an image in memory. */
  base(view) {
    return this.once(`base ${view}`, async () => {
      const base = await this.getJson(Object.values(this.deck.views[view])[0]);
      const images = await Promise.all(
        (base.layout.images ?? []).map(async (image) => ({...image, source: await this.image(image.source)})),
      );
      const made = {...base, layout: {...base.layout, images}};
      return {light: made, dark: made};
    });
  }

  async image(source) {
    if (!source.startsWith("/")) return source;
    const url = URL.createObjectURL(await (await fetch(source)).blob());
    this.blobs.push(url);
    return url;
  }

  /** What is painted, by theme; what would give the answer away is taken out. */
  paint({paint, untold}) {
    return this.once(`paint ${paint.light} ${untold}`, async () => {
      const [light, dark] = await Promise.all([paint.light, paint.dark].map((url) => this.getJson(url)));
      return untold ? {light: silent(light), dark: silent(dark)} : {light, dark};
    });
  }

  async of(picture) {
    const overlay = picture.overlay ?? {};
    const [figure, paint] = await Promise.all([
      this.base(picture.view),
      this.paint(picture),
      this.getJson(this.deck.index),
      picture.overlay ? this.getNetwork(this.deck.ways) : null,
      ...Object.values(overlay).map((url) => this.getJson(url)),
    ]);
    return {figure, paint};
  }

  /** Fetch what all questions need. */
  all() {
    return Promise.all(
      this.deck.questions
        .flatMap(({show, reveal}) => [show, reveal])
        .filter(Boolean)
        .map((picture) => this.of(picture)),
    );
  }

  destroy() {
    for (const url of this.blobs) URL.revokeObjectURL(url);
  }
}

/** A paint without unit, number of patients, values and names. */
function silent(paint) {
  const {layout} = paint;
  return {
    ...paint,
    texts: {},
    brief: {},
    layout: {
      ...layout,
      showlegend: false,
      annotations: [],
      margin: {l: 0, r: 0, t: 8, b: 8},
      coloraxis: {...layout.coloraxis, showscale: false},
    },
  };
}

/** The figure of the page, made to ask: @param FigureView its class */
export const quizFigure = (FigureView) =>
  class extends FigureView {
    constructor(root, {onPick, onCommit}) {
      super(root, {});
      Object.assign(this, {onPick, onCommit, quiet: true});
      const {tooltip, listbox, plot} = this;
      const show = tooltip.show.bind(tooltip);
      tooltip.show = (...place) => (this.quiet ? tooltip.hide() : show(...place));
      const update = listbox.update.bind(listbox);
      listbox.update = (shown) => update(shown && this.pick); // its list would tell which bone is outlined
      const move = listbox.move.bind(listbox);
      listbox.move = (to) => {
        move(to);
        this.point(listbox.ids[listbox.active]);
      };
      listbox.element.addEventListener("keydown", (event) => this.commitAgain(event), true);
      listbox.element.addEventListener("blur", () => this.point(null));
      const labels = plot.annotations.bind(plot);
      plot.annotations = (painted) => (this.untold ? [] : labels(painted));
      const outlined = plot.boneShapes.bind(plot);
      plot.boneShapes = () => [...outlined(), ...this.marks()];
    }

    /**
     * Show a picture of the deck.
     * @param pick whether a bone is to be chosen
     * @param zoom whether the reader may come nearer
     * @param quiet whether names and values are kept to itself
     * @param wrong a bone to mark as chosen in error
     */
    async ask(
      picture,
      store,
      {index, ways, pick = false, zoom = false, quiet = true, wrong = null, fresh = true, plotly},
    ) {
      const {figure, paint} = await store.of(picture);
      Object.assign(this, {
        pick,
        quiet,
        wrong,
        fresh,
        pointed: null,
        untold: picture.untold,
        lit: picture.lit,
      });
      this.walk(picture.journey);
      this.root.dataset.pick = String(pick);
      this.listbox.built = false;
      this.listbox.active = -1;
      const overlay = picture.overlay
        ? {ways, overlay: picture.overlay, side: picture.side, routes: picture.routes, focus: true}
        : {};
      await this.update({
        index,
        figure,
        paint,
        plotly,
        selected: picture.sites,
        alt: picture.alt,
        tools: zoom ? TOOLS : [],
        ...overlay,
      });
    }

    /** Let the cell stand at the end of its route so far. */
    walk(journey) {
      playback.reset();
      if (!journey) return;
      playback.script = {journeys: [journey], names: {}, routes: {}};
      playback.stand(journey.id, journey.steps.length);
    }

    /** A new question is drawn from scratch, so that it starts with the whole figure, or the whole trunk. */
    async draw(data) {
      if (this.fresh) Object.assign(this.plot, {base: null, family: null, zoomed: false, whole: false});
      this.fresh = false;
      await super.draw(data);
      this.plot.markZoom();
      this.stage.setAttribute("role", "group");
      this.stage.setAttribute("aria-label", data.alt);
    }

    /** Of the ways only what has been told is lit, whatever else the selection leads to. */
    light() {
      if (this.network && this.lit) {
        const told = this.network.indexes(this.lit);
        this.network = Object.assign(Object.create(this.network), {lit: () => told, ofRoutes: () => told});
      }
      super.light();
    }

    /** A vessel stands for itself here, not for the bones that it leads to. */
    bonesOf(id) {
      return this.network?.has(id) ? [] : super.bonesOf(id);
    }

    /** Every bone for itself: the rest of its site, outlined too, would look chosen. */
    siteOf(bone) {
      return bone;
    }

    // Choosing a bone ------------------------------------------------------------------------------

    /** Only bones that can be seen. */
    listed() {
      return super.listed().filter((id) => this.plot.hit.pathOf(id));
    }

    select(id) {
      if (!this.pick || (id !== null && !this.labels.has(id))) return;
      this.pointed = null;
      this.adopt(id === null ? [] : [id], this);
      this.onPick(id);
    }

    /** Enter on the bone that is chosen already means: that is my answer. */
    commitAgain(event) {
      if (
        event.key !== "Enter" ||
        !this.selected.length ||
        this.selected[0] !== this.listbox.ids[this.listbox.active]
      )
        return;
      event.preventDefault();
      event.stopImmediatePropagation();
      this.onCommit();
    }

    /** Outline the bone that the arrow keys have reached: the eye finds it, the name is not shown. */
    point(id) {
      if (this.pointed === id) return;
      this.pointed = id;
      this.plot.outline();
    }

    /** The bone that the keys have reached and one chosen in error, filled: small ones would be lost as outlines. */
    marks() {
      const {hit} = this.plot;
      const css = (name, fallback) => getComputedStyle(this.root).getPropertyValue(name).trim() || fallback;
      const accent = css("--st-primary-color", "#0b57d0");
      const wrong = css("--atlas-wrong", "#a3221b");
      const paper = css("--st-background-color", "#fff");
      const shape = (bone, look) => ({
        type: "path",
        path: hit.pathOf(bone),
        xref: "x",
        yref: "y",
        layer: "above",
        fillcolor: "rgba(0,0,0,0)",
        ...look,
      });
      const marked = (bone, color, dash) => [
        shape(bone, {line: {color: paper, width: 4.5}}),
        shape(bone, {fillcolor: color, opacity: 0.5, line: {width: 0}}),
        shape(bone, {line: {color, width: 2.2, dash}}),
      ];
      const wanted = [
        [this.pointed, accent, "solid"],
        [this.wrong, wrong, "dot"],
      ];
      return hit?.pathOf
        ? wanted.filter(([bone]) => bone && hit.pathOf(bone)).flatMap((mark) => marked(...mark))
        : [];
    }

    destroy() {
      playback.reset();
      super.destroy();
    }
  };
