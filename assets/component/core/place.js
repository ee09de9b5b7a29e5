// Where the reader is: which page, with which parameters, and how an address of the atlas is written here.
//
// Python and scenes write addresses as the server has them: `/pathways?layer=…`. In a folder a page is a file of its
// own, `pathways.html?layer=…`; in one file all pages are one, `#/pathways?layer=…`.
import {isEmbedded, keepEmbedded} from "./embedded.js";

const HASH = /^#(\/[^?]*)?(\?.*)?$/;

/** What may stand in a hash, which every way reads. @param {string} hash */
function fromHash(hash) {
  const found = HASH.exec(hash);
  return {path: found?.[1] ?? "/", query: new URLSearchParams(found?.[2] ?? "")};
}

/**
 * The address of a file that stays embedded where this page is.
 *
 * @param {string} address
 */
const staying = (address) => (isEmbedded ? new URL(keepEmbedded(address), location.href).href : address);

/** Pages that have addresses of their own. */
export class Paths {
  /** What tells this page from others. */
  get page() {
    return location.pathname;
  }

  /**
   * The name of the page that an address leads to, as the server has it; empty for the first.
   *
   * @param {URL | Location} address
   */
  nameOf({pathname}) {
    return pathname.split("/").at(-1) ?? "";
  }

  query() {
    const own = new URLSearchParams(location.search);
    return own.size ? own : fromHash(location.hash).query;
  }

  /**
   * The address of a page of the atlas as it is written here; what is none is given back.
   *
   * @param {string} address
   */
  link(address) {
    return address;
  }

  /**
   * The address of a page with other parameters.
   *
   * @param {string} page
   * @param {URLSearchParams} query
   */
  written(page, query) {
    return query.size ? `${page}?${query}` : page;
  }

  /**
   * A link to this page with other parameters.
   *
   * @param {URLSearchParams} query
   */
  here(query) {
    return `?${query}`;
  }

  /** What `written` would give for where the reader is. */
  get current() {
    return `${location.pathname}${location.search}`;
  }

  /**
   * Let a link carry parameters.
   *
   * @param {HTMLAnchorElement} link
   * @param {URLSearchParams} query
   */
  carry(link, query) {
    link.search = query.toString();
  }
}

/** Pages that are files beside each other. */
export class Files extends Paths {
  /** @param {URL | Location} address */
  nameOf(address) {
    const name = super.nameOf(address).replace(/\.html$/, "");
    return name === "index" ? "" : name;
  }

  /** @param {string} address */
  link(address) {
    if (!address.startsWith("/") || address.startsWith("//")) return address;
    const {pathname, search} = new URL(address, location.href);
    return staying(`${pathname.slice(1) || "index"}.html${search}`);
  }

  /**
   * A page of a folder is a document of its own: only its link can tell it that it is embedded.
   *
   * @param {HTMLAnchorElement} link
   * @param {URLSearchParams} query
   */
  carry(link, query) {
    super.carry(link, query);
    link.href = staying(link.href);
  }
}

/** Pages that are all within one file. */
export class OneFile extends Paths {
  get page() {
    return fromHash(location.hash).path;
  }

  /** @param {URL | Location} address */
  nameOf({hash}) {
    return fromHash(hash).path.slice(1);
  }

  query() {
    return fromHash(location.hash).query;
  }

  /** @param {string} address */
  link(address) {
    if (!address.startsWith("/") || address.startsWith("//")) return address;
    const {pathname, searchParams} = new URL(address, location.href);
    return this.written(pathname, searchParams);
  }

  /**
   * @param {string} page
   * @param {URLSearchParams} query
   */
  written(page, query) {
    return `#${page === "/" ? "" : page}${query.size ? `?${query}` : ""}`;
  }

  /** @param {URLSearchParams} query */
  here(query) {
    return this.written(this.page, query);
  }

  get current() {
    return this.written(this.page, this.query());
  }

  /**
   * @param {HTMLAnchorElement} link
   * @param {URLSearchParams} query
   */
  carry(link, query) {
    link.hash = this.written(fromHash(link.hash).path, query);
  }
}

/** @type {Record<string, new () => Paths>} */
const KINDS = {folder: Files, inline: OneFile};

/** @type {Paths | null} */
let chosen = null;

/** How addresses are written on this page. */
export function place() {
  const kind = globalThis.document?.documentElement?.dataset.store ?? "";
  chosen ??= new (KINDS[kind] ?? Paths)();
  return chosen;
}
