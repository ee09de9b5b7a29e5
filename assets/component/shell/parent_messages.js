// What the page that embeds the atlas is told: the height that the content wants, and what is selected.
//
//   {source: "bone-metastasis-atlas", version: 1, type: "size", height}
//   {source: "bone-metastasis-atlas", version: 1, type: "selection", page, view, sites: [{id, name}]}
//
// `height` is in CSS pixels, the line at the foot included. `view` holds the parameters of the address, where what is
// at its start is left out; `sites` its sites with their names. Nothing else is told: no more than the address says,
// and of a reader's own table nothing, for no address holds any of it.
import {withoutEmbedding} from "../core/embedded.js";

const SOURCE = "bone-metastasis-atlas";
const VERSION = 1;
const FIRST_PAGE = "atlas";
/** Less is rounding. */
const LEAST_PX = 2;
/** So often in a row, without an act of the reader's, a frame that has followed may make the content want more. */
const MOST_ANSWERS = 8;

/**
 * The origin to which messages go. Where neither browser nor referrer tells the parent's, any may read them: the parent
 * wrote the address that they repeat, and nothing private is in them.
 *
 * @param {{ancestors?: ArrayLike<string>, referrer: string}} from
 */
export function targetOrigin({ancestors, referrer}) {
  const known = ancestors?.[0] ?? (referrer && new URL(referrer).origin);
  return known && known !== "null" ? known : "*"; // a page from a file, or in a sandbox, has no origin to name
}

/**
 * The name of the page that an address leads to.
 *
 * @param {string} path
 */
export const pageOf = (path) =>
  (path.split("/").at(-1) ?? "").replace(/\.html$/, "").replace(/^index$/, "") || FIRST_PAGE;

/**
 * @param {{pathname: string, search: string}} address
 * @param {(id: string) => string | undefined} nameOf nothing for what the atlas does not have
 */
export function selectionMessage({pathname, search}, nameOf) {
  const view = Object.fromEntries(withoutEmbedding(new URLSearchParams(search)));
  const ids = (view.site ?? "").split(",").filter(Boolean);
  const sites = ids.flatMap((id) => {
    const name = nameOf(id);
    return name === undefined ? [] : [{id, name}];
  });
  return {source: SOURCE, version: VERSION, type: "selection", page: pageOf(pathname), view, sites};
}

/** @param {number} height */
export const sizeMessage = (height) => ({source: SOURCE, version: VERSION, type: "size", height});

/** Tells the parent what has changed, and nothing twice. */
export class ParentMessages {
  #selection = "";
  #height = NaN;
  /** How often in a row the content wanted more of a frame that had followed. */
  #answers = 0;

  /** @param {(message: object) => void} post */
  constructor(post) {
    this.post = post;
  }

  /**
   * @param {{pathname: string, search: string}} address
   * @param {(id: string) => string | undefined} nameOf
   */
  select(address, nameOf) {
    const message = selectionMessage(address, nameOf);
    const told = JSON.stringify(message);
    if (told === this.#selection) return;
    this.#selection = told;
    this.post(message);
  }

  /**
   * Tell the height. Figures end at a height of their own, so a parent that follows makes the content want more once or
   * twice; should it go on, it is told no more of it: no frame grows for ever.
   *
   * @param {number} height that the content wants
   * @param {number} frame height of the frame
   */
  size(height, frame) {
    const wanted = Math.ceil(height);
    if (Math.abs(wanted - this.#height) < LEAST_PX) return;
    const hasFollowed = Math.abs(frame - this.#height) < LEAST_PX;
    if (wanted > this.#height && hasFollowed && (this.#answers += 1) > MOST_ANSWERS) return;
    this.#height = wanted;
    this.post(sizeMessage(wanted));
  }

  /** The reader has acted, or the frame has another width: what comes now is no answer to a message. */
  begin() {
    this.#answers = 0;
  }
}
