// The labels of lit vessels. Plotly draws all of them, light and bold, and the ones that are wanted are shown: a step
// of a journey or a click then costs a property of some elements and not a redrawing of the figure.

const BOLD = " (bold)";

/**
 * Each label light and bold: a journey makes one after the other bold.
 *
 * @param {Published.PlotlyObject[]} notes
 * @returns {Published.PlotlyObject[]}
 */
export function inBothWeights(notes) {
  return notes.flatMap((note) => [note, {...note, name: `${note.name}${BOLD}`, text: `<b>${note.text}</b>`}]);
}

/**
 * What is seen of labels that stand in both weights.
 *
 * @param {Published.PlotlyObject[]} notes annotations in the order in which Plotly has them; one without a name is
 *   always seen
 * @param {Set<string>} wanted names that are lit
 * @param {string | null | undefined} now the name among them that is bold
 * @returns {boolean[]} one for each
 */
export function shownOf(notes, wanted, now) {
  return notes.map(({name}) => {
    if (!name) return true;
    const isBold = name.endsWith(BOLD);
    const id = isBold ? name.slice(0, -BOLD.length) : name;
    return wanted.has(id) && isBold === (id === now);
  });
}

/**
 * Show the labels that are to be seen, hide the others.
 *
 * @param {Element} element what Plotly draws into
 * @param {boolean[]} shown
 */
export function showLabels(element, shown) {
  /** @type {NodeListOf<SVGElement>} */
  const groups = element.querySelectorAll(".infolayer > .annotation");
  for (const group of groups)
    group.style.display = (shown[Number(group.dataset.index)] ?? true) ? "" : "none";
}
