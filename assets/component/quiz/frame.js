// What a question is shown in: the parts of the page that stay from question to question.
import {make} from "../core/dom.js";
import {QuestionFigure} from "./figure_of_question.js";

/**
 * What the reader does.
 *
 * @typedef {object} Acts
 * @property {() => void} end
 * @property {() => void} pass
 * @property {() => void} main
 * @property {(bone: string | null) => void} pick
 */

/**
 * Fill the page with the parts, empty, and with the figure.
 *
 * @param {HTMLElement} root
 * @param {Acts} acts
 */
export function framed(root, acts) {
  const parts = partsOf(acts);
  const skeleton = make("div", {className: "atlas-figure"});
  parts.figure.append(skeleton, parts.caption);
  root.replaceChildren(
    make("div", {className: "atlas-quiz-head"}, parts.progress, parts.track, parts.end, parts.lost),
    make("div", {className: "atlas-quiz-ask"}, parts.heading, parts.hint),
    parts.figure,
    make("div", {className: "atlas-quiz-panel"}, parts.answer, parts.told),
    make("div", {className: "atlas-quiz-actions"}, parts.pass, parts.main),
  );
  const view = new QuestionFigure(skeleton, {onPick: acts.pick, onCommit: acts.main});
  skeleton.atlasView = view;
  return {parts, view};
}

/**
 * An element by its tag, with a class and properties.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} name
 * @param {string} className
 * @param {object} [properties]
 */
const part = (name, className, properties = {}) => make(name, {className, ...properties});

/**
 * The parts by name; `done` is how much of the track is behind.
 *
 * @param {Acts} acts
 */
function partsOf(acts) {
  const done = make("span");
  const parts = {
    progress: part("p", "atlas-quiz-progress"),
    track: part("div", "atlas-quiz-track"),
    done,
    end: part("button", "atlas-quiz-end", {type: "button", textContent: "End", onclick: acts.end}),
    heading: part("h2", "atlas-quiz-prompt", {tabIndex: -1, id: "atlas-quiz-prompt"}),
    hint: part("p", "atlas-quiz-hint"),
    figure: part("div", "atlas-quiz-figure"),
    caption: part("p", "atlas-quiz-caption"),
    answer: part("div", "atlas-quiz-answer"),
    told: part("div", "atlas-quiz-feedback"),
    pass: part("button", "atlas-quiz-pass", {
      type: "button",
      textContent: "I don’t know",
      onclick: acts.pass,
    }),
    lost: part("p", "atlas-quiz-lost"),
    main: part("button", "atlas-quiz-main", {type: "button", onclick: acts.main}),
  };
  parts.end.setAttribute("aria-label", "End this quiz");
  parts.track.setAttribute("aria-hidden", "true");
  parts.track.append(done);
  for (const live of [parts.told, parts.lost]) live.setAttribute("role", "status");
  return parts;
}

/**
 * Start reading at a heading, from the top of the page.
 *
 * @param {HTMLElement} heading
 */
export function begin(heading) {
  heading.focus({preventScroll: true});
  const scrolled = heading.closest("[data-testid=stMain]") ?? document.scrollingElement;
  if (scrolled) scrolled.scrollTop = 0;
}
