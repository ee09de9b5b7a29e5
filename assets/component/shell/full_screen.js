// A lesson takes the whole screen from the click on its link: only an act of the reader's may ask for that. The page
// changes within the document, so that the full screen stays.
import {place} from "../core/place.js";

/** The last part of the address of a lesson that is given. */
const PRESENT = "present";
let started = false;

/** Whether this browser lets a page fill the screen at all: that of an iPhone does not. */
export const canFillScreen = () => Boolean(document.fullscreenEnabled);

/** @param {URL | Location} address */
const isLesson = (address) => place().nameOf(address) === PRESENT;

/** Let a lesson begin full screen. Once for a page. */
export function startFullScreen() {
  if (started) return;
  started = true;
  // On the window, before anything on the page can stop the event: the link is followed a moment later.
  window.addEventListener("click", enterWithLesson, {capture: true});
}

/**
 * Whether a click leads to a lesson in this window.
 *
 * @param {MouseEvent} event
 */
function leadsToLesson({target, isTrusted, button, metaKey, ctrlKey, shiftKey, altKey}) {
  const link = target instanceof Element ? target.closest("a[href]:not([disabled])") : null;
  if (!(link instanceof HTMLAnchorElement) || link.target === "_blank") return false;
  const isPlain = isTrusted && ![button, metaKey, ctrlKey, shiftKey, altKey].some(Boolean);
  return isPlain && isLesson(new URL(link.href));
}

/**
 * Fill the screen where a click leads to a lesson. A browser that refuses shows the lesson as it is.
 *
 * @param {MouseEvent} event
 */
export function enterWithLesson(event) {
  if (leadsToLesson(event) && canFillScreen() && !document.fullscreenElement) fill().catch(() => {});
}

/** Fill the screen with the page. */
export const fill = async () => document.documentElement.requestFullscreen();

/** Give the screen back, unless what is shown is a lesson still. */
export function leaveWithLesson({isClosed = false} = {}) {
  if (document.fullscreenElement && (isClosed || !isLesson(location)))
    document.exitFullscreen().catch(() => {});
}
