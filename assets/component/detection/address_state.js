// What the Detection page has in its address: the loss of mineral, and whether the tables are open. Pure: it knows
// neither page nor network.

/** @typedef {{loss: number, table: boolean}} DetectionState */

const LONGEST_SHOWN = 40;

/**
 * Read the state from an address; a loss that the page does not have is told of.
 *
 * @param {URLSearchParams} query
 * @param {{losses: number[], usual: number}} known
 * @returns {{state: DetectionState, notices: string[]}}
 */
export function fromQuery(query, {losses, usual}) {
  const asked = query.get("loss") ?? String(usual);
  const found = losses.find((loss) => String(loss) === asked);
  const notices =
    found === undefined
      ? [
          `The link asks for a loss of “${asked.slice(0, LONGEST_SHOWN)}” %, which this page does not have. ` +
            `“${usual}” is shown instead.`,
        ]
      : [];
  return {state: {loss: found ?? usual, table: query.get("table") === "1"}, notices};
}

/**
 * The address of a state: what is at its default is left out, what other pages wrote there stays.
 *
 * @param {DetectionState} state
 * @param {URLSearchParams} before
 * @param {number} usual
 */
export function toQuery({loss, table}, before, usual) {
  const query = new URLSearchParams(before);
  query.delete("loss");
  query.delete("table");
  if (loss !== usual) query.set("loss", String(loss));
  if (table) query.set("table", "1");
  return query;
}
