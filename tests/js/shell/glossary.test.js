import assert from "node:assert/strict";
import {beforeEach, test} from "node:test";

import {press} from "../dom.js";
import {Glossary} from "../../../assets/component/shell/glossary.js";

const window = document.defaultView;
for (const name of ["Node", "Element", "HTMLElement"]) globalThis[name] = window[name];
globalThis.innerWidth = 400;
globalThis.innerHeight = 300;
globalThis.getComputedStyle = window.getComputedStyle.bind(window);
window.HTMLElement.prototype.showPopover = function () {
  this.dataset.shown = "yes";
};

let glossary;
beforeEach(() => {
  document.body.innerHTML = `<script type="application/json" id="atlas-glossary">
      {"ct": ["CT", "Slices of the body.", "A book, 2014"], "i²": ["I²", "<b>Spread</b>.", "Another, 2009"]}
    </script>
    <section><p>A <dfn id="ct">CT</dfn> and
      <dfn id="i2">I²</dfn>
      <dfn id="gone">gone</dfn></p></section><p id="beside">beside</p>`;
  glossary = new Glossary();
});
const term = (id) => document.getElementById(id);
const meaning = () => document.querySelector("[role=tooltip]");

test("hovering opens the meaning as text, leaving closes it", () => {
  glossary.over(term("ct"));
  assert.equal(meaning().textContent, "CTSlices of the body.A book, 2014");
  assert.equal(meaning().dataset.shown, "yes");
  assert.equal(term("ct").getAttribute("aria-describedby"), meaning().id);
  glossary.over(document.getElementById("beside"));
  assert.equal(meaning(), null);
  assert.equal(term("ct").hasAttribute("aria-describedby"), false);
});

test("what a meaning says is never markup", () => {
  glossary.over(term("i2"));
  assert.equal(meaning().querySelector("b").textContent, "I²");
  assert.ok(meaning().textContent.includes("<b>Spread</b>"));
});

test("the pointer may rest on the meaning", () => {
  glossary.over(term("ct"));
  glossary.over(meaning().firstChild);
  assert.ok(meaning());
});

test("a tap keeps it open until the next, or a tap elsewhere", () => {
  glossary.click(term("ct"));
  glossary.over(document.getElementById("beside"));
  assert.ok(meaning());
  glossary.click(term("ct"));
  assert.equal(meaning(), null);
  glossary.click(term("ct"));
  glossary.click(document.getElementById("beside"));
  assert.equal(meaning(), null);
});

test("a tap on the meaning, which takes the focus from its term, does not close it", () => {
  glossary.click(term("ct"));
  glossary.blur(term("ct"));
  glossary.focus(document.querySelector("section"));
  glossary.click(meaning().firstChild);
  assert.ok(meaning());
  glossary.focus(document.getElementById("beside"));
  assert.equal(meaning(), null);
});

test("there is one at a time", () => {
  glossary.click(term("ct"));
  glossary.click(term("i2"));
  assert.equal(document.querySelectorAll("[role=tooltip]").length, 1);
  assert.ok(meaning().textContent.startsWith("I²"));
});

test("Escape closes it, and says whether there was one", () => {
  assert.equal(glossary.escape(), false);
  glossary.click(term("ct"));
  assert.equal(glossary.escape(), true);
  assert.equal(meaning(), null);
});

test("it goes with its term, and an unknown term opens nothing", () => {
  glossary.over(term("gone"));
  assert.equal(meaning(), null);
  glossary.click(term("ct"));
  term("ct").remove();
  glossary.follow();
  assert.equal(meaning(), null);
});

test("a term can be reached by keyboard, and is told as what it is", () => {
  glossary.prepare();
  assert.equal(term("ct").tabIndex, 0);
  assert.equal(term("ct").getAttribute("role"), "button");
});

test("Enter and Space press a term, and the page does not scroll", () => {
  const take = (event) => glossary.press(event);
  document.addEventListener("keydown", take);
  assert.ok(press("Enter", term("ct")));
  assert.ok(meaning());
  assert.ok(press(" ", term("ct"), {repeat: true}));
  assert.ok(meaning(), "a key that is held presses once");
  assert.ok(press(" ", term("ct")));
  assert.equal(meaning(), null);
  assert.equal(press("a", term("ct")), false);
  assert.equal(press(" ", document.getElementById("beside")), false);
  document.removeEventListener("keydown", take);
});
