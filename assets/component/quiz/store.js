// What the pictures of a quiz are made of, fetched before they are needed.

/** Everything that the pictures of a quiz are made of, kept in memory, so that it goes on without a network. */
export class Store {
  /** @type {Map<string, Promise<any>>} */
  kept = new Map();
  /** Addresses of images in memory. @type {string[]} */
  blobs = [];

  /**
   * @param {Published.QuizDeck} deck
   * @param {{getJson: Atlas.GetJson, getNetwork: (source: string) => Promise<unknown>}} tools
   */
  constructor(deck, {getJson, getNetwork}) {
    this.deck = deck;
    this.getJson = getJson;
    this.getNetwork = getNetwork;
  }

  /**
   * Make something once; what failed is tried again when it is next asked for.
   *
   * @template T
   * @param {string} key
   * @param {() => Promise<T>} make
   * @returns {Promise<T>}
   */
  once(key, make) {
    const before = this.kept.get(key);
    if (before) return before;
    const made = make().catch((error) => {
      this.kept.delete(key);
      throw error;
    });
    this.kept.set(key, made);
    return made;
  }

  /**
   * The unpainted skeleton of a view, by theme, with its shading as an image in memory.
   *
   * @param {string} view
   */
  base(view) {
    return this.once(`base ${view}`, async () => {
      /** @type {Atlas.BaseFigure} */
      const base = await this.getJson(Object.values(this.deck.views[view])[0]);
      const images = await Promise.all(
        (base.layout.images ?? []).map(async (/** @type {Published.PlotlyObject} */ image) => ({
          ...image,
          source: await this.image(image.source),
        })),
      );
      const made = {...base, layout: {...base.layout, images}};
      return {light: made, dark: made};
    });
  }

  /**
   * The skeletons on which a bone is to be chosen, by view.
   *
   * @returns {Promise<Map<string, Atlas.BaseFigure>>}
   */
  async chosenOn() {
    const asked = this.deck.questions.filter(({how, show}) => how === "click" && show);
    const views = [...new Set(asked.map(({show}) => /** @type {Published.QuizPicture} */ (show).view))];
    return new Map(
      await Promise.all(
        views.map(async (view) => /** @type {const} */ ([view, (await this.base(view)).light])),
      ),
    );
  }

  /** @param {string} source address of an image */
  async image(source) {
    if (!source.startsWith("/")) return source;
    const url = URL.createObjectURL(await (await fetch(source)).blob());
    this.blobs.push(url);
    return url;
  }

  /**
   * What is painted, by theme; what would give the answer away is taken out.
   *
   * @param {Published.QuizPicture} picture
   */
  paint({paint, masked}) {
    return this.once(`paint ${paint.light} ${masked}`, async () => {
      /** @type {Published.Paint[]} */
      const [light, dark] = await Promise.all([paint.light, paint.dark].map((url) => this.getJson(url)));
      return masked ? {light: silent(light), dark: silent(dark)} : {light, dark};
    });
  }

  /**
   * Figure and paint of a picture; what lies over them is fetched too.
   *
   * @param {Published.QuizPicture} picture
   */
  async of(picture) {
    const overlay = picture.overlay ?? {};
    const [figure, paint] = await Promise.all([
      this.base(picture.view),
      this.paint(picture),
      this.getJson(this.deck.index),
      picture.overlay ? this.getNetwork(this.deck.network) : null,
      ...Object.values(overlay).map((url) => this.getJson(url)),
    ]);
    return {figure, paint};
  }

  /** Fetch what all questions need. */
  all() {
    const pictures = this.deck.questions.flatMap(({show, reveal}) => [show ?? [], reveal ?? []].flat());
    return Promise.all(pictures.map((picture) => this.of(picture)));
  }

  destroy() {
    for (const url of this.blobs) URL.revokeObjectURL(url);
  }
}

/**
 * A paint without unit, number of patients, values and names.
 *
 * @param {Published.Paint} paint
 * @returns {Published.Paint}
 */
function silent(paint) {
  const {layout} = paint;
  return {
    ...paint,
    texts: {},
    brief: {},
    layout: {
      ...layout,
      showlegend: false,
      annotations: [],
      margin: {l: 0, r: 0, t: 8, b: 8},
      coloraxis: {...layout.coloraxis, showscale: false},
    },
  };
}
