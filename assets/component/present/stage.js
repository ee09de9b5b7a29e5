// The figures of the slides: drawn ahead for the next slide, painted by what is revealed, put back after a look around.
import {visible} from "./deck.js";
import {make} from "../core/dom.js";

const AHEAD_MS = 250;
// Where the letters of a phone are smaller than those of a room, so is what is drawn with them.
const PHONE = "(max-width: 640px), (max-aspect-ratio: 1/1)";
const PHONE_SCALE = 0.75;

export class Stage {
  /**
   * @param root element that holds the figures
   * @param tools {FigureView, getJson, themeOf, playback}
   * @param onChoose called with (figure, ids) when a bone or a row is clicked
   */
  constructor(root, tools, onChoose) {
    Object.assign(this, {root, onChoose, ...tools});
    this.sets = new Map();
  }

  /** Show the figures of the slide at which the deck stands. */
  async show(deck) {
    this.deck = deck;
    const {slide: number} = deck;
    for (const [other, set] of this.sets) {
      if (Math.abs(other - number) > 1) this.drop(other, set);
      else this.place(set, other === number);
    }
    const set = this.prepare(number);
    this.place(set, true);
    await Promise.all([this.stand(deck.current, deck), this.paint(set)]);
    clearTimeout(this.ahead);
    this.ahead = setTimeout(() => {
      for (const near of [number + 1, number - 1]) if (deck.lesson.slides[near - 1]) this.prepare(near);
    }, AHEAD_MS);
  }

  place(set, shown) {
    set.element.classList.toggle("atlas-present-shown", shown);
    set.element.inert = !shown;
  }

  /** Make the figures of a slide, if they are not there yet. */
  prepare(number) {
    if (this.sets.has(number)) return this.sets.get(number);
    const slide = this.deck.lesson.slides[number - 1];
    const set = {number, slide, element: make("div", {className: "atlas-present-set"}), views: []};
    set.element.dataset.slide = number;
    this.sets.set(number, set);
    this.root.append(set.element);
    for (const figure of slide.figures) set.views.push(this.mount(set.element, figure));
    this.place(set, false);
    this.paint(set);
    return set;
  }

  mount(parent, figure) {
    const root = make("div", {className: "atlas-figure"});
    const caption = make("figcaption", {textContent: figure.caption});
    const veil = make("div", {className: "atlas-present-veil", textContent: "?"});
    veil.setAttribute("aria-hidden", "true");
    const words = make("span", {className: "atlas-unseen", textContent: figure.alt});
    parent.append(make("figure", {className: "atlas-present-figure"}, caption, words, root, veil));
    const view = new this.FigureView(root, {onSelect: ({ids}) => this.chosen(figure, view, ids)});
    root.atlasView = view;
    const frame = root.parentElement;
    frame.dataset.kind = figure.kind;
    frame.style.setProperty("--present-height", `${(figure.height || 600) * PHONE_SCALE}px`);
    // A plot wider than a phone is moved sideways there, by the keyboard too.
    if (figure.kind === "rows" && matchMedia(PHONE).matches)
      Object.assign(frame, {tabIndex: 0, ariaLabel: figure.alt});
    fitToPhones(view.plot);
    return {view, figure, root};
  }

  /** Something was clicked: the figure goes back to what the slide says, the look around begins. */
  chosen(figure, view, ids) {
    queueMicrotask(() => {
      this.restore();
      if (ids.length) this.onChoose(figure, ids);
    });
  }

  /** Paint the figures of a slide by what is revealed and whether labels are wanted. */
  async paint(set) {
    const {deck} = this;
    const [number, seen] = [set.number, this.seen(set)];
    const theme = this.themeOf(this.root);
    await Promise.all(
      set.views.map(async ({view, figure, root}) => {
        const veiled = !seen.unhidden && isVeiled(set.slide, figure);
        root.parentElement.classList.toggle("atlas-present-veiled", veiled);
        const data = await dataOf(figure, {
          seen,
          slide: set.slide,
          labels: deck.labels,
          theme,
          getJson: this.getJson,
        });
        if (this.sets.get(number)?.views.some((one) => one.view === view)) await view.update(data);
      }),
    );
  }

  /** What may be seen of a slide: one behind lies as it was left, one ahead is still covered. */
  seen({number, slide}) {
    if (number === this.deck.slide) return this.deck.visible;
    return visible(slide, number < this.deck.slide ? slide.steps.length : 0);
  }

  /** Put the cell where the slide says; from the step before it walks there. */
  async stand({ways}, deck) {
    const {playback} = this;
    if (!ways?.script) {
      playback.reset();
      return;
    }
    const script = await this.getJson(ways.script);
    if (deck.current.ways !== ways) return;
    const walks =
      playback.script === script &&
      playback.shown &&
      playback.id === ways.journey &&
      playback.step === ways.step - 1;
    playback.script = script;
    if (walks) playback.enter(ways.step);
    else playback.stand(ways.journey, ways.step);
  }

  /** Undo what a click did: selection and journey are those of the slide again. */
  restore() {
    const {deck} = this;
    const set = this.sets.get(deck.slide);
    for (const {view, figure} of set?.views ?? [])
      if (view.plot.ready) view.adopt(selectedOf(figure, set.slide, this.seen(set)), view);
    const {ways} = deck.current;
    if (ways?.script && this.playback.script) this.playback.stand(ways.journey, ways.step);
  }

  /** Paint anew: labels, theme or what is revealed has changed. */
  repaint() {
    return Promise.all([...this.sets.values()].map((set) => this.paint(set)));
  }

  drop(number, set) {
    this.sets.delete(number);
    for (const {view} of set.views) view.destroy();
    set.element.remove();
  }

  destroy() {
    clearTimeout(this.ahead);
    for (const [number, set] of this.sets) this.drop(number, set);
  }
}

/** Let a figure that never shrinks do so on a phone, down to letters of 18 px. */
export function fitToPhones(plot) {
  const grow = plot.grow;
  plot.grow = function () {
    return matchMedia(PHONE).matches ? PHONE_SCALE : grow.call(this);
  };
}

/** Whether a figure is hidden as a whole: a plot has no values to hide but itself. */
function isVeiled(slide, figure) {
  return slide.hidden.includes("figure") || (figure.kind !== "bones" && slide.hidden.includes("values"));
}

function selectedOf(figure, slide, seen) {
  return seen.unhidden || !slide.hidden.includes("selection") ? figure.select : [];
}

/** What a FigureView is told: the figure with the paint that may be seen now. */
export async function dataOf(figure, {seen, slide, labels, theme, getJson, view = figure.view, tools = []}) {
  const place = figure.views?.[view];
  const hidden = (what) => !seen.unhidden && slide.hidden.includes(what);
  const data = {
    index: figure.index,
    figure: place?.figure ?? figure.figure,
    height: "100%",
    tools,
    alt: figure.alt,
    marked: figure.marked ?? [],
    projector: true,
    selected: selectedOf(figure, slide, seen),
    ...figure.ways,
    ...(place?.overlay ? {overlay: place.overlay} : {}),
  };
  if (!place) return data;
  const own = view === figure.view;
  // The answer of an order has the values: they are not told a second time in the smaller room beside it.
  const ranked = own && slide.question?.kind === "rank" && seen.answered;
  const labelled = labels && !hidden("labels") && !ranked;
  const paint = await paintOf(place, {blank: hidden("values"), labelled, own, figure, theme, getJson});
  return {...data, labels: labelled, paint: {[theme]: paint}};
}

const painted = new Map();

/** A published paint, without its labels or without its values where these are hidden; made once. */
async function paintOf(place, {blank, labelled, own, figure, theme, getJson}) {
  const notes = !labelled ? "none" : own && figure.labels ? JSON.stringify(figure.labels[theme]) : "all";
  const key = [place.paint[theme], blank, notes, theme].join("|");
  if (!painted.has(key)) {
    const [full, bare] = await Promise.all([
      getJson(place.paint[theme]),
      blank ? getJson(place.blank[theme]) : null,
    ]);
    const annotations = !labelled
      ? []
      : blank
        ? (figure.names?.[theme] ?? [])
        : own && figure.labels
          ? figure.labels[theme]
          : full.layout.annotations;
    painted.set(
      key,
      blank ? covered(bare, full, annotations) : {...full, layout: {...full.layout, annotations}},
    );
  }
  return painted.get(key);
}

/** A skeleton that tells nothing of its values, in the very place of the painted one. */
function covered(bare, full, annotations) {
  const {margin, ...rest} = bare.layout;
  return {
    ...bare,
    texts: {},
    brief: {},
    layout: {...rest, ...(full.layout.margin ? {margin: full.layout.margin} : {}), annotations},
  };
}
