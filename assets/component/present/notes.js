// The speaker's notes in a second window of the same browser: told over a channel of this tab, without a server.

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

/** What the notes window is told of where the lesson stands. */
export function tellingOf(deck, start) {
  const {current, following, revealed} = deck;
  const step = current.steps[revealed];
  const point = current.points[deck.visible.points];
  const what =
    step === "point"
      ? `Point: ${point}`
      : step
        ? NEXT_STEP[step]
        : following
          ? `Slide ${deck.slide + 1}: ${following.title}`
          : "The end of the lesson";
  return {
    type: "slide",
    lesson: deck.lesson.title,
    minutes: deck.lesson.minutes,
    slide: deck.slide,
    count: deck.count,
    title: current.title,
    notes: current.notes,
    text: current.text,
    revealed,
    steps: current.steps.length,
    next: what,
    black: deck.black,
    panel: deck.panel,
    start,
  };
}

export class Notes {
  /**
   * @param deck a Deck
   * @param url address of the window's page
   * @param clock a Clock
   * @param act called with the name of what the window asks for
   */
  constructor(deck, {url, token, clock, act}) {
    Object.assign(this, {deck, url, token, clock});
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
