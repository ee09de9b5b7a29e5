// The reader's table: held by the tab as long as it is open, and kept in the browser where the reader wants it.
import {resultOf, storageError, TABLES} from "./database.js";

/** There is one table, as there is one on the page. */
const ID = "table";

/**
 * What the server is told.
 *
 * @typedef {object} Message
 * @property {string} session that it is meant for
 * @property {string} record the table that was held; empty where none was
 * @property {boolean} kept whether it is kept in the browser
 * @property {string} fault why nothing is kept; empty where all is well
 */

/** The table of a tab; each session is told once what is held, and again where it has not heard it. */
export class Tables {
  #session = "";
  /** How the session is told. @type {((message: Message) => void) | null} */
  #tell = null;
  #forgotten = 0;
  /** The table of this tab. */
  #held = "";
  /** What this tab has put into the database last. */
  #kept = "";
  /** Whether the reader has edited what nobody keeps. */
  #edited = false;
  /** @type {Promise<void>} */
  #queue = Promise.resolve();

  /**
   * @param {import("./database.js").Database} database
   * @param {EventTarget} window that is asked before it closes
   */
  constructor(database, window) {
    this.database = database;
    window.addEventListener("beforeunload", (event) => {
      if (this.#edited) event.preventDefault();
    });
  }

  /**
   * Hold what the session has, after all that it asked before.
   *
   * @param {Published.TableData} data
   * @param {(message: Message) => void} tell another one where the component is mounted anew
   */
  update(data, tell) {
    this.#queue = this.#queue.then(() => this.#update(data, tell)).catch((error) => console.warn(error));
    return this.#queue;
  }

  /**
   * @param {Published.TableData} data
   * @param {(message: Message) => void} tell
   */
  async #update(data, tell) {
    const {session, record, keep, forget, edited} = data;
    this.#edited = edited;
    const fail = (/** @type {unknown} */ error) =>
      tell({session, record: "", kept: false, fault: storageError(error).fault});
    if (this.#isUntold(data, tell) && (await this.#recall(data, tell))) return;
    if (forget > this.#forgotten) {
      this.#forgotten = forget;
      this.#held = "";
      await this.#write("").catch(() => {}); // what keeps nothing holds nothing to delete
    }
    if (!record) return;
    this.#held = record;
    if (keep && record !== this.#kept) await this.#write(record).catch(fail);
  }

  /**
   * Whether a session is new, or has not heard what it was told by a page that was left.
   *
   * @param {Published.TableData} data
   * @param {(message: Message) => void} tell
   */
  #isUntold({session, heard, record, forget}, tell) {
    const isNew = session !== this.#session;
    if (isNew) this.#forgotten = 0;
    const isMounted = tell !== this.#tell;
    this.#session = session;
    this.#tell = tell;
    // What the reader has done since goes before what was lost.
    return isNew || (isMounted && !heard && !record && forget === this.#forgotten);
  }

  /**
   * Tell a session that knows nothing what is held; returns whether there was anything that it did not know.
   *
   * @param {{session: string, record: string, keep: boolean}} data
   * @param {(message: Message) => void} tell
   */
  async #recall({session, record, keep}, tell) {
    this.#kept = await this.#read().catch(() => "");
    const held = this.#held || this.#kept;
    const isKnown = held === record && keep === Boolean(this.#kept);
    if (!held || isKnown) return false;
    tell({session, record: held, kept: Boolean(this.#kept), fault: ""});
    return true;
  }

  /** @returns {Promise<string>} */
  #read() {
    return this.database.transact([TABLES], "readonly", async (transaction) => {
      const found = await resultOf(transaction.objectStore(TABLES).get(ID));
      return String(found?.record ?? "");
    });
  }

  /** @param {string} record */
  async #write(record) {
    await this.database.transact([TABLES], "readwrite", (transaction) => {
      const store = transaction.objectStore(TABLES);
      const done = record ? resultOf(store.put({id: ID, record})) : resultOf(store.delete(ID));
      return done.then(() => {});
    });
    this.#kept = record;
  }
}
