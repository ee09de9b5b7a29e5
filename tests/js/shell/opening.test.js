import assert from "node:assert/strict";
import {beforeEach, test} from "node:test";

import "../dom.js";
import {Opening} from "../../../assets/component/shell/opening.js";

const PARTS = {figures: ".atlas-figure", scenes: ".atlas-scene"};

const head = (title) => `<a class="atlas-page-link" aria-current="page">${title}</a>`;
const end = (title) => `<p data-page-end="${title}"></p>`;
const find = (selector) => document.querySelector(selector);
const isCovered = () => Boolean(find("#atlas-opening, .atlas-coming"));

/** The start page, whose script has run and shown something. */
function page(inside, {title = "Atlas", last = end(title)} = {}) {
  const main = `<main data-testid="stMain">${head(title)}<div>${inside}</div>${last}</main>`;
  const app = `<div data-testid="stApp" data-test-script-state="notRunning">${main}</div>`;
  document.body.innerHTML = `<div id="atlas-opening"></div><div id="root">${app}</div>`;
  const opening = new Opening(PARTS);
  opening.look();
  return opening;
}

beforeEach(() => document.body.replaceChildren());

test("it gives way once the script has run", () => {
  const opening = page("<p>Text</p>", {last: ""});
  const app = find("[data-testid=stApp]");
  app.dataset.testScriptState = "running";
  find("main").insertAdjacentHTML("beforeend", end("Atlas"));
  opening.look();
  assert.equal(isCovered(), true);
  app.dataset.testScriptState = "notRunning";
  opening.look();
  assert.equal(isCovered(), false);
});

test("it stays after a run that led to another page, and gives way to an error", () => {
  page("", {last: ""});
  assert.equal(isCovered(), true);
  page("", {last: end("Sources")});
  assert.equal(isCovered(), true);
  page("<div data-testid='stAlert'></div>", {last: ""});
  assert.equal(isCovered(), false);
});

test("it stays while a part is on its way", () => {
  for (const coming of [
    "<div data-testid='stSkeleton'></div>",
    "<div data-testid='stBidiComponentRegular'></div>",
    "<div class='atlas-figure'></div>",
    "<div class='atlas-scene'><div></div></div>",
  ]) {
    page(coming);
    assert.equal(isCovered(), true, coming);
  }
});

test("it gives way to a figure with its parts, a scene that shows or says something, and what is never seen", () => {
  const scene = "<div class='atlas-scene' data-selected=''></div>";
  const notice = "<div class='atlas-scene'><div class='atlas-notices'><p>Not fetched</p></div></div>";
  page(`<div class='atlas-figure'><div></div></div>${scene}${notice}`);
  assert.equal(isCovered(), false);
  const kept = page("<div class='atlas-figure'></div>");
  assert.equal(isCovered(), true);
  find(".atlas-figure").atlasComponent = {data: {keeps: "lessons"}};
  kept.look();
  assert.equal(isCovered(), false);
});

test("another page is hidden until its own end has come, with a line that names it", () => {
  const opening = page("");
  find(".atlas-page-link").textContent = "Sources";
  opening.look();
  assert.equal(find(".atlas-coming[role=status]").textContent, "Sources is on its way.");
  opening.look();
  assert.equal(document.querySelectorAll(".atlas-coming").length, 1);
  find("[data-page-end]").dataset.pageEnd = "Sources";
  opening.look();
  assert.equal(isCovered(), false);
});

test("it watches by itself", async () => {
  page("<div class='atlas-scene'></div>");
  find(".atlas-scene").dataset.selected = "";
  await new Promise((done) => setTimeout(done));
  assert.equal(isCovered(), false);
});

test("a page without it is left alone, and so is one that is drawn again", () => {
  const opening = page("");
  opening.look();
  find("[data-testid=stApp]").dataset.testScriptState = "running";
  find("main div").innerHTML = "<div class='atlas-figure'></div>";
  opening.look();
  assert.equal(isCovered(), false);
});
