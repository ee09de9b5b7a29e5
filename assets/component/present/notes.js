// The speaker's notes in a second window of the same browser: told over a channel of this tab, without a server.

/** @typedef {Atlas.Deck} Deck */
/** @typedef {Atlas.Clock} Clock */

/** @type {Record<string, string>} */
const NEXT_STEP = {question: "The answer", hidden: "What is hidden", point: "Point"};

/** A name that this tab keeps over a reload. */
export function tokenOfTab() {
  const made = () =>
    Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join(
      "",
    );
  try {
    const kept = sessionStorage.getItem("atlas-present") ?? made();
    sessionStorage.setItem("atlas-present", kept);
    return kept;
  } catch {
    return made();
  }
}

/**
 * What comes next, in words.
 *
 * @param {Deck} deck
 */
function nextOf({current, following, revealed, slide, visible}) {
  const step = current.steps[revealed];
  if (step === "point") return `Point: ${current.points[visible.points]}`;
  if (step) return NEXT_STEP[step];
  return following ? `Slide ${slide + 1}: ${following.title}` : "The end of the lesson";
}

/**
 * What the notes window is told of where the lesson stands.
 *
 * @param {Deck} deck
 * @param {number} start when the lesson began, as `Date.now`
 * @returns {Atlas.NotesState}
 */
export function tellingOf(deck, start) {
  const {current} = deck;
  return {
    type: "slide",
    lesson: deck.lesson.title,
    minutes: deck.lesson.minutes,
    slide: deck.slide,
    count: deck.count,
    title: current.title,
    notes: current.notes,
    restsOn: current.restsOn,
    text: current.text,
    revealed: deck.revealed,
    steps: current.steps.length,
    next: nextOf(deck),
    black: deck.black,
    panel: deck.panel,
    start,
  };
}

export class Notes {
  /**
   * @param {Deck} deck
   * @param {object} options
   * @param {string} options.url address of the window's page
   * @param {string} options.token name of the tab
   * @param {Clock} options.clock
   * @param {(act: string) => void} options.act called with the name of what the window asks for
   */
  constructor(deck, {url, token, clock, act}) {
    this.deck = deck;
    this.url = url;
    this.token = token;
    this.clock = clock;
    this.channel = new BroadcastChannel(`atlas-notes-${token}`);
    this.channel.onmessage = ({data}) => {
      if (data?.type === "hello") this.post();
      else if (data?.type === "act") act(data.act);
    };
    this.unlisten = deck.listen(() => this.post());
    this.post();
  }

  post() {
    this.channel.postMessage(tellingOf(this.deck, this.clock.start));
  }

  /** Open the window; tells whether the browser let it. */
  open() {
    const opened = window.open(
      `${this.url}#${this.token}`,
      `atlas-notes-${this.token}`,
      "popup,width=960,height=720",
    );
    return Boolean(opened);
  }

  destroy() {
    this.unlisten();
    this.channel.postMessage({type: "gone"});
    this.channel.close();
  }
}
