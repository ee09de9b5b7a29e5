// The bones near a finger, where several lie too near to be told apart: a small list to choose from.
import {make} from "../core/dom.js";

/** A list under the figure; what the finger has chosen is marked in it, another choice takes its place. */
export class NearBones {
  /**
   * @param {HTMLElement} stage
   * @param {{nameOf: (bone: string) => string, onChoose: (bone: string) => void}} asked
   */
  constructor(stage, {nameOf, onChoose}) {
    this.nameOf = nameOf;
    this.onChoose = onChoose;
    this.element = make("div", {className: "atlas-near", hidden: true});
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", "Bones near the finger");
    stage.append(this.element);
  }

  /**
   * @param {string[]} bones none where the finger has hit one clearly
   * @param {string[]} selected
   */
  offer(bones, selected) {
    this.element.hidden = bones.length < 2;
    this.element.replaceChildren(...bones.map((bone) => this.#button(bone, selected.includes(bone))));
  }

  /**
   * @param {string} bone
   * @param {boolean} chosen
   */
  #button(bone, chosen) {
    const button = make("button", {type: "button", textContent: this.nameOf(bone)});
    button.setAttribute("aria-pressed", String(chosen));
    button.addEventListener("click", () => {
      this.onChoose(bone);
      this.close();
    });
    return button;
  }

  close() {
    this.element.hidden = true;
  }
}
