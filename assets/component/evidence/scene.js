// The Evidence page as one scene: claim by claim, where studies agree, two layers compared, lesions against marrow.
import {whenIdle} from "../core/idle.js";
import {Scene} from "../scene/scene.js";
import {START} from "../scene/view_state.js";
import {AgreementPart} from "./agreement.js";
import {ClaimsPart} from "./claims.js";
import {ComparePart} from "./compare.js";
import {EvidenceFiles} from "./files.js";
import {Head} from "./head.js";
import {Layout} from "./layout.js";
import {MarrowPart} from "./marrow.js";

/** @typedef {import("../scene/view_state.js").ViewState} ViewState */

const PARTS = {claims: ClaimsPart, agreement: AgreementPart, compare: ComparePart, soil: MarrowPart};

/** @param {ViewState} state */
const partOf = ({carried}) => /** @type {keyof typeof PARTS} */ (carried.part ?? "claims");

/** @augments {Scene<EvidenceFiles>} */
export class EvidenceScene extends Scene {
  /** @type {Head | null} */
  head = null;
  /** The part that is shown. @type {import("./part.js").Part | null} */
  part = null;
  #partShown = "";
  /** What of the pairs was asked for ahead. */
  #ahead = "";
  /** @type {import("./part.js").Chosen} */
  chosen = {spread: "", comparison: "beside", studies: false, differences: false};

  /**
   * @param {HTMLElement} root
   * @param {Published.SceneData} data
   * @param {import("../scene/scene.js").Heard} heard
   */
  constructor(root, data, heard) {
    super(root, data, heard);
    this.layout = new Layout(root, {onSlide: () => this.addSlide()});
    this.layout.foot.prepend(this.share.element);
  }

  get frame() {
    return this.layout;
  }

  get figures() {
    return this.part?.figures ?? [];
  }

  /** @param {string} address */
  filesFrom(address) {
    return EvidenceFiles.from(address);
  }

  /** @param {EvidenceFiles} files */
  known({layers, manifest: {parts, measured}}) {
    return {layers: [...layers.keys()], parts: parts.map(([id]) => id), measured};
  }

  /** @param {EvidenceFiles} files */
  learn(files) {
    super.learn(files);
    this.head = new Head(files, this.data.languages, {
      onPart: (part) => this.#carry({part: part === "claims" ? "" : part}),
      onChange: (part) => this.change(part),
    });
    this.layout.top.replaceChildren(this.head.element);
    this.part?.learn(files);
  }

  /**
   * What is said of a pair stands above the skeletons: it is there before the page is shown. Later what stands there
   * stays until the other has come.
   *
   * @param {URLSearchParams} query
   */
  async goTo(query) {
    if (!this.state && query.get("part") === "compare") await this.#pairsOf(query);
    await super.goTo(query);
  }

  /** @param {URLSearchParams} query */
  async #pairsOf(query) {
    const {manifests} = this.data;
    try {
      const files = await this.filesFrom(
        manifests[query.get("names") ?? START.names] ?? manifests[START.names],
      );
      const layer = query.get("layer") ?? files.manifest.measured;
      if (files.layers.has(layer)) await files.comingPairs(layer);
    } catch (error) {
      console.warn(error); // what is asked for next says so
    }
  }

  /**
   * Change what other pages only carry.
   *
   * @param {Record<string, string>} part
   * @param {Partial<ViewState>} [rest]
   */
  #carry(part, rest = {}) {
    if (!this.state) return;
    const carried = Object.entries({...this.state.carried, ...part}).filter(([, value]) => value);
    this.change({...rest, carried: Object.fromEntries(carried)});
  }

  /**
   * @param {string} layer
   * @param {string} second
   */
  choosePair(layer, second) {
    this.#carry({second}, {layer});
  }

  /** @param {Promise<unknown>} coming of what the part cannot be shown without */
  async wait(coming) {
    try {
      await this.late(coming, () => this.refresh());
    } catch (error) {
      console.warn(error);
      this.layout.fail();
    }
  }

  refresh() {
    const {state, files} = this;
    if (!state || !files) return;
    const part = partOf(state);
    this.head?.show(state, part);
    this.root.dataset.part = part;
    if (this.#partShown !== part) this.#become(part, files);
    this.part?.show(state, files);
    this.refreshSelection();
    this.#fetchAhead(state, files);
  }

  /**
   * @param {keyof typeof PARTS} part
   * @param {EvidenceFiles} files
   */
  #become(part, files) {
    this.#partShown = part;
    this.part?.destroy();
    const shown = new PARTS[part](this);
    this.part = shown;
    shown.learn(files);
    this.layout.place.replaceChildren(shown.element);
    this.layout.offer.replaceChildren(...(this.data.slides ? shown.offers : []));
    this.layout.heading.textContent = this.#titleOf(part);
    this.layout.heading.hidden = part === "claims"; // it has one of its own
  }

  /** @param {string} part */
  #titleOf(part) {
    return new Map(this.files?.manifest.parts).get(part) ?? "";
  }

  refreshSelection() {
    super.refreshSelection();
    const {state, files, part} = this;
    if (!state || !files || !part) return;
    const {slide} = this.layout;
    slide.hidden = !this.data.slides || !part.canBeSlide;
    slide.disabled = part.slide(state, files) === null;
  }

  /**
   * @param {ViewState} state
   * @param {EvidenceFiles} files
   */
  showPanel(state, files) {
    this.part?.showSelection(state, files);
  }

  stepped() {
    this.layout.announce(this.#titleOf(this.#partShown));
  }

  slideParts() {
    const {state, files, part} = this;
    return (state && files && part?.slide(state, files)) ?? {};
  }

  /**
   * Fetch in idle time what the layer on the screen can be compared with, once for each view.
   *
   * @param {ViewState} state
   * @param {EvidenceFiles} files
   */
  #fetchAhead(state, files) {
    const {theme} = this;
    const [first] = files.pairOf(state);
    const wanted = [files.manifest.language, theme, first, state.view].join(" ");
    if (!theme || this.#ahead === wanted) return;
    this.#ahead = wanted;
    whenIdle(async () => {
      if (!this.root.isConnected || this.#ahead !== wanted) return;
      try {
        await files.prefetchPairs(first, theme, [state.view]);
        this.root.dataset.pairsOf = wanted;
      } catch (error) {
        console.warn(error);
        this.#ahead = "";
      }
    });
  }

  destroy() {
    this.part?.destroy();
    super.destroy();
  }
}
