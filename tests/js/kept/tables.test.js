// The reader's table is held by the tab, kept where that is wanted, told once to each session, gone when forgotten.
import assert from "node:assert/strict";
import test from "node:test";

import {Database, TABLES} from "../../../assets/component/kept/database.js";
import {Tables} from "../../../assets/component/kept/tables.js";
import {FakeIndexedDB} from "./fake_indexed_db.js";

const makes = [(database) => database.createObjectStore(TABLES, {keyPath: "id"})];
const inBrowser = (browser, window = new EventTarget()) =>
  new Tables(new Database("mine", makes, () => browser), window);

/** What a session is told when its page stands so. */
async function told(tables, session, stands = {}) {
  const messages = [];
  const page = {record: "", keep: false, forget: 0, edited: false};
  const data = {keeps: "table", session, heard: true, ...page, ...stands};
  await tables.update(data, (message) => messages.push(message));
  return messages;
}

test("a table is held for the sessions of a tab, and kept for another tab only where that is wanted", async () => {
  const browser = new FakeIndexedDB();
  const tab = inBrowser(browser);
  assert.deepEqual(await told(tab, "first", {record: "A"}), []);
  const held = {session: "second", record: "A", kept: false, fault: ""};
  assert.deepEqual(await told(tab, "second"), [held]);
  assert.deepEqual(await told(tab, "second", {record: "A"}), [], "a session is told once");
  assert.deepEqual(await told(inBrowser(browser), "third"), [], "nothing was kept");
  await told(tab, "second", {record: "A", keep: true});
  assert.deepEqual(await told(inBrowser(browser), "third"), [{...held, session: "third", kept: true}]);
});

test("what a session has not heard is told again where the component is mounted anew", async () => {
  const tab = inBrowser(new FakeIndexedDB());
  await told(tab, "first", {record: "A"});
  const messages = [];
  const tell = (message) => messages.push(message);
  const stands = {session: "second", heard: false, record: "", keep: false, forget: 0, edited: false};
  for (let k = 0; k < 2; k += 1) await tab.update({keeps: "table", ...stands}, tell);
  assert.equal(messages.length, 1, "an answer may be on its way");
  assert.equal((await told(tab, "second", {heard: false})).length, 1);
  assert.deepEqual(await told(tab, "second"), [], "the session has heard it");
  assert.deepEqual(await told(tab, "second", {heard: false, record: "B"}), [], "it has another table now");
  assert.deepEqual(
    await told(tab, "second", {heard: false, forget: 1}),
    [],
    "the reader has had it forgotten",
  );
  assert.deepEqual(await told(tab, "second", {heard: false, forget: 1}), []);
});

test("a new session deletes nothing before it was told; what the reader forgets is gone", async () => {
  const browser = new FakeIndexedDB();
  await told(inBrowser(browser), "first", {record: "A", keep: true});
  const tab = inBrowser(browser);
  assert.equal((await told(tab, "second", {record: "B"}))[0].record, "A");
  assert.deepEqual(await told(tab, "second", {forget: 1}), []);
  assert.deepEqual(await told(tab, "third"), []);
  assert.deepEqual(await told(inBrowser(browser), "fourth"), []);
});

test("a browser that keeps nothing says so, and the tab holds the table all the same", async () => {
  const tab = inBrowser(undefined);
  const [message] = await told(tab, "first", {record: "A", keep: true});
  assert.deepEqual([message.fault, message.record], ["denied", ""]);
  assert.equal((await told(tab, "second"))[0].record, "A");
});

test("the page asks before edits are lost, and only then", async () => {
  const window = new EventTarget();
  const tab = inBrowser(new FakeIndexedDB(), window);
  const closes = () => window.dispatchEvent(new Event("beforeunload", {cancelable: true}));
  assert.equal(closes(), true);
  await told(tab, "first", {record: "A", edited: true});
  assert.equal(closes(), false);
  await told(tab, "first", {record: "A", keep: true});
  assert.equal(closes(), true);
});
