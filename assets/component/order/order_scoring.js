// An order held against the right one: which places an item may have, and the two side by side.
import {make} from "../core/dom.js";

/**
 * First and last place of each item: as many stand before and after it as must.
 *
 * @param {Atlas.RightItem[]} result
 * @param {Atlas.Pairs} pairs
 * @returns {[number, number][]}
 */
export function spansOf(result, pairs) {
  /** @type {(id: string, end: 0 | 1) => number} */
  const count = (id, end) => pairs.filter((pair) => pair[end] === id).length;
  return result.map(({id}) => [count(id, 1), result.length - 1 - count(id, 0)]);
}

/**
 * For each place what stands there, what should, and whether that is right.
 *
 * @param {string[]} order ids as the reader put them
 * @param {Atlas.RightItem[]} result the same in the right order
 * @param {Atlas.Pairs} pairs which must come before which
 * @returns {Atlas.ComparedPlace[]}
 */
export function compared(order, result, pairs) {
  const spans = spansOf(result, pairs);
  const rows = result.map((item, i) => {
    const [first, last] = spans[result.findIndex(({id}) => id === order[i])];
    const right = i >= first && i <= last;
    const where = first === last ? `place ${first + 1}` : `places ${first + 1} to ${last + 1}`;
    return {
      item,
      own: order[i],
      right,
      note: right ? "right" : `belongs on ${where}`,
      tied: spans[i][0] !== spans[i][1],
    };
  });
  // Where each stands on a place it may have, two can still stand the wrong way round.
  /** @param {string} id */
  const at = (id) => order.indexOf(id);
  const turned = rows.every((row) => row.right)
    ? pairs.filter(([first, second]) => at(first) > at(second))
    : [];
  for (const [first, second] of turned)
    Object.assign(rows[at(first)], {
      right: false,
      note: `belongs before ${result.find(({id}) => id === second)?.label}`,
    });
  return rows;
}

/**
 * The two orders as a table, with a sentence on what the sources leave open.
 *
 * @param {Atlas.ComparedPlace[]} rows
 * @param {Map<string, string>} labels
 * @param {string} open which pairs count either way, where that is known
 */
export function comparison(rows, labels, open = "") {
  const right = rows.filter((row) => row.right).length;
  const head = make(
    "tr",
    {},
    ...["Place", "Your order", "Right order"].map((textContent) => make("th", {scope: "col", textContent})),
  );
  const table = make(
    "table",
    {className: "atlas-order-result"},
    make("caption", {textContent: `${right} of ${rows.length} on a right place`}),
    make("thead", {}, head),
    make("tbody", {}, ...rows.map((row, i) => resultRow(row, i, labels))),
  );
  if (!rows.some(({tied}) => tied)) return [table];
  return [
    table,
    make("p", {
      className: "atlas-order-open",
      textContent: `≈ ${open || "What is not settled across the sources counts either way."}`,
    }),
  ];
}

/**
 * @param {Atlas.ComparedPlace} place
 * @param {number} i
 * @param {Map<string, string>} labels
 */
function resultRow({item, own, right, note, tied}, i, labels) {
  const mine = make(
    "td",
    {className: right ? "atlas-order-right" : "atlas-order-wrong"},
    make("b", {textContent: right ? "✓ " : "✗ "}),
    labels.get(own) ?? own,
    make("small", {textContent: note}),
  );
  const theirs = make(
    "td",
    {},
    `${tied ? "≈ " : ""}${item.label ?? labels.get(item.id)}`,
    make("small", {textContent: item.value ?? ""}),
  );
  return make("tr", {}, make("th", {scope: "row", textContent: i + 1}), mine, theirs);
}
