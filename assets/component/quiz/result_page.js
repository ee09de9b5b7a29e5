// The end of a round: what came of it, and what the reader can do then.
import {asText, copy, resultView, summary} from "./result.js";
import {savePng} from "./result_image.js";

/**
 * What can be done at the end of a round.
 *
 * @typedef {object} Acts
 * @property {(keys: string[]) => void} again asks some of the questions once more
 * @property {() => void} want asks for new ones
 * @property {() => void} change leads back to the choice of topic and level
 * @property {HTMLElement} root whose colours a saved picture has
 */

/**
 * @param {Pick<import("./quiz.js").Played, "round" | "deck" | "labelOf">} played
 * @param {Acts} acts
 */
export function resultPage({round, deck, labelOf}, {again, want, change, root}) {
  const result = round.result();
  const view = resultView(result, deck, round, labelOf, {
    missed: () => again(result.missed.map(({key}) => key)),
    same: () => again(deck.questions.map(({key}) => key)),
    fresh: () => {
      view.said.textContent = "New questions are being made …";
      want();
    },
    change,
    copy: async (box) => {
      view.said.textContent = (await copy(asText(result, deck, round, labelOf), box))
        ? "Copied."
        : "The text is selected: copy it from the box.";
    },
    save: () =>
      savePng(summary(result, deck, round), deck.link, root, `bone-atlas_practice_${deck.number}.png`),
  });
  return view;
}
