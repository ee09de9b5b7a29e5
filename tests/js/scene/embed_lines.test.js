import "../dom.js";

import assert from "node:assert/strict";
import {test} from "node:test";

import {EmbedLines, frameLines, heightLines} from "../../../assets/component/scene/embed_lines.js";

const ADDRESS = "https://atlas.example/pathways?layer=chen_2017&site=L3%2Cribs";

/** The first element that lines of HTML make. */
function made(lines) {
  const place = document.createElement("div");
  place.innerHTML = lines;
  return place.firstElementChild;
}

test("the lines show the view in a frame, whatever stands in address and title", () => {
  const title = 'Rib & "spine" <script>alert(1)</script>';
  const odd = `${ADDRESS}&names="><script>`;
  const frame = made(frameLines(odd, title));
  assert.equal(frame.tagName, "IFRAME");
  assert.equal(frame.parentElement.children.length, 1, "nothing else came of it");
  assert.equal(frame.title, title);
  const source = new URL(frame.getAttribute("src"));
  assert.deepEqual(Object.fromEntries(source.searchParams), {
    layer: "chen_2017",
    site: "L3,ribs",
    names: '"><script>',
    embed: "true",
  });
  for (const [name, value] of [
    ["loading", "lazy"],
    ["allow", "fullscreen"],
    ["width", "100%"],
    ["height", "640"],
  ])
    assert.equal(frame.getAttribute(name), value);
});

test("the script heeds this atlas and its own frame alone", () => {
  const code = heightLines(ADDRESS).replace(/<\/?script>/g, "");
  const [ours, other] = [{}, {}].map((contentWindow) => ({contentWindow, style: {}}));
  let hear;
  const page = {querySelectorAll: () => [ours, other]};
  new Function("addEventListener", "document", code)((_type, listener) => (hear = listener), page);
  const data = {source: "bone-metastasis-atlas", version: 1, type: "size", height: 812};
  const origin = "https://atlas.example";
  const source = ours.contentWindow;
  hear({origin: "https://evil.example", source, data});
  hear({origin, source, data: {...data, type: "selection"}});
  hear({origin, source, data: {...data, version: 2}});
  hear({origin, source, data: {...data, source: "another"}});
  hear({origin, source, data: null});
  assert.deepEqual([ours.style, other.style], [{}, {}]);
  hear({origin, source, data});
  assert.deepEqual([ours.style, other.style], [{height: "812px"}, {}]);
});

test("the script comes where it is wanted; what cannot be copied is selected", async () => {
  const lines = new EmbedLines();
  document.body.replaceChildren(lines.element);
  lines.show(ADDRESS);
  assert.ok(!lines.lines.value.includes("<script>"));
  lines.follow.checked = true;
  lines.follow.dispatchEvent(new Event("change"));
  assert.ok(lines.lines.value.endsWith("</script>"));
  Object.defineProperty(globalThis, "navigator", {value: {}, configurable: true});
  lines.copy.dispatchEvent(new Event("click"));
  await new Promise((done) => setTimeout(done, 0));
  assert.match(lines.said.textContent, /^Selected/);
  assert.equal(document.activeElement, lines.lines);
});
