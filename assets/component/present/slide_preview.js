// A slide as the presenter draws it, small, for whoever writes it: nothing of it can be reached or led.
import {Deck} from "./deck.js";
import {make} from "../core/dom.js";
import {SlideView} from "./slide.js";
import {Stage} from "./stage.js";

// The width of the window that it is drawn for, in px; the style has its height.
const WIDE = 1280;

export class SlidePreview {
  /** What is shown, to tell a change from the same slide sent again. */
  shown = "";
  /** @type {Stage | null} */
  stage = null;

  /**
   * @param {HTMLElement} root
   * @param {Atlas.PresentTools} tools
   */
  constructor(root, tools) {
    this.root = root;
    this.tools = tools;
    root.classList.add("atlas-slide-preview");
    root.setAttribute("role", "img");
    this.window = make("div", {className: "atlas-present", inert: true});
    this.window.setAttribute("aria-hidden", "true");
    root.replaceChildren(this.window);
    this.sizes = new ResizeObserver(() => this.fit());
    this.sizes.observe(root);
  }

  /** The window is drawn in its own size and made smaller as a whole. */
  fit() {
    this.root.style.setProperty("--preview-scale", String(this.root.clientWidth / WIDE));
  }

  /**
   * Show a slide with all that is revealed step by step.
   *
   * @param {Published.PreviewData} data
   */
  async update({preview, number, count}) {
    this.root.setAttribute("aria-label", `Preview of slide ${number}`);
    this.window.dataset.theme = this.tools.themeOf(this.root.parentElement ?? this.root);
    const asked = JSON.stringify([preview, number, count]);
    if (asked === this.shown) {
      await this.stage?.repaint();
      return;
    }
    this.shown = asked;
    this.fit();
    const before = this.stage;
    // The cell of a journey belongs to whoever gives a lesson.
    const deck = new Deck({title: "", minutes: 0, goals: [], slides: [{...preview, playing: null}]});
    deck.revealed = preview.steps.length;
    const slide = make("section", {className: "atlas-present-slide"});
    const view = new SlideView(slide, deck);
    this.window.dataset.labels = "true";
    this.window.replaceChildren(slide);
    before?.destroy();
    this.stage = new Stage(view.stage, deck, this.tools, () => {});
    view.update();
    view.place.textContent = `${number} / ${count}`;
    await this.stage.show();
  }

  destroy() {
    this.sizes.disconnect();
    this.stage?.destroy();
  }
}
