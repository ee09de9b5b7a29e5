import assert from "node:assert/strict";
import {afterEach, beforeEach, mock, test} from "node:test";

import {press} from "../dom.js";
import {outbox} from "../../../assets/component/core/outbox.js";
import {carryInLinks, onScroll, startNavigation} from "../../../assets/component/shell/navigation.js";

const gone = [];
const window = document.defaultView;
for (const name of ["Node", "HTMLAnchorElement", "HTMLDetailsElement", "PopStateEvent"])
  globalThis[name] = window[name];
globalThis.window = window;
globalThis.history = {pushState: (_state, _title, address) => gone.push(address)};
window.addEventListener("popstate", () => gone.push("popstate"));
window.scrollTo = () => {};
startNavigation();
startNavigation(); // a second start changes nothing

beforeEach(() => {
  gone.length = 0;
  document.body.innerHTML = `<nav><a class="atlas-page-link" href="/teach"><b>Teach</b></a>
    <a class="atlas-page-link" href="/" aria-current="page">Atlas</a> <a href="/other">Other</a></nav>
    <details class="atlas-menu" open><summary>Menu</summary>
      <a class="atlas-page-link" href="/sources">Sources</a></details>
    <p>beside</p>`;
});

afterEach(() => mock.timers.reset());

/** Click; returns whether the browser is left to follow the link. */
function click(selector, settings = {}) {
  const event = new window.MouseEvent("click", {bubbles: true, cancelable: true, ...settings});
  return document.querySelector(selector).dispatchEvent(event);
}
const menu = () => document.querySelector("details");

test("a link leads to its page within the session, once for a click", () => {
  assert.equal(click("b"), false);
  assert.deepEqual(gone, ["http://localhost:8501/teach", "popstate"]);
});

test("a link of Streamlit is followed once all is sent that was told before; nothing is told after it", () => {
  mock.timers.enable({apis: ["setTimeout"]});
  const heard = [];
  outbox.hear({type: "SET_CURRENT_PAGE_NAME", currentPageName: "teach"});
  document.body.innerHTML = `<main><div class="stPageLink"><a href="/present?lesson=where"><p>Present</p></a></div>
    <div class="stPageLink"><a href="/present" disabled>Present mine</a></div>
    <div class="stPageLink"><a href="/teach">Teach</a></div></main>`;
  document.querySelector("main").addEventListener("click", (event) => {
    event.preventDefault();
    heard.push(event.target.closest("a").textContent);
  });
  click("[disabled]");
  click(".stPageLink:last-child a");
  assert.deepEqual(heard, ["Present mine", "Teach"], "no page is left");
  setTimeout(() => heard.push("told before"), 0);
  assert.equal(click("p"), false);
  outbox.send(document.querySelector("p"), () => heard.push("told after"));
  mock.timers.tick(0);
  assert.deepEqual(heard.slice(2), ["told before", "Present"]);
  outbox.hear({type: "SET_CURRENT_PAGE_NAME", currentPageName: "present"});
  assert.deepEqual(heard.slice(4), ["told after"]);
});

test("the link to the page that is shown leads nowhere", () => {
  assert.equal(click("[aria-current]"), false);
  assert.deepEqual(gone, []);
});

test("links carry what is on the screen, and what they say themselves goes before it", () => {
  document.body.innerHTML = `<a class="atlas-page-link" href="/evidence?old=1" data-part="compare">Compare</a>
    <a class="atlas-page-link" href="/" data-site="pelvis">Atlas</a> <a href="/other">Other</a>`;
  carryInLinks(new URLSearchParams({layer: "chen_2017", site: "ribs", part: "claims"}));
  const addresses = [...document.querySelectorAll("a")].map(({pathname, search}) => pathname + search);
  assert.deepEqual(addresses, [
    "/evidence?layer=chen_2017&site=ribs&part=compare",
    "/?layer=chen_2017&site=pelvis&part=claims",
    "/other",
  ]);
});

test("other links, and clicks that open another tab or window, are the browser's", () => {
  assert.equal(click("nav a:last-child"), true);
  outbox.hear({type: "SET_CURRENT_PAGE_NAME", currentPageName: "teach"});
  document.body.innerHTML += `<div class="stPageLink"><a href="/present?lesson=where">Present</a></div>`;
  for (const how of [{ctrlKey: true}, {metaKey: true}, {shiftKey: true}, {altKey: true}, {button: 1}])
    for (const link of ["b", ".stPageLink a"])
      assert.equal(click(link, how), true, `${link} ${JSON.stringify(how)}`);
  assert.deepEqual(gone, []);
  assert(outbox.isShown("/teach"), "this page is not left");
});

test("the menu closes on choice, on a click beside it and on Esc, and not on a click in it", () => {
  click("summary");
  menu().open = true;
  click("details a");
  assert.equal(menu().open, false);
  assert.deepEqual(gone, ["http://localhost:8501/sources", "popstate"]);
  menu().open = true;
  click("p");
  assert.equal(menu().open, false);
  menu().open = true;
  assert.equal(press("a"), false);
  assert.equal(menu().open, true);
  assert.equal(press("Escape"), true, "taken: it clears no selection besides");
  assert.equal(menu().open, false);
  assert.equal(document.activeElement, document.querySelector("summary"));
  assert.equal(press("Escape"), false, "with no menu open it is not ours");
});

test("the page says that it is scrolled once its head is gone, and no longer when it is back", () => {
  const main = document.createElement("div");
  main.dataset.testid = "stMain";
  const says = () => document.documentElement.hasAttribute("data-scrolled");
  main.scrollTop = 200;
  onScroll({target: document.createElement("div")});
  assert.equal(says(), false, "a list in the page scrolls");
  onScroll({target: main});
  assert.equal(says(), true);
  main.scrollTop = 0;
  onScroll({target: main});
  assert.equal(says(), false);
});
