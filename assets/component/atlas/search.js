// Which sites and bones a few letters may mean. Pure: it knows neither page nor network.

/** @typedef {{text: string, words: string[], compact: string, near: boolean}} Name */
/** @typedef {{id: string, names: Name[]}} Entry what can be found, and by what */
/** @typedef {{id: string, by: string}} Found what was found, and the name by which */

const MOST_FOUND = 8;
/** The lower, the better a name fits. */
const FIT = {exact: 0, begins: 1, words: 2, beginnings: 3, within: 4, none: Infinity};
/** A word for a region means a place less surely than the place's own name. */
const NEAR = 1.5;
const SHORTEST_WITHIN = 2;
/** Written without spaces between words: such a name may stand anywhere in a sentence. */
const UNSPACED = /^[\p{Script=Han}]+$/u;

/**
 * A text as names are compared: without case, accents and punctuation; "7th" is "7".
 *
 * @param {string} text
 */
export function plain(text) {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\p{M}/gu, "")
    .replaceAll("ß", "ss")
    .replaceAll(/\b(\d+)(?:st|nd|rd|th)\b/g, "$1")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/**
 * @param {string} text
 * @param {boolean} near
 * @returns {Name}
 */
function nameOf(text, near) {
  const form = plain(text);
  return {text, words: form.split(" "), compact: form.replaceAll(" ", ""), near};
}

/**
 * The names prepared for searching.
 *
 * @param {Published.SearchIndex} index
 * @param {(id: string) => string | undefined} labelOf what a place is called on the page; undefined for what it has not
 * @returns {Entry[]}
 */
export function entriesOf({names}, labelOf) {
  const entries = [];
  for (const [id, own, near] of names) {
    const label = labelOf(id);
    if (label === undefined) continue;
    const all = [
      ...[label, ...own].map((text) => nameOf(text, false)),
      ...near.map((text) => nameOf(text, true)),
    ];
    entries.push({id, names: all});
  }
  return entries;
}

/**
 * What a few letters may mean, the best first; among those that fit as well, in the order of the entries.
 *
 * @param {string} letters
 * @param {Entry[]} entries
 * @returns {Found[]}
 */
export function found(letters, entries) {
  const wanted = nameOf(letters, false);
  if (!wanted.compact) return [];
  const called = foundBy((name) => fitOf(wanted, name) + (name.near ? NEAR : 0), entries);
  return called.length ? called : foundBy((name) => fitInSentence(wanted, name), entries);
}

/**
 * @param {(name: Name) => number} fitOfName the lower, the better
 * @param {Entry[]} entries
 * @returns {Found[]}
 */
function foundBy(fitOfName, entries) {
  return entries
    .map(({id, names}) => ({id, ...best(fitOfName, names)}))
    .filter(({fit}) => fit < Infinity)
    .toSorted((one, other) => one.fit - other.fit)
    .slice(0, MOST_FOUND)
    .map(({id, by}) => ({id, by}));
}

/**
 * @param {(name: Name) => number} fitOfName
 * @param {Name[]} names
 */
function best(fitOfName, names) {
  let least = {fit: FIT.none, by: ""};
  for (const name of names) {
    const fit = fitOfName(name);
    if (fit < least.fit) least = {fit, by: name.text};
  }
  return least;
}

/**
 * How well a name answers a whole question ("How often is the femur involved?"): it must stand in it, and of two that
 * do the longer is meant.
 *
 * @param {Name} sentence
 * @param {Name} name
 */
function fitInSentence({words, compact}, name) {
  const stands = UNSPACED.test(name.compact)
    ? name.compact.length >= SHORTEST_WITHIN && compact.includes(name.compact)
    : ` ${words.join(" ")} `.includes(` ${name.words.join(" ")} `);
  return stands ? (name.near ? NEAR : 0) - name.compact.length : FIT.none;
}

/**
 * @param {Name} wanted
 * @param {Name} name
 */
function fitOf({words, compact}, name) {
  if (compact === name.compact) return FIT.exact;
  if (name.compact.startsWith(compact)) return FIT.begins;
  if (words.every((word) => name.words.includes(word))) return FIT.words;
  if (words.every((word) => name.words.some((other) => other.startsWith(word)))) return FIT.beginnings;
  // Within one word: "L3" is not the end of "metacarpal" with the 3 behind it.
  const within = compact.length >= SHORTEST_WITHIN && name.words.some((word) => word.includes(compact));
  return within ? FIT.within : FIT.none;
}
