// The start of a quiz: which topic, how hard.
import {make} from "../core/dom.js";

/**
 * @param {string} legend
 * @param {string} name
 * @param {Record<string, string>} options labels by id
 * @param {string} chosen
 */
function choice(legend, name, options, chosen) {
  const rows = Object.entries(options).map(([id, label]) => {
    const input = make("input", {type: "radio", name, value: id, checked: id === chosen});
    return make("label", {className: "atlas-quiz-segment"}, input, make("span", {textContent: label}));
  });
  return make(
    "fieldset",
    {className: "atlas-quiz-choice"},
    make("legend", {textContent: legend}),
    make("div", {className: "atlas-quiz-segments"}, ...rows),
  );
}

/**
 * @param {Published.QuizData} offered
 * @param {(chosen: {topic: string, level: string}) => void} onStart
 */
export function startView({topics, levels, topic, level}, onStart) {
  const said = make("p", {className: "atlas-quiz-said"});
  said.setAttribute("role", "status");
  const form = make(
    "form",
    {className: "atlas-quiz-start"},
    make("h2", {textContent: "Practise"}),
    make("p", {
      className: "atlas-quiz-lead",
      textContent:
        "Ten questions, made from the tables of this atlas. After each you see the answer with its figures " +
        "and their source; what was wrong comes back at the end. There is no clock.",
    }),
    choice("Topic", "atlas-quiz-topic", topics, topic),
    choice("Level", "atlas-quiz-level", levels, level),
    make("button", {type: "submit", className: "atlas-quiz-main", textContent: "Start"}),
    said,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const picked = new FormData(form);
    said.textContent = "The questions are being made …";
    onStart({topic: String(picked.get("atlas-quiz-topic")), level: String(picked.get("atlas-quiz-level"))});
  });
  return form;
}
