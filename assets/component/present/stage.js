// The figures of the slides: drawn ahead for the next slide, painted by what is revealed, put back after a look around.
import {visible} from "./deck.js";
import {make} from "../core/dom.js";

const AHEAD_MS = 250;
// The stage that plots are drawn for, in px.
const [DRAWN_WIDE, DRAWN_HIGH] = [760, 600];

/** @typedef {{view: Atlas.FigureView, figure: Published.SlideFigure, root: HTMLElement, frame: HTMLElement}} Shown */
/**
 * The figures of one slide.
 *
 * @typedef {object} Figures
 * @property {number} number of the slide
 * @property {Published.Slide} slide
 * @property {HTMLElement} element
 * @property {Shown[]} views
 */

export class Stage {
  /** By the number of the slide. @type {Map<number, Figures>} */
  sets = new Map();
  /** Of which slide the cell has set out already. @type {Published.Playing | null} */
  walked = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  ahead;

  /**
   * @param {HTMLElement} root element that holds the figures
   * @param {Atlas.Deck} deck
   * @param {Atlas.PresentTools} tools
   * @param {(figure: Published.SlideFigure, ids: string[]) => void} onChoose called when a bone or a row is clicked
   */
  constructor(root, deck, tools, onChoose) {
    this.root = root;
    this.deck = deck;
    this.tools = tools;
    this.onChoose = onChoose;
  }

  /** Show the figures of the slide at which the deck stands. */
  async show() {
    const {deck} = this;
    const {slide: number} = deck;
    for (const [other, set] of this.sets) {
      if (Math.abs(other - number) > 1) this.drop(other, set);
      else this.place(set, other === number);
    }
    const set = this.prepare(number);
    this.place(set, true);
    await Promise.all([this.stand(deck.current), this.paint(set)]);
    if (deck.slide !== number) return; // what was left meanwhile has nothing to draw ahead
    clearTimeout(this.ahead);
    this.ahead = setTimeout(() => {
      for (const near of [number + 1, number - 1]) if (deck.lesson.slides[near - 1]) this.prepare(near);
    }, AHEAD_MS);
  }

  /**
   * @param {Figures} set
   * @param {boolean} shown
   */
  place(set, shown) {
    set.element.classList.toggle("atlas-present-shown", shown);
    set.element.inert = !shown;
  }

  /**
   * Make the figures of a slide, if they are not there yet.
   *
   * @param {number} number
   */
  prepare(number) {
    const before = this.sets.get(number);
    if (before) return before;
    const slide = this.deck.lesson.slides[number - 1];
    /** @type {Figures} */
    const set = {number, slide, element: make("div", {className: "atlas-present-set"}), views: []};
    set.element.dataset.slide = String(number);
    this.sets.set(number, set);
    this.root.append(set.element);
    for (const figure of slide.figures) set.views.push(this.mount(set.element, figure));
    this.place(set, false);
    this.paint(set);
    return set;
  }

  /**
   * @param {HTMLElement} parent
   * @param {Published.SlideFigure} figure
   * @returns {Shown}
   */
  mount(parent, figure) {
    const root = make("div", {className: "atlas-figure"});
    const caption = make("figcaption", {textContent: figure.caption});
    const told = make("ul", {className: "atlas-present-told"});
    const veil = make("div", {className: "atlas-present-veil", textContent: "?"});
    veil.setAttribute("aria-hidden", "true");
    const alt = make("span", {className: "atlas-unseen", textContent: figure.alt});
    const frame = make("figure", {className: "atlas-present-figure"}, caption, alt, root, told, veil);
    parent.append(frame);
    /** @type {Atlas.FigureView} */
    const view = new this.tools.FigureView(root, {
      onSelect: (/** @type {{ids: string[]}} */ {ids}) => this.chosen(figure, view, ids),
    });
    root.atlasView = view;
    frame.dataset.kind = figure.kind;
    // The shape that a plot is drawn in: on a phone it keeps it, as wide as the window.
    frame.style.setProperty("--present-shape", String((figure.height || DRAWN_HIGH) / DRAWN_WIDE));
    return {view, figure, root, frame};
  }

  /**
   * Something was clicked: the figure goes back to what the slide says, the look around begins.
   *
   * @param {Published.SlideFigure} figure
   * @param {Atlas.FigureView} view
   * @param {string[]} ids
   */
  chosen(figure, view, ids) {
    queueMicrotask(() => {
      this.restore();
      if (ids.length) this.onChoose(figure, ids);
    });
  }

  /**
   * Paint the figures of a slide by what is revealed and whether labels are wanted.
   *
   * @param {Figures} set
   */
  async paint(set) {
    const {number, slide} = set;
    const {getJson, themeOf} = this.tools;
    const seen = this.seen(set);
    const look = {seen, slide, labels: this.deck.labels, theme: themeOf(this.root), getJson};
    await Promise.all(
      set.views.map(async ({view, figure, frame}) => {
        const veiled = !seen.unhidden && isVeiled(slide, figure);
        frame.classList.toggle("atlas-present-veiled", veiled);
        const data = await dataOf(figure, look);
        tell(frame, hides(look, "values") ? NONE : labelsIn(data));
        if (this.sets.get(number)?.views.some((one) => one.view === view)) await view.update(data);
      }),
    );
  }

  /**
   * What may be seen of a slide: one behind lies as it was left, one ahead is still covered.
   *
   * @param {Figures} set
   */
  seen({number, slide}) {
    if (number === this.deck.slide) return this.deck.visible;
    return visible(slide, number < this.deck.slide ? slide.steps.length : 0);
  }

  /**
   * Let the cell walk the step of the slide, once.
   *
   * @param {Published.Slide} slide
   */
  async stand({playing}) {
    const {playback, getJson} = this.tools;
    if (!playing?.script) {
      this.walked = null;
      playback.reset();
      return;
    }
    const script = await getJson(playing.script);
    if (this.deck.current.playing !== playing) return; // the lesson has gone on meanwhile
    if (this.walked === playing && playback.script === script) return; // another point of the slide is revealed
    this.walked = playing;
    playback.script = script;
    playback.last = playing.step;
    playback.stand(playing.journey, playing.step - 1);
    if (playing.step) this.walk(playing.step);
  }

  /**
   * Let the cell take a step, and stop there.
   *
   * @param {number} step
   */
  walk(step) {
    const {playback} = this.tools;
    playback.playing = true;
    playback.enter(step);
  }

  /** Hold the cell, or let it go on; where it has come to, it walks the journey from its beginning. */
  pause() {
    if (this.deck.current.playing?.journey) this.tools.playback.toggle();
  }

  /** Undo what a click did: selection and journey are those of the slide again. */
  restore() {
    const {deck} = this;
    const {playback} = this.tools;
    const slide = deck.current;
    for (const {view, figure} of this.sets.get(deck.slide)?.views ?? [])
      if (view.plot.ready) view.adopt(selectedOf(figure, slide, deck.visible), view);
    const {playing} = slide;
    if (playing?.script && playback.script) playback.stand(playing.journey, playing.step);
  }

  /** Paint anew: labels, theme or what is revealed has changed. */
  repaint() {
    return Promise.all([...this.sets.values()].map((set) => this.paint(set)));
  }

  /**
   * @param {number} number
   * @param {Figures} set
   */
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

/**
 * Whether a figure is hidden as a whole: a plot has no values to hide but itself.
 *
 * @param {Published.Slide} slide
 * @param {Published.SlideFigure} figure
 */
export function isVeiled(slide, figure) {
  return slide.hidden.includes("figure") || (figure.kind !== "bones" && slide.hidden.includes("values"));
}

/**
 * @param {Published.SlideFigure} figure
 * @param {Published.Slide} slide
 * @param {Atlas.Seen} seen
 */
function selectedOf(figure, slide, seen) {
  return seen.unhidden || !slide.hidden.includes("selection") ? figure.select : [];
}

/**
 * How a figure is to be seen.
 *
 * @typedef {object} Look
 * @property {Atlas.Seen} seen
 * @property {Published.Slide} slide
 * @property {boolean} labels whether labels are wanted
 * @property {Atlas.Theme} theme
 * @property {Atlas.GetJson} getJson
 * @property {string} [view] another side than the slide's own
 * @property {string[]} [tools]
 */

/**
 * What a FigureView is told: the figure with the paint that may be seen now.
 *
 * @param {Published.SlideFigure} figure
 * @param {Look} look
 * @returns {Promise<Atlas.ViewData>}
 */
export async function dataOf(figure, look) {
  const {seen, slide, theme, getJson} = look;
  const side = figure.views?.[viewOf(figure, look)];
  /** @type {Atlas.ViewData} */
  const data = {
    index: figure.index,
    figure: side ? side.figure : figure.figure,
    height: "100%",
    tools: look.tools ?? [],
    alt: figure.alt,
    marked: figure.marked ?? [],
    projector: true,
    selected: selectedOf(figure, slide, seen),
    ...figure.routes,
  };
  if (!side) return data;
  if (side.overlay) data.overlay = side.overlay;
  const labels = labelsOf(figure, look);
  const paint = await paintOf(side, {labels, blank: hides(look, "values"), theme, getJson});
  return {
    ...data,
    extent: figure.extent,
    labels: labels !== NONE,
    narrowLabels: labels === NONE ? NONE : narrowLabelsOf(figure, look),
    paint: {[theme]: paint},
  };
}

/**
 * The side from which a skeleton is seen: its own, or the one that the presenter has turned it to.
 *
 * @param {Published.SlideFigure} figure
 * @param {Look} look
 */
const viewOf = (figure, look) => look.view ?? figure.view ?? "";

/**
 * Whether something of a slide is still hidden.
 *
 * @param {Look} look
 * @param {string} what
 */
const hides = ({seen, slide}, what) => !seen.unhidden && slide.hidden.includes(what);

/** No labels at all. @type {Published.PlotlyObject[]} */
const NONE = [];

/**
 * The labels that a view may have now; undefined for those of the layer itself.
 *
 * @param {Published.SlideFigure} figure
 * @param {Look} look
 */
function labelsOf(figure, look) {
  const {labels, theme} = look;
  const own = viewOf(figure, look) === figure.view;
  if (!labels || hides(look, "labels")) return NONE;
  if (hides(look, "values")) return figure.names?.[theme] ?? [];
  return own ? figure.labels?.[theme] : undefined;
}

/**
 * The labels that stand beside a skeleton on a narrow stage.
 *
 * @param {Published.SlideFigure} figure
 * @param {Look} look
 */
function narrowLabelsOf(figure, look) {
  const own = viewOf(figure, look) === figure.view;
  return (own && !hides(look, "values") && figure.narrow?.[look.theme]) || NONE;
}

/**
 * The labels with which a skeleton is drawn.
 *
 * @param {Atlas.ViewData} data
 */
function labelsIn({paint}) {
  const [made] = Object.values(paint ?? {});
  return (typeof made === "object" && made.layout.annotations) || NONE;
}

/**
 * Write under a skeleton what its labels say: held upright, a phone has no room for them beside it.
 *
 * @param {HTMLElement} frame
 * @param {Published.PlotlyObject[]} labels
 */
function tell(frame, labels) {
  const items = labels.map(({text}) => make("li", {}, ...inBold(text.replaceAll("<br>", " "))));
  frame.querySelector(".atlas-present-told")?.replaceChildren(...items);
}

/**
 * Text with what stands in `<b>` as elements.
 *
 * @param {string} text
 */
export const inBold = (text) =>
  text
    .split(/<b>(.*?)<\/b>/)
    .map((part, i) => (i % 2 ? make("b", {textContent: part}) : part))
    .filter((part) => part !== "");

/** @type {Map<string, Published.Paint>} */
const painted = new Map();

/**
 * A published paint with other labels, or without its values where these are hidden; made once.
 *
 * @param {Published.SlideView} side
 * @param {object} as
 * @param {Published.PlotlyObject[] | undefined} as.labels
 * @param {boolean} as.blank whether the values are hidden
 * @param {Atlas.Theme} as.theme
 * @param {Atlas.GetJson} as.getJson
 */
async function paintOf(side, {labels, blank, theme, getJson}) {
  const key = JSON.stringify([side.paint[theme], blank, labels ?? "of the layer"]);
  const made = painted.get(key);
  if (made) return made;
  const full = await getJson(side.paint[theme]);
  const annotations = labels ?? full.layout.annotations;
  const paint = blank
    ? covered(await getJson(side.blank[theme]), full, annotations)
    : {...full, layout: {...full.layout, annotations}};
  painted.set(key, paint);
  return paint;
}

/**
 * A skeleton that tells nothing of its values, in the very place of the painted one.
 *
 * @param {Published.Paint} bare
 * @param {Published.Paint} full
 * @param {Published.PlotlyObject[]} annotations
 * @returns {Published.Paint}
 */
function covered(bare, full, annotations) {
  // The bones stay where they are when the key appears, so the margin is that of the painted one.
  /** @type {Published.PlotlyObject} */
  const layout = {...bare.layout, annotations};
  delete layout.margin;
  if (full.layout.margin) layout.margin = full.layout.margin;
  return {...bare, texts: {}, brief: {}, layout};
}
