import assert from "node:assert/strict";
import {test} from "node:test";

import "../dom.js";
import {Files, OneFile, Paths} from "../../../assets/component/core/place.js";

/** @param {string} address */
function at(address) {
  location.href = address;
}
const VIEW = new URLSearchParams("layer=chen_2017&site=L3");

test("a page of the server has an address of its own, and reads a view from the hash too", () => {
  at("http://localhost:8501/pathways?layer=article");
  const place = new Paths();
  assert.equal(place.page, "/pathways");
  assert.equal(place.nameOf(location), "pathways");
  assert.equal(place.query().get("layer"), "article");
  assert.equal(place.written("/pathways", VIEW), `/pathways?${VIEW}`);
  assert.equal(place.written("/", new URLSearchParams()), "/");
  assert.equal(place.link("/evidence?part=compare"), "/evidence?part=compare");
  at("http://localhost:8501/#?layer=chen_2017");
  assert.equal(place.query().get("layer"), "chen_2017");
});

test("in a folder a page is a file beside the others", () => {
  at("https://school.example/atlas/pathways.html?layer=article");
  const place = new Files();
  assert.equal(place.nameOf(location), "pathways");
  assert.equal(place.nameOf(new URL("https://school.example/atlas/")), "");
  assert.equal(place.nameOf(new URL("https://school.example/atlas/index.html")), "");
  assert.equal(place.link("/"), "index.html");
  assert.equal(place.link("/evidence?part=compare&x=1"), "evidence.html?part=compare&x=1");
  for (const outside of ["https://doi.org/10.1", "//cdn.example/x", "#top", "evidence.html"])
    assert.equal(place.link(outside), outside);
});

test("in one file the page stands in the hash", () => {
  at("file:///home/teacher/atlas.html#/pathways?layer=article&site=L3");
  const place = new OneFile();
  assert.equal(place.page, "/pathways");
  assert.equal(place.nameOf(location), "pathways");
  assert.equal(place.query().get("site"), "L3");
  assert.equal(place.current, "#/pathways?layer=article&site=L3");
  assert.equal(place.link("/evidence?part=compare"), "#/evidence?part=compare");
  assert.equal(place.link("/"), "#");
  assert.equal(place.here(VIEW), `#/pathways?${VIEW}`);
});

test("one file without a page in its hash is the first page, and a hash that is no place of it too", () => {
  const place = new OneFile();
  for (const [hash, layer] of [
    ["", null],
    ["#", null],
    ["#?layer=chen_2017", "chen_2017"],
    ["#/?layer=chen_2017", "chen_2017"],
    ["#anchor", null],
  ]) {
    at(`file:///x/atlas.html${hash}`);
    assert.equal(place.nameOf(location), "", String(hash));
    assert.equal(place.query().get("layer"), layer, String(hash));
  }
});

test("what is written is read back, on every page", () => {
  const place = new OneFile();
  for (const page of ["/", "/pathways", "/your-data"]) {
    at(`file:///x/atlas.html${place.written(page, VIEW)}`);
    assert.equal(place.page, page);
    assert.equal(String(place.query()), String(VIEW));
  }
});

test("a link carries the view to its page", () => {
  at("file:///x/atlas.html");
  const link = document.createElement("a");
  link.setAttribute("href", "#/evidence?old=1");
  new OneFile().carry(link, VIEW);
  assert.equal(link.hash, `#/evidence?${VIEW}`);
  at("https://school.example/atlas/index.html");
  const file = document.createElement("a");
  file.setAttribute("href", "evidence.html");
  new Files().carry(file, VIEW);
  assert.equal(new URL(file.href).search, `?${VIEW}`);
});
