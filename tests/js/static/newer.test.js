import assert from "node:assert/strict";
import {test} from "node:test";

import {fresh} from "../dom.js";
import {Newer} from "../../../assets/component/static/newer.js";

/**
 * What is offered after a file was missing, twice.
 *
 * @param {() => Promise<string>} page
 */
async function offered(page) {
  fresh();
  let reloads = 0;
  const newer = new Newer("ab01", {page, reload: () => void (reloads += 1)});
  await Promise.all([newer.look(), newer.look()]);
  await newer.look();
  const told = document.querySelectorAll("[role=alert]");
  told[0]?.querySelector("button")?.click();
  return {told: told.length, reloads};
}

test("a newer version on the host is offered, once", async () => {
  const html = async () => "<html lang='en' data-store='folder' data-version='ff99'><body>";
  assert.deepEqual(await offered(html), {told: 1, reloads: 1});
});

test("nothing is said where the host has the same version, something else, or does not answer", async () => {
  const none = {told: 0, reloads: 0};
  assert.deepEqual(await offered(async () => "<html data-version='ab01'>"), none);
  assert.deepEqual(await offered(async () => "not found"), none);
  assert.deepEqual(await offered(async () => Promise.reject(new TypeError("no network"))), none);
});
