// What components tell while another page is on its way is held back until that has come.
import {fresh} from "../dom.js";

import assert from "node:assert/strict";
import {afterEach, beforeEach, mock, test} from "node:test";

import {Outbox} from "../../../assets/component/core/outbox.js";

let root, sent, changes, outbox;
const tell = (what, from = root) => outbox.send(from, () => sent.push(what));
const comes = (currentPageName) => outbox.hear({type: "SET_CURRENT_PAGE_NAME", currentPageName});
const rests = () => outbox.hear({type: "SCRIPT_RUN_STATE_CHANGED", scriptRunState: "notRunning"});

beforeEach(() => {
  mock.timers.enable({apis: ["setTimeout"]});
  root = fresh();
  sent = [];
  changes = 0;
  outbox = new Outbox(() => (changes += 1));
  comes("teach");
});
afterEach(() => mock.timers.reset());

test("what is told on a page that stands is sent at once", () => {
  tell("here");
  rests();
  comes("teach"); // the page runs again
  tell("and here");
  assert.deepEqual(sent, ["here", "and here"]);
});

test("what a page tells that was left is not sent, whatever comes before the next page", () => {
  outbox.await("/present");
  tell("late");
  comes("teach"); // the page before was still running
  tell("later");
  root.remove();
  comes("present");
  assert.deepEqual(sent, []);
  tell("on the next page", fresh());
  assert.deepEqual(sent, ["on the next page"]);
});

test("what stays on the page is heard once the page has come, in the order in which it was told", () => {
  const other = document.createElement("p");
  root.after(other);
  outbox.await("/atlas/present");
  tell(1);
  tell("gone", other);
  tell(2);
  other.remove();
  comes("present");
  assert.deepEqual(sent, [1, 2]);
});

test("Back before the page has come is waited for in its place", () => {
  outbox.await("/present");
  tell("late");
  outbox.await("/teach");
  comes("present");
  assert.deepEqual(sent, []);
  comes("teach");
  assert.deepEqual(sent, ["late"]);
});

test("a page that leads to another one, or never comes, silences nobody", () => {
  outbox.await("/present");
  tell("led elsewhere");
  rests(); // the page before
  assert.deepEqual(sent, []);
  comes("");
  rests();
  assert.deepEqual(sent, ["led elsewhere"]);
  outbox.await("/present");
  tell("connection lost");
  outbox.hear({type: "WEBSOCKET_DISCONNECTED"});
  outbox.await("/present");
  tell("nothing came");
  assert.deepEqual(sent.at(-1), "connection lost");
  mock.timers.tick(30_000);
  assert.deepEqual(sent.at(-1), "nothing came");
});

test("a page is asked for after all that was told before, and before all that is told from then on", () => {
  setTimeout(() => sent.push("told before"), 0); // as Streamlit sends it
  outbox.leaveFor("/present", () => sent.push("asked"));
  tell("told after");
  mock.timers.tick(0);
  assert.deepEqual(sent, ["told before", "asked"]);
  comes("present");
  assert.deepEqual(sent, ["told before", "asked", "told after"]);
});

test("a page is shown as long as no other was asked for", () => {
  assert.equal(outbox.isShown("/teach"), true);
  assert.equal(outbox.isShown("/"), false);
  outbox.await("/");
  for (const path of ["/teach", "/"]) assert.equal(outbox.isShown(path), false);
  comes("");
  assert.deepEqual([outbox.isShown("/"), outbox.isShown("/teach")], [true, false]);
  assert.equal(new Outbox().isShown("/anything"), true, "outside Streamlit no page is left");
});

test("another page is news, the same one again is none", () => {
  comes("teach");
  assert.equal(changes, 0);
  comes("present");
  assert.equal(changes, 1);
});

test("a page that was left before it came is nowhere to go, until the next one is there", () => {
  outbox.await("/sources");
  assert(!outbox.isOvertaken("/sources"));
  outbox.await("/");
  assert(outbox.isOvertaken("/sources"));
  tell("late");
  comes("sources"); // it was under way, and ends
  rests();
  assert.deepEqual(sent, [], "the page that is left has not led anywhere");
  assert(outbox.isOvertaken("/sources"));
  comes("");
  assert.deepEqual(sent, ["late"]);
  assert(!outbox.isOvertaken("/sources"));
});

test("a page that is asked for once more after it was left may come", () => {
  for (const page of ["/sources", "/", "/sources"]) outbox.await(page);
  assert(!outbox.isOvertaken("/sources"));
  assert(outbox.isOvertaken("/"));
});
