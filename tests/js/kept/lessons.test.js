// Lessons kept by one tab are found by the next; two tabs lose nothing of each other's; what fails is told.
import assert from "node:assert/strict";
import test from "node:test";

import "../dom.js";
import {Database} from "../../../assets/component/kept/database.js";
import {LessonStore} from "../../../assets/component/kept/lesson_store.js";
import {Lessons} from "../../../assets/component/kept/lessons.js";
import {FakeIndexedDB} from "./fake_indexed_db.js";

const makes = (database) => database.createObjectStore("lessons", {keyPath: "id"});

/** A browser with its tabs; news reach the others at once. */
class Browser {
  storage = new FakeIndexedDB();
  last = null;
  tabs = [];

  tab(session = `session${this.tabs.length + 1}`) {
    const heard = [];
    const own = {seen: true, memory: null};
    const tabs = {
      isSeen: () => own.seen,
      announce: () =>
        this.tabs.filter((other) => other.tabs !== tabs).forEach((other) => other.tabs.onNews()),
      askToStay: () => {},
      remember: (_, id) => (own.memory = this.last = id),
      remembered: () => own.memory ?? this.last,
    };
    const lessons = new Lessons(new LessonStore(new Database("mine", [makes], () => this.storage)), tabs);
    lessons.tell = (message) => heard.push(message);
    const made = {session, heard, tabs, own, lessons, revision: 0};
    this.tabs.push(made);
    return made;
  }
}

const told = (tab, parts) =>
  tab.lessons.update({
    keeps: "lessons",
    session: tab.session,
    open: "",
    ask: 0,
    heard: 0,
    wanted: "",
    saves: [],
    removed: [],
    ...parts,
  });
const lesson = (tab, id, content, changed = 1) => {
  tab.revision += 1;
  const {session: writer, revision} = tab;
  return {form: 1, id, title: content, slides: 1, changed, writer, revision, content};
};
const save = (tab, id, content, {base = null, changed} = {}) =>
  told(tab, {open: id, saves: [{lesson: lesson(tab, id, content, changed), base}]});
const version = ({writer, revision}) => ({writer, revision});
const answer = async (tab, ask = 1, wanted = "") => {
  await told(tab, {ask, wanted});
  return tab.heard.at(-1);
};
const all = async (browser) => {
  const {heads} = await answer(browser.tab(`asks${browser.tabs.length}`));
  return heads.map(({id, title}) => [id, title]).sort();
};
/** Wait until a tab has done all that reached it. */
const settled = (tab) => tab.lessons.refresh();

test("a lesson is found again with its contents by a session that knows nothing", async () => {
  const browser = new Browser();
  await save(browser.tab(), "a", "mine");
  const {lesson: found, heads, fault} = await answer(browser.tab());
  assert.equal(found.content, "mine");
  assert.equal(fault, "");
  assert.deepEqual(
    heads.map(({id, content}) => [id, content]),
    [["a", ""]],
    "a list needs no contents",
  );
});

test("where nothing is kept, the answer says so", async () => {
  const {lesson: found, heads, answer: number} = await answer(new Browser().tab(), 3);
  assert.deepEqual([found, heads, number], [null, [], 3]);
});

test("a question is answered once, and the one of another session anew", async () => {
  const browser = new Browser();
  const tab = browser.tab();
  await answer(tab, 1);
  await answer(tab, 1);
  assert.equal(tab.heard.length, 1);
  tab.session = "the server came back";
  await answer(tab, 1);
  assert.equal(tab.heard.length, 2);
  assert.equal(tab.heard.at(-1).session, "the server came back");
});

test("an answer that was lost is given again to what is mounted next, not one that was heard", async () => {
  const tab = new Browser().tab();
  const mount = () => tab.lessons.mount((message) => void tab.heard.push(message));
  await answer(tab, 1);
  mount();
  await answer(tab, 1);
  assert.deepEqual(
    tab.heard.map(({answer: number}) => number),
    [1, 1],
  );
  mount();
  await told(tab, {ask: 1, heard: 1});
  assert.equal(tab.heard.length, 2);
  await told(tab, {ask: 2, heard: 1});
  assert.equal(tab.heard.length, 3);
});

test("what was open last in the tab comes first, else what was changed last", async () => {
  const browser = new Browser();
  const tab = browser.tab();
  await save(tab, "a", "older", {changed: 5});
  await save(tab, "b", "newer", {changed: 6});
  await told(tab, {open: "a"});
  assert.equal((await answer(tab)).lesson.id, "a");
  assert.equal((await answer(tab, 2, "b")).lesson.id, "b", "the one that is wanted");
  browser.last = "gone";
  assert.equal((await answer(browser.tab())).lesson.id, "b");
});

test("the answer says what is kept", async () => {
  const tab = new Browser().tab();
  await told(tab, {ask: 1, saves: [{lesson: lesson(tab, "a", "x"), base: null}]});
  assert.deepEqual(tab.heard.at(-1).kept, {a: 1});
});

test("an older change never overwrites a newer one of the same session", async () => {
  const browser = new Browser();
  const tab = browser.tab();
  const first = lesson(tab, "a", "first");
  await save(tab, "a", "second");
  await told(tab, {saves: [{lesson: first, base: null}]});
  assert.deepEqual(await all(browser), [["a", "second"]]);
});

test("a session that took over what another one kept goes on with it", async () => {
  const browser = new Browser();
  await save(browser.tab(), "a", "one");
  const tab = browser.tab();
  const {lesson: found} = await answer(tab);
  await save(tab, "a", "two", {base: version(found)});
  await save(tab, "a", "three", {base: version(found)});
  assert.deepEqual(await all(browser), [["a", "three"]]);
});

test("two tabs that change the same lesson at once lose nothing, and the later one is told", async () => {
  const browser = new Browser();
  await save(browser.tab(), "a", "start");
  const [one, two] = [browser.tab(), browser.tab()];
  one.own.seen = two.own.seen = false;
  const base = version((await answer(one)).lesson);
  await answer(two);
  await save(one, "a", "by one", {base});
  await save(two, "a", "by two", {base});
  await save(two, "a", "by two again", {base});
  await save(one, "a", "by one again", {base});
  const {moved} = two.heard.at(-1);
  assert.deepEqual(moved, [{id: "a", as: `session3.1-a`, base}]);
  assert.deepEqual(await all(browser), [
    ["a", "by one again"],
    [moved[0].as, "by two again"],
  ]);
  const again = version((await answer(two, 2, "a")).lesson);
  await save(one, "a", "by one, third", {base});
  await save(two, "a", "by two, third", {base: again});
  assert.equal((await all(browser)).length, 3, "a second clash makes another copy, the first is not lost");
});

test("a session that did not hear of a lesson's other id is told again where something is mounted", async () => {
  const browser = new Browser();
  await save(browser.tab(), "a", "start");
  const [one, two] = [browser.tab(), browser.tab()];
  one.own.seen = two.own.seen = false;
  const base = version((await answer(one)).lesson);
  await answer(two);
  await save(one, "a", "by one", {base});
  const ours = {lesson: lesson(two, "a", "by two"), base};
  await told(two, {open: "a", saves: [ours]});
  const {moved} = two.heard.at(-1);
  assert.equal(moved.length, 1);
  two.lessons.mount((message) => void two.heard.push(message));
  await told(two, {open: "a", saves: [ours]});
  assert.deepEqual(two.heard.at(-1).moved, moved);
  const before = two.heard.length;
  two.lessons.mount((message) => void two.heard.push(message));
  await told(two, {open: moved[0].as, ask: 0});
  assert.equal(two.heard.length, before, "it has heard of it");
});

test("news that are held back while the page is left are told to the next", async () => {
  const browser = new Browser();
  await save(browser.tab(), "a", "start");
  const [one, two] = [browser.tab(), browser.tab()];
  for (const tab of [one, two]) await answer(tab);
  await told(two, {open: "a", ask: 1, heard: 1});
  two.lessons.tell = () => false;
  await save(one, "a", "new", {base: version(one.heard.at(-1).lesson)});
  await settled(two);
  two.lessons.mount((message) => void two.heard.push(message));
  await told(two, {open: "a", ask: 1, heard: 1});
  assert.equal(two.heard.at(-1).lesson.content, "new");
  assert.equal(two.heard.at(-1).answer, 0);
});

test("a tab hears of another's changes as soon as somebody looks at it", async () => {
  const browser = new Browser();
  await save(browser.tab(), "a", "start");
  const [one, two] = [browser.tab(), browser.tab()];
  for (const tab of [one, two]) {
    await answer(tab);
    await told(tab, {open: "a", ask: 1});
  }
  two.own.seen = false;
  await save(one, "a", "new", {base: version(two.heard.at(-1).lesson)});
  await settled(two);
  assert.equal(two.heard.length, 1, "nobody looks");
  two.own.seen = true;
  two.tabs.onSeen();
  await settled(two);
  assert.equal(two.heard.at(-1).lesson.content, "new");
  assert.equal(two.heard.at(-1).answer, 0);
  await settled(one);
  assert.equal(one.heard.length, 1, "its own changes are no news");
});

test("what was changed while no page could hear of it is told to the next", async () => {
  const browser = new Browser();
  await save(browser.tab(), "a", "start");
  const [one, two] = [browser.tab(), browser.tab()];
  for (const tab of [one, two]) await answer(tab);
  await told(two, {open: "a", ask: 1});
  two.lessons.tell = null;
  await save(one, "a", "new", {base: version(one.heard.at(-1).lesson)});
  await settled(two);
  two.lessons.tell = (message) => two.heard.push(message);
  await told(two, {open: "a", ask: 1});
  assert.equal(two.heard.at(-1).lesson.content, "new");
});

test("a lesson that is deleted is gone for all", async () => {
  const browser = new Browser();
  const tab = browser.tab();
  await save(tab, "a", "x");
  await save(tab, "b", "y");
  await told(tab, {open: "b", removed: ["a"]});
  await told(tab, {open: "b", removed: ["a"]});
  assert.deepEqual(await all(browser), [["b", "y"]]);
});

test("a change of a lesson that another tab deleted keeps it", async () => {
  const browser = new Browser();
  const tab = browser.tab();
  await save(tab, "a", "x");
  await told(browser.tab(), {removed: ["a"]});
  await save(tab, "a", "y");
  assert.deepEqual(await all(browser), [["a", "y"]]);
});

test("a full storage is told at once, leaving warns, and the next change tries again", async () => {
  const browser = new Browser();
  const tab = browser.tab();
  browser.storage.full = true;
  await save(tab, "a", "x");
  assert.equal(tab.heard.at(-1).fault, "full");
  assert.deepEqual(tab.heard.at(-1).kept, {});
  assert.equal(tab.tabs.isUnsaved(), true);
  browser.storage.full = false;
  await save(tab, "a", "y");
  assert.equal(tab.heard.at(-1).fault, "");
  assert.deepEqual(tab.heard.at(-1).kept, {a: 2});
  assert.equal(tab.tabs.isUnsaved(), false);
});

test("a browser that keeps nothing is told, and an answer comes all the same", async () => {
  const browser = new Browser();
  browser.storage.refuses = "SecurityError";
  const {fault, heads, lesson: found} = await answer(browser.tab());
  assert.deepEqual([fault, heads, found], ["denied", [], null]);
});
