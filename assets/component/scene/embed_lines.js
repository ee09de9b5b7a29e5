// The lines that show a view in a page of one's own: a frame, and a script that makes it as high as its content.
import {make} from "../core/dom.js";

const WIDTH = "100%";
const HEIGHT_PX = 640;

/** @param {string} text */
const escaped = (text) =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

/**
 * The frame with a view.
 *
 * @param {string} address of the view in the whole atlas
 * @param {string} title
 */
export function frameLines(address, title) {
  const source = new URL(address);
  source.searchParams.set("embed", "true");
  return [
    `<iframe src="${escaped(source.href)}"`,
    `  title="${escaped(title)}" width="${WIDTH}" height="${HEIGHT_PX}"`,
    '  style="border: 0" loading="lazy" allow="fullscreen"></iframe>',
  ].join("\n");
}

/**
 * The script for the height: it heeds this atlas alone, and only the frame that holds it.
 *
 * @param {string} address
 */
export function heightLines(address) {
  const origin = JSON.stringify(new URL(address).origin).replace(/</g, "\\u003c");
  return `<script>
  addEventListener("message", ({origin, source, data}) => {
    if (origin !== ${origin} || data?.source !== "bone-metastasis-atlas") return;
    if (data.version !== 1 || data.type !== "size") return;
    for (const frame of document.querySelectorAll("iframe"))
      if (frame.contentWindow === source) frame.style.height = data.height + "px";
  });
</script>`;
}

/** The part of the card that offers them. */
export class EmbedLines {
  constructor() {
    this.lines = make("textarea", {readOnly: true, rows: 6, spellcheck: false, wrap: "off"});
    this.lines.setAttribute("aria-label", "Lines to paste into your page");
    this.follow = make("input", {type: "checkbox"});
    this.follow.addEventListener("change", () => this.#write());
    this.copy = make("button", {type: "button", className: "atlas-button", textContent: "Copy the lines"});
    this.copy.addEventListener("click", () => this.#copy());
    this.said = make("span", {role: "status"});
    this.element = make(
      "details",
      {className: "atlas-embed-lines"},
      make("summary", {textContent: "Show it in a page of your own"}),
      this.lines,
      make("label", {}, this.follow, " as high as its content (a script)"),
      make("p", {}, this.copy, " ", this.said),
      make(
        "p",
        {className: "atlas-small-print"},
        "Whoever serves the atlas must allow your page by its origin: ",
        make("code", {textContent: "BONE_ATLAS_FRAME_ANCESTORS=https://lms.example"}),
        ".",
      ),
    );
    this.address = "";
  }

  /** @param {string} address of the view in the whole atlas */
  show(address) {
    this.address = address;
    this.#write();
  }

  #write() {
    const parts = [frameLines(this.address, document.title)];
    if (this.follow.checked) parts.push(heightLines(this.address));
    this.lines.value = parts.join("\n");
    this.said.textContent = "";
  }

  /** Without leave to write to the clipboard the lines are selected, for the reader to copy. */
  async #copy() {
    try {
      await navigator.clipboard.writeText(this.lines.value);
      this.said.textContent = "Copied.";
    } catch {
      this.lines.focus();
      this.lines.select();
      this.said.textContent = "Selected: copy them with Ctrl+C.";
    }
  }
}
