// Links as Python and the scenes write them lead to pages and files of a server; in a copy they lead to its own.
import {place} from "../core/place.js";
import {PREFIX, store} from "../core/store.js";

const OURS = 'a[href^="/"]:not([href^="//"])';

/**
 * Keep the links of the page leading within the copy. A page that the copy does not hold is not linked to.
 *
 * @param {(name: string) => boolean} has whether there is a page of a name
 */
export function keepLinks(has) {
  const rewrite = () => {
    for (const link of document.querySelectorAll(OURS))
      if (link instanceof HTMLAnchorElement) rewritten(link, has);
  };
  rewrite();
  new MutationObserver(rewrite).observe(document.body, {
    childList: true,
    subtree: true,
    attributeFilter: ["href"],
  });
  document.addEventListener("click", unpack);
}

/**
 * @param {HTMLAnchorElement} link
 * @param {(name: string) => boolean} has
 */
export function rewritten(link, has) {
  const address = link.getAttribute("href") ?? "";
  if (address.startsWith(PREFIX)) {
    const at = store().at(address);
    // A copy within the page makes a file when it is asked for.
    if (!at) link.dataset.file = address;
    link.setAttribute("href", at || "#");
    return;
  }
  if (has(new URL(address, location.href).pathname.slice(1)))
    link.setAttribute("href", place().link(address));
  else link.removeAttribute("href");
}

/**
 * Unpack a file that is asked for, and save it.
 *
 * @param {MouseEvent} event
 */
async function unpack(event) {
  const link = event.target instanceof Element ? event.target.closest("a[data-file]") : null;
  if (!(link instanceof HTMLAnchorElement)) return;
  event.preventDefault();
  const address = link.dataset.file ?? "";
  const href = await store().loadable(address);
  Object.assign(document.createElement("a"), {href, download: link.download || nameOf(address)}).click();
}

/** @param {string} address */
const nameOf = (address) => `bone-atlas_${address.slice(PREFIX.length).replaceAll("/", "_")}`;
