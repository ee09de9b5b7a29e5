import assert from "node:assert/strict";
import {test} from "node:test";

import "../dom.js";
import {make} from "../../../assets/component/core/dom.js";
import {qrImage} from "../../../assets/component/core/qr.js";
import {addressOf, inOneFile, Share} from "../../../assets/component/scene/share.js";

const LOCAL = ["127.0.0.1", "[::1]", "localhost"];
const VIEW = new URLSearchParams("layer=chen_2017&site=L3,ribs");

/**
 * The card of a view, opened.
 *
 * @param {Partial<Published.Phones>} [phones]
 * @param {URLSearchParams} [query]
 */
function opened(phones, query = VIEW) {
  const share = new Share(() => query, {base: "", longest: 600, local: LOCAL, ...phones});
  share.toggle(true);
  return share;
}

/** Which of the card's parts are seen. @param {Share} share */
const seen = ({image, long, hint, file}) =>
  Object.entries({image, long, hint, file})
    .filter(([, {hidden}]) => !hidden)
    .map(([name]) => name);

test("the address is that of the page with the view, wherever the page comes from", () => {
  for (const [page, base, wanted] of [
    ["http://localhost:8501/pathways?old=1#x", "", "http://localhost:8501/pathways?"],
    ["http://localhost:8501/pathways", "http://192.0.2.7:8501", "http://192.0.2.7:8501/pathways?"],
    ["https://school.example/atlas/index.html", "", "https://school.example/atlas/index.html?"],
    ["file:///home/teacher/atlas.html?old=1", "", "file:///home/teacher/atlas.html?"],
  ])
    assert.equal(addressOf(VIEW, base, page), `${wanted}layer=chen_2017&site=L3%2Cribs`);
});

test("the card has link and code of the same address, made in the page", () => {
  const share = opened({base: "http://192.0.2.7:8501"});
  const address = "http://192.0.2.7:8501/?layer=chen_2017&site=L3%2Cribs";
  assert.equal(share.link.href, address);
  assert.equal(share.link.textContent, address);
  assert.equal(share.image.src, qrImage(address));
  assert.deepEqual(seen(share), ["image"]);
});

test("an address of this computer alone says how others can reach it", () => {
  assert.deepEqual(seen(opened()), ["image", "hint"]);
});

test("a link that is too long for a code stays a link", () => {
  const share = opened({base: "http://192.0.2.7"}, new URLSearchParams({site: "L3,".repeat(200)}));
  assert.deepEqual(seen(share), ["long"]);
  assert.ok(share.link.href.length > 600);
});

test("a page that is a file says that no other device can open it", () => {
  const base = make("base", {href: "file:///home/teacher/atlas.html"});
  document.head.append(base);
  const share = opened();
  base.remove();
  assert.equal(share.link.href, "file:///home/teacher/atlas.html?layer=chen_2017&site=L3%2Cribs");
  assert.deepEqual(seen(share), ["file"]);
});

test("Escape closes the card and gives the focus back", () => {
  const share = opened();
  document.body.replaceChildren(share.element);
  const event = new Event("keydown", {bubbles: true, cancelable: true});
  Object.assign(event, {key: "Escape"});
  share.link.dispatchEvent(event);
  assert.ok(share.card.hidden);
  assert.equal(document.activeElement, share.button);
});

test("the whole atlas is offered as one file, with the address of the view in it", () => {
  const {offer} = opened();
  const link = offer.element.querySelector("a[data-take-home]");
  assert.equal(link.getAttribute("href"), "/take-home/html/atlas");
  assert.equal(offer.address.textContent, "bone-atlas.html#?layer=chen_2017&site=L3%2Cribs");
  assert.equal(inOneFile(VIEW, {pathname: "/pathways"}), "#/pathways?layer=chen_2017&site=L3%2Cribs");
});
