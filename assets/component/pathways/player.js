// The player of the journeys: which journey, where in it, the words of the step; by mouse, touch and keyboard.
import {make} from "../core/dom.js";
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
  `<svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true"><path d="${d}" fill="currentColor" stroke="currentColor" stroke-width="3" stroke-linejoin="round" stroke-linecap="round"/></svg>`;
export class PlayerView {
  constructor(root, {getJson, onChange}) {
    Object.assign(this, {root, getJson, onChange, sequence: 0});
    root.replaceChildren(this.bar(), this.dots(), this.card());
    root.classList.add("atlas-player");
    root.atlasPlayback = playback;
    root.setAttribute("role", "group");
    root.setAttribute("aria-label", "Follow a tumour cell. Arrow keys step, the space bar plays and pauses.");
    this.onKey = (event) => this.key(event);
    document.addEventListener("keydown", this.onKey);
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
    this.words = make("div", {className: "atlas-card"});
    this.words.setAttribute("aria-live", "polite");
    return this.words;
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
    playback.report = () => this.report();
    this.offer();
    // What the reader did here and the server has not answered yet is newer than what it says.
    if ((data.sequence ?? 0) >= this.sequence && !playback.playing) this.stand(data);
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
    if (this.key_ === key) return;
    this.key_ = key;
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

  report() {
    this.sequence += 1;
    this.onChange({journey: playback.id, step: playback.shown ? playback.step : 0, sequence: this.sequence});
  }

  // What is shown --------------------------------------------------------------------------------

  show() {
    const {journey} = playback;
    if (!journey) return;
    const {toggle, back, start, forward} = this.buttons;
    this.select.value = journey.id;
    const playing = playback.playing;
    toggle.innerHTML = icon(playing ? ICONS.pause : ICONS.play);
    toggle.title = playing ? "Pause" : "Play";
    toggle.setAttribute("aria-label", toggle.title);
    back.disabled = start.disabled = !playback.step;
    forward.disabled = playback.finished;
    this.showDots(journey);
    this.showWords(journey);
    Object.assign(this.root.dataset, {
      journey: journey.id,
      step: playback.step,
      playing,
      moving: playback.moving,
      shown: playback.shown,
    });
  }

  showDots(journey) {
    if (this.dotted !== journey.id) {
      this.dotted = journey.id;
      this.list.replaceChildren(
        ...journey.steps.map(({status}, k) => {
          const button = make("button", {
            type: "button",
            textContent: k + 1,
            onclick: () => playback.go(k + 1),
          });
          button.dataset.status = status;
          return make("li", {}, button);
        }),
      );
    }
    [...this.list.children].forEach(({firstChild: button}, k) => {
      const {from, to, label} = journey.steps[k];
      const {names} = playback.script;
      button.title = `Step ${k + 1}: ${from === to ? names[to] : `${names[from]} → ${names[to]}`} (${label})`;
      button.setAttribute("aria-label", button.title);
      if (playback.shown && playback.step === k + 1) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
      button.classList.toggle("atlas-done", playback.shown && playback.step > k + 1);
    });
  }

  showWords(journey) {
    const step = playback.shown ? playback.current : null;
    const key = `${journey.id}|${step ? playback.step : 0}|${playback.finished}`;
    if (this.told === key) return;
    this.told = key;
    this.root.classList.toggle("atlas-telling", Boolean(step));
    this.words.replaceChildren(...(step ? this.stepWords(journey, step) : this.invitation(journey)));
  }

  invitation(journey) {
    const names = journey.steps.map(({to}) => playback.script.names[to]);
    return [
      make("p", {
        className: "atlas-caption",
        textContent: `Press play and follow one cell in ${journey.steps.length} steps, or click a vessel or a bone to see the ways through it.`,
      }),
      make("p", {
        className: "atlas-route-line",
        textContent: ["Breast", ...names.filter((name, i) => name !== names[i - 1])].join(" → "),
      }),
    ];
  }

  stepWords(journey, step) {
    const {names} = playback.script;
    const where = step.from === step.to ? `In: ${names[step.to]}` : `${names[step.from]} → ${names[step.to]}`;
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

  // Keys -----------------------------------------------------------------------------------------

  key(event) {
    const act = KEYS[event.key];
    const focus = document.activeElement;
    const free = !focus || focus === document.body;
    if (!act || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (!free && (!this.root.contains(focus) || focus.tagName === "SELECT")) return;
    if (event.key === " " && focus?.tagName === "BUTTON") return; // the button acts by itself
    event.preventDefault();
    act();
  }

  destroy() {
    document.removeEventListener("keydown", this.onKey);
    this.unlisten();
    playback.reset();
    this.root.replaceChildren();
  }
}
