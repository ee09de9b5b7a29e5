import assert from "node:assert/strict";
import test from "node:test";

import {fresh, texts} from "../dom.js";
import {Explore} from "../../../assets/component/present/explore.js";

const NOT_YET = "The value is not revealed yet.";

/** The card of the pelvis, on a slide that hides something. */
function card({hidden, unhidden}) {
  const deck = {current: {hidden}, visible: {unhidden}};
  const explore = new Explore(fresh(), {}, deck);
  const shown = {
    index: {},
    labelOf: () => "Pelvis",
    bonesOf: () => ["hip_bone_left"],
    textOf: () => ["Pelvis", "<b>52.3 %</b><br>56 of 107 patients"],
  };
  Object.assign(explore, {
    shown,
    ids: ["pelvis"],
    figure: {caption: "Shaked Zari 2025", page: "", query: {}},
  });
  explore.tell();
  return texts(explore.card.children);
}

test("off the script a hidden value is kept back until the slide has revealed it", () => {
  assert.deepEqual(card({hidden: ["values"], unhidden: false}), ["Pelvis", NOT_YET, "Shaked Zari 2025"]);
  const told = ["Pelvis", "52.3 %", "56 of 107 patients", "Shaked Zari 2025"];
  assert.deepEqual(card({hidden: ["values"], unhidden: true}), told);
  assert.deepEqual(card({hidden: ["labels"], unhidden: false}), told);
});
