// The small things around a figure: the tooltip and the toolbar.

export class Tooltip {
  constructor(stage) {
    this.stage = stage;
    this.element = document.createElement("div");
    this.element.className = "atlas-tooltip";
    this.element.setAttribute("aria-hidden", "true");
    this.element.hidden = true;
    stage.append(this.element);
  }

  /** Text is [title, body]; the body's <br> and <b> come from our own figures. */
  show(clientX, clientY, [title, body]) {
    const key = `${title}|${body}`;
    if (key !== this.key) {
      this.key = key;
      this.element.replaceChildren(Object.assign(document.createElement("b"), {textContent: title}));
      for (const line of body.split("<br>").filter(Boolean)) {
        this.element.append(
          Object.assign(document.createElement("div"), {textContent: line.replaceAll(/<[^>]+>/g, "")}),
        );
      }
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
};

export class Toolbar {
  constructor(stage, view) {
    this.view = view;
    this.element = document.createElement("div");
    this.element.className = "atlas-toolbar";
    this.element.setAttribute("role", "toolbar");
    this.element.setAttribute("aria-label", "Figure tools");
    this.element.hidden = true;
    stage.append(this.element);
  }

  update(names) {
    if (this.names === names.join()) return;
    this.names = names.join();
    this.element.hidden = !names.length;
    this.element.replaceChildren(...names.map((name) => this.button(name)));
  }

  button(name) {
    const [sign, title, act] = TOOLS[name];
    const words = name === "list" && this.view.isFlow() ? "List of vessels and bones" : title;
    const button = Object.assign(document.createElement("button"), {
      type: "button",
      textContent: sign,
      title: words,
    });
    button.setAttribute("aria-label", words);
    if (name === "list") button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => act(this.view, button));
    return button;
  }
}
