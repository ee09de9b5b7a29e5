// The atlas in a frame of another page: no head, a line at the foot, and the parent told of size and selection.
import {make} from "../core/dom.js";
import {isEmbedded, keepEmbedded, wholeAddress} from "../core/embedded.js";
import {ParentMessages, targetOrigin} from "./parent_messages.js";

const TITLE = "Bone Metastasis Atlas";
/** The first sentence of the small print of the page; a test holds both together. */
const PURPOSE = "For teaching, not for decisions about patients.";
const APP = "[data-testid=stApp]";
/** What holds the content of a page. */
const CONTENT = ".stMainBlockContainer";
/** Something that an address names is shown: before that, the address is on its way from page to page. */
const SHOWN =
  ".atlas-scene[data-selected], .atlas-present[data-slide], .atlas-quiz[data-state], [data-page-end]";
const COMING = "#atlas-opening, .atlas-coming, .atlas-scene:not([data-selected])";
const stands = () => Boolean(document.querySelector(SHOWN)) && !document.querySelector(COMING);
/** A lesson, which is as high as its frame, whatever that is. */
const LESSON = ".atlas-present";
const HEIGHT_OF_SLIDE = 9 / 16;
const LEAST_OF_LESSON_PX = 560;
/** What comes in parts is told once it is there. */
const CALM_MS = 100;

/** Names what is selected, while a scene is there. @type {(id: string) => string | undefined} */
let nameOf = () => undefined;
/** @type {() => void} */
let told = () => {};

/**
 * A scene shows something else: whoever embeds it hears of it.
 *
 * @param {(id: string) => string | undefined} naming
 */
export function tellParent(naming) {
  nameOf = naming;
  told();
}

/** The line at the foot of the frame. */
export class Foot {
  link = make("a", {target: "_blank", rel: "noopener", textContent: TITLE});
  element = make(
    "footer",
    {className: "atlas-embedded-foot"},
    this.link,
    make("span", {textContent: PURPOSE}),
  );

  constructor() {
    this.link.title = "Open this view in the whole atlas, in a new tab";
    this.update();
  }

  update() {
    this.link.href = wholeAddress();
  }
}

/** Let every address that is written stay embedded, whoever writes it. @param {() => void} written */
function keepAddresses(written) {
  for (const name of /** @type {const} */ (["pushState", "replaceState"])) {
    const write = history[name].bind(history);
    history[name] = (state, unused, url) => {
      write(state, unused, keepEmbedded(url));
      written();
    };
  }
  window.addEventListener("popstate", written);
}

/**
 * The height that the page wants in a frame of this width: a lesson that of a slide, all else that of its content.
 *
 * @param {Element} content
 */
function wantedHeight(content) {
  if (document.querySelector(LESSON)) return Math.max(LEAST_OF_LESSON_PX, innerWidth * HEIGHT_OF_SLIDE);
  return content.getBoundingClientRect().height;
}

/**
 * Tell the parent of the size.
 *
 * @param {ParentMessages} messages
 * @param {HTMLElement} foot
 */
function followSize(messages, foot) {
  /** @type {Element | null} */
  let content = null;
  let width = innerWidth;
  const tell = () => {
    if (!content?.isConnected || !stands() || document.fullscreenElement) return;
    if (innerWidth !== width) messages.begin();
    width = innerWidth;
    messages.size(wantedHeight(content) + foot.offsetHeight, innerHeight);
  };
  const soon = calmly(tell);
  const sizes = new ResizeObserver(soon);
  const find = () => {
    // There it has the colours of the page, whatever theme that has.
    const app = document.querySelector(APP);
    if (app && foot.parentElement !== app) app.append(foot);
    const found = document.querySelector(CONTENT);
    if (found === content) return;
    sizes.disconnect();
    content = found;
    if (found) sizes.observe(found);
  };
  new MutationObserver(() => {
    find();
    soon();
    told();
  }).observe(document.body, {childList: true, subtree: true});
  for (const act of ["pointerdown", "keydown"])
    document.addEventListener(act, () => messages.begin(), {capture: true, passive: true});
  find();
}

let started = false;

/** Where the atlas is embedded, make it so. Once for a page, and before anything writes an address. */
export function startEmbedding() {
  if (started || !isEmbedded) return;
  started = true;
  document.documentElement.dataset.embedded = "";
  const foot = new Foot();
  document.body.append(foot.element);
  const target = targetOrigin({ancestors: location.ancestorOrigins, referrer: document.referrer});
  const messages = new ParentMessages((message) => {
    if (window.parent !== window) window.parent.postMessage(message, target);
  });
  told = calmly(() => {
    if (stands()) messages.select(location, nameOf);
  });
  keepAddresses(() => {
    foot.update();
    told();
  });
  followSize(messages, foot.element);
}

/**
 * Do something a moment after it was asked for, once for all that ask meanwhile.
 *
 * @param {() => void} act
 */
function calmly(act) {
  let isComing = false;
  return () => {
    if (isComing) return;
    isComing = true;
    setTimeout(() => {
      isComing = false;
      act();
    }, CALM_MS);
  };
}
