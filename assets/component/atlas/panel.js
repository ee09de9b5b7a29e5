// The panel of what is selected, from the panels that Python made of every site and layer.
import {fragment, make} from "../core/dom.js";

/** @typedef {import("../scene/view_state.js").ViewState} ViewState */

/** All panels of one language. */
export class Panels {
  /** @type {Map<string, number>} */
  #at;
  /** @type {Map<string, number>} */
  #layerAt;

  /**
   * @param {Published.AtlasPanels} made
   * @param {Published.Index} index
   */
  constructor(made, index) {
    this.made = made;
    this.#at = new Map(made.places.map((place, i) => [place, i]));
    this.#layerAt = new Map(made.layers.map((layer, i) => [layer, i]));
    this.sites = new Map(index.bones.map(([bone, , site]) => [bone, site]));
  }

  /**
   * The site or group that an id stands for; undefined for a vessel.
   *
   * @param {string} id
   */
  siteOf(id) {
    return this.#at.has(id) ? id : this.sites.get(id);
  }

  /**
   * The one site that is selected, if it is one; vessels beside it do not count.
   *
   * @param {string[]} ids
   */
  oneSite(ids) {
    const places = ids.filter((id) => this.siteOf(id));
    return places.length === 1 ? this.siteOf(places[0]) : undefined;
  }

  /**
   * @param {string[]} ids what is selected
   * @param {Published.AtlasLayer} layer
   * @returns {Node}
   */
  of(ids, layer) {
    if (!ids.length) return fragment(layer.invitation);
    const vessels = ids.filter((id) => !this.siteOf(id));
    const places = ids.filter((id) => this.siteOf(id));
    /** @type {Node[]} */
    const parts = vessels.map((id) => fragment(this.made.vessels[id] ?? ""));
    if (places.length === 1) parts.push(this.#one(places[0], layer));
    if (places.length > 1) parts.push(this.#several(places, layer));
    const all = document.createDocumentFragment();
    all.append(...parts);
    return all;
  }

  /**
   * @param {string} id
   * @param {Published.AtlasLayer} layer
   */
  #one(id, layer) {
    const site = this.siteOf(id) ?? "";
    const panel = fragment(this.#html(this.made.panels, site, layer.id));
    if (id !== site) nameBone(panel, this.made.bones[id]);
    for (const table of panel.querySelectorAll("table[data-parts]"))
      if (table instanceof HTMLElement) this.#fill(table, layer);
    panel.append(fragment(this.made.wholes[site] ?? ""));
    return panel;
  }

  /**
   * Put the rows of the parts that it names into a table: they are there for the table of several.
   *
   * @param {HTMLElement} table
   * @param {Published.AtlasLayer} layer
   */
  #fill(table, layer) {
    const parts = table.dataset.parts?.split(" ") ?? [];
    const rows = parts.map((part) => this.#html(this.made.rows, part, layer.id));
    const textContent = `${this.made.parts} · ${layer.unit}`;
    table.before(make("p", {className: "atlas-facts", textContent}));
    table.replaceWith(fragment(`<table><tbody>${rows.join("")}</tbody></table>`));
  }

  /**
   * @param {string[][]} made by place and layer
   * @param {string} site
   * @param {string} layer
   */
  #html(made, site, layer) {
    return made[this.#at.get(site) ?? -1]?.[this.#layerAt.get(layer) ?? -1] ?? "";
  }

  /**
   * @param {string[]} ids
   * @param {Published.AtlasLayer} layer
   */
  #several(ids, layer) {
    const sites = [...new Set(ids.map((id) => this.siteOf(id) ?? ""))];
    const rows = sites.map((site) => this.#html(this.made.rows, site, layer.id));
    const heading = sites.length === 1 ? "1 site selected" : `${sites.length} sites selected`;
    return make(
      "section",
      {className: "atlas-detail"},
      make("h2", {textContent: heading}),
      fragment(`<table><tbody>${rows.join("")}</tbody></table>`),
      make("p", {className: "atlas-facts", textContent: layer.unit}),
    );
  }
}

/**
 * Say in the panel of a site which of its bones is selected, unless the site is that bone.
 *
 * @param {DocumentFragment} panel
 * @param {string} bone its name
 */
function nameBone(panel, bone) {
  const names = panel.querySelector(".atlas-names");
  if (!names || bone === panel.querySelector("h2")?.firstChild?.textContent) return;
  names.prepend(bone, names.childNodes.length ? " · " : "");
}
