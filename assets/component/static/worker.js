// What keeps a folder copy of the atlas in the browser, so that it opens without a network.
//
// Files with their content in their name are never asked for twice. All others are asked for first, and what was kept
// stands in for them where nobody answers: what was brought along with this version, so that a newer one of which only
// a part has come never stands beside it.

/** Before this script stands what it keeps: a version, and addresses beside it. */
const {version, files} = /** @type {{version: string, files: string[]}} */ (
  /** @type {any} */ (globalThis).atlasKept
);
/** A name that holds a digest of the content. */
const LASTING = /\/viz\/.*\.[0-9a-f]{16}\.\w+$/;
const PAGE = /\.html$/;
/** Asked for at once, so that the page that is read meanwhile still gets its own. */
const AT_ONCE = 4;

/** @type {any} */
const worker = globalThis;
/** One host may have two copies; what the other keeps is not ours. */
const NAME = `bone-atlas ${worker.registration.scope} `;
const CURRENT = `${NAME}${version}`;
/** Stands in what is kept once a version is there as a whole. */
const WHOLE = new URL("whole", worker.registration.scope).href;
worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(keepAll()));
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(takeOver()));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const {method, url} = event.request;
  if (method === "GET" && url.startsWith(worker.registration.scope)) event.respondWith(answer(event.request));
});

/** Bring along what is not kept yet, a few at a time. */
async function keepAll() {
  const cache = await caches.open(CURRENT);
  const waiting = [...files];
  const one = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) await keepOne(cache, file);
  };
  await Promise.all(Array.from({length: AT_ONCE}, one));
  await cache.put(WHOLE, new Response(version));
  // A page that is open goes on with the files of its version, which stay for one version more.
  await worker.skipWaiting();
}

/**
 * @param {Cache} cache
 * @param {string} file
 */
async function keepOne(cache, file) {
  const address = new URL(file, worker.registration.scope).href;
  if (await cache.match(address)) return;
  const before = LASTING.test(address) ? await caches.match(address) : undefined;
  if (before) await cache.put(address, before);
  else await cache.put(address, await ofVersion(address, await asked(address)));
}

/**
 * A page says of which version it is: who publishes may put the files there one by one, and a cache on the way may have
 * an older page still. Then nothing is taken over, and the browser tries again later.
 *
 * @param {string} address
 * @param {Response} answer
 */
async function ofVersion(address, answer) {
  if (PAGE.test(address) && !LASTING.test(address) && !(await answer.clone().text()).includes(version))
    throw new TypeError(`${address} is of another version`);
  return answer;
}

/**
 * A host may lead from `pathways.html` to `pathways`; what was led on is no answer for a page that is opened.
 *
 * @param {string} address
 */
async function asked(address) {
  const answer = await fetch(new Request(address, {cache: LASTING.test(address) ? "default" : "reload"}));
  if (!answer.ok) throw new TypeError(`${address}: HTTP ${answer.status}`);
  return answer.redirected ? new Response(await answer.blob(), {headers: answer.headers}) : answer;
}

/** What the version before the last kept is not needed any more, nor what never became a whole. */
async function takeOver() {
  const others = (await caches.keys()).filter((name) => name.startsWith(NAME) && name !== CURRENT);
  const isWhole = await Promise.all(others.map(async (name) => (await caches.open(name)).match(WHOLE)));
  const last = others.filter((_, i) => isWhole[i]).at(-1);
  await Promise.all(others.filter((name) => name !== last).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/**
 * The page that a host would show at an address that is no file.
 *
 * @param {Cache} cache
 * @param {string} address
 */
async function pageOf(cache, address) {
  const page = address.endsWith("/") ? `${address}index.html` : `${address}.html`;
  return (await cache.match(page)) ?? cache.match(new URL(".", address).href);
}

/** @param {Request} request */
async function answer(request) {
  const cache = await caches.open(CURRENT);
  const {origin, pathname} = new URL(request.url);
  const address = origin + pathname;
  const kept = await keptFor(cache, address);
  if (kept && LASTING.test(pathname)) return kept;
  try {
    const fresh = await fetch(request);
    if (fresh.status === 200 && LASTING.test(pathname)) await cache.put(address, fresh.clone());
    return fresh;
  } catch (error) {
    const instead = kept ?? (await pageOf(cache, address));
    if (instead) return instead;
    throw error;
  }
}

/**
 * What is kept for an address: of a file that never changes what an older version kept, too.
 *
 * @param {Cache} cache
 * @param {string} address
 */
const keptFor = async (cache, address) =>
  (await cache.match(address)) ?? (LASTING.test(address) ? caches.match(address) : undefined);
