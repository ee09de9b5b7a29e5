// What can wait until the browser has nothing better to do.

/** @param {() => void} act */
export function whenIdle(act) {
  if ("requestIdleCallback" in window) requestIdleCallback(act, {timeout: 3000});
  else setTimeout(act, 1000);
}
