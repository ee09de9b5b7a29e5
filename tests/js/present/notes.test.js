import assert from "node:assert/strict";
import test from "node:test";

import {fresh, press, texts} from "../dom.js";
import {Deck} from "../../../assets/component/present/deck.js";
import {NotesWindow} from "../../../assets/component/present/notes_window.js";
import {Notes, tellingOf, tokenOfTab} from "../../../assets/component/present/notes.js";

const slide = (title, parts = {}) => ({
  title,
  steps: [],
  points: [],
  notes: "",
  restsOn: [],
  text: "",
  question: null,
  ...parts,
});
const lesson = () => ({
  title: "Where it spreads",
  minutes: 20,
  slides: [
    slide("First", {
      steps: ["question", "hidden", "point", "point"],
      points: ["Ribs", "Spine"],
      notes: "Ask.\n\nThen wait.",
      restsOn: [
        ["Ribs lead.", "Chen 2017; The article"],
        ["So we read it.", "Our reading"],
      ],
    }),
    slide("Second"),
  ],
});

/** Wait until something holds; messages arrive when they do. */
async function until(holds) {
  const latest = performance.now() + 5_000;
  while (!holds()) {
    if (performance.now() > latest) throw new Error(`never true: ${holds}`);
    await new Promise((done) => setImmediate(done));
  }
}

test("the notes say what comes next: answer, hidden, point, slide, end", () => {
  const deck = new Deck(lesson());
  const next = [];
  for (let i = 0; i < 6; i += 1) {
    next.push(tellingOf(deck, 0).next);
    deck.next();
  }
  assert.deepEqual(next, [
    "The answer",
    "What is hidden",
    "Point: Ribs",
    "Point: Spine",
    "Slide 2: Second",
    "The end of the lesson",
  ]);
});

test("the notes are told where the lesson stands", () => {
  const deck = new Deck(lesson());
  deck.stand(1, 2);
  deck.flip("black");
  const {lesson: title, minutes, slide: number, count, revealed, steps, black, start} = tellingOf(deck, 77);
  assert.deepEqual(
    [title, minutes, number, count, revealed, steps, black, start],
    ["Where it spreads", 20, 1, 2, 2, 4, true, 77],
  );
});

test("a tab keeps its name over a reload, and has one where nothing can be kept", () => {
  sessionStorage.clear();
  const token = tokenOfTab();
  assert.match(token, /^[0-9a-f]{16}$/);
  assert.equal(tokenOfTab(), token);
  const kept = globalThis.sessionStorage;
  globalThis.sessionStorage = undefined;
  assert.match(tokenOfTab(), /^[0-9a-f]{16}$/);
  globalThis.sessionStorage = kept;
});

const WINDOW = `<p id="lesson"></p><p id="black" hidden></p><b id="place"></b><i id="step"></i><b id="elapsed"></b>
  <b id="clock"></b><h1 id="title"></h1><div id="notes"></div>
  <section id="rests" hidden><ul id="grounds"></ul></section><p id="next"></p><button data-act="next">Next</button>`;

test("window and lesson join, follow one another, and part", async (t) => {
  fresh().innerHTML = WINDOW;
  const at = (id) => document.getElementById(id);
  const asked = [];
  const deck = new Deck(lesson());
  const notes = new Notes(deck, {
    url: "/viz/notes.html",
    token: "tab",
    clock: {start: Date.now()},
    act: (act) => asked.push(act),
  });
  const opened = new NotesWindow(document, "tab");
  opened.start();
  // An open channel would keep Node from ending after a failure.
  t.after(() => {
    notes.channel.close();
    opened.destroy();
  });
  await until(() => at("title").textContent === "First");
  assert.equal(at("place").textContent, "Slide 1 of 2");
  assert.equal(at("step").textContent, "step 0 of 4");
  assert.deepEqual(
    [...at("notes").children].map((p) => p.textContent),
    ["Ask.", "Then wait."],
  );
  assert.deepEqual(texts(at("grounds").children), [
    "Ribs lead. Chen 2017; The article",
    "So we read it. Our reading",
  ]);
  assert.equal(at("rests").hidden, false);
  assert.equal(at("black").hidden, true);
  deck.stand(2);
  deck.flip("black");
  await until(() => !at("black").hidden);
  assert.equal(at("title").textContent, "Second");
  assert.equal(at("notes").textContent, "No notes for this slide.");
  assert.equal(at("step").textContent, "");
  assert.equal(at("grounds").children.length, 0);
  assert.equal(at("rests").hidden, true, "a slide of one's own may rest on nothing");
  assert.equal(press("PageDown"), true);
  assert.equal(press("o"), false, "the overview is not the window's to open");
  assert.equal(press("b", document.body, {ctrlKey: true}), false);
  document.querySelector("button").click();
  assert.equal(press("Enter", document.querySelector("button")), false, "a button acts by itself");
  await until(() => asked.length === 2);
  assert.deepEqual(asked, ["next", "next"]);
  notes.destroy();
  await until(() => at("place").textContent === "The lesson was closed.");
  opened.destroy();
});

test("a window that no lesson opened says how to open it", () => {
  fresh().innerHTML = WINDOW;
  const opened = new NotesWindow(document, "");
  opened.start();
  assert.match(document.getElementById("title").textContent, /press N/);
  assert.equal(press("PageDown"), true);
  opened.destroy();
});

test("opening the window tells whether the browser let it", () => {
  const notes = new Notes(new Deck(lesson()), {url: "/n.html", token: "t", clock: {start: 0}, act: () => {}});
  const asked = [];
  globalThis.window = {open: (...given) => (asked.push(given), null)};
  assert.equal(notes.open(), false);
  globalThis.window = {open: () => ({})};
  assert.equal(notes.open(), true);
  assert.equal(asked[0][0], "/n.html#t");
  delete globalThis.window;
  notes.destroy();
});
