// The notes window: what the speaker says now, what comes next, the time; keys and buttons lead the lesson.
import {clockWords} from "./clock.js";
import {actOf} from "./keys.js";

const ACTS = ["next", "back", "first", "last", "black", "clock"];
const token = location.hash.slice(1);
const at = (id) => document.getElementById(id);
const channel = token ? new BroadcastChannel(`atlas-notes-${token}`) : null;
let told = null;

function ask(act) {
  channel?.postMessage({type: "act", act});
}

function show(data) {
  told = data;
  document.title = `Notes: ${data.title}`;
  at("lesson").textContent = data.lesson;
  at("place").textContent = `Slide ${data.slide} of ${data.count}`;
  at("step").textContent = data.steps ? `step ${data.revealed} of ${data.steps}` : "";
  at("title").textContent = data.title;
  const words = (data.notes || "No notes for this slide.").split(/\n\s*\n/);
  at("notes").replaceChildren(
    ...words.map((textContent) => Object.assign(document.createElement("p"), {textContent})),
  );
  at("next").textContent = data.next;
  at("black").hidden = !data.black;
  Object.assign(document.body.dataset, {slide: data.slide, revealed: data.revealed, joined: "true"});
  tick();
}

function tick() {
  const now = new Date();
  at("clock").textContent = `${now.getHours()}:${String(now.getMinutes()).padStart(2, "0")}`;
  at("elapsed").textContent = told ? `${clockWords(Date.now() - told.start)} of ${told.minutes} min` : "";
}

if (channel) {
  channel.onmessage = ({data}) => {
    if (data?.type === "slide") show(data);
    else if (data?.type === "gone") at("place").textContent = "The lesson was closed.";
  };
  channel.postMessage({type: "hello"});
} else at("title").textContent = "Open this window from a lesson: press N there.";

for (const button of document.querySelectorAll("[data-act]"))
  button.addEventListener("click", () => ask(button.dataset.act));
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("button") && (event.key === " " || event.key === "Enter")) return; // the button acts by itself
  const act = actOf(event);
  if (!ACTS.includes(act)) return;
  event.preventDefault();
  ask(act);
});
setInterval(tick, 1000);
tick();
