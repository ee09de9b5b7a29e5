// The lessons of one's own in the browser's database: none overwrites what another tab wrote.
import {LESSONS, resultOf} from "./database.js";

const LONGEST_ID = 100;

/**
 * A lesson as it is kept. The contents are the server's to read; the browser only keeps them.
 *
 * @typedef {Published.KeptLesson} Kept
 */

/**
 * Whether a lesson as it stands is the one that a change was made of.
 *
 * @param {Kept} existing
 * @param {Published.LessonVersion | null} base
 */
const isBase = (existing, base) => existing.writer === base?.writer && existing.revision === base.revision;

/**
 * The id of what was made of a version that is no longer there: the same for all further changes of that version.
 *
 * @param {Kept} lesson
 * @param {Published.LessonVersion | null} base
 */
const idOfCopy = ({writer, id}, base) => `${writer}.${base?.revision ?? 0}-${id}`.slice(0, LONGEST_ID);

/** The lessons in a database. */
export class LessonStore {
  /** @param {import("./database.js").Database} database */
  constructor(database) {
    this.database = database;
  }

  /**
   * All lessons, the one changed last first.
   *
   * @returns {Promise<Kept[]>}
   */
  async all() {
    /** @type {Kept[]} */
    const found = await this.database.transact([LESSONS], "readonly", (transaction) =>
      resultOf(transaction.objectStore(LESSONS).getAll()),
    );
    return found.sort((a, b) => Number(b.changed) - Number(a.changed));
  }

  /**
   * Keep a lesson. Where another tab has changed it since, both are kept: ours under an id of its own.
   *
   * @param {Published.LessonToKeep} save the lesson, and the version that it was made of
   * @returns {Promise<string>} the id under which it is kept
   */
  save({lesson, base}) {
    return this.database.transact([LESSONS], "readwrite", async (transaction) => {
      const store = transaction.objectStore(LESSONS);
      /** @type {Kept | undefined} */
      const existing = await resultOf(store.get(lesson.id));
      const ours = !existing || existing.writer === lesson.writer;
      if (existing && ours && existing.revision >= lesson.revision) return lesson.id;
      const id = ours || isBase(existing, base) ? lesson.id : idOfCopy(lesson, base);
      await resultOf(store.put({...lesson, id}));
      return id;
    });
  }

  /** @param {string} id */
  remove(id) {
    return this.database.transact([LESSONS], "readwrite", (transaction) =>
      resultOf(transaction.objectStore(LESSONS).delete(id)),
    );
  }
}
