// The player of the journeys: which journey, where in it, the text of the step; by mouse, touch and keyboard.
import {make} from "../core/dom.js";
import {pageLink} from "../scene/parts.js";
import {playback} from "./playback.js";

const SPEEDS = [0.5, 1, 2];
// Drawn, not typed: few fonts have these signs.
/** @type {Record<string, string>} */
const ICONS = {
  start: "M4 3v14M17 3L7 10l10 7z",
  back: "M15 3L5 10l10 7z",
  play: "M5 2l12 8-12 8z",
  pause: "M6 3v14M14 3v14",
  forward: "M4 3l10 7-10 7zM17 3v14",
};
/** @type {[name: string, title: string, act: () => void][]} */
const BUTTONS = [
  ["start", "Back to the start", () => playback.go(0)],
  ["back", "One step back", () => playback.back()],
  ["toggle", "Play", () => playback.toggle()],
  ["forward", "One step forward", () => playback.forward()],
];
/** @type {Record<string, () => void>} */
const KEYS = {
  ArrowRight: () => playback.forward(),
  ArrowLeft: () => playback.back(),
  Home: () => playback.go(0),
  " ": () => playback.toggle(),
};

/**
 * Called when the reader has chosen a journey, and where the reader has stopped.
 *
 * @typedef {{onChoose: (journey: string) => void, onStop: () => void}} Acts
 */
/**
 * What the page wants.
 *
 * @typedef {object} Wanted
 * @property {import("./playback.js").Script} script
 * @property {string[]} routes that are shown
 * @property {string} side of the tumour
 * @property {string} journey empty where none was chosen
 * @property {number} step
 * @property {() => string | undefined} suited the journey that what is selected suggests among those on offer
 */
/** @typedef {Published.Journey} Journey */
/** @typedef {Published.JourneyStep} Step */
/** @typedef {HTMLElement & {atlasPlayback?: typeof playback}} Root shows the playback to whoever watches the page */

/** @param {string} d data of the path */
const icon = (d) =>
  `<svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true"><path d="${d}" fill="currentColor" ` +
  `stroke="currentColor" stroke-width="3" stroke-linejoin="round" stroke-linecap="round"/></svg>`;

/**
 * What a key does in the player; nothing where the key belongs to something else on the page.
 *
 * @param {KeyboardEvent} event the keydown
 * @param {Element | null} focus the element that has the focus
 * @param {Pick<Element, "contains">} root the player's
 */
export function actOfKey(event, focus, root) {
  const modified = event.ctrlKey || event.metaKey || event.altKey;
  if (modified || event.defaultPrevented || !isFree(focus, root)) return undefined;
  // A button acts by itself.
  if (event.key === " " && focus?.tagName === "BUTTON") return undefined;
  return KEYS[event.key];
}

/**
 * Whether nothing else has the focus; a list of choices uses the arrow keys itself.
 *
 * @param {Element | null} focus
 * @param {Pick<Element, "contains">} root
 */
function isFree(focus, root) {
  if (!focus || focus.tagName === "BODY") return true;
  return root.contains(focus) && focus.tagName !== "SELECT";
}

export class PlayerView {
  #offeredKey = "";
  /** @type {Journey | null} */
  #dotsOf = null;
  #cardKey = "";
  #icon = "";

  /**
   * @param {Root} root
   * @param {Acts} acts
   */
  constructor(root, {onChoose, onStop}) {
    this.root = root;
    this.onChoose = onChoose;
    this.select = make("select", {className: "atlas-journey"});
    this.buttons = new Map(BUTTONS.map((button) => [button[0], controlOf(button)]));
    this.speed = make(
      "select",
      {className: "atlas-speed"},
      ...SPEEDS.map((speed) => make("option", {value: speed, textContent: `${speed}×`})),
    );
    this.list = make("ol", {className: "atlas-steps"});
    this.text = make("div", {className: "atlas-card", ariaLive: "polite"});
    root.replaceChildren(this.bar(), this.list, this.text);
    root.classList.add("atlas-player");
    root.atlasPlayback = playback;
    root.setAttribute("role", "group");
    root.setAttribute("aria-label", "Follow a tumour cell. Arrow keys step, the space bar plays and pauses.");
    /** @param {KeyboardEvent} event */
    this.onKey = (event) => this.key(event);
    document.addEventListener("keydown", this.onKey);
    this.report = onStop;
    this.unlisten = playback.listen({changed: () => this.show()});
  }

  /** The choice of the journey, the buttons, the choice of the speed. */
  bar() {
    const {select, speed} = this;
    select.setAttribute("aria-label", "Journey");
    select.addEventListener("change", () => this.onChoose(select.value));
    speed.setAttribute("aria-label", "Speed");
    speed.value = String(playback.speed);
    speed.addEventListener("change", () => {
      playback.speed = Number(speed.value);
    });
    return make(
      "div",
      {className: "atlas-player-bar"},
      make("label", {}, make("span", {textContent: "Follow a tumour cell"}), select),
      make("div", {className: "atlas-play"}, ...this.buttons.values(), speed),
    );
  }

  // What the page wants --------------------------------------------------------------------------

  /** @param {Wanted} wanted */
  update(wanted) {
    const {script, routes, side} = wanted;
    playback.script = script;
    playback.offered = script.journeys.filter(
      (journey) => routes.includes(journey.route) && journey.side === side,
    );
    playback.report = this.report;
    this.offer(script);
    // A cell that is under way goes on, and the page follows it.
    if (playback.playing) this.show();
    else this.stand(wanted);
    this.root.dataset.ready = "true";
  }

  /** @param {Wanted} wanted */
  stand({journey, step, suited}) {
    const asked = playback.offered.some(({id}) => id === journey);
    const known = asked ? journey : (suited() ?? playback.offered[0]?.id);
    // What is so already must not take a cell that stands half way to the end of its step.
    const same = known === playback.id && step === (playback.shown ? playback.step : 0);
    if (same) this.show();
    else playback.stand(known, asked ? step : 0);
  }

  /**
   * List what is offered, by route.
   *
   * @param {import("./playback.js").Script} script
   */
  offer({routes}) {
    const key = playback.offered.map(({id}) => id).join();
    if (this.#offeredKey === key) return;
    this.#offeredKey = key;
    /** @type {Map<string, Journey[]>} */
    const groups = new Map();
    for (const journey of playback.offered)
      groups.set(journey.route, [...(groups.get(journey.route) ?? []), journey]);
    this.select.replaceChildren(
      ...[...groups].map(([route, journeys]) =>
        make(
          "optgroup",
          {label: routes[route]},
          ...journeys.map(({id, title}) => make("option", {value: id, textContent: title})),
        ),
      ),
    );
  }

  // What is shown --------------------------------------------------------------------------------

  show() {
    const {journey} = playback;
    if (!journey) return;
    this.select.value = journey.id;
    this.showButtons();
    if (this.#dotsOf !== journey) this.makeDots(journey);
    this.showDots();
    this.showText(journey);
    Object.assign(this.root.dataset, {
      journey: journey.id,
      step: playback.step,
      playing: playback.playing,
      moving: playback.moving,
      shown: playback.shown,
    });
  }

  /** What can be pressed now, and what the button in the middle does. */
  showButtons() {
    const off = {start: !playback.step, back: !playback.step, forward: playback.finished};
    for (const [name, isOff] of Object.entries(off))
      this.buttons.get(name)?.toggleAttribute("disabled", isOff);
    const name = playback.playing ? "pause" : "play";
    const toggle = this.buttons.get("toggle");
    if (!toggle || this.#icon === name) return;
    this.#icon = name;
    toggle.innerHTML = icon(ICONS[name]);
    toggle.title = name === "pause" ? "Pause" : "Play";
    toggle.setAttribute("aria-label", toggle.title);
  }

  /** @param {Journey} journey */
  makeDots(journey) {
    this.#dotsOf = journey;
    this.list.replaceChildren(...journey.steps.map((step, k) => make("li", {}, dotOf(step, k + 1))));
  }

  showDots() {
    const now = playback.shown ? playback.step : 0;
    this.list.querySelectorAll("button").forEach((button, k) => {
      if (now === k + 1) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
      button.classList.toggle("atlas-done", now > k + 1);
    });
  }

  /** @param {Journey} journey */
  showText(journey) {
    const step = playback.shown ? playback.current : null;
    const key = `${journey.id}|${step ? playback.step : 0}|${playback.finished}`;
    if (this.#cardKey === key) return;
    this.#cardKey = key;
    this.root.classList.toggle("atlas-telling", Boolean(step));
    this.text.replaceChildren(...(step ? stepText(journey, step) : invitation(journey)));
  }

  // Keys -----------------------------------------------------------------------------------------

  /** @param {KeyboardEvent} event */
  key(event) {
    const act = actOfKey(event, document.activeElement, this.root);
    if (!act) return;
    event.preventDefault();
    act();
  }

  destroy() {
    document.removeEventListener("keydown", this.onKey);
    this.unlisten();
    // Another player may have taken over already: the journey is its own now.
    if (playback.report === this.report) playback.reset();
    this.root.replaceChildren();
  }
}

/**
 * A button of the row.
 *
 * @param {[name: string, title: string, act: () => void]} button
 */
function controlOf([name, title, act]) {
  const button = make("button", {
    type: "button",
    title,
    onclick: act,
    className: `atlas-play-${name}`,
    innerHTML: icon(ICONS[name] ?? ICONS.play),
  });
  button.setAttribute("aria-label", title);
  return button;
}

/**
 * The button of a step.
 *
 * @param {Step} step
 * @param {number} number from 1
 */
function dotOf(step, number) {
  const title = `Step ${number}: ${between(step)} (${step.label})`;
  const button = make("button", {
    type: "button",
    textContent: number,
    title,
    onclick: () => playback.go(number),
  });
  button.dataset.status = step.status;
  button.setAttribute("aria-label", title);
  return button;
}

/**
 * The name of where a step begins or ends.
 *
 * @param {string} id
 */
const nameOf = (id) => playback.script?.names[id] ?? id;

/**
 * The names of where a step begins and ends; one where it ends where it began.
 *
 * @param {Published.StepEnds} step
 */
function between({from, to}) {
  return from === to ? nameOf(to) : `${nameOf(from)} → ${nameOf(to)}`;
}

/**
 * What is to be seen before the cell sets out.
 *
 * @param {Journey} journey
 */
function invitation(journey) {
  const names = journey.steps.map(({to}) => nameOf(to));
  return [
    make("p", {
      className: "atlas-caption",
      textContent:
        `Press play and follow one cell in ${journey.steps.length} steps, ` +
        "or click a vessel or a bone to see the routes through it.",
    }),
    make("p", {
      className: "atlas-route-line",
      textContent: ["Breast", ...names.filter((name, i) => name !== names[i - 1])].join(" → "),
    }),
  ];
}

/**
 * Where the cell is, what happens there, how well that is known and from where.
 *
 * @param {Journey} journey
 * @param {Step} step
 */
function stepText(journey, step) {
  const where = step.from === step.to ? `In: ${between(step)}` : between(step);
  const chip = make("span", {className: "atlas-status-chip", textContent: step.label});
  chip.dataset.status = step.status;
  const sources = step.sources.length
    ? step.sources.flatMap(([text, link], i) => [
        i ? "; " : "",
        link ? make("a", {href: link, target: "_blank", rel: "noreferrer", textContent: text}) : text,
      ])
    : [playback.script?.noSource];
  const reached = playback.finished
    ? [
        make("p", {className: "atlas-reached", textContent: `Reached: ${journey.reached}.`}),
        make(
          "p",
          {className: "atlas-coarser"},
          pageLink("/", "See in the Atlas how often it is involved", {site: journey.site}),
        ),
      ]
    : [];
  return [
    make("h2", {textContent: `Step ${playback.step} of ${journey.steps.length}: ${where}`}),
    make("p", {className: "atlas-caption", textContent: step.caption}),
    ...reached,
    make(
      "p",
      {className: "atlas-rests-on"},
      chip,
      make("span", {className: "atlas-source-of-step"}, "Source: ", ...sources),
    ),
  ];
}
