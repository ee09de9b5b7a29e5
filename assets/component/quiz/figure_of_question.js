// The skeleton of a quiz: it tells no names before the answer, and a bone is chosen on it.
import {FigureView} from "../core/figure_view.js";
import {Listbox} from "../core/listbox.js";
import {Plot} from "../core/plot.js";
import {css} from "../core/theme.js";
import {Tooltip} from "../core/toolbar.js";
import {playback} from "../pathways/playback.js";

const TOOLS = ["zoom_in", "zoom_out", "reset"];

/** A tooltip that keeps names and values to itself until the answer is known. */
class QuietTooltip extends Tooltip {
  quiet = true;

  /**
   * @param {number} clientX
   * @param {number} clientY
   * @param {[string, string]} text
   */
  show(clientX, clientY, text) {
    if (this.quiet) this.hide();
    else super.show(clientX, clientY, text);
  }
}

/** The list of bones while one is asked for: it points at a bone in the figure and reads no names. */
class AskingListbox extends Listbox {
  /**
   * @param {HTMLElement} stage
   * @param {QuestionFigure} view
   */
  constructor(stage, view) {
    super(stage, view);
    this.figure = view;
    this.element.addEventListener("blur", () => view.point(null));
  }

  /** Its list would tell which bone is outlined: it is there only where a bone is to be chosen. */
  update(shown) {
    super.update(shown && this.figure.pick);
  }

  /** List anew: another question, perhaps another view. */
  reset() {
    this.built = false;
    this.active = -1;
  }

  move(to) {
    super.move(to);
    this.figure.point(this.ids[this.active]);
  }

  onKey(event) {
    const chosen = this.figure.selected[0];
    // Enter on the bone that is chosen already means: that is my answer.
    if (event.key !== "Enter" || !chosen || chosen !== this.ids[this.active]) {
      super.onKey(event);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    this.figure.onCommit();
  }
}

/** The drawing of a question: without labels where they would tell too much, with its own marks. */
class AskingPlot extends Plot {
  annotations(own) {
    return this.view.masked ? [] : super.annotations(own);
  }

  boneShapes() {
    return [...super.boneShapes(), ...this.askedMarks()];
  }

  /** The bone that the keys have reached and one chosen in error, filled: small ones would be lost as outlines. */
  askedMarks() {
    const {hit} = this;
    const {root, pointed, wrong} = this.view;
    if (!hit?.pathOf) return [];
    const paper = css(root, "--st-background-color", "#fff");
    const wanted = [
      [pointed, css(root, "--st-primary-color", "#0b57d0"), "solid"],
      [wrong, css(root, "--atlas-wrong", "#a3221b"), "dot"],
    ];
    return wanted
      .filter(([bone]) => bone && hit.pathOf(bone))
      .flatMap(([bone, color, dash]) => marksOf(hit.pathOf(bone), {color, dash, paper}));
  }
}

/** A bone filled in a colour, on a halo. */
function marksOf(path, {color, dash, paper}) {
  const shape = {type: "path", path, xref: "x", yref: "y", layer: "above", fillcolor: "rgba(0,0,0,0)"};
  return [
    {...shape, line: {color: paper, width: 4.5}},
    {...shape, fillcolor: color, opacity: 0.5, line: {width: 0}},
    {...shape, line: {color, width: 2.2, dash}},
  ];
}

/** The figure of the page, made to ask. */
export class QuestionFigure extends FigureView {
  /** Whether a bone is to be chosen. */
  pick = false;
  /** Whether the next drawing starts from scratch. */
  fresh = true;
  /** Whether labels would give the answer away. */
  masked = false;
  /** Segments that may be lit; all where nothing limits them. */
  lit = undefined;
  /** The bone that the arrow keys have reached, and one that was chosen in error. */
  pointed = null;
  wrong = null;

  /**
   * @param root element to fill
   * @param onPick called with the bone that was chosen, or null
   * @param onCommit called when the chosen bone is the answer
   */
  constructor(root, {onPick, onCommit}) {
    super(root, {parts: {Plot: AskingPlot, Listbox: AskingListbox, Tooltip: QuietTooltip}});
    this.onPick = onPick;
    this.onCommit = onCommit;
  }

  /**
   * Show a picture of the deck.
   *
   * @param picture of a question
   * @param store where its parts are kept
   * @param options index, network, plotly: addresses; pick: whether a bone is to be chosen; zoom: whether the reader
   *   may come nearer; quiet: whether names and values are kept; wrong: a bone to mark as chosen in error; fresh:
   *   whether the skeleton is drawn from scratch
   */
  async ask(picture, store, options) {
    const {index, network, plotly, pick = false, zoom = false} = options;
    const {figure, paint} = await store.of(picture);
    this.prepare(picture, pick, options);
    await this.update({
      index,
      figure,
      paint,
      plotly,
      selected: picture.sites,
      alt: picture.alt,
      tools: zoom ? TOOLS : [],
      ...(picture.overlay ? overlaid(picture, network) : {}),
    });
  }

  prepare({masked, lit, journey}, pick, {quiet = true, wrong = null, fresh = true}) {
    Object.assign(this, {pick, wrong, fresh, masked, lit, pointed: null});
    this.tooltip.quiet = quiet;
    this.walk(journey);
    this.root.dataset.pick = String(pick);
    this.listbox.reset();
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

  /** Of the routes only what has been told is lit, whatever else the selection leads to. */
  light() {
    if (this.network && this.lit) this.network = this.network.only(this.lit);
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

  // Choosing a bone --------------------------------------------------------------------------------

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

  /** Outline the bone that the arrow keys have reached: the eye finds it, the name is not shown. */
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

/** What lies over the trunk of a picture. */
const overlaid = ({overlay, side, routes}, network) => ({network, overlay, side, routes, focus: true});
