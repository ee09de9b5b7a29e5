import "../dom.js";

import assert from "node:assert/strict";
import {test} from "node:test";

import {
  embeddingOf,
  keepEmbedded,
  wholeAddress,
  withoutEmbedding,
} from "../../../assets/component/core/embedded.js";

const EMBEDDED = embeddingOf("?layer=article&embed=true&embed_options=dark_theme");

test("a page is embedded where Streamlit takes it for embedded", () => {
  assert.deepEqual(EMBEDDED, [
    ["embed", "true"],
    ["embed_options", "dark_theme"],
  ]);
  assert.deepEqual(embeddingOf("?embed=TRUE"), [["embed", "TRUE"]]);
  for (const search of ["", "?embed=false", "?embed=1", "?layer=embed", "?embed_options=dark_theme"])
    assert.deepEqual(embeddingOf(search), [], search);
});

test("every address of the atlas stays embedded, and says it once", () => {
  for (const [address, kept] of [
    ["/pathways?layer=article", "/pathways?layer=article&embed=true&embed_options=dark_theme"],
    ["/?site=L3%2CL4#x", "/?site=L3%2CL4&embed=true&embed_options=dark_theme#x"],
    ["http://localhost:8501/evidence", "/evidence?embed=true&embed_options=dark_theme"],
  ]) {
    assert.equal(keepEmbedded(address, EMBEDDED), kept);
    assert.equal(keepEmbedded(kept, EMBEDDED), kept);
  }
});

test("nothing is added where nothing is embedded, nor to where others are", () => {
  assert.equal(keepEmbedded("/pathways?layer=article", []), "/pathways?layer=article");
  assert.equal(keepEmbedded("https://doi.org/10.1", EMBEDDED), "https://doi.org/10.1");
  assert.equal(keepEmbedded(null, EMBEDDED), null);
});

test("the whole atlas opens at the same view", () => {
  const address = "http://localhost:8501/pathways?journey=j&embed=true&step=2&embed_options=dark_theme";
  assert.equal(wholeAddress(address), "http://localhost:8501/pathways?journey=j&step=2");
  const query = new URLSearchParams("embed=true&layer=article");
  assert.equal(withoutEmbedding(query).toString(), "layer=article");
  assert.equal(query.size, 2, "what was given stays as it was");
});
