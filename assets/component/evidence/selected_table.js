// What two layers give for what is selected, put together from the values that Python published.
import {fragment, make} from "../core/dom.js";

/**
 * The table, headed by what the layers are called. Of each term the first alone opens its meaning, as on every panel.
 *
 * @param {string} shell the table without its rows, as HTML
 * @param {[string, string]} layers what stands over their columns, as HTML
 * @param {[string, string, string][]} rows name of the site and what each layer gives, as HTML
 */
export function selectedTable(shell, layers, rows) {
  const table = fragment(shell);
  const [, ...columns] = table.querySelectorAll("thead th");
  for (const [i, column] of columns.entries()) column.replaceChildren(fragment(layers[i]));
  const body = table.querySelector("tbody");
  for (const [name, ...values] of rows) {
    const head = make("th", {scope: "row"}, fragment(name));
    body?.append(make("tr", {}, head, ...values.map((value) => make("td", {}, fragment(value)))));
  }
  /** @type {Set<string>} */
  const opened = new Set();
  for (const term of table.querySelectorAll("dfn")) {
    const spelled = term.textContent.toLowerCase();
    if (opened.has(spelled)) term.replaceWith(...term.childNodes);
    opened.add(spelled);
  }
  return table;
}
