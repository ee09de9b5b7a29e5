// What is told of the routes to what is selected, from the panels that Python made of every place and vessel.
import {fragment} from "../core/dom.js";

/** All panels of one language. */
export class RoutePanels {
  /**
   * @param {Published.RoutePanels} made
   * @param {Record<string, string>} vessels panels of vessels and segments
   * @param {ReadonlyMap<string, string>} sites of the bones
   */
  constructor(made, vessels, sites) {
    this.made = made;
    this.vessels = vessels;
    this.sites = sites;
  }

  /**
   * The panels of what is selected, one after the other; bones of one site that have the same share it.
   *
   * @param {string[]} ids
   * @param {string} choice what the page shows of the routes
   * @returns {DocumentFragment[]}
   */
  of(ids, choice) {
    /** @type {Map<string, string[]>} */
    const told = new Map();
    for (const id of ids) {
      const of = this.#toldOf(id);
      told.set(of, [...(told.get(of) ?? []), id]);
    }
    return [...told].map(([of, wanted]) => this.#panel(of, wanted, choice));
  }

  /** @param {string} id the id whose panel it has */
  #toldOf(id) {
    return id in this.made.panels || id in this.vessels ? id : (this.sites.get(id) ?? id);
  }

  /**
   * @param {string} of
   * @param {string[]} ids that it is told of
   * @param {string} choice
   */
  #panel(of, ids, choice) {
    const panel = fragment(this.vessels[of] ?? this.made.panels[of]?.[choice] ?? "");
    const heading = panel.querySelector("h2");
    if (heading && !ids.includes(of))
      heading.replaceChildren(
        ...ids.flatMap((id, i) => [i ? ", " : "", fragment(this.made.heads[id] ?? "")]),
      );
    return panel;
  }
}
