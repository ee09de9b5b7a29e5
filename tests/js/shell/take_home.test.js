import "../dom.js";

import assert from "node:assert/strict";
import {test} from "node:test";

import {make} from "../../../assets/component/core/dom.js";
import {follow, words} from "../../../assets/component/shell/take_home.js";

const ADDRESS = "/take-home/html/lesson/where";
const MADE = {state: "made", percent: 99, why: "", bytes: 1_579_806, file: "where.html"};
const making = (percent) => ({state: "making", percent, why: "", bytes: 0, file: "where.html"});

/** An offer as Python writes it. */
function offer() {
  const link = make("a", {href: ADDRESS, textContent: "Download"});
  const said = make("span", {textContent: "What for."});
  said.dataset.said = "";
  document.body.replaceChildren(make("div", {}, link, said));
  return {link, said};
}

/** A server that says one thing after the other, and what was done. */
function server(...answers) {
  const [asked, got, saved, heard] = [[], [], [], []];
  return {
    asked,
    got,
    saved,
    heard,
    ask: async (address) => {
      asked.push(address);
      const next = answers.shift();
      if (next instanceof Error) throw next;
      return next;
    },
    get: async (address) => {
      got.push(address);
      return "content";
    },
    save: (blob, name) => saved.push([blob, name]),
    pause: async () => heard.push(document.querySelector("[data-said]").textContent),
  };
}

test("who clicks hears how far it is, then has the file and its size", async () => {
  const {link, said} = offer();
  const waiting = {...making(0), state: "waiting"};
  const by = server(waiting, making(4), making(47), MADE);
  await follow(link, by);
  assert.deepEqual(by.heard, [words(waiting, ""), "Making it: 0 % …", "Making it: 40 % …"]);
  assert.deepEqual(by.saved, [["content", "where.html"]]);
  assert.match(said.textContent, /^Downloaded: 1\.6 MB\. What for\.$/);
  assert.equal(document.querySelector("progress"), null);
  assert.equal(link.getAttribute("aria-busy"), null);
});

test("what is made already comes at once", async () => {
  const by = server(MADE);
  await follow(offer().link, by);
  assert.deepEqual([by.asked, by.got, by.saved.length], [[ADDRESS], [ADDRESS], 1]);
});

test("a second click does not begin again, and one after the end does", async () => {
  const {link} = offer();
  const by = server(making(1), MADE, MADE);
  await Promise.all([follow(link, by), follow(link, by)]);
  assert.equal(by.saved.length, 1);
  await follow(link, by);
  assert.equal(by.saved.length, 2);
});

test("a failure saves nothing and says why", async () => {
  for (const [answer, why] of [
    [
      {...making(3), state: "failed", why: "sites.csv is missing"},
      /could not be made: sites\.csv is missing\./,
    ],
    [new Error("HTTP 502"), /the server does not answer; try again/],
  ]) {
    const {link, said} = offer();
    const by = server(making(1), answer);
    await follow(link, by);
    assert.match(said.textContent, why);
    assert.deepEqual(by.saved, []);
  }
});

test("what does not come whole is not saved", async () => {
  const {link, said} = offer();
  const by = server(MADE);
  by.get = async () => {
    throw new Error("HTTP 404");
  };
  await follow(link, by);
  assert.deepEqual(by.saved, []);
  assert.match(said.textContent, /could not be made/);
});

test("a reason is text, not markup", async () => {
  const {link, said} = offer();
  await follow(link, server({...making(1), state: "failed", why: "<img src=x onerror=alert(1)>"}));
  assert.equal(said.children.length, 0);
});
