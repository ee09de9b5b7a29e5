// A document for the handlers that cannot do without one: as the page has it, but for layout.
import {Window} from "happy-dom";

const window = new Window({url: "http://localhost:8501/"});
const PAGE = ["document", "Element", "HTMLElement", "location", "sessionStorage", "Event", "FormData"];
for (const name of [...PAGE, "HTMLTableRowElement", "MutationObserver", "CSS"])
  globalThis[name] = window[name];

/** An empty element on the page. */
export function fresh() {
  document.body.replaceChildren(document.createElement("div"));
  return document.body.firstChild;
}

/** Press a key on an element, or on the page; returns whether something took it. */
export function press(key, target = document.body, settings = {}) {
  const event = new window.KeyboardEvent("keydown", {key, bubbles: true, cancelable: true, ...settings});
  return !target.dispatchEvent(event);
}

/** What the elements of a list say. */
export const texts = (elements) => [...elements].map(({textContent}) => textContent);
