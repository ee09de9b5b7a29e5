// The small things around a figure: the tooltip and the toolbar.
import {make} from "./dom.js";

export class Tooltip {
  /** What is shown, to leave it as it is where it stays the same. */
  shown = "";

  /** @param {HTMLElement} stage */
  constructor(stage) {
    this.stage = stage;
    this.element = document.createElement("div");
    this.element.className = "atlas-tooltip";
    this.element.setAttribute("aria-hidden", "true");
    this.element.hidden = true;
    stage.append(this.element);
  }

  /**
   * @param {number} clientX
   * @param {number} clientY
   * @param {[string, string]} text title and body; the body's <br> and <b> come from our own figures
   */
  show(clientX, clientY, [title, body]) {
    const text = `${title}|${body}`;
    if (text !== this.shown) {
      this.shown = text;
      const lines = body.split("<br>").filter(Boolean);
      this.element.replaceChildren(
        make("b", {textContent: title}),
        ...lines.map((line) => make("div", {textContent: line.replaceAll(/<[^>]+>/g, "")})),
      );
    }
    this.element.hidden = false;
    const box = this.stage.getBoundingClientRect();
    const {offsetWidth: w, offsetHeight: h} = this.element;
    const x = clientX - box.left;
    const y = clientY - box.top;
    // Beside the pointer, on the side where the window has room; it may reach over the figure's edge.
    const flip = clientX + 16 + w > document.documentElement.clientWidth;
    this.element.style.left = `${flip ? Math.max(-box.left, x - w - 12) : x + 16}px`;
    this.element.style.top = `${Math.max(0, Math.min(y + 14, box.height - h))}px`;
  }

  hide() {
    this.element.hidden = true;
  }
}

/** Sign, title and act of each button. @type {Record<string, [string, string, Act]>} */
const TOOLS = {
  zoom_in: ["+", "Zoom in", (view) => view.plot.zoom(0.66)],
  zoom_out: ["−", "Zoom out", (view) => view.plot.zoom(1.5)],
  reset: ["⟲", "Show the whole figure", (view) => view.plot.resetZoom()],
  list: [
    "☰",
    "List of bones",
    (view, button) => button.setAttribute("aria-expanded", String(view.listbox.toggle())),
  ],
  png: ["PNG", "Download as PNG, three times the size", (view) => view.plot.save("png")],
  svg: ["SVG", "Download as SVG", (view) => view.plot.save("svg")],
  slide: ["Add as a slide", "Add this picture as a slide", (view) => view.onTool?.("slide")],
  full: ["Full", "Full screen", (view) => view.onTool?.("full")],
  keys: ["?", "Keys", (view) => view.onTool?.("keys")],
};

/** What a plot offers of itself. */
export const PICTURE = ["png", "svg"];
/** What takes a picture along, and leaves the figure as it is. */
const TAKING = [...PICTURE, "slide"];

/**
 * Whether some of the tools lead to what can be selected in a figure; a plot may offer its picture alone.
 *
 * @param {string[]} tools
 */
export const lead = (tools) => tools.some((tool) => !TAKING.includes(tool));

/** @typedef {(view: Atlas.FigureView, button: HTMLButtonElement) => void} Act */

export class Toolbar {
  /** The buttons that are there. */
  names = "";

  /**
   * @param {HTMLElement} stage
   * @param {Atlas.FigureView} view
   */
  constructor(stage, view) {
    this.view = view;
    this.element = document.createElement("div");
    this.element.className = "atlas-toolbar";
    this.element.setAttribute("role", "toolbar");
    this.element.setAttribute("aria-label", "Figure tools");
    this.element.hidden = true;
    stage.append(this.element);
  }

  /**
   * A page may hold several figures: each tells by its tools which it is.
   *
   * @param {string} [figure] what it shows
   */
  name(figure) {
    this.element.setAttribute("aria-label", figure ? `Figure tools: ${figure}` : "Figure tools");
  }

  /** @param {string[]} names of tools */
  update(names) {
    if (this.names === names.join()) return;
    this.names = names.join();
    this.element.hidden = !names.length;
    this.element.replaceChildren(...names.map((name) => this.button(name)));
  }

  /** @param {string} name of a tool */
  button(name) {
    const [sign, title, act] = TOOLS[name];
    const label = name === "list" && this.view.isFlow() ? "List of vessels and bones" : title;
    const button = make("button", {type: "button", textContent: sign, title: label});
    button.setAttribute("aria-label", label);
    if (name === "list") button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => act(this.view, button));
    return button;
  }
}
