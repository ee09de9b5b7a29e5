// What the server asks of the lessons kept in this browser, and what it is told of them.
// The server keeps nothing itself: each of its sessions is filled from here, and each change comes back here.
import {storageError} from "./database.js";

/**
 * What the server is told.
 *
 * @typedef {object} Message
 * @property {string} session that it is meant for
 * @property {number} answer number of the question that is answered; 0 for news that nobody asked for
 * @property {import("./lesson_store.js").Kept[]} heads all lessons without their contents
 * @property {import("./lesson_store.js").Kept | null} lesson that is to be open; none where none is kept
 * @property {Record<string, number>} kept by id: the last revision that was kept
 * @property {{id: string, as: string, base: Published.LessonVersion | null}[]} moved what another tab had changed
 *   too, and under which id it is kept now
 * @property {string} fault why nothing is kept; empty where all is well
 */

/** @typedef {(message: Message) => boolean | void} Tell */

const OPEN = "atlas-open-lesson";

/** The lessons of a page: whatever asks, they are read and written one after the other. */
export class Lessons {
  /** @type {Promise<void>} */
  #queue = Promise.resolve();
  /** What the server asked last. @type {Published.LessonsData | null} */
  #data = null;
  /** The number of the last question that was answered to what is mounted. */
  #answered = 0;
  /** Why the last writing and the last reading failed. */
  #faults = {write: "", read: ""};
  /** @type {Message["kept"]} */
  #kept = {};
  /** @type {Message["moved"]} */
  #moved = [];
  /** What the session was told of that. @type {Message["moved"]} */
  #toldMoved = [];
  /** Whether something was mounted and has told nothing yet. */
  #isMounted = false;
  /** Whether another tab changed something that the session does not know. */
  #stale = false;
  /** Deleted by this page. @type {Set<string>} */
  #removed = new Set();

  /**
   * @param {import("./lesson_store.js").LessonStore} store
   * @param {import("./tabs.js").Tabs} tabs
   */
  constructor(store, tabs) {
    this.store = store;
    this.tabs = tabs;
    /** Where the server hears; returns false where the page is being left. @type {Tell | null} */
    this.tell = null;
    tabs.onNews = () => {
      this.#stale = true;
      this.refresh();
    };
    tabs.onSeen = () => this.refresh();
    tabs.isUnsaved = () => Boolean(this.#fault && this.#data?.saves.length);
  }

  /**
   * Tell the server from now on through what was mounted. What was told before may have been lost when its page was
   * left; what the server has heard stands in its data.
   *
   * @param {Tell} tell
   */
  mount(tell) {
    if (this.tell === tell) return;
    this.tell = tell;
    this.#answered = 0;
    this.#isMounted = true;
  }

  /**
   * Do what the server asks, after all that it asked before.
   *
   * @param {Published.LessonsData} data
   */
  update(data) {
    return this.#then(() => this.#update(data));
  }

  /** Why nothing is kept; empty where all is well. */
  get #fault() {
    return this.#faults.write || this.#faults.read;
  }

  /** Tell the session what another tab has changed, as soon as somebody looks. */
  refresh() {
    return this.#then(async () => {
      if (this.#data && this.tell && this.#isNews()) await this.#report(this.#data);
    });
  }

  #isNews() {
    return this.#stale && this.tabs.isSeen();
  }

  /**
   * Tell what nobody asked for: all lessons, and the open one where another session wrote it.
   *
   * @param {Published.LessonsData} data
   */
  async #report({session, open}) {
    const lessons = await this.#read();
    const changed = lessons.find(({id, writer}) => id === open && writer !== session);
    this.#tell(session, 0, lessons, changed ?? null);
  }

  /** @param {() => Promise<void>} act */
  #then(act) {
    this.#queue = this.#queue.then(act).catch((error) => console.warn(error));
    return this.#queue;
  }

  /** @param {Published.LessonsData} data */
  async #update(data) {
    const {session, ask, heard, open, wanted} = data;
    if (session !== this.#data?.session) this.#begin();
    this.#data = data;
    if (this.#isMounted) this.#moveAgain(data);
    const before = this.#fault;
    await this.#write(data);
    if (open) this.tabs.remember(OPEN, open);
    if (ask > Math.max(heard, this.#answered)) {
      const lessons = await this.#read();
      this.#answered = ask;
      this.#tell(session, ask, lessons, this.#chosen(lessons, wanted));
    } else if (this.#fault !== before || this.#moved.length || this.#isNews()) await this.#report(data);
  }

  /** A session has begun that has heard nothing yet: the first of the page, or of a server that came back. */
  #begin() {
    this.#answered = 0;
    this.#kept = {};
    this.#moved = [];
    this.#toldMoved = [];
  }

  /**
   * Tell again what was kept under another id, where the session still wants it kept under its own.
   *
   * @param {Published.LessonsData} data
   */
  #moveAgain({saves}) {
    this.#isMounted = false;
    const lost = this.#toldMoved.filter(({id, base}) =>
      saves.some((save) => save.lesson.id === id && isSame(save.base, base)),
    );
    this.#toldMoved = [];
    this.#moved.unshift(...lost);
  }

  /** @param {Published.LessonsData} data */
  async #write({saves, removed}) {
    await this.#trying("write", async () => {
      for (const id of removed) await this.#remove(id);
      for (const save of saves) await this.#save(save);
    });
  }

  /** @param {string} id */
  async #remove(id) {
    if (this.#removed.has(id)) return;
    await this.store.remove(id);
    this.#removed.add(id);
    this.tabs.announce();
  }

  /** @param {Published.LessonToKeep} save */
  async #save({lesson, base}) {
    const {id, revision} = lesson;
    if (this.#kept[id] === revision) return;
    const as = await this.store.save({lesson, base});
    this.#kept[id] = revision;
    if (as !== id) this.#moved.push({id, as, base});
    this.tabs.announce();
    this.tabs.askToStay();
  }

  /** All lessons; none where they cannot be read. */
  async #read() {
    /** @type {import("./lesson_store.js").Kept[]} */
    let lessons = [];
    await this.#trying("read", async () => {
      lessons = await this.store.all();
    });
    return lessons;
  }

  /**
   * Note whether the storage failed; what failed is tried again with the next change.
   *
   * @param {"write" | "read"} what
   * @param {() => Promise<void>} act
   */
  async #trying(what, act) {
    try {
      await act();
      this.#faults[what] = "";
    } catch (error) {
      this.#faults[what] = storageError(error).fault;
    }
  }

  /**
   * The lesson that is to be open: the one wanted, else the one that was open last, else the one changed last.
   *
   * @param {import("./lesson_store.js").Kept[]} lessons
   * @param {string} wanted
   */
  #chosen(lessons, wanted) {
    if (wanted) return lessons.find(({id}) => id === wanted) ?? null;
    const last = this.tabs.remembered(OPEN);
    return lessons.find(({id}) => id === last) ?? lessons[0] ?? null;
  }

  /**
   * @param {string} session
   * @param {number} answer
   * @param {import("./lesson_store.js").Kept[]} lessons
   * @param {import("./lesson_store.js").Kept | null} lesson
   */
  #tell(session, answer, lessons, lesson) {
    const heads = lessons.map((one) => ({...one, content: ""}));
    const moved = this.#moved;
    this.#moved = [];
    this.#toldMoved.push(...moved);
    const isSent = this.tell?.({
      session,
      answer,
      heads,
      lesson,
      kept: {...this.#kept},
      moved,
      fault: this.#fault,
    });
    this.#stale = isSent === false;
  }
}

/**
 * @param {Published.LessonVersion | null} one
 * @param {Published.LessonVersion | null} other
 */
function isSame(one, other) {
  return one?.writer === other?.writer && one?.revision === other?.revision;
}
