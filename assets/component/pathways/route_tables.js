// The table twins of the figures, put together from the rows that Python made.
import {fragment} from "../core/dom.js";

/** All tables of one language. */
export class RouteTables {
  /**
   * @param {Published.RouteTables} made
   * @param {ReadonlyMap<string, string>} sites of the bones
   */
  constructor(made, sites) {
    this.made = made;
    this.sites = sites;
  }

  /**
   * The steps of all routes to a place, or the segments past a vessel; those of the whole graph for nothing.
   *
   * @param {string} id of what is selected, or empty
   * @param {string} choice what the page shows of the routes
   */
  of(id, choice) {
    const of = id in this.made.tables ? id : (this.sites.get(id) ?? "");
    const [shell, rows] = this.made.tables[of][choice];
    const table = fragment(this.made.shells[shell]);
    table.querySelector("tbody")?.append(fragment(rows.map((row) => this.made.rows[row]).join("")));
    return table;
  }

  /** @param {string} journey its steps */
  ofJourney(journey) {
    return fragment(this.made.journeys[journey] ?? "");
  }
}
