// The connection to the server: what the page says where it is lost, and how everything goes on when it is back.
//
// Streamlit tells the window that holds a page how its connection stands, and takes wishes from there. The page is
// its own window here: the start page allows it, and turns Streamlit's own dialogs off (`app/server/index.py`).
import {make} from "../core/dom.js";
import {sync} from "../core/sync.js";

const LOST = "No connection to the atlas’s server. What is on the screen stays; it reconnects by itself.";
const CONNECTION_ERROR = "Connection error";
const LONGEST_WAIT_MS = 30_000;
// A connection that stood so long was a good one.
const STEADY_MS = 10_000;

/**
 * @typedef {object} Message
 * @property {string} [type]
 * @property {boolean} [attemptingToReconnect]
 * @property {string} [error]
 * @property {string} [message]
 * @property {string} [scriptRunState]
 */

/** Follows the connection, says what is to be said, and brings the server up to date when it is back. */
export class Connection {
  #lost = false;
  /** Whether the connection is back, and the script has not run since. */
  #returned = false;
  #failures = 0;
  /** Where the page stood when the connection was lost. */
  #address = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #steady = undefined;

  /**
   * @param {object} to
   * @param {(type: string) => void} to.post tells Streamlit a wish
   * @param {(act: () => void, ms: number) => ReturnType<typeof setTimeout>} to.wait
   */
  constructor({post, wait}) {
    this.post = post;
    this.wait = wait;
    this.line = make("p", {className: "atlas-connection", role: "status"});
    document.body.append(this.line);
  }

  /** @param {Message} message what Streamlit tells */
  hear({type, attemptingToReconnect, error, message, scriptRunState}) {
    if (type === "WEBSOCKET_DISCONNECTED") this.#leave(attemptingToReconnect !== false);
    else if (type === "WEBSOCKET_CONNECTED") this.#return();
    else if (type === "SCRIPT_RUN_STATE_CHANGED" && scriptRunState === "notRunning") this.#rest();
    else if (type === "CLIENT_ERROR_DIALOG")
      this.say(error === CONNECTION_ERROR ? LOST : (message ?? error ?? ""));
  }

  /** @param {string} text */
  say(text) {
    this.line.textContent = text;
  }

  /** @param {boolean} reconnects whether Streamlit tries by itself */
  #leave(reconnects) {
    clearTimeout(this.#steady);
    this.#lost = true;
    this.#address = location.pathname + location.search;
    this.#returned = false;
    this.say(LOST);
    document.dispatchEvent(new Event("atlas-away"));
    if (!reconnects) this.#anew();
  }

  /** Make a connection anew that Streamlit has given up: its whole answer to a message that it could not read. */
  #anew() {
    this.wait(
      () => {
        this.post("TERMINATE_WEBSOCKET_CONNECTION");
        this.post("RESTART_WEBSOCKET_CONNECTION");
      },
      Math.min(250 * 2 ** this.#failures, LONGEST_WAIT_MS),
    );
    this.#failures += 1;
  }

  #return() {
    this.say("");
    this.#steady = this.wait(() => {
      this.#failures = 0;
    }, STEADY_MS);
    if (!this.#lost) return;
    this.#lost = false;
    this.#returned = true;
    sync.resume();
    // A server that was started again runs nothing by itself, and knows no more than what it is told now.
    if (this.#address === location.pathname + location.search) this.post("RERUN_SCRIPT");
    else window.dispatchEvent(new PopStateEvent("popstate"));
  }

  /** A component is heard once the script has run: the first run of a session tells what there is to be heard. */
  #rest() {
    if (!this.#returned) return;
    this.#returned = false;
    document.dispatchEvent(new Event("atlas-back"));
    sync.settle();
  }
}

let started = false;

/** Follow the connection of this page. Once for a page. */
export function startConnection() {
  if (started) return;
  started = true;
  const connection = new Connection({
    post: (type) => window.postMessage({stCommVersion: 1, type}, location.origin),
    wait: (act, ms) => setTimeout(act, ms),
  });
  window.addEventListener("message", ({source, data}) => {
    if (source === window && data?.stCommVersion === 1) connection.hear(data);
  });
}
