// What gzip and base64 made of a file, read again by the browser alone.

/** @param {string} base64 */
export async function unpacked(base64) {
  const packed = new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (bytesOf(base64))]);
  return new Response(packed.stream().pipeThrough(new DecompressionStream("gzip"))).blob();
}

/** @param {string} base64 */
export const unpackedText = async (base64) => (await unpacked(base64)).text();

/** @param {string} base64 */
function bytesOf(base64) {
  const letters = atob(base64);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i += 1) bytes[i] = letters.charCodeAt(i);
  return bytes;
}
