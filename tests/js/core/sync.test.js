import assert from "node:assert/strict";
import test from "node:test";

import {Sync} from "../../../assets/component/core/sync.js";

test("an answer that has heard all that was told is news", () => {
  const sync = new Sync();
  assert.equal(sync.isNews(0), true, "nothing was told yet");
  assert.equal(sync.next(), 1);
  assert.equal(sync.isNews(0), false);
  assert.equal(sync.isNews(1), true);
  assert.equal(sync.next(), 2);
  assert.equal(sync.isNews(1), false, "the second act is newer than an answer to the first");
  assert.equal(sync.isNews(2), true);
});

test("no order of old answers is ever taken for news", () => {
  const sync = new Sync();
  for (let told = 1; told <= 100; told += 1) {
    sync.next();
    for (const heard of [0, told - 1, Math.floor(told / 2)])
      assert.equal(sync.isNews(heard), false, `${heard} after ${told}`);
    assert.equal(sync.isNews(told), true);
  }
});

test("a view that no server answers always gets news", () => {
  const sync = new Sync();
  sync.next();
  assert.equal(sync.isNews(undefined), true);
});

test("a page that comes after another in the same session goes on counting from there", () => {
  const sync = new Sync();
  assert.equal(sync.isNews(17), true);
  assert.equal(sync.next(), 18, "else the next act would have a number that the server has heard before");
  assert.equal(sync.isNews(17), false);
});

test("what a page told that was left waits for no answer on the next one", () => {
  const sync = new Sync();
  sync.next();
  assert.equal(sync.isNews(1), true);
  sync.next();
  assert.equal(sync.isNews(1), false);
  sync.forget();
  assert.equal(sync.isNews(1), true, "nobody heard the second message");
  sync.next();
  sync.forget();
  assert.equal(sync.isNews(2), true, "somebody did");
  assert.equal(sync.next(), 3);
});

test("a server that was started again counts anew, once all was heard before", () => {
  const sync = new Sync();
  for (let k = 1; k <= 5; k += 1) sync.next();
  assert.equal(sync.isNews(5), true);
  assert.equal(sync.isNews(0), false, "an old answer, without a lost connection");
  sync.resume();
  assert.equal(sync.isNews(0), true);
  sync.settle();
  assert.equal(sync.next(), 1);
  assert.equal(sync.isNews(0), false);
  assert.equal(sync.isNews(1), true);
});

test("what a server has not heard before it was lost is newer than all that the next one says", () => {
  const sync = new Sync();
  sync.next();
  assert.equal(sync.isNews(1), true);
  assert.equal(sync.next(), 2);
  sync.resume();
  assert.equal(sync.isNews(0), false);
  assert.equal(sync.isUnheard(1), false);
  assert.equal(sync.isUnheard(2), true);
  assert.equal(sync.next(), 3, "told again");
  sync.settle();
  assert.equal(sync.isNews(3), true);
});
