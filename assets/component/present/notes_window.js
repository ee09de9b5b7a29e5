// The notes window: what the speaker says now, what comes next, the time; keys and buttons lead the lesson.
import {clockWords} from "./clock.js";
import {actOfNotes} from "./keys.js";

export class NotesWindow {
  /** What the lesson said last. @type {Atlas.NotesState | null} */
  state = null;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  ticking;

  /**
   * @param {Document} page the window's
   * @param {string} token name of the tab that gives the lesson; empty where the window was opened by itself
   */
  constructor(page, token) {
    this.page = page;
    this.channel = token ? new BroadcastChannel(`atlas-notes-${token}`) : null;
  }

  /** Join the lesson, and take keys and clicks. */
  start() {
    if (this.channel) {
      this.channel.onmessage = ({data}) => this.hear(data);
      this.channel.postMessage({type: "hello"});
    } else this.at("title").textContent = "Open this window from a lesson: press N there.";
    /** @type {NodeListOf<HTMLElement>} */
    const buttons = this.page.querySelectorAll("[data-act]");
    for (const button of buttons) button.addEventListener("click", () => this.ask(button.dataset.act));
    this.page.addEventListener("keydown", (event) => this.key(event));
    this.ticking = setInterval(() => this.tick(), 1000);
    this.tick();
  }

  /**
   * @param {string} id of an element that the page has
   * @returns {HTMLElement}
   */
  at(id) {
    return /** @type {HTMLElement} */ (this.page.getElementById(id));
  }

  /** @param {string | undefined} act name of what the lesson is to do */
  ask(act) {
    this.channel?.postMessage({type: "act", act});
  }

  /** @param {Atlas.NotesState | {type: "gone"} | undefined} data */
  hear(data) {
    if (data?.type === "slide") this.show(data);
    else if (data?.type === "gone") this.at("place").textContent = "The lesson was closed.";
  }

  /** @param {Atlas.NotesState} data */
  show(data) {
    this.state = data;
    this.page.title = `Notes: ${data.title}`;
    this.at("lesson").textContent = data.lesson;
    this.at("place").textContent = `Slide ${data.slide} of ${data.count}`;
    this.at("step").textContent = data.steps ? `step ${data.revealed} of ${data.steps}` : "";
    this.at("title").textContent = data.title;
    const paragraphs = (data.notes || "No notes for this slide.").split(/\n\s*\n/);
    this.at("notes").replaceChildren(
      ...paragraphs.map((textContent) => Object.assign(this.page.createElement("p"), {textContent})),
    );
    this.showGrounds(data.restsOn);
    this.at("next").textContent = data.next;
    this.at("black").hidden = !data.black;
    Object.assign(this.page.body.dataset, {slide: data.slide, revealed: data.revealed, joined: "true"});
    this.tick();
  }

  /**
   * Say under the notes what the sentences of the slide rest on.
   *
   * @param {[string, string][]} restsOn sentences, and who published what each rests on
   */
  showGrounds(restsOn) {
    const items = restsOn.map(([sentence, sources]) => {
      const item = this.page.createElement("li");
      item.append(`${sentence} `, Object.assign(this.page.createElement("i"), {textContent: sources}));
      return item;
    });
    this.at("grounds").replaceChildren(...items);
    this.at("rests").hidden = items.length === 0;
  }

  tick() {
    const now = new Date();
    const {state} = this;
    this.at("clock").textContent = `${now.getHours()}:${String(now.getMinutes()).padStart(2, "0")}`;
    this.at("elapsed").textContent = state
      ? `${clockWords(Date.now() - state.start)} of ${state.minutes} min`
      : "";
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onButton = event.target instanceof Element && event.target.closest("button");
    if (onButton && (event.key === " " || event.key === "Enter")) return; // it acts by itself
    const act = actOfNotes(event);
    if (!act) return;
    event.preventDefault();
    this.ask(act);
  }

  destroy() {
    clearInterval(this.ticking);
    this.channel?.close();
  }
}
