// What counts in a lesson that a learner takes alone: each question once, by the answer given before it is shown.
import {compared} from "../order/order_scoring.js";

/** @typedef {Atlas.Deck} Deck */

/**
 * Where a visit was left: answers by the number of their slide, null where the answer was looked at without one.
 *
 * @typedef {object} Kept
 * @property {{slide: number, revealed: number} | null} at
 * @property {Set<number>} seen numbers of slides
 * @property {Map<number, Atlas.ClassAnswer | null>} answers
 */

const FORM = 1;

/**
 * Whether an answer is right, as the quiz has it: of an order, all of it.
 *
 * @param {Published.SlideQuestion} question
 * @param {Atlas.ClassAnswer | null | undefined} answer
 */
export function isRight({kind, answer: wanted, truth = [], pairs = []}, answer) {
  if (kind !== "rank") return answer === wanted;
  return Array.isArray(answer) && compared(answer, truth, pairs).every(({right}) => right);
}

/**
 * How a learner stands.
 *
 * @param {Deck} deck
 * @param {Set<number>} seen numbers of slides
 */
export function standing({lesson, answers, settled}, seen) {
  const asked = lesson.slides.flatMap(({question}, i) => (question ? [{question, place: i + 1}] : []));
  const answered = asked.filter(({place}) => settled?.has(place));
  const right = answered.filter(({question, place}) => isRight(question, answers.get(place))).length;
  const isComplete = answered.length === asked.length && lesson.slides.every(({number}) => seen.has(number));
  // Nothing is told before something was answered.
  const score = answered.length ? Math.round((10_000 * right) / asked.length) / 100 : null;
  return {count: asked.length, answered: answered.length, right, score, isComplete};
}

/**
 * What the next visit needs, as a text: with sixty slides, each with an order of six, 1,700 letters.
 *
 * @param {Deck} deck
 * @param {Set<number>} seen
 */
export function packed({lesson, current, revealed, answers, settled}, seen) {
  const given = [...(settled ?? [])].map((place) => {
    const {number, question} = lesson.slides[place - 1];
    return [number, question ? short(question, answers.get(place)) : 0];
  });
  return JSON.stringify({v: FORM, at: [current.number, revealed], seen: [...seen], given});
}

/**
 * @param {Published.SlideQuestion} question
 * @param {Atlas.ClassAnswer | undefined} answer
 */
function short({items = []}, answer) {
  if (!Array.isArray(answer)) return answer ?? 0;
  return answer.map((id) => items.findIndex((item) => item.id === id)).join("");
}

/**
 * An answer as it was given; undefined where the question is no longer the same.
 *
 * @param {Published.SlideQuestion} question
 * @param {unknown} kept
 */
function long({kind, options, items = []}, kept) {
  if (kept === 0) return null;
  if (kind !== "rank")
    return Number.isInteger(kept) && Number(kept) >= 1 && Number(kept) <= options.length
      ? Number(kept)
      : undefined;
  const ids = [...String(kept)].flatMap((at) => items[Number(at)]?.id ?? []);
  return ids.length === items.length && new Set(ids).size === ids.length ? ids : undefined;
}

/**
 * Read what a visit left; of what cannot be read nothing is kept.
 *
 * @param {string} text
 * @returns {{at: [number, number] | null, seen: number[], given: [number, unknown][]}}
 */
export function unpacked(text) {
  const none = {at: null, seen: [], given: []};
  try {
    const {v, at, seen, given} = JSON.parse(text);
    const isWhole = v === FORM && [at, seen, given].every(Array.isArray);
    return isWhole && given.every(Array.isArray) ? {at, seen, given} : none;
  } catch {
    return none;
  }
}

/**
 * Let a lesson stand as a visit left it.
 *
 * @param {Deck} deck
 * @param {[number, unknown][]} given
 */
export function restore(deck, given) {
  deck.settled = new Set();
  for (const [number, kept] of given) {
    const place = deck.lesson.slides.findIndex((slide) => slide.number === number) + 1;
    const question = deck.lesson.slides[place - 1]?.question;
    const answer = question ? long(question, kept) : undefined;
    if (answer === undefined) continue;
    deck.settled.add(place);
    if (answer !== null) deck.answers.set(place, answer);
  }
}

/**
 * How it stands, in words.
 *
 * @param {ReturnType<typeof standing>} stands
 * @param {"told" | "alone" | "looking" | "lost"} way what becomes of the score
 * @param {boolean} isAsked whether a question is to be answered
 */
export function words({count, answered, right, isComplete}, way, isAsked = false) {
  const score = count ? `${right} of ${count} right` : "";
  const done = isComplete ? "lesson complete" : "";
  const left = answered < count ? `${count - answered} to answer` : "";
  const parts = [score, isAsked ? "your first answer counts" : left, done, NOTES[way]]
    .filter(Boolean)
    .join(" · ");
  return parts && parts[0].toUpperCase() + parts.slice(1);
}

const NOTES = {
  told: "",
  alone: "no score is reported",
  looking: "looking back: nothing is reported",
  lost: "the learning platform did not take it",
};
