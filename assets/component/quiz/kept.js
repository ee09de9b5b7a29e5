// A round as it is kept over a reload. Without storage a reload starts anew.

const KEY = "atlas-quiz/";

/**
 * The round of a quiz that was kept.
 *
 * @param {Published.QuizDeck} deck
 * @returns {Atlas.RoundState | null}
 */
export function stored(deck) {
  try {
    return JSON.parse(sessionStorage.getItem(KEY + deck.id) ?? "null");
  } catch {
    return null;
  }
}

/**
 * @param {Published.QuizDeck} deck
 * @param {Atlas.RoundState} state
 */
export function keep(deck, state) {
  try {
    sessionStorage.setItem(KEY + deck.id, JSON.stringify(state));
  } catch {
    /* there is no storage */
  }
}

/** @param {Published.QuizDeck} deck */
export function forget(deck) {
  try {
    sessionStorage.removeItem(KEY + deck.id);
  } catch {
    /* nothing was kept */
  }
}
