import assert from "node:assert/strict";
import {beforeEach, test} from "node:test";

import "../dom.js";
import {Connection} from "../../../assets/component/shell/connection.js";

const LOST = /^No connection to the atlas’s server\. What is on the screen stays; it reconnects by itself\.$/;
const window = document.defaultView;
globalThis.PopStateEvent = window.PopStateEvent;
globalThis.window = window;
const heard = [];
for (const name of ["atlas-away", "atlas-back"]) document.addEventListener(name, () => heard.push(name));
window.addEventListener("popstate", () => heard.push("popstate"));

/** A connection, what it wishes of Streamlit, and what it waits for. */
function connection() {
  const posted = [];
  const waits = [];
  const made = new Connection({
    post: (type) => posted.push(type),
    wait: (act, ms) => waits.push({act, ms}),
  });
  const tell = (type, more = {}) => made.hear({type, ...more});
  return {posted, waits, tell, said: () => document.querySelector(".atlas-connection").textContent};
}

beforeEach(() => {
  heard.length = 0;
  document.body.replaceChildren();
  window.happyDOM.setURL("http://localhost:8501/?layer=article");
});

test("the first connection is no news", () => {
  const {posted, tell, said} = connection();
  tell("WEBSOCKET_CONNECTED");
  tell("SCRIPT_RUN_STATE_CHANGED", {scriptRunState: "notRunning"});
  assert.deepEqual([posted, heard, said()], [[], [], ""]);
});

test("a lost connection is said; back, the script runs once, and then what was not heard is told", () => {
  const {posted, tell, said} = connection();
  tell("WEBSOCKET_CONNECTED");
  tell("WEBSOCKET_DISCONNECTED", {attemptingToReconnect: true});
  assert.match(said(), LOST);
  tell("CLIENT_ERROR_DIALOG", {error: "Connection error", message: "Is Streamlit still running?"});
  assert.match(said(), LOST);
  tell("WEBSOCKET_CONNECTED");
  assert.deepEqual([posted, heard, said()], [["RERUN_SCRIPT"], ["atlas-away"], ""]);
  tell("SCRIPT_RUN_STATE_CHANGED", {scriptRunState: "running"});
  assert.deepEqual(heard, ["atlas-away"]);
  for (let k = 0; k < 2; k += 1) tell("SCRIPT_RUN_STATE_CHANGED", {scriptRunState: "notRunning"});
  assert.deepEqual([posted, heard], [["RERUN_SCRIPT"], ["atlas-away", "atlas-back"]]);
});

test("an address that was left meanwhile leads on, as after Back", () => {
  const {posted, tell} = connection();
  tell("WEBSOCKET_DISCONNECTED", {attemptingToReconnect: true});
  window.happyDOM.setURL("http://localhost:8501/teach");
  tell("WEBSOCKET_CONNECTED");
  assert.deepEqual([posted, heard], [[], ["atlas-away", "popstate"]]);
});

test("a connection that Streamlit gives up is made anew, each time after a longer wait", () => {
  const {posted, waits, tell} = connection();
  for (const ms of [250, 500, 1000]) {
    tell("WEBSOCKET_DISCONNECTED", {attemptingToReconnect: false});
    assert.equal(waits.at(-1).ms, ms);
  }
  waits.at(-1).act();
  assert.deepEqual(posted, ["TERMINATE_WEBSOCKET_CONNECTION", "RESTART_WEBSOCKET_CONNECTION"]);
  tell("WEBSOCKET_CONNECTED");
  waits.at(-1).act(); // it has stood for a while
  tell("WEBSOCKET_DISCONNECTED", {attemptingToReconnect: false});
  assert.equal(waits.at(-1).ms, 250);
});

test("any other error that Streamlit would show is said", () => {
  const {tell, said} = connection();
  tell("CLIENT_ERROR_DIALOG", {error: "Page not found", message: "There is no such page."});
  assert.equal(said(), "There is no such page.");
});
