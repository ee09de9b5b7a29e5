// The database is opened when it is needed, grows by versions, and says in our words what went wrong.
import assert from "node:assert/strict";
import test from "node:test";

import {Database, resultOf, storageError} from "../../../assets/component/kept/database.js";
import {FakeIndexedDB, refusal} from "./fake_indexed_db.js";

const makes = (name) => (database) => database.createObjectStore(name, {keyPath: "id"});
const withThings = (browser, upgrades = [makes("things")]) => new Database("mine", upgrades, () => browser);
const put = (database, thing) =>
  database.transact(["things"], "readwrite", (transaction) =>
    resultOf(transaction.objectStore("things").put(thing)),
  );
const get = (database, id) =>
  database.transact(["things"], "readonly", (transaction) =>
    resultOf(transaction.objectStore("things").get(id)),
  );

test("what was kept is found by another tab", async () => {
  const browser = new FakeIndexedDB();
  await put(withThings(browser), {id: "a", text: "one"});
  assert.deepEqual(await get(withThings(browser), "a"), {id: "a", text: "one"});
});

test("a database of an older atlas gains the new stores and keeps what it held", async () => {
  const browser = new FakeIndexedDB();
  const old = withThings(browser);
  await put(old, {id: "a"});
  const both = withThings(browser, [makes("things"), makes("others")]);
  assert.deepEqual(await get(both, "a"), {id: "a"});
  await both.transact(["others"], "readwrite", (transaction) =>
    resultOf(transaction.objectStore("others").put({id: "b"})),
  );
  await assert.rejects(get(old, "a"), {fault: "newer"}, "the old page let go, and cannot open it any more");
});

test("nothing of a transaction is kept that failed in part", async () => {
  const browser = new FakeIndexedDB();
  const database = withThings(browser);
  await put(database, {id: "a", text: "before"});
  const failing = database.transact(["things"], "readwrite", async (transaction) => {
    const store = transaction.objectStore("things");
    await resultOf(store.put({id: "a", text: "after"}));
    browser.full = true;
    await resultOf(store.put({id: "b"}));
  });
  await assert.rejects(failing, {fault: "full"});
  assert.equal((await get(database, "a")).text, "before");
});

test("every refusal has a name of ours", async (t) => {
  for (const [name, fault] of [
    ["SecurityError", "denied"],
    ["InvalidStateError", "denied"],
    ["QuotaExceededError", "full"],
    ["VersionError", "newer"],
    ["DataCloneError", "failed"],
  ]) {
    const browser = new FakeIndexedDB();
    browser.refuses = name;
    await assert.rejects(get(withThings(browser), "a"), {fault}, name);
  }
  assert.equal(storageError(undefined).fault, "failed");
  assert.equal(storageError(refusal("NotAllowedError")).fault, "denied");
  const missing = new Database("mine", [makes("things")], () => undefined);
  await assert.rejects(get(missing, "a"), {fault: "denied"});
  t.mock.timers.enable({apis: ["setTimeout"]});
  const silent = new Database("mine", [makes("things")], () => ({open: () => ({})}));
  const waiting = assert.rejects(get(silent, "a"), {fault: "denied"});
  t.mock.timers.tick(60_000);
  await waiting;
});

test("a tab that is blocked tries again when it is next asked", async () => {
  const browser = new FakeIndexedDB();
  browser.blocks = true;
  const database = withThings(browser);
  await assert.rejects(get(database, "a"), {fault: "blocked"});
  browser.blocks = false;
  assert.equal(await get(database, "a"), undefined);
});

test("a database that the browser closed is opened again", async () => {
  const browser = new FakeIndexedDB();
  const database = withThings(browser);
  await put(database, {id: "a"});
  const [first] = browser.opened;
  first.close();
  first.onclose();
  assert.deepEqual(await get(database, "a"), {id: "a"});
  assert.equal(browser.opened.length, 2);
});
