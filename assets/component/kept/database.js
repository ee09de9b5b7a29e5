// The atlas's own database in the reader's browser: opened when it is first needed, every fault named.

/**
 * Why the browser keeps nothing.
 *
 * - `denied`: it lets this page keep nothing (a private window, a setting), or does not answer;
 * - `full`: there is no room left;
 * - `newer`: the database was made by a newer atlas than this page;
 * - `blocked`: another tab holds it open in an older form;
 * - `failed`: anything else.
 *
 * @typedef {"denied" | "full" | "newer" | "blocked" | "failed"} Fault
 */

/** What the database said, in one of our words. */
export class StorageError extends Error {
  /**
   * @param {Fault} fault
   * @param {unknown} [cause]
   */
  constructor(fault, cause) {
    super(`the browser's storage: ${fault}`, {cause});
    this.fault = fault;
  }
}

/** @type {Record<string, Fault>} by the name of a DOMException */
const FAULTS = {
  QuotaExceededError: "full",
  VersionError: "newer",
  SecurityError: "denied",
  InvalidStateError: "denied",
  NotAllowedError: "denied",
  UnknownError: "denied",
};
// A browser that has not opened a database by then will not: without a limit the page would wait in silence.
const LONGEST_OPENING_MS = 8000;

/**
 * What was thrown, as one of ours.
 *
 * @param {unknown} error
 */
export function storageError(error) {
  if (error instanceof StorageError) return error;
  const name = error instanceof Object && "name" in error ? String(error.name) : "";
  return new StorageError(FAULTS[name] ?? "failed", error);
}

/**
 * The result of a request.
 *
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
export const resultOf = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/**
 * Wait until all that a transaction wrote is on the disk.
 *
 * @param {IDBTransaction} transaction
 * @returns {Promise<void>}
 */
const completed = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new StorageError("failed"));
    transaction.onerror = () => reject(transaction.error);
  });

/** A database with its forms so far; it is opened when it is first needed, and again after it was closed. */
export class Database {
  /** @type {Promise<IDBDatabase> | null} */
  #opened = null;

  /**
   * @param {string} name
   * @param {((database: IDBDatabase) => void)[]} upgrades from each form of the database to the next; their
   *   number is its version, so one is only ever added at the end
   * @param {() => IDBFactory | undefined} [factory] where databases come from
   */
  constructor(name, upgrades, factory = () => globalThis.indexedDB) {
    this.name = name;
    this.upgrades = upgrades;
    this.factory = factory;
  }

  /**
   * Do something in one transaction: all of it is kept, or nothing.
   *
   * @template T
   * @param {string[]} stores that it needs
   * @param {IDBTransactionMode} mode
   * @param {(transaction: IDBTransaction) => Promise<T>} work must wait for requests of this transaction alone,
   *   else the browser ends it
   * @returns {Promise<T>} what it came to, once it is kept
   * @throws {StorageError}
   */
  async transact(stores, mode, work) {
    try {
      const transaction = (await this.#open()).transaction(stores, mode);
      const ended = completed(transaction);
      const [result] = await Promise.all([work(transaction), ended]);
      return result;
    } catch (error) {
      throw storageError(error);
    }
  }

  #open() {
    this.#opened ??= this.#opening().catch((error) => {
      this.#opened = null;
      throw error;
    });
    return this.#opened;
  }

  /** @returns {Promise<IDBDatabase>} */
  #opening() {
    return new Promise((resolve, reject) => {
      const factory = this.factory();
      if (!factory) throw new StorageError("denied");
      const request = factory.open(this.name, this.upgrades.length);
      let late = false;
      const giveUp = (/** @type {Fault} */ fault) => {
        late = true;
        clearTimeout(limit);
        reject(new StorageError(fault));
      };
      const limit = setTimeout(giveUp, LONGEST_OPENING_MS, "denied");
      request.onupgradeneeded = ({oldVersion}) => {
        for (const upgrade of this.upgrades.slice(oldVersion)) upgrade(request.result);
      };
      request.onblocked = () => giveUp("blocked");
      request.onerror = () => {
        clearTimeout(limit);
        reject(request.error);
      };
      request.onsuccess = () => {
        clearTimeout(limit);
        if (late) request.result.close();
        else resolve(this.#watched(request.result));
      };
    });
  }

  /**
   * Let go of a database that another tab wants to change, or that the reader has deleted.
   *
   * @param {IDBDatabase} database
   */
  #watched(database) {
    const forget = () => {
      this.#opened = null;
    };
    database.onversionchange = () => {
      database.close();
      forget();
    };
    database.onclose = forget;
    return database;
  }
}

/** Stores of `atlas`. */
export const LESSONS = "lessons";
export const HEADINGS = "headings";
export const TABLES = "tables";

/** What the atlas keeps in this browser, on this device. */
export const atlas = new Database("bone-atlas", [
  (database) => {
    database.createObjectStore(LESSONS, {keyPath: "id"});
  },
  (database) => {
    database.createObjectStore(HEADINGS, {keyPath: "key"});
  },
  (database) => {
    database.createObjectStore(TABLES, {keyPath: "id"});
  },
]);
