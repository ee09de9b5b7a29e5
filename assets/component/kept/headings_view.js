// What a page mounts to remember what columns hold under headings that come again.
import {atlas} from "./database.js";
import {Headings} from "./headings.js";

/** The tab's, whatever is mounted and goes. */
const headings = new Headings(atlas);

/** What is mounted. */
export class HeadingsView {
  /** @param {(message: import("./headings.js").Message) => void} tell */
  constructor(tell) {
    this.tell = tell;
  }

  /** @param {Published.HeadingsData} data */
  update(data) {
    return headings.update(data, this.tell);
  }

  destroy() {
    this.tell = () => {};
  }
}
