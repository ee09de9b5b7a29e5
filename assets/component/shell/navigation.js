// Links from page to page: they keep Streamlit's session, and with it all that is under way in it.
import {outbox} from "../core/outbox.js";
import {place} from "../core/place.js";

/** Links to pages of the app. */
const PAGE_LINK = "a.atlas-page-link";
/** Those that Streamlit makes, and follows by itself. */
const STREAMLIT_LINK = ".stPageLink a:not([disabled])";
/** The menu that holds them where the window is narrow. */
const MENU = "details.atlas-menu";
/** What scrolls, and how far until the head is gone. */
const SCROLLER = "[data-testid=stMain]";
const HEAD_PX = 12;
let started = false;
/** Links of Streamlit that are being followed. @type {WeakSet<Element>} */
const followed = new WeakSet();

/**
 * Let links lead to their pages within the session, and the menu close as menus do. Once for a page.
 *
 * @param {{isCopy?: boolean}} [how]
 */
export function startNavigation({isCopy = false} = {}) {
  if (started) return;
  started = true;
  // A copy has no session to keep: its links are the browser's, or its own.
  if (!isCopy) {
    document.addEventListener("click", precede, {capture: true});
    document.addEventListener("click", follow);
  }
  document.addEventListener("click", ({target}) => closeMenus(target));
  document.addEventListener("keydown", onEscape);
  document.addEventListener("focusout", onFocusOut);
  document.addEventListener("scroll", onScroll, {capture: true, passive: true});
}

/**
 * Streamlit's own menu stays in the corner of the window while the page moves away under it: below the head it would
 * lie over what stands there.
 *
 * @param {Pick<Event, "target">} event
 */
export function onScroll({target}) {
  if (!(target instanceof Element) || !target.matches(SCROLLER)) return;
  document.documentElement.toggleAttribute("data-scrolled", target.scrollTop > HEAD_PX);
}

/**
 * Go to the page that a link names. The address changes and Streamlit is told as after "Back": it runs the page in
 * the same session. A link opened in another tab or window is left to the browser.
 *
 * @param {MouseEvent} event
 */
export function follow(event) {
  const link = event.target instanceof Element ? event.target.closest(PAGE_LINK) : null;
  if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented) return;
  if (isForAnotherWindow(event)) return;
  event.preventDefault();
  if (link.getAttribute("aria-current") !== "page") {
    keepFocus(link);
    history.pushState(null, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate"));
    window.scrollTo(0, 0);
  }
  closeMenus(null);
}

/**
 * Whether a click opens its link beside this page, or saves it.
 *
 * @param {MouseEvent} event
 */
export const isForAnotherWindow = ({button, metaKey, ctrlKey, shiftKey, altKey}) =>
  button !== 0 || metaKey || ctrlKey || shiftKey || altKey;

/**
 * Let Streamlit follow its own link after all that was told before.
 *
 * @param {MouseEvent} event
 */
function precede(event) {
  const link = event.target instanceof Element ? event.target.closest(STREAMLIT_LINK) : null;
  if (!(link instanceof HTMLAnchorElement) || followed.delete(link) || isForAnotherWindow(event)) return;
  const {pathname} = new URL(link.href);
  if (outbox.isShown(pathname)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  outbox.leaveFor(pathname, () => {
    followed.add(link);
    link.click();
  });
}

/**
 * The page that comes has a head of its own, and whoever goes by keyboard is in it again where they were: at the
 * link of that page or, where it is in a menu, at the menu.
 *
 * @param {HTMLAnchorElement} left
 */
function keepFocus(left) {
  if (document.activeElement !== left) return;
  const path = new URL(left.href).pathname;
  const watch = new MutationObserver(() => {
    if (left.isConnected && left.getAttribute("aria-current") !== "page") return;
    const links = [...document.querySelectorAll(`${PAGE_LINK}[aria-current="page"]`)];
    const come = links.filter(
      (link) => link instanceof HTMLAnchorElement && new URL(link.href).pathname === path,
    );
    if (!come.length) return;
    watch.disconnect();
    if (document.activeElement !== document.body) return; // somewhere else meanwhile
    const seen = come.find((link) => link.checkVisibility()) ?? document.querySelector(`${MENU} summary`);
    if (seen instanceof HTMLElement) seen.focus({preventScroll: true});
  });
  watch.observe(document.body, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ["aria-current"],
  });
}

/** @param {FocusEvent} event the menu closes when Tab leaves it, not when the window does */
function onFocusOut({relatedTarget}) {
  if (relatedTarget instanceof Node) closeMenus(relatedTarget);
}

/** @param {EventTarget | null} target what was clicked; a menu that holds it stays open */
function closeMenus(target) {
  for (const menu of openMenus()) if (!(target instanceof Node && menu.contains(target))) menu.open = false;
}

/** @param {KeyboardEvent} event */
function onEscape(event) {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
    event.preventDefault();
  }
}

/** @returns {HTMLDetailsElement[]} */
function openMenus() {
  return [...document.querySelectorAll(`${MENU}[open]`)].filter((menu) => menu instanceof HTMLDetailsElement);
}

/**
 * Let the links to other pages carry what is on the screen of this one; one that leads to a part of a page, or to a
 * site, says so itself: `data-part`, `data-site`.
 *
 * @param {URLSearchParams} query
 */
export function carryInLinks(query) {
  for (const link of document.querySelectorAll(PAGE_LINK)) {
    if (!(link instanceof HTMLAnchorElement)) continue;
    const carried = new URLSearchParams(query);
    for (const [key, value] of Object.entries(link.dataset)) if (value) carried.set(key, value);
    place().carry(link, carried);
  }
}
