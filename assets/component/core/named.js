// What a figure knows of the bones by name: which there are, what stands for several, what is painted on each.

export class Named {
  /** @type {Published.Index | null} */
  index = null;
  /** What is painted on the sites, in full and in brief. @type {Record<string, string>} */
  texts = {};
  /** @type {Record<string, string>} */
  brief = {};
  /** The bones of each id that stands for several. @type {Map<string, string[]>} */
  members = new Map();
  /** By bone. @type {Map<string, string>} */
  labels = new Map();
  /** By bone. @type {Map<string, string>} */
  sites = new Map();

  /**
   * Names and bones, in the language of the page.
   *
   * @param {Published.Index} index
   */
  learn(index) {
    this.index = index;
    this.members = new Map(
      Object.entries(index.members).map(([id, bones]) => [id, bones.map((i) => index.bones[i][0])]),
    );
    this.labels = new Map(index.bones.map(([id, label]) => [id, label]));
    this.sites = new Map(index.bones.map(([id, , site]) => [id, site]));
  }

  /**
   * Take in what is said of the sites.
   *
   * @param {Published.Paint | null} paint
   */
  say(paint) {
    this.texts = paint?.texts ?? {};
    this.brief = paint?.brief ?? {};
  }

  /**
   * The bones that an id stands for.
   *
   * @param {string} id
   * @returns {string[]}
   */
  bonesOf(id) {
    return this.members.get(id) ?? (this.labels.has(id) ? [id] : []);
  }

  /** @param {string} bone */
  siteOf(bone) {
    return this.sites.get(bone);
  }

  /**
   * Spoken and shown text of a bone: its label and the value painted on it.
   *
   * @param {string} bone
   * @returns {Atlas.TipText}
   */
  textOf(bone) {
    return [this.labels.get(bone) ?? bone, this.texts[this.sites.get(bone) ?? ""] ?? ""];
  }
}
