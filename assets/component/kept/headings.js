// What the columns of the reader's tables hold, kept in the browser by the words of their headings.
import {HEADINGS, resultOf, storageError} from "./database.js";

/** So many headings are kept; the oldest goes first. */
const MOST = 100;

/**
 * What the server is told.
 *
 * @typedef {object} Message
 * @property {string} session that it is meant for
 * @property {Published.HeadingRecord[]} records all that is kept
 * @property {string} fault why nothing is kept; empty where all is well
 */

/** The headings of a browser; each session is told once what is kept, and again where it has not heard it. */
export class Headings {
  /** The session that was told last. */
  #session = "";
  /** How it was told. @type {((message: Message) => void) | null} */
  #tell = null;

  /** @param {import("./database.js").Database} database */
  constructor(database) {
    this.database = database;
  }

  /**
   * Keep what the session has assigned, delete what it has forgotten, tell it once what there is.
   *
   * @param {Published.HeadingsData} data
   * @param {(message: Message) => void} tell another one where the component is mounted anew
   */
  async update({session, heard, changes}, tell) {
    const message = await this.#kept(session, changes);
    const isTold = this.#session === session && (heard || this.#tell === tell);
    if (isTold || !(message.records.length || message.fault)) return;
    this.#session = session;
    this.#tell = tell;
    tell(message);
  }

  /**
   * @param {string} session
   * @param {Published.HeadingRecord[]} changes
   * @returns {Promise<Message>}
   */
  async #kept(session, changes) {
    try {
      return {session, records: await this.#change(changes), fault: ""};
    } catch (error) {
      return {session, records: [], fault: storageError(error).fault};
    }
  }

  /** @param {Published.HeadingRecord[]} changes */
  #change(changes) {
    return this.database.transact([HEADINGS], "readwrite", async (transaction) => {
      const store = transaction.objectStore(HEADINGS);
      for (const {key, record} of changes) {
        if (record) await resultOf(store.put({key, record, changed: Date.now()}));
        else await resultOf(store.delete(key));
      }
      const all = await resultOf(store.getAll());
      all.sort((a, b) => a.changed - b.changed);
      for (const {key} of all.splice(0, Math.max(0, all.length - MOST))) await resultOf(store.delete(key));
      return all.map(({key, record}) => ({key, record}));
    });
  }
}
