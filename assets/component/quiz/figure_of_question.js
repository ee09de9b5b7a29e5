// The skeleton of a quiz: it tells no names before the answer, and a bone is chosen on it.
import {FigureView} from "../core/figure_view.js";
import {BoneHitTest} from "../core/hit.js";
import {Listbox} from "../core/listbox.js";
import {Plot} from "../core/plot.js";
import {css} from "../core/theme.js";
import {Tooltip} from "../core/toolbar.js";
import {playback} from "../pathways/playback.js";

const TOOLS = ["zoom_in", "zoom_out", "reset"];

/** A tooltip that keeps names and values to itself until the answer is known. */
class QuietTooltip extends Tooltip {
  /**
   * @param {HTMLElement} stage
   * @param {QuestionFigure} view
   */
  constructor(stage, view) {
    super(stage);
    this.view = view;
  }

  /**
   * @param {number} clientX
   * @param {number} clientY
   * @param {[string, string]} text
   */
  show(clientX, clientY, text) {
    if (this.view.quiet) this.hide();
    else super.show(clientX, clientY, text);
  }
}

/**
 * The list of bones while one is asked for: it points at a bone in the figure and reads no names.
 *
 * @extends {Listbox<QuestionFigure>}
 */
class AskingListbox extends Listbox {
  /**
   * @param {HTMLElement} stage
   * @param {QuestionFigure} view
   */
  constructor(stage, view) {
    super(stage, view);
    this.element.addEventListener("blur", () => view.point(null));
  }

  /**
   * Its list would tell which bone is outlined: it is there only where a bone is to be chosen.
   *
   * @param {boolean} shown
   */
  update(shown) {
    super.update(shown && this.view.pick);
  }

  /** @param {number} to */
  move(to) {
    super.move(to);
    this.view.point(this.ids[this.active]);
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const chosen = this.view.selected[0];
    // Enter on the bone that is chosen already means: that is my answer.
    if (event.key !== "Enter" || !chosen || chosen !== this.ids[this.active]) {
      super.onKey(event);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    this.view.onCommit();
  }
}

/** The drawing of a question: without labels where they would tell too much, with its own marks. */
class AskingPlot extends Plot {
  /**
   * @param {HTMLElement} element
   * @param {QuestionFigure} view
   */
  constructor(element, view) {
    super(element, view);
    this.asking = view;
  }

  /** @param {Published.PlotlyObject[]} [own] */
  annotations(own) {
    return this.asking.masked ? [] : super.annotations(own);
  }

  /** @returns {Atlas.Shape[]} */
  boneShapes() {
    return [...super.boneShapes(), ...this.askedMarks()];
  }

  /** The bone that the keys have reached and one chosen in error, filled: small ones would be lost as outlines. */
  askedMarks() {
    const {root, pointed, wrong} = this.asking;
    const paper = css(root, "--st-background-color", "#fff");
    const accent = css(root, "--st-primary-color", "#0b57d0");
    const red = css(root, "--atlas-wrong", "#a3221b");
    return [
      ...marksOf(this.pathOf(pointed), {color: accent, dash: "solid", paper}),
      ...marksOf(this.pathOf(wrong), {color: red, dash: "dot", paper}),
    ];
  }

  /**
   * The outline of a bone; none where there is no bone, or this view does not show it.
   *
   * @param {string | null} bone
   */
  pathOf(bone) {
    return bone !== null && this.hit instanceof BoneHitTest ? this.hit.pathOf(bone) : undefined;
  }
}

/**
 * A bone filled in a colour, on a halo.
 *
 * @param {string | undefined} path
 * @param {{color: string, dash: string, paper: string}} look
 * @returns {Atlas.PathShape[]}
 */
function marksOf(path, {color, dash, paper}) {
  if (!path) return [];
  /** @type {Omit<Atlas.PathShape, "line">} */
  const shape = {type: "path", path, xref: "x", yref: "y", layer: "above", fillcolor: "rgba(0,0,0,0)"};
  return [
    {...shape, line: {color: paper, width: 4.5}},
    {...shape, fillcolor: color, opacity: 0.5, line: {width: 0}},
    {...shape, line: {color, width: 2.2, dash}},
  ];
}

/** @typedef {{index: string, network: string}} Addresses */
/**
 * How a picture is shown.
 *
 * @typedef {object} Asking
 * @property {boolean} [pick] whether a bone is to be chosen
 * @property {boolean} [zoom] whether the reader may come nearer
 * @property {boolean} [quiet] whether names and values are kept
 * @property {string | null} [wrong] a bone to mark as chosen in error
 * @property {boolean} [fresh] whether the skeleton is drawn from scratch
 */

/** The figure of the page, made to ask. */
export class QuestionFigure extends FigureView {
  /** Whether a bone is to be chosen. */
  pick = false;
  /** Whether the next drawing starts from scratch. */
  fresh = true;
  /** Whether labels would give the answer away. */
  masked = false;
  /** Whether names and values are kept. */
  quiet = true;
  /** Segments that may be lit; all where nothing limits them. @type {string[] | undefined} */
  lit = undefined;
  /** The bone that the arrow keys have reached. @type {string | null} */
  pointed = null;
  /** One that was chosen in error. @type {string | null} */
  wrong = null;

  /**
   * @param {HTMLElement} root element to fill
   * @param {object} heard
   * @param {(bone: string | null) => void} heard.onPick called with the bone that was chosen, or null
   * @param {() => void} heard.onCommit called when the chosen bone is the answer
   */
  constructor(root, {onPick, onCommit}) {
    super(root);
    this.onPick = onPick;
    this.onCommit = onCommit;
  }

  /** @param {HTMLElement} element */
  makePlot(element) {
    return new AskingPlot(element, this);
  }

  makeTooltip() {
    return new QuietTooltip(this.stage, this);
  }

  makeListbox() {
    return new AskingListbox(this.stage, this);
  }

  /**
   * Show a picture of the deck.
   *
   * @param {Published.QuizPicture} picture
   * @param {import("./store.js").Store} store where its parts are kept
   * @param {Addresses & Asking} options
   */
  async ask(picture, store, options) {
    const {index, network, pick = false, zoom = false} = options;
    const {figure, paint} = await store.of(picture);
    this.prepare(picture, pick, options);
    await this.update({
      index,
      figure,
      paint,
      selected: picture.sites,
      alt: picture.alt,
      tools: zoom ? TOOLS : [],
      ...(picture.overlay ? overlaid(picture, network) : {}),
    });
  }

  /**
   * @param {Published.QuizPicture} picture
   * @param {boolean} pick
   * @param {Asking} options
   */
  prepare({masked, lit, journey}, pick, {quiet = true, wrong = null, fresh = true}) {
    Object.assign(this, {pick, wrong, fresh, masked, quiet, lit, pointed: null});
    this.walk(journey);
    this.root.dataset.pick = String(pick);
    this.listbox.reset();
  }

  /**
   * Let the cell stand at the end of its route so far.
   *
   * @param {Published.JourneySoFar | undefined} journey
   */
  walk(journey) {
    playback.reset();
    if (!journey) return;
    playback.script = {journeys: [withoutTexts(journey)], names: {}, routes: {}, noSource: ""};
    playback.stand(journey.id, journey.steps.length);
  }

  /**
   * A new question is drawn from scratch, so that it starts with the whole figure, or the whole trunk.
   *
   * @param {Atlas.ViewData} data
   */
  async draw(data) {
    if (this.fresh) this.plot.forget();
    this.fresh = false;
    await super.draw(data);
    this.plot.markZoom();
    this.stage.setAttribute("role", "group");
    this.stage.setAttribute("aria-label", data.alt ?? "");
  }

  /** Of the routes only what has been told is lit, whatever else the selection leads to. */
  light() {
    if (this.lit) this.limit(this.lit);
    super.light();
  }

  /**
   * A vessel stands for itself here, not for the bones that it leads to.
   *
   * @param {string} id
   */
  bonesOf(id) {
    return this.network?.has(id) ? [] : super.bonesOf(id);
  }

  /**
   * Every bone for itself: the rest of its site, outlined too, would look chosen.
   *
   * @param {string} bone
   */
  siteOf(bone) {
    return bone;
  }

  // Choosing a bone --------------------------------------------------------------------------------

  /** Only bones that can be seen. */
  listed() {
    const {hit} = this.plot;
    return hit instanceof BoneHitTest ? super.listed().filter((id) => hit.pathOf(id)) : [];
  }

  /** @param {string | null | undefined} chosen */
  select(chosen) {
    const id = chosen ?? null;
    if (!this.pick || (id !== null && !this.labels.has(id))) return;
    this.pointed = null;
    this.adopt(id === null ? [] : [id], this);
    this.onPick(id);
  }

  /**
   * Outline the bone that the arrow keys have reached: the eye finds it, the name is not shown.
   *
   * @param {string | null} id
   */
  point(id) {
    if (this.pointed === id) return;
    this.pointed = id;
    this.plot.outline();
  }

  destroy() {
    playback.reset();
    super.destroy();
  }
}

/**
 * A journey of which nothing is told yet but where it has come.
 *
 * @param {Published.JourneySoFar} journey
 * @returns {Published.Journey}
 */
function withoutTexts({id, steps}) {
  const texts = {caption: "", status: "", label: "", sources: [], mm: 0};
  return {
    id,
    title: "",
    route: "",
    side: "",
    site: "",
    bone: "",
    reached: "",
    steps: steps.map((step) => ({...step, ...texts})),
  };
}

/**
 * What lies over the trunk of a picture.
 *
 * @param {Published.QuizPicture} picture
 * @param {string} network address
 */
const overlaid = ({overlay, side, routes}, network) => ({network, overlay, side, routes, focus: true});

/**
 * Whether one picture follows another without drawing the skeleton anew: a zoom stays.
 *
 * @param {Published.QuizPicture | null} one
 * @param {Published.QuizPicture | null} other
 */
export function alike(one, other) {
  return Boolean(one && other && one.view === other.view && Boolean(one.overlay) === Boolean(other.overlay));
}
