import "../dom.js";

import assert from "node:assert/strict";
import {test} from "node:test";

import {
  pageOf,
  ParentMessages,
  selectionMessage,
  targetOrigin,
} from "../../../assets/component/shell/parent_messages.js";

const NAMES = {L3: "L3", ribs: "Ribs"};
const nameOf = (id) => NAMES[id];
const at = (pathname, search = "") => ({pathname, search});

/** What a parent hears. */
function heard() {
  const messages = [];
  const parent = new ParentMessages((message) => messages.push(message));
  return {parent, messages, heights: () => messages.map(({height}) => height)};
}

test("only the parent reads a message where its origin is known", () => {
  const lms = "https://lms.example";
  assert.equal(targetOrigin({ancestors: [lms, "https://top.example"], referrer: "https://x.example/"}), lms);
  assert.equal(targetOrigin({referrer: `${lms}/course/1?x=2`}), lms);
  assert.equal(targetOrigin({ancestors: [], referrer: `${lms}/`}), lms);
  for (const unknown of [{referrer: ""}, {ancestors: ["null"], referrer: ""}, {referrer: "about:blank"}])
    assert.equal(targetOrigin(unknown), "*");
});

test("a page has the name of its address, wherever it is served", () => {
  for (const [path, page] of [
    ["/", "atlas"],
    ["/pathways", "pathways"],
    ["/atlas/index.html", "atlas"],
    ["/atlas/pathways.html", "pathways"],
  ])
    assert.equal(pageOf(path), page);
});

test("a selection says what the address says, with names, and nothing else", () => {
  assert.deepEqual(
    selectionMessage(
      at("/evidence", "?layer=chen_2017&site=L3,nowhere,ribs&embed=true&embed_options=x"),
      nameOf,
    ),
    {
      source: "bone-metastasis-atlas",
      version: 1,
      type: "selection",
      page: "evidence",
      view: {layer: "chen_2017", site: "L3,nowhere,ribs"},
      sites: [
        {id: "L3", name: "L3"},
        {id: "ribs", name: "Ribs"},
      ],
    },
  );
});

test("a selection is told once", () => {
  const {parent, messages} = heard();
  parent.select(at("/", "?site=L3"), nameOf);
  parent.select(at("/", "?site=L3&embed=true"), nameOf);
  parent.select(at("/", "?site=ribs"), nameOf);
  assert.deepEqual(
    messages.map(({sites: [{id}]}) => id),
    ["L3", "ribs"],
  );
});

test("a height is told when it changes, up and down, and not for rounding", () => {
  const {parent, heights} = heard();
  for (const height of [700.2, 700.6, 701.9, 900, 400]) parent.size(height, 450);
  assert.deepEqual(heights(), [701, 900, 400]);
});

test("a parent that follows a content that always wants more is told no more of it, until the reader acts", () => {
  const {parent, heights} = heard();
  let frame = 450;
  const follow = () => {
    for (let k = 0; k < 100; k += 1) {
      parent.size(frame + 50, frame);
      frame = heights().at(-1) ?? frame;
    }
  };
  follow();
  const most = heights().length;
  assert.ok(most < 12, `${most} messages`);
  parent.begin();
  follow();
  assert.ok(heights().length > most);
  assert.ok(heights().length <= 2 * most);
});
