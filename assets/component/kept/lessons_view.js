// What a page mounts to keep the lessons of one's own.
import {atlas} from "./database.js";
import {LessonStore} from "./lesson_store.js";
import {Lessons} from "./lessons.js";
import {Tabs} from "./tabs.js";

/** The lessons are the tab's, whatever is mounted and goes. @type {Lessons | null} */
let ofThisTab = null;

/** What is mounted: the lessons tell the server through whatever was mounted last. */
export class LessonsView {
  /** @param {import("./lessons.js").Tell} tell */
  constructor(tell) {
    this.tell = tell;
    this.lessons = ofThisTab ??= new Lessons(new LessonStore(atlas), new Tabs("bone-atlas-lessons"));
  }

  /** @param {Published.LessonsData} data */
  update(data) {
    this.lessons.mount(this.tell);
    return this.lessons.update(data);
  }

  destroy() {
    if (this.lessons.tell === this.tell) this.lessons.tell = null;
  }
}
