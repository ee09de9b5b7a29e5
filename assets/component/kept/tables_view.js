// What a page mounts to hold the reader's table.
import {atlas} from "./database.js";
import {Tables} from "./tables.js";

/** The tab's, whatever is mounted and goes. */
const tables = new Tables(atlas, window);

/** What is mounted. */
export class TablesView {
  /** @param {(message: import("./tables.js").Message) => void} tell */
  constructor(tell) {
    this.tell = tell;
  }

  /** @param {Published.TableData} data */
  update(data) {
    return tables.update(data, this.tell);
  }

  destroy() {
    this.tell = () => {};
  }
}
