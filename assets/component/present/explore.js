// Off the script: a bone that was clicked, with the value painted there, until the class goes back to the slide.
import {make} from "../core/dom.js";
import {dataOf} from "./stage.js";

/** @type {Record<string, string>} */
const VIEWS = {front: "Front", back: "Back", left: "Left side"};

/** @param {string} text */
const capitalised = (text) => text.charAt(0).toUpperCase() + text.slice(1);

export class Explore {
  /** @type {Published.SlideFigure | null} */
  figure = null;
  /** What is selected. @type {string[]} */
  ids = [];
  /** The side from which the skeleton is seen. */
  view = "front";
  /** @type {Atlas.FigureView | null} */
  shown = null;

  /**
   * @param {HTMLElement} root element to fill
   * @param {Atlas.PresentTools} tools
   * @param {Atlas.Deck} deck
   */
  constructor(root, tools, deck) {
    this.root = root;
    this.tools = tools;
    this.deck = deck;
    this.card = make("div", {
      className: "atlas-present-card",
      role: "region",
      ariaLabel: "What is selected",
      tabIndex: 0,
    });
    this.card.setAttribute("aria-live", "polite");
    this.views = make("div", {className: "atlas-present-views"});
    this.views.setAttribute("role", "group");
    this.views.setAttribute("aria-label", "View");
    this.open = make("a", {
      target: "_blank",
      rel: "noopener",
      textContent: "Open in the atlas",
      className: "atlas-present-button",
    });
    this.home = make("button", {
      type: "button",
      textContent: "Back to the slide",
      className: "atlas-present-button atlas-present-main",
      onclick: () => deck.uncover(),
    });
    this.holder = make("div", {className: "atlas-present-body-figure"});
    const side = make("div", {className: "atlas-present-side"}, this.card, this.views, this.home, this.open);
    root.append(side, this.holder);
  }

  /**
   * Show a figure's skeleton with some bones chosen.
   *
   * @param {Published.SlideFigure} figure
   * @param {string[]} ids
   */
  async show(figure, ids) {
    const {view = "front", views = {}} = figure;
    Object.assign(this, {figure, ids, view: views[view] ? view : "front"});
    const sides = Object.keys(VIEWS).filter((side) => views[side]);
    this.views.replaceChildren(...sides.map((side) => this.switch(side)));
    this.end();
    const element = make("div", {className: "atlas-figure"});
    this.holder.replaceChildren(element);
    this.shown = new this.tools.FigureView(element, {
      onSelect: (/** @type {{ids: string[]}} */ {ids: chosen}) => {
        this.ids = chosen;
        this.tell();
      },
    });
    element.atlasView = this.shown;
    await this.draw();
  }

  /** @param {string} view */
  switch(view) {
    const button = make("button", {
      type: "button",
      textContent: VIEWS[view],
      className: "atlas-present-button",
    });
    button.addEventListener("click", () => {
      this.view = view;
      this.draw();
    });
    button.dataset.view = view;
    return button;
  }

  async draw() {
    const {deck, figure, shown} = this;
    if (!figure || !shown) return;
    for (const button of this.views.querySelectorAll("button"))
      button.setAttribute("aria-pressed", String(button.dataset.view === this.view));
    const data = await dataOf(figure, {
      seen: deck.visible,
      slide: deck.current,
      labels: deck.labels,
      theme: this.tools.themeOf(this.root),
      getJson: this.tools.getJson,
      view: this.view,
      tools: ["list"],
    });
    if (this.shown !== shown) return; // left meanwhile
    await shown.update({...data, selected: this.ids});
    this.tell();
  }

  /** The names of what is chosen, each with the value painted there. */
  tell() {
    const {ids, shown, deck, figure} = this;
    if (!shown?.index || !figure) return; // not drawn yet
    const blank = !deck.visible.unhidden && deck.current.hidden.includes("values");
    const parts = ids.flatMap((id) => partOf(shown, id, blank));
    const {caption} = figure;
    if (!parts.length)
      this.card.replaceChildren(make("h2", {textContent: "Click a bone"}), make("p", {textContent: caption}));
    else {
      const source = caption ? make("p", {className: "atlas-present-of", textContent: caption}) : null;
      this.card.replaceChildren(...parts, ...(source ? [source] : []));
    }
    this.open.href = this.address(figure);
  }

  /**
   * The same state on the page of the atlas.
   *
   * @param {Published.SlideFigure} figure
   */
  address(figure) {
    const {view, ids} = this;
    const query = new URLSearchParams(figure.query);
    if (view === "front") query.delete("view");
    else query.set("view", view);
    if (ids.length) query.set("site", ids.join(","));
    else query.delete("site");
    return `/${figure.page}?${query}`;
  }

  /** Put the figure away. */
  end() {
    this.shown?.destroy();
    this.shown = null;
    this.holder.replaceChildren();
  }

  destroy() {
    this.end();
  }
}

/**
 * What the card says of one id: its name, and the value painted there.
 *
 * @param {Atlas.FigureView} shown
 * @param {string} id
 * @param {boolean} blank whether the value is still hidden
 */
function partOf(shown, id, blank) {
  const heading = make("h2", {textContent: shown.labelOf(id)});
  if (shown.network?.has(id)) return [heading];
  if (blank) return [heading, make("p", {textContent: "The value is not revealed yet."})];
  const [bone] = shown.bonesOf(id);
  /** @type {string} */
  const text = shown.textOf(bone)[1] || "";
  const lines = text.split("<br>").map((line) => line.replaceAll(/<[^>]+>/g, ""));
  const paragraphs = lines.filter(Boolean).map((line) => make("p", {textContent: capitalised(line)}));
  return [heading, ...paragraphs];
}
