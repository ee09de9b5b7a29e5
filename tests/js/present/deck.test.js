import assert from "node:assert/strict";
import test from "node:test";

import SLIDES from "../../cases/slides.json" with {type: "json"};
import {Deck, PANELS, visible} from "../../../assets/component/present/deck.js";

const slide = (...steps) => ({steps, question: steps.includes("question") ? {} : null});
const lesson = () => ({
  title: "T",
  minutes: 9,
  slides: [slide(), slide("question", "point", "point"), slide("hidden", "point")],
});
const at = ({slide: number, revealed}) => [number, revealed];

test("steps that Python makes reveal the answer, what is hidden, and points one by one", () => {
  for (const {steps, seen} of SLIDES) {
    assert.equal(seen.length, steps.length + 1);
    seen.forEach(([answered, unhidden, points], revealed) => {
      assert.deepEqual(
        visible({steps, points: steps.filter((step) => step === "point")}, revealed),
        {answered, unhidden, points},
        `${steps} after ${revealed}`,
      );
    });
  }
});

test("next goes through all steps of all slides and stops at the end; back goes the same steps back", () => {
  const deck = new Deck(lesson());
  const path = [at(deck)];
  for (let i = 0; i < 10; i += 1) {
    deck.next();
    path.push(at(deck));
  }
  const whole = [
    [1, 0],
    [2, 0],
    [2, 1],
    [2, 2],
    [2, 3],
    [3, 0],
    [3, 1],
    [3, 2],
  ];
  assert.deepEqual(path.slice(0, 8), whole);
  assert.deepEqual(path.slice(8), [
    [3, 2],
    [3, 2],
    [3, 2],
  ]);
  assert.equal(deck.atEnd, true);
  const returned = [];
  for (let i = 0; i < 8; i += 1) {
    returned.push(at(deck));
    deck.back();
  }
  assert.deepEqual(returned, whole.toReversed());
  assert.deepEqual(at(deck), [1, 0]);
});

test("numbers in an address that do not exist become the nearest that do", () => {
  const broken = [
    [
      [0, 0],
      [1, 0],
    ],
    [
      [-3, -1],
      [1, 0],
    ],
    [
      [99, 99],
      [3, 2],
    ],
    [
      [2, 7],
      [2, 3],
    ],
    [
      [2.9, 1.9],
      [2, 1],
    ],
    [
      [Number.NaN, Number.NaN],
      [1, 0],
    ],
    [
      [Number.POSITIVE_INFINITY, 0],
      [1, 0],
    ],
    [
      ["2", 1],
      [1, 0],
    ],
    [
      [undefined, undefined],
      [1, 0],
    ],
  ];
  for (const [[number, revealed], stands] of broken) {
    const deck = new Deck(lesson());
    deck.stand(number, revealed);
    assert.deepEqual(at(deck), stands, `${number}.${revealed}`);
  }
});

test("the four ways of leaving what lies above a slide lead back to it as it was", () => {
  const leave = {
    next: (deck) => deck.next(),
    back: (deck) => deck.back(),
    uncover: (deck) => deck.uncover(),
    toggle: (deck) => deck.toggle(deck.panel),
  };
  for (const panel of PANELS)
    for (const [name, act] of Object.entries(leave)) {
      const deck = new Deck(lesson());
      deck.stand(2, 1);
      deck.open(panel);
      assert.equal(deck.panel, panel);
      act(deck);
      assert.deepEqual([deck.panel, ...at(deck)], [null, 2, 1], `${panel}, ${name}`);
    }
});

test("a black screen is left by next and back without a step, and by opening something", () => {
  for (const act of ["next", "back", "uncover"]) {
    const deck = new Deck(lesson());
    deck.stand(2, 1);
    deck.flip("black");
    deck[act]();
    assert.deepEqual([deck.black, ...at(deck)], [false, 2, 1], act);
  }
  const deck = new Deck(lesson());
  deck.flip("black");
  deck.open("help");
  assert.deepEqual([deck.black, deck.panel], [false, "help"]);
});

test("what is not a panel opens nothing", () => {
  const deck = new Deck(lesson());
  deck.open("settings");
  assert.equal(deck.panel, null);
});

test("listeners hear what has changed, once, and nothing where nothing has", () => {
  const deck = new Deck(lesson());
  const heard = [];
  const stop = deck.listen((what) => heard.push(what));
  deck.stand(1, 0);
  deck.next();
  deck.next();
  deck.flip("labels");
  deck.flip("black");
  deck.uncover();
  deck.uncover();
  assert.deepEqual(heard, ["slide", "revealed", "labels", "panel", "panel"]);
  stop();
  deck.last();
  assert.equal(heard.length, 5);
});

test("a class is asked until the answer is revealed, and its answer is kept by slide", () => {
  const deck = new Deck(lesson());
  assert.equal(deck.asking, false);
  deck.stand(2);
  assert.equal(deck.asking, true);
  deck.commit(["a", "b"]);
  deck.next();
  assert.equal(deck.asking, false);
  assert.deepEqual(deck.answer, ["a", "b"]);
  deck.last();
  assert.equal(deck.answer, undefined);
  assert.equal(deck.following, null);
});
