// The packs of a copy: files that are needed together lie together. Which pack holds a file, its address says.

/**
 * The list of packs.
 *
 * @typedef {object} List
 * @property {Record<string, string[]>} rules by kind of file which parts of its address name its pack: the number of
 *   the part, and after a colon how many of the names in it that `~` joins
 * @property {Record<string, string>} packs address of each by its name
 */

const ADDRESS = /^\/viz\/([a-z-]+)\/(.*)\.[0-9a-f]{16}\.(?:json|csv)$/;

/**
 * The name of the pack that holds a file; nothing where the file stands alone.
 *
 * @param {string} address
 * @param {List["rules"]} rules
 */
export function packOf(address, rules) {
  const [, kind, rest] = ADDRESS.exec(address) ?? [];
  const rule = kind === undefined ? undefined : rules[kind];
  if (!rule) return undefined;
  const parts = rest.split("/");
  const named = rule.map((slot) => {
    const [at, count] = slot.split(":");
    const part = parts[Number(at)];
    return count ? part.split("~").slice(0, Number(count)).join("~") : part;
  });
  return [kind, ...named].join("/");
}

/** Finds files in packs, each of which is fetched once. */
export class Packs {
  /** @type {Promise<List> | null} */
  #list = null;
  /** @type {Map<string, Promise<Record<string, any>>>} */
  #packs = new Map();

  /**
   * @param {() => Promise<List>} fetchList
   * @param {(address: string) => Promise<Record<string, any>>} fetchPack
   */
  constructor(fetchList, fetchPack) {
    this.fetchList = fetchList;
    this.fetchPack = fetchPack;
  }

  /**
   * The content of a file, that of a table as text; nothing where no pack holds it.
   *
   * @param {string} address
   * @returns {Promise<any>}
   */
  async find(address) {
    const {rules, packs} = await this.#known();
    const pack = packs[packOf(address, rules) ?? ""];
    return pack === undefined ? undefined : (await this.#pack(pack))[address];
  }

  #known() {
    this.#list ??= this.fetchList();
    // The next who asks tries again.
    this.#list.catch(() => {
      this.#list = null;
    });
    return this.#list;
  }

  /** @param {string} address */
  #pack(address) {
    const before = this.#packs.get(address);
    if (before) return before;
    const coming = this.fetchPack(address);
    this.#packs.set(address, coming);
    coming.catch(() => this.#packs.delete(address));
    return coming;
  }
}
