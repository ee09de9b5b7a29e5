import assert from "node:assert/strict";
import test from "node:test";

import {fresh, texts} from "../dom.js";
import {lead, Toolbar, Tooltip} from "../../../assets/component/core/toolbar.js";

const said = ({element}) => texts(element.children);

test("the tooltip follows what is painted, also where the bone stays the same", () => {
  const tooltip = new Tooltip(fresh());
  tooltip.show(10, 10, ["Pelvis", "52.3 %<br><b>56 of 107</b>"]);
  assert.deepEqual(said(tooltip), ["Pelvis", "52.3 %", "56 of 107"]);
  assert.equal(tooltip.element.hidden, false);
  tooltip.show(12, 10, ["Pelvis", "54.8 %<br>74 of 135"]);
  assert.deepEqual(said(tooltip), ["Pelvis", "54.8 %", "74 of 135"], "another study is painted");
  tooltip.hide();
  assert.equal(tooltip.element.hidden, true);
});

test("a plot that offers its picture alone has nothing to select", () => {
  assert.equal(lead([]), false);
  assert.equal(lead(["png", "svg", "slide"]), false);
  assert.equal(lead(["list", "png", "svg"]), true);
  assert.equal(lead(["zoom_in"]), true);
});

test("tools say which figure they are of, and one that is the page's is left to it", () => {
  const asked = [];
  const toolbar = new Toolbar(fresh(), {
    isFlow: () => false,
    onTool: (tool) => asked.push(tool),
    plot: {save: (format) => asked.push(format)},
  });
  toolbar.name("Vertebrae shown");
  toolbar.update(["png", "svg", "slide"]);
  assert.equal(toolbar.element.getAttribute("aria-label"), "Figure tools: Vertebrae shown");
  for (const button of toolbar.element.children) button.click();
  assert.deepEqual(asked, ["png", "svg", "slide"]);
});
