import assert from "node:assert/strict";
import test from "node:test";

import {fresh, texts} from "../dom.js";
import {Tooltip} from "../../../assets/component/core/toolbar.js";

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
