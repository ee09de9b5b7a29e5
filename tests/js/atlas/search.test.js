import assert from "node:assert/strict";
import test from "node:test";

import {entriesOf, found, plain} from "../../../assets/component/atlas/search.js";

const INDEX = {
  names: [
    ["spine", ["Spine", "backbone"], []],
    ["lumbar_spine", ["Lumbar spine", "L1-L5", "腰椎"], ["lower back"]],
    ["sacrum", ["Sacrum", "Kreuzbein", "S1"], ["lower back"]],
    ["skull", ["Skull", "Schädel", "cráneo"], []],
    ["pelvis", ["Pelvis (hip bones)", "hip bone"], ["hip"]],
    ["femur", ["Femur", "thigh bone"], []],
    ["femur_proximal", ["Femur, proximal part"], ["hip"]],
    ["ilium", ["Ilium"], []],
    ["L1", ["L1"], []],
    ["L3", ["L3"], []],
    ["rib_7_left", ["Rib 7, left"], []],
    ["rib_10_left", ["Rib 10, left"], []],
    ["metacarpal_3_left", ["Metacarpal 3, left"], []],
  ],
};
const LABELS = {sacrum: "Os sacrum", rib_7_left: "Rib 7, left, ribs"};
const ENTRIES = entriesOf(INDEX, (id) => (id === "ilium" ? undefined : (LABELS[id] ?? id)));
const ids = (letters) => found(letters, ENTRIES).map(({id}) => id);

test("names are compared without case, accents, punctuation and ordinals", () => {
  assert.equal(plain("  Pelvis (hip bones) "), "pelvis hip bones");
  assert.equal(plain("Schädel"), "schadel");
  assert.equal(plain("Steißbein"), "steissbein");
  assert.equal(plain("7th rib"), "7 rib");
});

test("what is typed is found by its name in any language", () => {
  for (const [letters, id] of [
    ["L3", "L3"],
    ["l 3", "L3"],
    ["Kreuzbein", "sacrum"],
    ["kreuz", "sacrum"],
    ["S1", "sacrum"],
    ["thigh bone", "femur"],
    ["thighbone", "femur"],
    ["schadel", "skull"],
    ["CRANEO", "skull"],
    ["腰", "lumbar_spine"],
    ["7th rib", "rib_7_left"],
    ["Os sacrum", "sacrum"],
  ])
    assert.equal(ids(letters)[0], id, letters);
});

test("the exact name comes first, then what begins so, then words in any order", () => {
  assert.deepEqual(ids("spine"), ["spine", "lumbar_spine"]);
  assert.deepEqual(ids("spine lumbar"), ["lumbar_spine"]);
});

test("a word for a region offers the places that it may mean, after those that are called so", () => {
  assert.deepEqual(ids("hip").slice(0, 2), ["pelvis", "femur_proximal"]);
  assert.deepEqual(ids("lower back"), ["lumbar_spine", "sacrum"]);
});

test("the name by which it was found is told", () => {
  assert.deepEqual(found("Kreuzbein", ENTRIES)[0], {id: "sacrum", by: "Kreuzbein"});
});

test("nothing is found by nothing, by signs, or by what no name holds", () => {
  for (const letters of ["", "  ", "(", "wing"]) assert.deepEqual(ids(letters), [], letters);
});

test("a whole question is answered by the longest name that stands in it", () => {
  for (const [question, id] of [
    ["How often is the femur involved?", "femur"],
    ["how often is the lumbar spine involved", "lumbar_spine"],
    ["Wie oft ist das Kreuzbein befallen?", "sacrum"],
    ["what about the hip?", "pelvis"],
    ["腰椎转移的频率", "lumbar_spine"],
  ])
    assert.equal(ids(question)[0], id, question);
  assert.deepEqual(ids("How often is it involved?"), []);
});

test("a short name is not found across the words of another", () => {
  assert.deepEqual(ids("L3"), ["L3"]);
  assert.deepEqual(ids("carpal"), ["metacarpal_3_left"]);
});

test("what the page does not have is not offered", () => {
  assert.deepEqual(ids("ilium"), []);
});

test("no more are offered than a glance takes in", () => {
  const many = {names: Array.from({length: 30}, (_, i) => [`rib_${i}`, [`Rib ${i}`], []])};
  assert.equal(
    found(
      "rib",
      entriesOf(many, (id) => id),
    ).length,
    8,
  );
});
