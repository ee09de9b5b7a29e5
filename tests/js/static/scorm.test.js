import assert from "node:assert/strict";
import {test} from "node:test";

import {findApi, Runtime, timespan} from "../../../assets/component/static/scorm.js";

/** A window; its own parent where it is the uppermost. */
function pane(about = {}) {
  const made = {opener: null, ...about};
  made.parent ??= made;
  made.top ??= made.parent === made ? made : made.parent.top;
  return made;
}
/** A window of another origin: it can be gone through, not looked into. */
function foreign(about = {}) {
  const made = pane(about);
  Object.defineProperty(made, "API", {
    get() {
      throw new Error("SecurityError");
    },
  });
  return made;
}

/** A platform that keeps what it is told; what it refuses is told by name. */
function platform(kept = {}, {refuses = "", initializes = "true"} = {}) {
  const values = {"cmi.core.lesson_status": "not attempted", ...kept};
  const calls = [];
  return {
    values,
    calls,
    LMSInitialize: () => initializes,
    LMSGetValue: (name) => values[name] ?? "",
    LMSSetValue(name, value) {
      calls.push([name, value]);
      if (name === refuses) return "false";
      values[name] = value;
      return "true";
    },
    LMSCommit: () => (calls.push(["commit"]), "true"),
    LMSFinish: () => (calls.push(["finish"]), "true"),
  };
}
const STATE = {score: 50, isComplete: false, place: "3", suspended: "{}"};
/** A visit during which one thing is told, and which then ends. */
function visit(api, told = {}, now = () => 0) {
  const runtime = new Runtime(api, now);
  runtime.tell({...STATE, ...told});
  runtime.end();
  return runtime;
}
const statusOf = ({values}) => values["cmi.core.lesson_status"];
const scoreOf = ({values}) => values["cmi.core.score.raw"];

test("the interface is found in the same window, above it, and beside whoever opened it", () => {
  const api = platform();
  const top = pane({API: api});
  assert.equal(findApi(top), api);
  assert.equal(findApi(pane({parent: pane({parent: top})})), api);
  assert.equal(findApi(pane({opener: pane({parent: top})})), api);
  const opened = pane({opener: pane({parent: top})});
  assert.equal(findApi(pane({parent: pane({parent: opened})})), api, "of the uppermost window");
});

test("windows of other origins are gone through; where there is nothing, nothing is found", () => {
  const api = platform();
  assert.equal(findApi(pane({parent: foreign({parent: pane({API: api})})})), api);
  assert.equal(findApi(pane({opener: foreign()})), null);
  assert.equal(findApi(foreign()), null);
  assert.equal(findApi(pane({API: {id: "an element of that name"}})), null);
  const ring = pane();
  ring.parent = pane({parent: ring});
  assert.equal(findApi(ring), null, "and it ends");
});

test("a first visit is incomplete, and what is told arrives", () => {
  const api = platform();
  const runtime = new Runtime(api);
  assert.equal(statusOf(api), "incomplete");
  runtime.tell({...STATE, score: 33.33});
  runtime.end();
  assert.deepEqual(api.values, {
    "cmi.core.lesson_status": "incomplete",
    "cmi.core.score.min": "0",
    "cmi.core.score.max": "100",
    "cmi.core.score.raw": "33.33",
    "cmi.core.lesson_location": "3",
    "cmi.suspend_data": "{}",
    "cmi.core.session_time": api.values["cmi.core.session_time"],
    "cmi.core.exit": "suspend",
  });
  assert.deepEqual(api.calls.slice(-2), [["commit"], ["finish"]]);
  assert.equal(runtime.isHeard, true);
});

test("the same is told once, and nothing after the end", () => {
  const api = platform();
  const runtime = new Runtime(api);
  runtime.tell(STATE);
  const before = api.calls.length;
  runtime.tell(STATE);
  assert.equal(api.calls.length, before);
  runtime.end();
  const ended = api.calls.length;
  runtime.tell({...STATE, score: 100});
  runtime.end();
  runtime.commit();
  assert.equal(api.calls.length, ended);
});

test("a score of nothing answered is none, of wrong answers is zero", () => {
  const none = platform();
  visit(none, {score: null});
  assert.equal(scoreOf(none), undefined);
  const zero = platform();
  visit(zero, {score: 0});
  assert.equal(scoreOf(zero), "0");
});

test("completed, or passed and failed where the platform says how much it wants", () => {
  for (const [mastery, score, status] of [
    [undefined, 0, "completed"],
    ["", 100, "completed"],
    ["60", 60, "passed"],
    ["60", 59.99, "failed"],
    ["0", 0, "passed"],
    ["60", null, "completed"],
  ]) {
    const api = platform({"cmi.student_data.mastery_score": mastery});
    visit(api, {score, isComplete: true});
    assert.equal(statusOf(api), status, `${mastery} ${score}`);
  }
});

test("a second visit lowers neither status nor score", () => {
  for (const status of ["passed", "completed"]) {
    const api = platform({
      "cmi.core.lesson_status": status,
      "cmi.core.score.raw": "75",
      "cmi.student_data.mastery_score": "80",
    });
    visit(api, {score: 25, isComplete: true});
    assert.deepEqual([statusOf(api), scoreOf(api)], [status, "75"]);
  }
  const better = platform({"cmi.core.lesson_status": "failed", "cmi.core.score.raw": "25"});
  visit(better, {score: 75, isComplete: true});
  assert.deepEqual([statusOf(better), scoreOf(better)], ["completed", "75"]);
});

test("who looks back changes nothing", () => {
  const api = platform({"cmi.core.lesson_mode": "review"});
  const runtime = visit(api, {score: 100, isComplete: true});
  assert.equal(runtime.isLooking, true);
  assert.deepEqual(api.calls, [["finish"]]);
});

test("what does not arrive is known, and told again", () => {
  const api = platform({}, {refuses: "cmi.suspend_data"});
  const runtime = new Runtime(api);
  runtime.tell(STATE);
  assert.equal(runtime.isHeard, false);
  runtime.tell(STATE);
  assert.equal(api.calls.filter(([name]) => name === "cmi.suspend_data").length, 2);
  runtime.end();
});

test("a platform that does not begin, or throws, is none", () => {
  assert.equal(new Runtime(platform({}, {initializes: "false"})).isOpen, false);
  const broken = platform();
  broken.LMSInitialize = () => {
    throw new Error("gone");
  };
  const runtime = new Runtime(broken);
  assert.equal(runtime.isOpen, false);
  assert.doesNotThrow(() => {
    runtime.tell(STATE);
    runtime.end();
  });
  assert.deepEqual(broken.calls, []);
});

test("time is told as hours, minutes and seconds", () => {
  for (const [ms, told] of [
    [0, "0000:00:00.00"],
    [59_999, "0000:00:59.99"],
    [3_725_500, "0001:02:05.50"],
    [-5, "0000:00:00.00"],
    [1e14, "9999:00:00.00"],
  ])
    assert.equal(timespan(ms), told);
  let now = 1000;
  const api = platform();
  const runtime = new Runtime(api, () => now);
  now += 61_000;
  runtime.end();
  assert.equal(api.values["cmi.core.session_time"], "0000:01:01.00");
});
