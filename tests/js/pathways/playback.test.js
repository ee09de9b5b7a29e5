import assert from "node:assert/strict";
import {afterEach, beforeEach, mock, test} from "node:test";

import {Playback} from "../../../assets/component/pathways/playback.js";

const FRAME_MS = 20;
const WORDS = (n) => Array.from({length: n}, () => "word").join(" ");
/** A short step, one of middle length and a long one; their captions take 0.42, 4.2 and 6.3 s to read. */
const STEPS = [
  {mm: 10, caption: WORDS(2), from: "breast", to: "vein", segments: ["a"]},
  {mm: 400, caption: WORDS(20), from: "vein", to: "heart", segments: ["b", "c"]},
  {mm: 4000, caption: WORDS(30), from: "heart", to: "skull", segments: []},
];
const JOURNEY = {id: "to_skull", site: "skull", bone: "cranium", steps: STEPS};
const OTHER = {id: "to_ribs", site: "ribs", bone: "rib_1", steps: STEPS.slice(0, 1)};

let playback, frames, now, told, moved, reported, reduced;

/** Let time go by, frame by frame. */
function pass(ms) {
  for (const end = now + ms; now < end;) {
    now += FRAME_MS;
    const due = [...frames.values()];
    frames.clear();
    for (const act of due) act(now);
    mock.timers.tick(FRAME_MS);
  }
}

beforeEach(() => {
  [frames, now, told, moved, reported, reduced] = [new Map(), 0, 0, 0, [], false];
  mock.timers.enable({apis: ["setTimeout"]});
  mock.method(performance, "now", () => now);
  let last = 0;
  globalThis.requestAnimationFrame = (act) => (frames.set((last += 1), act), last);
  globalThis.cancelAnimationFrame = (id) => frames.delete(id);
  globalThis.matchMedia = () => ({matches: reduced});
  playback = new Playback();
  playback.listen({changed: () => (told += 1), moved: () => (moved += 1)});
  playback.script = {journeys: [JOURNEY, OTHER]};
  playback.offered = [JOURNEY, OTHER];
  playback.report = () => reported.push(`${playback.id} ${playback.shown ? playback.step : 0}`);
  playback.stand("to_skull", 0);
});

afterEach(() => {
  mock.timers.reset();
  mock.restoreAll();
});

test("a journey plays to its bone, reads out each step and then stops", () => {
  playback.play();
  assert.deepEqual([playback.step, playback.playing, playback.moving], [1, true, true]);
  pass(1300 + FRAME_MS); // the least time of a step
  assert.deepEqual([playback.step, playback.moving, playback.progress], [1, false, 1]);
  assert.equal(playback.reached, null, "not before the last step");
  pass(1400);
  assert.equal(playback.step, 1, "a caption stands for 1.5 s at least");
  pass(100 + FRAME_MS);
  assert.deepEqual([playback.step, playback.moving], [2, true]);
  pass(2000 + FRAME_MS); // 400 mm at 5 ms each
  assert.equal(playback.moving, false);
  pass(2000);
  assert.equal(playback.step, 2, "twenty words take 4.2 s, of which 2 s were those of the move");
  pass(200 + FRAME_MS);
  assert.deepEqual([playback.step, playback.moving], [3, true]);
  pass(3600 + FRAME_MS); // the longest time of a step
  assert.deepEqual(
    [playback.step, playback.moving, playback.playing, playback.finished],
    [3, false, false, true],
  );
  assert.equal(playback.reached, "cranium");
  assert.deepEqual(reported, ["to_skull 3"], "told once, where it stopped");
  pass(10_000);
  assert.equal(playback.step, 3);
  assert.equal(frames.size, 0, "nothing runs on");
});

test("played again from its end a journey begins anew", () => {
  playback.go(3);
  playback.play();
  assert.deepEqual([playback.step, playback.playing], [1, true]);
});

test("pause holds the cell, play goes on from there", () => {
  playback.go(1);
  playback.play();
  pass(500);
  playback.toggle();
  const held = playback.progress;
  assert.ok(held > 0.2 && held < 0.3, `${held}`);
  pass(5000);
  assert.deepEqual([playback.progress, playback.step, playback.playing], [held, 2, false]);
  playback.toggle();
  assert.deepEqual([playback.progress, playback.step, playback.playing], [held, 2, true]);
  pass(FRAME_MS);
  assert.ok(playback.progress > held && playback.progress < held + 0.05, `${playback.progress}`);
});

test("with a last step the cell stops there, and walks to it again from the beginning", () => {
  playback.last = 2;
  playback.stand("to_skull", 1);
  playback.play();
  pass(10_000);
  assert.deepEqual([playback.step, playback.playing, playback.reached], [2, false, null]);
  playback.toggle();
  assert.deepEqual([playback.step, playback.playing], [1, true]);
  playback.reset();
  assert.equal(playback.last, null);
});

test("a pause while a caption is read is not overrun", () => {
  playback.play();
  pass(1400);
  playback.pause();
  pass(10_000);
  assert.equal(playback.step, 1);
  playback.resume();
  assert.equal(playback.step, 2);
});

test("the speed is that of the move and of the reading", () => {
  const share = (speed) => {
    playback.speed = speed;
    playback.go(1);
    playback.forward();
    pass(400);
    return playback.progress;
  };
  assert.ok(Math.abs(share(2) - 4 * share(0.5)) < 0.05);
  playback.speed = 2;
  playback.go(0);
  playback.play();
  pass(1300 / 2 + 1500 / 2 + 3 * FRAME_MS);
  assert.equal(playback.step, 2);
});

test("a step forward moves there, another one before it has arrived skips the rest", () => {
  playback.forward();
  assert.deepEqual([playback.step, playback.moving, playback.playing], [1, true, false]);
  pass(100);
  playback.forward();
  assert.deepEqual([playback.step, playback.moving], [2, true]);
  pass(5000);
  assert.deepEqual([playback.step, playback.moving], [2, false], "it does not go on by itself");
  playback.forward();
  playback.forward();
  assert.deepEqual([playback.step, playback.moving, playback.finished], [3, false, true]);
  assert.deepEqual(reported, ["to_skull 1", "to_skull 2", "to_skull 3", "to_skull 3"]);
});

test("a step forward while a journey plays goes to the end of the step and stops there", () => {
  playback.play();
  pass(100);
  playback.forward();
  assert.deepEqual(
    [playback.step, playback.progress, playback.playing, playback.moving],
    [1, 1, false, false],
  );
});

test("a hundred steps at machine speed are a hundred steps", () => {
  const steps = Array.from({length: 100}, (_, i) => ({...STEPS[0], caption: `${i}`}));
  playback.script = {journeys: [{...JOURNEY, steps}]};
  playback.stand("to_skull", 0);
  for (let k = 1; k <= 100; k += 1) {
    playback.forward();
    assert.equal(playback.step, k);
  }
  assert.deepEqual(
    reported,
    steps.map((_, k) => `to_skull ${k + 1}`),
  );
});

test("steps back and to the start stand at their ends and stay within the journey", () => {
  playback.go(2);
  assert.deepEqual([playback.step, playback.progress, playback.moving], [2, 1, false]);
  playback.back();
  playback.back();
  playback.back();
  assert.deepEqual([playback.step, playback.shown], [0, false]);
  playback.go(99);
  assert.equal(playback.step, 3);
});

test("an address puts the cell at the end of a step; an unknown journey is none", () => {
  playback.stand("to_ribs", 7);
  assert.deepEqual([playback.id, playback.step, playback.shown], ["to_ribs", 1, true]);
  playback.stand("to_nowhere", 1);
  assert.deepEqual([playback.id, playback.step, playback.journey, playback.current], [null, 0, null, null]);
  playback.play();
  playback.forward();
  playback.back();
  assert.deepEqual([playback.step, playback.moving], [0, false], "without a journey nothing moves");
});

test("with reduced motion a step stands at its end at once, and playing goes by reading", () => {
  reduced = true;
  playback.forward();
  assert.deepEqual([playback.step, playback.progress, playback.moving], [1, 1, false]);
  assert.equal(moved, 0);
  playback.go(1);
  playback.play();
  assert.equal(playback.step, 2);
  pass(4100);
  assert.equal(playback.step, 2, "no part of the reading was spent in moving");
  pass(100 + FRAME_MS);
  assert.equal(playback.step, 3);
  assert.equal(moved, 0);
});

test("a frame that took long does not make the cell jump", () => {
  playback.go(1);
  playback.forward();
  now += 30_000;
  for (const act of [...frames.values()]) act(now);
  assert.ok(playback.progress <= 0.1, `${playback.progress}`);
});

test("what else is looked at ends the journey; it is told once", () => {
  playback.go(2);
  reported = [];
  playback.interrupt();
  playback.interrupt();
  assert.deepEqual([playback.shown, playback.playing], [false, false]);
  assert.deepEqual(reported, ["to_skull 0"]);
});

test("a journey that ends in what was selected, or passes it, is offered without being started", () => {
  const view = {
    bonesOf: (id) => ({ribs: ["rib_1", "rib_2"], skull: ["cranium"]})[id] ?? [id],
    network: new Map(),
  };
  playback.suggest(["rib_2"], view);
  assert.deepEqual([playback.id, playback.shown], ["to_ribs", false]);
  view.network.set("heart", true);
  playback.suggest(["heart"], view);
  assert.equal(playback.id, "to_skull");
  playback.suggest(["vein"], {...view, network: new Map([["vein", true]])});
  assert.equal(playback.id, "to_skull", "the journey on offer passes there already");
  playback.go(1);
  playback.suggest(["ribs"], view);
  assert.equal(playback.id, "to_skull", "a journey under way stays");
});

test("who listens hears every change and every frame, until it leaves", () => {
  const heard = [];
  const leave = playback.listen({changed: () => heard.push("changed"), moved: () => heard.push("moved")});
  playback.forward();
  pass(FRAME_MS);
  assert.deepEqual(heard, ["changed", "moved"]);
  leave();
  pass(5000);
  assert.equal(heard.length, 2);
  assert.ok(told >= 2 && moved > 10);
});

test("what was forgotten runs no more; the speed stays", () => {
  playback.speed = 2;
  playback.play();
  playback.reset();
  assert.deepEqual([playback.journey, playback.step, playback.shown, playback.speed], [null, 0, false, 2]);
  pass(10_000);
  assert.equal(playback.step, 0);
  assert.equal(frames.size, 0);
});
