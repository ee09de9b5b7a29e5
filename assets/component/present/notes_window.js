// The notes window: what the speaker says now, what comes next, the time; keys and buttons lead the lesson.
import {clockWords} from "./clock.js";
import {actOfNotes} from "./keys.js";

export class NotesWindow {
  /**
   * @param page the window's document
   * @param token name of the tab that gives the lesson; empty where the window was opened by itself
   */
  constructor(page, token) {
    Object.assign(this, {page, told: null});
    this.channel = token ? new BroadcastChannel(`atlas-notes-${token}`) : null;
  }

  /** Join the lesson, and take keys and clicks. */
  start() {
    if (this.channel) {
      this.channel.onmessage = ({data}) => this.hear(data);
      this.channel.postMessage({type: "hello"});
    } else this.at("title").textContent = "Open this window from a lesson: press N there.";
    for (const button of this.page.querySelectorAll("[data-act]"))
      button.addEventListener("click", () => this.ask(button.dataset.act));
    this.page.addEventListener("keydown", (event) => this.key(event));
    this.ticking = setInterval(() => this.tick(), 1000);
    this.tick();
  }

  at(id) {
    return this.page.getElementById(id);
  }

  ask(act) {
    this.channel?.postMessage({type: "act", act});
  }

  hear(data) {
    if (data?.type === "slide") this.show(data);
    else if (data?.type === "gone") this.at("place").textContent = "The lesson was closed.";
  }

  show(data) {
    this.told = data;
    this.page.title = `Notes: ${data.title}`;
    this.at("lesson").textContent = data.lesson;
    this.at("place").textContent = `Slide ${data.slide} of ${data.count}`;
    this.at("step").textContent = data.steps ? `step ${data.revealed} of ${data.steps}` : "";
    this.at("title").textContent = data.title;
    const paragraphs = (data.notes || "No notes for this slide.").split(/\n\s*\n/);
    this.at("notes").replaceChildren(
      ...paragraphs.map((textContent) => Object.assign(this.page.createElement("p"), {textContent})),
    );
    this.at("next").textContent = data.next;
    this.at("black").hidden = !data.black;
    Object.assign(this.page.body.dataset, {slide: data.slide, revealed: data.revealed, joined: "true"});
    this.tick();
  }

  tick() {
    const now = new Date();
    const {told} = this;
    this.at("clock").textContent = `${now.getHours()}:${String(now.getMinutes()).padStart(2, "0")}`;
    this.at("elapsed").textContent = told
      ? `${clockWords(Date.now() - told.start)} of ${told.minutes} min`
      : "";
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("button") && (event.key === " " || event.key === "Enter")) return; // it acts by itself
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
