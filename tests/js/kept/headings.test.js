// What was assigned is kept by the words of its headings, told once to each session, and deleted when forgotten.
import assert from "node:assert/strict";
import test from "node:test";

import {Database, HEADINGS} from "../../../assets/component/kept/database.js";
import {Headings} from "../../../assets/component/kept/headings.js";
import {FakeIndexedDB} from "./fake_indexed_db.js";

const makes = [(database) => database.createObjectStore(HEADINGS, {keyPath: "key"})];
const inBrowser = (browser) => new Headings(new Database("mine", makes, () => browser));

/** What a session is told when it asks for these changes. */
async function told(headings, session, changes = [], heard = true) {
  const messages = [];
  await headings.update({keeps: "headings", session, heard, changes}, (message) => messages.push(message));
  return messages;
}

test("what one session assigned is told to the next, once", async () => {
  const browser = new FakeIndexedDB();
  const record = {key: "site|n", record: "{}"};
  assert.deepEqual(await told(inBrowser(browser), "first"), [], "nothing is kept, nothing is told");
  await told(inBrowser(browser), "first", [record]);
  const later = inBrowser(browser);
  assert.deepEqual(await told(later, "second"), [{session: "second", records: [record], fault: ""}]);
  assert.deepEqual(await told(later, "second"), []);
});

test("what a session has not heard is told again where the component is mounted anew", async () => {
  const browser = new FakeIndexedDB();
  await told(inBrowser(browser), "first", [{key: "site|n", record: "{}"}]);
  const messages = [];
  const tell = (message) => messages.push(message);
  const data = {keeps: "headings", session: "second", heard: false, changes: []};
  const later = inBrowser(browser);
  for (let k = 0; k < 2; k += 1) await later.update(data, tell);
  assert.equal(messages.length, 1, "an answer may be on its way");
  assert.equal((await told(later, "second", [], false)).length, 1);
  assert.equal((await told(later, "second")).length, 0, "the session has heard it");
});

test("what is forgotten is gone", async () => {
  const browser = new FakeIndexedDB();
  await told(inBrowser(browser), "first", [{key: "a|b", record: "{}"}]);
  await told(inBrowser(browser), "first", [{key: "a|b", record: ""}]);
  assert.deepEqual(await told(inBrowser(browser), "second"), []);
});

test("a hundred headings are kept, and no more", async () => {
  const browser = new FakeIndexedDB();
  const changes = Array.from({length: 103}, (_, i) => ({key: `site|${i}`, record: "{}"}));
  await told(inBrowser(browser), "first", changes);
  const [{records}] = await told(inBrowser(browser), "second");
  assert.equal(records.length, 100);
});

test("a browser that keeps nothing is named", async () => {
  const [message] = await told(inBrowser(undefined), "first", [{key: "a|b", record: "{}"}]);
  assert.deepEqual(message, {session: "first", records: [], fault: "denied"});
});
