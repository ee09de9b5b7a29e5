// Which two layers are compared, and what is selected of them. Pure: it knows neither page nor network.

/**
 * The layers to compare: the one on the screen, without a choice against another of its unit.
 *
 * @param {string} layer
 * @param {string} second empty where none is chosen
 * @param {ReadonlyMap<string, Pick<Published.EvidenceLayer, "study" | "unit">>} layers by id, in their order
 * @param {string} otherwise the second where no other study counts the same
 * @returns {[string, string]}
 */
export function pairOf(layer, second, layers, otherwise) {
  if (second) return [layer, second];
  const one = layers.get(layer);
  for (const [id, {study, unit}] of layers) if (unit === one?.unit && study !== one.study) return [layer, id];
  return [layer, otherwise];
}

/**
 * The sites of what is selected, each once, a bone standing for its site; vessels are no sites.
 *
 * @param {string[]} ids
 * @param {(id: string) => string | undefined} siteOf
 */
export function sitesOf(ids, siteOf) {
  return [...new Set(ids.flatMap((id) => siteOf(id) ?? []))];
}
