// Off the script: a bone that was clicked, with the value painted there, until the class goes back to the slide.
import {make} from "../core/dom.js";
import {dataOf, fitToPhones} from "./stage.js";

const VIEWS = {front: "Front", back: "Back", left: "Left"};

const begun = (words) => words.charAt(0).toUpperCase() + words.slice(1);

export class Explore {
  /**
   * @param root element to fill
   * @param tools {FigureView, getJson, themeOf}
   * @param deck a Deck
   */
  constructor(root, tools, deck) {
    Object.assign(this, {root, deck, ...tools});
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

  /** Show a figure's skeleton with some bones chosen. */
  async show(figure, ids) {
    Object.assign(this, {figure, ids, view: figure.views[figure.view] ? figure.view : "front"});
    this.views.replaceChildren(
      ...Object.keys(VIEWS)
        .filter((view) => figure.views[view])
        .map((view) => this.switch(view)),
    );
    this.end();
    const element = make("div", {className: "atlas-figure"});
    this.holder.replaceChildren(element);
    this.shown = new this.FigureView(element, {
      onSelect: ({ids: chosen}) => {
        this.ids = chosen;
        this.tell();
      },
    });
    element.atlasView = this.shown;
    fitToPhones(this.shown.plot);
    await this.draw();
  }

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
    for (const button of this.views.children)
      button.setAttribute("aria-pressed", String(button.dataset.view === this.view));
    const {deck, figure, shown} = this;
    const data = await dataOf(figure, {
      seen: deck.visible,
      slide: deck.current,
      labels: deck.labels,
      theme: this.themeOf(this.root),
      getJson: this.getJson,
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
    if (!shown?.labels) return;
    const blank = !deck.visible.unhidden && deck.current.hidden.includes("values");
    const parts = ids.flatMap((id) => this.partOf(id, blank));
    this.card.replaceChildren(
      ...(parts.length
        ? parts
        : [make("h2", {textContent: "Click a bone"}), make("p", {textContent: figure.caption})]),
    );
    if (parts.length && figure.caption)
      this.card.append(make("p", {className: "atlas-present-of", textContent: figure.caption}));
    this.open.href = this.address();
  }

  partOf(id, blank) {
    const {shown} = this;
    if (shown.network?.has(id)) return [make("h2", {textContent: shown.labelOf(id)})];
    const [bone] = shown.bonesOf(id);
    const isBone = shown.labels.has(id);
    const name = isBone ? shown.labels.get(id) : (shown.index.names[id] ?? id);
    const lines = blank
      ? ["The value is not revealed yet."]
      : (shown.textOf(bone)[1] || "")
          .split("<br>")
          .map((line) => line.replaceAll(/<[^>]+>/g, ""))
          .filter(Boolean)
          .map(begun);
    return [make("h2", {textContent: name}), ...lines.map((textContent) => make("p", {textContent}))];
  }

  /** The same state on the page of the atlas. */
  address() {
    const {figure, view, ids} = this;
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
