// Tables that the reader sorts by pressing a heading: up, down, and again as they were published.
import {make} from "../core/dom.js";

/** @typedef {"ascending" | "descending" | "none"} Order */

/** What follows what, at each press. @type {Record<Order, Order>} */
const NEXT = {none: "ascending", ascending: "descending", descending: "none"};
/** A number that begins a cell, signed as the page writes it: "50 of 107" is 50, "37.6–56.1 %" is 37.6. */
const NUMBER = /^[+−-]?\d[\d,]*(?:\.\d+)?/;
const WHOLE = /^\d+$/;
/** What a count is out of. */
const OUT_OF = / of (\d[\d,]*)/;
const MISSING = /^(?:not reported|count not published)?$/i;
/** An interval; of what it runs from and to, the first decides the order. */
const INTERVAL = /^[+−-]?\d[\d,.]*–/;
/** How sure something is, with its place among all that can be said of that. */
const RANKED = "[data-rank]";
const collator = new Intl.Collator(undefined, {numeric: true});

/**
 * The number that a cell begins with; NaN where it begins with none, which is never a zero.
 *
 * @param {string} text
 */
export function numberOf(text) {
  const digits = NUMBER.exec(text)?.[0] ?? "NaN";
  return Number(digits.replaceAll(",", "").replace("−", "-"));
}

/**
 * The positions of cells in the order asked for. What is missing comes last in either direction; what is equal stays
 * as published.
 *
 * @param {string[]} cells
 * @param {Order} order
 * @param {boolean} numeric
 */
export function sorted(cells, order, numeric) {
  const all = cells.map((text, at) => ({at, text, number: numberOf(text)}));
  if (order === "none") return all.map(({at}) => at);
  const isMissing = (/** @type {typeof all[number]} */ {text, number}) =>
    numeric ? Number.isNaN(number) : MISSING.test(text);
  const present = all.filter((cell) => !isMissing(cell));
  const sign = order === "ascending" ? 1 : -1;
  present.sort((a, b) => sign * (numeric ? a.number - b.number : collator.compare(a.text, b.text)));
  return [...present, ...all.filter(isMissing)].map(({at}) => at);
}

/** What the reader asked of the tables of a page, kept when a table is made anew with the same headings. */
export class TableSorting {
  /** By the headings of the tables. @type {Map<string, {column: number, order: Order}>} */
  #asked = new Map();

  /**
   * Make the headings of all tables in what is about to be shown into buttons.
   *
   * @template {ParentNode} Content
   * @param {Content} content
   */
  apply(content) {
    for (const table of content.querySelectorAll("table")) {
      const [head, ...more] = table.querySelectorAll("thead > tr");
      if (head instanceof HTMLTableRowElement && !more.length) this.#prepare(table, [...head.cells]);
    }
    return content;
  }

  /**
   * @param {HTMLTableElement} table
   * @param {HTMLTableCellElement[]} headings
   */
  #prepare(table, headings) {
    /** @type {NodeListOf<HTMLTableRowElement>} */
    const published = table.querySelectorAll("tbody > tr");
    const rows = [...published];
    const key = headings.map(({textContent}) => textContent).join("\n");
    const columns = headings.map((_, column) => columnOf(rows, column));
    const show = () => {
      const {column, order} = this.#asked.get(key) ?? {column: 0, order: "none"};
      const {cells, numeric} = columns[column];
      table.tBodies[0]?.append(...sorted(cells, order, numeric).map((at) => rows[at]));
      for (const [k, heading] of headings.entries())
        if (columns[k].sortable) heading.setAttribute("aria-sort", k === column ? order : "none");
    };
    for (const [column, heading] of headings.entries()) {
      if (!columns[column].sortable) continue;
      const button = make("button", {type: "button", className: "atlas-sort"}, ...heading.childNodes);
      button.title = columns[column].title;
      button.addEventListener("click", () => {
        const asked = this.#asked.get(key);
        const before = asked?.column === column ? asked.order : "none";
        this.#asked.set(key, {column, order: NEXT[before]});
        show();
      });
      heading.replaceChildren(button);
    }
    if (this.#asked.has(key)) show();
  }
}

/**
 * What a column holds, and whether it can be sorted. One of numbers in which none stands, such as the classes of the
 * article, has no order but that of its source; counts out of different totals have no common scale.
 *
 * @param {HTMLTableRowElement[]} rows
 * @param {number} column
 */
function columnOf(rows, column) {
  const all = rows.map((row) => row.cells[column]);
  const ranks = all.map((cell) => cell?.querySelector(RANKED)?.getAttribute("data-rank") ?? "");
  if (ranks.some(Boolean))
    return {cells: ranks, numeric: true, sortable: rows.length > 1, title: "Sorted by how sure it is"};
  const cells = all.map((cell) => cell?.textContent?.trim() ?? "");
  const isOfNumbers = all.some((cell) => cell?.classList.contains("n"));
  const hasNumbers = cells.some((text) => !Number.isNaN(numberOf(text)));
  const numeric = hasNumbers && (isOfNumbers || cells.every((text) => WHOLE.test(text)));
  const hasOrder = numeric ? totals(cells).size < 2 : !isOfNumbers && cells.some(Boolean);
  const title =
    numeric && cells.some((text) => INTERVAL.test(text)) ? "Sorted by where the interval begins" : "";
  return {cells, numeric, sortable: rows.length > 1 && hasOrder, title};
}

/** @param {string[]} cells */
const totals = (cells) => new Set(cells.flatMap((text) => OUT_OF.exec(text)?.[1] ?? []));
