// Links that offer a file to take home: what follows them is loaded with the first click.
import {isForAnotherWindow} from "./navigation.js";

const LINK = "a[data-take-home]";

/** Follow such links, those of a scene as well as those that Streamlit shows. Once for a page. */
export function startTakeHomeLinks() {
  document.addEventListener("click", onClick);
}

/** @param {MouseEvent} event */
async function onClick(event) {
  const link = event.target instanceof Element ? event.target.closest(LINK) : null;
  if (!(link instanceof HTMLAnchorElement)) return;
  // The address gives nothing before the file is made: there is nothing to open beside this page either.
  event.preventDefault();
  if (isForAnotherWindow(event)) return;
  const {follow} = await import("./take_home.js");
  await follow(link);
}
