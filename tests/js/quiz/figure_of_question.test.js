import assert from "node:assert/strict";
import {test} from "node:test";

globalThis.cancelAnimationFrame = () => {};
const {QuestionFigure} = await import("../../../assets/component/quiz/figure_of_question.js");
const {playback} = await import("../../../assets/component/pathways/playback.js");

const SO_FAR = {
  id: "j",
  steps: [
    {from: "breast", to: "vein", segments: ["breast__vein"]},
    {from: "vein", to: "lung", segments: []},
  ],
};
const {walk, lineText} = QuestionFigure.prototype;

test("the cell of a question stands where its route has come to, without having reached a bone", () => {
  walk(SO_FAR);
  assert.deepEqual([playback.step, playback.shown, playback.current.to], [2, true, "lung"]);
  assert.ok(!playback.reached);
  walk(undefined);
  assert.equal(playback.journey, null);
});

test("pointing at a step of a route whose text is the answer says which step it is, and no more", () => {
  walk(SO_FAR);
  assert.deepEqual(lineText.call({network: null}, {step: 2}), ["Step 2 of 2", ""]);
});
