// Whether another page shows the atlas in a frame, without head and small print: `?embed=true`, as Streamlit has it.
// What the first address says holds for as long as the document lives, and every address that is written says it again.

/** Streamlit's own names: the wish, and what it has to choose with it (a theme, for one). */
const FLAG = "embed";
const NAMES = [FLAG, "embed_options"];

/**
 * The parameters of an address that say how it is embedded; none where it is not.
 *
 * @param {string} search
 */
export function embeddingOf(search) {
  const all = [...new URLSearchParams(search)];
  const isAsked = all.some(([name, value]) => name === FLAG && value.toLowerCase() === "true");
  return isAsked ? all.filter(([name]) => NAMES.includes(name)) : [];
}

/**
 * Take out of a query what says how it is embedded.
 *
 * @param {URLSearchParams} query
 */
export function withoutEmbedding(query) {
  const rest = new URLSearchParams(query);
  for (const name of NAMES) rest.delete(name);
  return rest;
}

// A script that is tried by itself has no address.
const own = embeddingOf(globalThis.location?.search ?? "");

/** Whether this document is shown so. */
export const isEmbedded = own.length > 0;

/**
 * An address of the atlas that stays embedded where this document is; another site's is left alone.
 *
 * @template {string | URL | null | undefined} Address
 * @param {Address} address
 * @param {[string, string][]} embedding
 * @returns {Address | string}
 */
export function keepEmbedded(address, embedding = own) {
  if (!address || !embedding.length) return address;
  const url = new URL(address, location.href);
  if (url.origin !== location.origin) return address;
  const query = withoutEmbedding(url.searchParams);
  for (const [name, value] of embedding) query.append(name, value);
  return `${url.pathname}?${query}${url.hash}`;
}

/** The same view in the whole atlas. */
export function wholeAddress(address = location.href) {
  const url = new URL(address);
  url.search = withoutEmbedding(url.searchParams).toString();
  return url.href;
}
