// The player of the journeys: which journey, where in it, the text of the step; by mouse, touch and keyboard.
import {make} from "../core/dom.js";
import {sync} from "../core/sync.js";
import {playback} from "./playback.js";

const SPEEDS = [0.5, 1, 2];
// Drawn, not typed: few fonts have these signs.
const ICONS = {
  start: "M4 3v14M17 3L7 10l10 7z",
  back: "M15 3L5 10l10 7z",
  play: "M5 2l12 8-12 8z",
  pause: "M6 3v14M14 3v14",
  forward: "M4 3l10 7-10 7zM17 3v14",
};
const BUTTONS = [
  ["start", "Back to the start", () => playback.go(0)],
  ["back", "One step back", () => playback.back()],
  ["toggle", "Play", () => playback.toggle()],
  ["forward", "One step forward", () => playback.forward()],
];
const KEYS = {
  ArrowRight: () => playback.forward(),
  ArrowLeft: () => playback.back(),
  Home: () => playback.go(0),
  " ": () => playback.toggle(),
};

const icon = (d) =>
  `<svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true"><path d="${d}" fill="currentColor" ` +
  `stroke="currentColor" stroke-width="3" stroke-linejoin="round" stroke-linecap="round"/></svg>`;

/**
 * What a key does in the player; nothing where the key belongs to something else on the page.
 *
 * @param event the keydown
 * @param focus the element that has the focus
 * @param root the player's
 */
export function actOfKey(event, focus, root) {
  const modified = event.ctrlKey || event.metaKey || event.altKey;
  if (modified || event.defaultPrevented || !isFree(focus, root)) return undefined;
  // A button acts by itself.
  if (event.key === " " && focus?.tagName === "BUTTON") return undefined;
  return KEYS[event.key];
}

/** Whether nothing else has the focus; a list of choices uses the arrow keys itself. */
function isFree(focus, root) {
  if (!focus || focus.tagName === "BODY") return true;
  return root.contains(focus) && focus.tagName !== "SELECT";
}

export class PlayerView {
  data = null;
  #offeredKey = "";
  #dotsOf = null;
  #cardKey = "";
  #icon = "";

  constructor(root, {getJson, onChange}) {
    Object.assign(this, {root, getJson, onChange});
    root.replaceChildren(this.bar(), this.dots(), this.card());
    root.classList.add("atlas-player");
    root.atlasPlayback = playback;
    root.setAttribute("role", "group");
    root.setAttribute("aria-label", "Follow a tumour cell. Arrow keys step, the space bar plays and pauses.");
    this.onKey = (event) => this.key(event);
    document.addEventListener("keydown", this.onKey);
    this.report = () => this.onChange({journey: playback.id, step: playback.shown ? playback.step : 0});
    this.unlisten = playback.listen({changed: () => this.show()});
  }

  // What it is made of ---------------------------------------------------------------------------

  bar() {
    this.select = make("select", {className: "atlas-journey"});
    this.select.setAttribute("aria-label", "Journey");
    this.select.addEventListener("change", () => playback.choose(this.select.value));
    this.buttons = Object.fromEntries(
      BUTTONS.map(([name, title, act]) => {
        const button = make("button", {
          type: "button",
          title,
          onclick: act,
          className: `atlas-play-${name}`,
          innerHTML: icon(ICONS[name] ?? ICONS.play),
        });
        button.setAttribute("aria-label", title);
        return [name, button];
      }),
    );
    this.speed = make(
      "select",
      {className: "atlas-speed"},
      ...SPEEDS.map((speed) => make("option", {value: speed, textContent: `${speed}×`})),
    );
    this.speed.setAttribute("aria-label", "Speed");
    this.speed.value = String(playback.speed);
    this.speed.addEventListener("change", () => {
      playback.speed = Number(this.speed.value);
    });
    const controls = make("div", {className: "atlas-play"}, ...Object.values(this.buttons), this.speed);
    return make(
      "div",
      {className: "atlas-player-bar"},
      make("label", {}, make("span", {textContent: "Follow a tumour cell"}), this.select),
      controls,
    );
  }

  dots() {
    this.list = make("ol", {className: "atlas-steps"});
    return this.list;
  }

  card() {
    this.text = make("div", {className: "atlas-card"});
    this.text.setAttribute("aria-live", "polite");
    return this.text;
  }

  // What the page wants --------------------------------------------------------------------------

  async update(data) {
    const script = await this.getJson(data.script);
    if (!this.root.isConnected) return;
    this.data = data;
    playback.script = script;
    playback.offered = script.journeys.filter(
      (journey) => data.routes.includes(journey.route) && journey.side === data.side,
    );
    playback.report = this.report;
    this.offer();
    // What the reader did and the server has not heard yet is newer than what it says.
    const isNews = sync.isNews(data.sequence) && !playback.playing;
    if (isNews || !playback.journey) this.stand(data);
    else this.show();
    this.root.dataset.ready = "true";
  }

  stand({journey, step = 0}) {
    const known = playback.offered.some(({id}) => id === journey) ? journey : playback.offered[0]?.id;
    // An answer that tells what is so already must not take a cell that stands half way to the end of its step.
    const same = known === playback.id && step === (playback.shown ? playback.step : 0);
    if (same) this.show();
    else playback.stand(known, known === journey ? step : 0);
  }

  offer() {
    const key = playback.offered.map(({id}) => id).join();
    if (this.#offeredKey === key) return;
    this.#offeredKey = key;
    const groups = new Map();
    for (const journey of playback.offered)
      groups.set(journey.route, [...(groups.get(journey.route) ?? []), journey]);
    this.select.replaceChildren(
      ...[...groups].map(([route, journeys]) =>
        make(
          "optgroup",
          {label: playback.script.routes[route]},
          ...journeys.map(({id, title}) => make("option", {value: id, textContent: title})),
        ),
      ),
    );
  }

  // What is shown --------------------------------------------------------------------------------

  show() {
    const {journey} = playback;
    if (!journey) return;
    const {toggle, back, start, forward} = this.buttons;
    this.select.value = journey.id;
    const playing = playback.playing;
    this.showToggle(toggle, playing ? "pause" : "play");
    back.disabled = start.disabled = !playback.step;
    forward.disabled = playback.finished;
    if (this.#dotsOf !== journey) this.makeDots(journey);
    this.showDots();
    this.showText(journey);
    Object.assign(this.root.dataset, {
      journey: journey.id,
      step: playback.step,
      playing,
      moving: playback.moving,
      shown: playback.shown,
    });
  }

  showToggle(toggle, name) {
    if (this.#icon === name) return;
    this.#icon = name;
    toggle.innerHTML = icon(ICONS[name]);
    toggle.title = name === "pause" ? "Pause" : "Play";
    toggle.setAttribute("aria-label", toggle.title);
  }

  makeDots(journey) {
    this.#dotsOf = journey;
    this.list.replaceChildren(
      ...journey.steps.map((step, k) => {
        const title = `Step ${k + 1}: ${between(step)} (${step.label})`;
        const button = make("button", {
          type: "button",
          textContent: k + 1,
          title,
          onclick: () => playback.go(k + 1),
        });
        button.dataset.status = step.status;
        button.setAttribute("aria-label", title);
        return make("li", {}, button);
      }),
    );
  }

  showDots() {
    const now = playback.shown ? playback.step : 0;
    [...this.list.children].forEach(({firstChild: button}, k) => {
      if (now === k + 1) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
      button.classList.toggle("atlas-done", now > k + 1);
    });
  }

  showText(journey) {
    const step = playback.shown ? playback.current : null;
    const key = `${journey.id}|${step ? playback.step : 0}|${playback.finished}`;
    if (this.#cardKey === key) return;
    this.#cardKey = key;
    this.root.classList.toggle("atlas-telling", Boolean(step));
    this.text.replaceChildren(...(step ? stepText(journey, step) : invitation(journey)));
  }

  // Keys -----------------------------------------------------------------------------------------

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

/** The names of where a step begins and ends; one where it ends where it began. */
function between({from, to}) {
  const {names} = playback.script;
  return from === to ? names[to] : `${names[from]} → ${names[to]}`;
}

/** What is to be seen before the cell sets out. */
function invitation(journey) {
  const names = journey.steps.map(({to}) => playback.script.names[to]);
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

/** Where the cell is, what happens there, how well that is known and from where. */
function stepText(journey, step) {
  const where = step.from === step.to ? `In: ${between(step)}` : between(step);
  const chip = make("span", {className: "atlas-status-chip", textContent: step.label});
  chip.dataset.status = step.status;
  const sources = step.sources.length
    ? step.sources.flatMap(([text, link], i) => [
        i ? "; " : "",
        link ? make("a", {href: link, target: "_blank", rel: "noreferrer", textContent: text}) : text,
      ])
    : [playback.script.noSource];
  const reached = playback.finished
    ? [make("p", {className: "atlas-reached", textContent: `Reached: ${journey.reached}.`})]
    : [];
  return [
    make("h2", {textContent: `Step ${playback.step} of ${journey.steps.length}: ${where}`}),
    make("p", {className: "atlas-caption", textContent: step.caption}),
    ...reached,
    make(
      "p",
      {className: "atlas-evidence"},
      chip,
      make("span", {className: "atlas-source-of-step"}, "Source: ", ...sources),
    ),
  ];
}
