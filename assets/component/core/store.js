// Where the published files of this page are: on the server that serves it, in a folder beside it, or within it.
//
// An address is the same in all three. Who needs a file asks here for its content, or for what an element of the page
// can load, and need not know which of the three it is.
import {Packs} from "./packs.js";
import {unpacked, unpackedText} from "./unpack.js";

/** How an address begins, as Python writes it. */
export const PREFIX = "/viz/";
/** Told to the page where a host does not have a file. */
export const MISSING = "atlas-missing";

/** Files that a server, or a folder on one, gives out. */
export class FileStore {
  /** Files of any kind that the browser was made to keep. @type {Set<string>} */
  #warmed = new Set();

  /** @param {string} root what stands before `PREFIX`: nothing for a server of our own, "." for a folder */
  constructor(root = "") {
    this.root = root;
  }

  /** Whether this is a copy: in its packs lies together what the bundles of the server hold. */
  get isCopy() {
    return false;
  }

  /**
   * What an element of the page can load; what is no address is given back.
   *
   * @param {string} address
   */
  at(address) {
    return address.startsWith(PREFIX) ? `${this.root}${address}` : address;
  }

  /**
   * What a link to the file or a script element needs.
   *
   * @param {string} address
   */
  async loadable(address) {
    return this.at(address);
  }

  /**
   * @param {string} address of a JSON file
   * @returns {Promise<any>}
   */
  async json(address) {
    return (await this.#answer(address)).json();
  }

  /**
   * A JSON file, before the call returns: for paper, where nothing that comes later counts.
   *
   * @param {string} address
   * @returns {any}
   */
  jsonAtOnce(address) {
    const request = new XMLHttpRequest();
    request.open("GET", this.at(address), false);
    request.send();
    if (request.status !== 200) throw new Error(`${address}: HTTP ${request.status}`);
    return JSON.parse(request.responseText);
  }

  /**
   * Let the browser keep a file of any kind, for when it is asked for; once, and not where a picture has brought it.
   *
   * @param {string} address
   */
  async warm(address) {
    const {href} = new URL(this.at(address), document.baseURI);
    if (this.#warmed.has(href) || performance.getEntriesByName(href, "resource").length) return;
    await (await this.#answer(address)).blob();
    this.#warmed.add(href);
  }

  /**
   * @param {string} address
   * @throws {Error} with what the server says of a file that it cannot make
   */
  async #answer(address) {
    const answer = await fetch(this.at(address));
    if (answer.ok) return answer;
    if (answer.status === 404) document.dispatchEvent(new Event(MISSING));
    const says = answer.status === 503 ? await answer.text() : `${address}: HTTP ${answer.status}`;
    throw new Error(says);
  }
}

/** What a folder holds: few files, in which those of a kind lie together. */
export class FolderStore extends FileStore {
  /** @param {string} index address of the list of packs */
  constructor(index) {
    super(".");
    this.packs = new Packs(
      () => super.json(index),
      (address) => super.json(address),
    );
  }

  get isCopy() {
    return true;
  }

  /**
   * @param {string} address of a JSON file
   * @returns {Promise<any>}
   */
  async json(address) {
    return (await this.packs.find(address)) ?? super.json(address);
  }

  /**
   * The light colours lie in one pack with the dark ones: where those were shown, these are there with the next
   * microtasks, which end before anything is printed.
   *
   * @param {string} address
   */
  jsonAtOnce(address) {
    return this.json(address);
  }
}

/**
 * Files within the page: each in an element of its own, named by its address, or with others in a pack. An element
 * holds what gzip made of the file, as base64; a picture, which is small already, is a `data:` address.
 */
export class InlineStore {
  /** @type {Map<string, Promise<string>>} */
  #made = new Map();

  /** @param {Pick<Document, "getElementById">} page */
  constructor(page) {
    this.page = page;
    this.packs = new Packs(
      () => this.#own("packs"),
      (address) => this.#own(address),
    );
  }

  get isCopy() {
    return true;
  }

  /**
   * What an element of the page can load at once: a picture. Others have no address until they are unpacked.
   *
   * @param {string} address
   */
  at(address) {
    if (!address.startsWith(PREFIX)) return address;
    const held = this.#held(address);
    return held?.startsWith("data:") ? held : "";
  }

  /**
   * What a link to the file or a script element needs.
   *
   * @param {string} address
   */
  loadable(address) {
    const before = this.#made.get(address);
    if (before) return before;
    const making = this.#make(address);
    this.#made.set(address, making);
    return making;
  }

  /** @param {string} address */
  async #make(address) {
    const held = this.#held(address);
    if (held?.startsWith("data:")) return held;
    const content = held === undefined ? await this.packs.find(address) : await unpacked(held);
    if (content === undefined) throw new Error(`${address} is not in this file`);
    return URL.createObjectURL(new Blob([content], {type: typeOf(address)}));
  }

  /**
   * @param {string} address of a JSON file
   * @returns {Promise<any>}
   */
  async json(address) {
    return (await this.packs.find(address)) ?? this.#own(address);
  }

  /**
   * As in a folder.
   *
   * @param {string} address
   */
  jsonAtOnce(address) {
    return this.json(address);
  }

  /** There is nothing to fetch. */
  async warm() {}

  /** @param {string} address */
  async #own(address) {
    const held = this.#held(address);
    if (held === undefined) throw new Error(`${address} is not in this file`);
    return JSON.parse(await unpackedText(held));
  }

  /** @param {string} id */
  #held(id) {
    return this.page.getElementById(id)?.textContent ?? undefined;
  }
}

/** @type {Record<string, string>} */
const TYPES = {js: "text/javascript", html: "text/html", csv: "text/csv", svg: "image/svg+xml"};

/** @param {string} address */
const typeOf = (address) => TYPES[address.split(".").at(-1) ?? ""] ?? "application/octet-stream";

/** @type {FileStore | InlineStore | null} */
let chosen = null;

/** The store of this page. */
export function store() {
  chosen ??= made(globalThis.document?.documentElement?.dataset ?? {});
  return chosen;
}

/** @param {DOMStringMap} said by the page: which store it has, and where the list of packs is */
function made({store: kind, packs = ""}) {
  if (kind === "inline") return new InlineStore(document);
  return kind === "folder" ? new FolderStore(packs) : new FileStore();
}
