// The words of a slide: what is said at once, what is revealed point by point, the question, the sources.
import {isDrawn, QuestionView} from "./slide_question.js";
import {isHigher, make, reachable} from "../core/dom.js";

/** How much of what is seen of a slide an arrow key moves on. */
const SCROLLED_PART = 0.6;
// Tried from the first to the last until the words have room; no type ever falls under its least size.
const SCALES = [1, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64];
/** Before type falls below this, what has been read already is left out. */
const LEAST_WHOLE = 0.82;

/**
 * A list of sources as one line.
 *
 * @param {[string, string][]} sources text and link each; the link is empty where there is none
 */
export function sourcesLine(sources) {
  /** @param {[string, string]} source */
  const one = ([text, link]) =>
    link ? make("a", {href: link, target: "_blank", rel: "noreferrer", textContent: text}) : text;
  return sources.flatMap((source, i) => [i ? "; " : "", one(source)]);
}

export class SlideView {
  /** @type {QuestionView | null} */
  question = null;
  /** @type {ReturnType<typeof claimOf> | null} */
  claim = null;
  /** Number of the slide that is shown. */
  built = 0;
  points = make("ul");

  /**
   * @param {HTMLElement} root element that the words fill
   * @param {Atlas.Deck} deck
   */
  constructor(root, deck) {
    this.root = root;
    this.deck = deck;
    this.title = make("h1", {className: "atlas-present-title"});
    this.column = make("div", {className: "atlas-present-column"});
    this.stage = make("div", {className: "atlas-present-stage"});
    this.sources = make("p", {className: "atlas-present-sources"});
    this.place = make("p", {className: "atlas-present-place"});
    this.journey = make("div", {className: "atlas-present-journey", hidden: true});
    this.notes = make("section", {className: "atlas-present-notes", hidden: true, tabIndex: 0});
    this.notes.setAttribute("aria-label", "Speaker notes");
    /** How a learner stands, where somebody counts it. */
    this.score = make("p", {className: "atlas-present-score", hidden: true});
    this.score.setAttribute("role", "status");
    this.foot = make("footer", {className: "atlas-present-foot"}, this.sources, this.score, this.place);
    root.append(this.title, this.column, this.stage, this.journey, this.foot, this.notes);
  }

  /** Show another slide, wholly covered but for what is said at once. */
  build() {
    const {deck} = this;
    const slide = deck.current;
    this.built = deck.slide;
    this.root.dataset.shows = slide.shows;
    this.root.dataset.question = slide.question?.kind ?? "";
    this.root.dataset.values = isDrawn(slide) ? "drawn" : "";
    this.title.textContent = slide.title;
    this.journey.hidden = !slide.strip;
    this.journey.replaceChildren(...(slide.strip ? stripOf(slide.strip) : []));
    this.buildWords(slide);
    // A phone scrolls what has no room: another slide begins at its top, wherever the last one was left.
    this.root.scrollTop = this.column.scrollTop = 0;
    this.sources.replaceChildren(
      ...(slide.sources.length ? ["Sources: ", ...sourcesLine(slide.sources)] : []),
    );
    this.place.textContent = `${deck.slide} / ${deck.count}`;
    this.place.setAttribute("aria-label", `Slide ${deck.slide} of ${deck.count}`);
    this.notes.replaceChildren(...paragraphs(slide.notes || "No notes for this slide."));
  }

  /**
   * What stands beside the figures: the claim, the text, the question, the points.
   *
   * @param {Published.Slide} slide
   */
  buildWords(slide) {
    this.question?.destroy();
    this.claim = slide.claim ? claimOf(slide.claim) : null;
    this.points = make(
      "ul",
      {className: "atlas-present-points", hidden: !slide.points.length},
      ...slide.points.map((point) => make("li", {textContent: point})),
    );
    const text = slide.text ? [make("p", {className: "atlas-present-text", textContent: slide.text})] : [];
    const asked = make("div", {className: "atlas-present-question", hidden: !slide.question});
    const practise = slide.practise
      ? [make("p", {className: "atlas-present-practise"}, practiseLink(slide.practise))]
      : [];
    const parts = [...text, asked, this.points, ...practise];
    const more = make("div", {className: "atlas-present-more"}, ...parts);
    more.hidden = !parts.some((part) => !part.hidden);
    this.column.replaceChildren(...(this.claim ? [this.claim.element] : []), more);
    this.question = slide.question
      ? new QuestionView(asked, this.deck, slide.question, () => this.fit())
      : null;
  }

  /** Bring the words in step with what is revealed. */
  update() {
    const {deck} = this;
    if (this.built !== deck.slide) this.build();
    const seen = deck.visible;
    [...this.points.children].forEach((point, i) => {
      point.classList.toggle("atlas-present-covered", i >= seen.points);
    });
    this.claim?.verdict.classList.toggle("atlas-present-covered", !seen.unhidden);
    // The stations of a journey give away where it ends.
    const secret = deck.current.hidden.some((what) => what === "figure" || what === "selection");
    this.journey.classList.toggle("atlas-present-covered", secret && !seen.unhidden);
    this.question?.update(seen);
    // The answer needs the room of the points until they come.
    this.points.classList.toggle("atlas-present-later", Boolean(this.question) && !seen.points);
    this.question?.root.classList.toggle("atlas-present-brief", seen.points > 0);
    // They tell the answer too.
    this.notes.hidden = !deck.notesBelow || deck.isOpen(deck.slide);
    this.fit();
    this.follow(seen.points);
  }

  /**
   * Where the words are higher than their room, bring what was revealed last into sight.
   *
   * @param {number} shown how many points are
   */
  follow(shown) {
    const newest = this.points.children[shown - 1];
    if (!newest || !isHigher(this.column)) return;
    const [end, edge] = [newest, this.column].map((element) => element.getBoundingClientRect().bottom);
    if (end > edge) this.column.scrollTop += end - edge;
  }

  /** Make the words smaller, step by step, until they have room; then leave out what is no longer needed. */
  fit() {
    this.root.classList.remove("atlas-present-tight", "atlas-present-short");
    if (this.journey.scrollWidth > this.journey.clientWidth + 1)
      this.root.classList.add("atlas-present-short");
    let hasRoom = this.shrink(SCALES.filter((scale) => scale >= LEAST_WHOLE));
    if (!hasRoom) {
      this.root.classList.add("atlas-present-tight");
      hasRoom = this.shrink();
    }
    // What still has no room, above long notes or on a phone, is scrolled: by keyboard too.
    reachable(this.column, !hasRoom);
    reachable(this.root, isHigher(this.root));
  }

  /**
   * Move the slide where it is higher than the screen; returns whether it moved.
   *
   * @param {1 | -1} direction down or up
   */
  scroll(direction) {
    const before = this.root.scrollTop;
    if (!isHigher(this.root)) return false;
    this.root.scrollTop += direction * SCROLLED_PART * this.root.clientHeight;
    return this.root.scrollTop !== before;
  }

  /**
   * Take the largest letters in which the words have room, to the pixel: what scrolls by one would have to be
   * reached by keyboard. Returns whether there are any.
   *
   * @param {number[]} [scales]
   */
  shrink(scales = SCALES) {
    return scales.some((scale) => {
      this.root.style.setProperty("--present-scale", String(scale));
      return this.column.scrollHeight <= this.column.clientHeight;
    });
  }
}

/** @param {Published.Practising} to */
const practiseLink = ({text, link}) =>
  make("a", {href: link, target: "_blank", rel: "noopener", textContent: text});

/** @param {string} text with empty lines between its paragraphs */
export function paragraphs(text) {
  return text.split(/\n\s*\n/).map((textContent) => make("p", {textContent}));
}

/**
 * The article's statement and what the evidence says of it, in words.
 *
 * @param {Published.SlideClaim} claim
 */
function claimOf({statement, verdict, because, hypothesis}) {
  const marks = make(
    "p",
    {},
    make("span", {className: "atlas-present-verdict", textContent: verdict}),
    ...(hypothesis ? [` ${hypothesis}`] : []),
  );
  const judged = make(
    "div",
    {className: "atlas-present-found"},
    marks,
    ...(because ? [make("p", {textContent: because})] : []),
  );
  return {
    verdict: judged,
    element: make(
      "div",
      {className: "atlas-present-claim"},
      make("blockquote", {textContent: statement}),
      judged,
    ),
  };
}

// So many stations stand in one line that is read from the last row.
const MOST_STATIONS = 3;

/**
 * Which stations stand in the line: the one where the cell is, and those beside it.
 *
 * @param {number} station where the cell is
 * @param {number} count of all stations
 * @returns {[first: number, last: number]}
 */
export function nearby(station, count) {
  const first = Math.max(0, Math.min(station - 1, count - MOST_STATIONS));
  return [first, Math.min(count, first + MOST_STATIONS) - 1];
}

/**
 * The stations of a journey, the cell standing at one of them, and how sure the step to it is.
 *
 * @param {Published.Strip} strip
 */
function stripOf({title, stations, station, status}) {
  const [first, last] = nearby(station, stations.length);
  const items = stations.map((name, i) => {
    const item = make("li", {}, make("span", {textContent: name}));
    item.classList.toggle("atlas-present-passed", i < station);
    item.classList.toggle("atlas-present-far", i < first || i > last);
    item.classList.toggle("atlas-present-near-start", i === first && i > 0);
    item.classList.toggle("atlas-present-near-end", i === last && i < stations.length - 1);
    if (i === station) item.setAttribute("aria-current", "step");
    return item;
  });
  const list = make("ol", {className: "atlas-present-stations"}, ...items);
  list.setAttribute("aria-label", title);
  const chip = make("span", {className: "atlas-status-chip", textContent: status});
  chip.dataset.status = status;
  return [list, ...(status ? [make("p", {}, "This step: ", chip)] : [])];
}
