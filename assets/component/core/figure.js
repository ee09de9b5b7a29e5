// What the page loads: the view that a component's data ask for - a figure, a scene, a lesson, the quiz,
// or what is kept in the browser.
// Streamlit calls the default export; a copy of the atlas, which has no Streamlit, is shown by this script itself.
import {playback} from "../pathways/playback.js";
import {startClaims} from "../shell/claims.js";
import {startConnection} from "../shell/connection.js";
import {startEmbedding} from "../shell/embedding.js";
import {startFullScreen} from "../shell/full_screen.js";
import {startGlossary} from "../shell/glossary.js";
import {startWarning, underWay} from "../shell/leaving.js";
import {startNavigation} from "../shell/navigation.js";
import {startTakeHomeLinks} from "../shell/take_home_links.js";
import {startOpening} from "../shell/opening.js";
import {startPrinting} from "../print/printing.js";
import {startAddress} from "./address.js";
import {FigureView, views} from "./figure_view.js";
import {outbox, startOutbox} from "./outbox.js";
import {getJson, getNetwork} from "./sources.js";
import {sync} from "./sync.js";
import {REPAINT, themeOf} from "./theme.js";

/** What a component fills. */
const MOUNTED = ".atlas-figure";
/** What a whole page is put into: it holds figures of its own. */
const SCENE = ".atlas-scene";

/** What a copy of the atlas holds; a page of the server has none. */
const COPY = document.getElementById("atlas-copy");
/** @type {import("../shell/opening.js").Opening | null} */
let opening = null;

startEmbedding();
startFullScreen();
startNavigation({isCopy: Boolean(COPY)});
startAddress();
startGlossary();
startClaims();
startPrinting({figures: () => views, repaint});
if (COPY) showCopy(COPY);
else {
  startOutbox();
  startConnection();
  startWarning();
  startTakeHomeLinks();
  opening = startOpening({figures: MOUNTED, scenes: SCENE});
  document.addEventListener("atlas-back", tellAgain);
}

/** Let all that is on the page look whether its theme is another one, as Streamlit does when it is. */
function repaint() {
  document.dispatchEvent(new Event(REPAINT));
  for (const root of document.querySelectorAll(`${SCENE}, ${MOUNTED}`))
    if (root instanceof HTMLElement && root.atlasComponent) show(root, root.atlasComponent);
}

/**
 * Show the pages of a copy, which has no server to ask.
 *
 * @param {HTMLElement} copy
 */
async function showCopy(copy) {
  const {startCopy} = await import("../static/copy.js");
  await startCopy(JSON.parse(copy.textContent ?? ""), {
    scene: (root, data) => SCENES[data.scene](root, data, {onSlide: () => {}}),
    quiz: quizView,
    lesson: presentView,
    learner: async () => {
      const {Learner} = await import("../static/learner.js");
      return new Learner();
    },
  });
}

/**
 * Tell the server what the reader did, with a number by which its answer is known.
 *
 * @param {HTMLElement} root
 * @param {string} name
 * @param {object} value
 */
function tellServer(root, name, value) {
  outbox.send(root, () => {
    const sequence = sync.next();
    root.atlasTold = {name, value, sequence};
    root.atlasComponent?.setStateValue(name, {...value, sequence});
  });
}

/**
 * Tell the server something once; what is returned says whether it was sent, or is held back.
 *
 * @param {HTMLElement} root
 * @param {string} name
 * @returns {(value: unknown) => boolean}
 */
function trigger(root, name) {
  return (value) => outbox.send(root, () => root.atlasComponent?.setTriggerValue(name, value));
}

/** Tell the server what it has not heard while it was away, in the order in which it was done. */
function tellAgain() {
  const unheard = [...document.querySelectorAll(MOUNTED)].flatMap((root) => {
    const told = root instanceof HTMLElement ? root.atlasTold : undefined;
    return told && sync.isUnheard(told.sequence) ? [{root, ...told}] : [];
  });
  unheard.sort((a, b) => a.sequence - b.sequence);
  for (const {root, name, value} of unheard) if (root instanceof HTMLElement) tellServer(root, name, value);
}

/**
 * The quiz comes with its own modules, which no other page loads.
 *
 * @param {HTMLElement} root
 * @param {(wanted: {quiz: number, topic: string, level: string}) => void} onWant
 */
async function quizView(root, onWant) {
  const {QuizView} = await import("../quiz/quiz.js");
  return new QuizView(root, {getJson, getNetwork, themeOf, onWant});
}

/**
 * A lesson comes with its own modules, which no other page loads.
 *
 * @param {HTMLElement} root
 * @param {import("../present/present.js").Heard} heard
 */
async function presentView(root, heard) {
  const {PresentView} = await import("../present/present.js");
  return new PresentView(root, {FigureView, getJson, themeOf, playback}, heard);
}

/**
 * A slide as it will look, with the modules of a lesson.
 *
 * @param {HTMLElement} root
 */
async function previewView(root) {
  const {SlidePreview} = await import("../present/slide_preview.js");
  return new SlidePreview(root, {FigureView, getJson, themeOf, playback});
}

/**
 * Close a lesson: the server leads to the page of lessons, and hears nothing more of this one.
 *
 * @param {HTMLElement} root
 * @param {Published.LessonData} data
 */
function close(root, {closing}) {
  trigger(root, "closed")(true);
  outbox.await(new URL(closing, location.href).pathname);
}

/**
 * What the browser keeps comes with its own modules, which are loaded when there is something to keep or to find.
 *
 * @param {HTMLElement} root
 */
async function lessonsView(root) {
  const {LessonsView} = await import("../kept/lessons_view.js");
  return new LessonsView(trigger(root, "kept"));
}

/**
 * What was assigned to the headings of tables, likewise.
 *
 * @param {HTMLElement} root
 */
async function headingsView(root) {
  const {HeadingsView} = await import("../kept/headings_view.js");
  return new HeadingsView(trigger(root, "kept"));
}

/**
 * The reader's table, likewise.
 *
 * @param {HTMLElement} root
 */
async function tablesView(root) {
  const {TablesView} = await import("../kept/tables_view.js");
  return new TablesView(trigger(root, "kept"));
}

/** What the browser keeps, by what it is. @type {Record<string, (root: HTMLElement) => Promise<Atlas.View>>} */
const KEPT = {lessons: lessonsView, headings: headingsView, table: tablesView};

/**
 * A page that is a scene comes with its own modules, which no other page loads.
 *
 * @param {HTMLElement} root
 * @param {Published.SceneData} data
 */
async function sceneView(root, data) {
  /** @type {import("../scene/scene.js").Heard} */
  const heard = {onSlide: trigger(root, "slide")};
  return SCENES[data.scene](root, data, heard);
}

/**
 * @typedef {(
 *   root: HTMLElement, data: Published.SceneData, heard: import("../scene/scene.js").Heard
 * ) => Promise<Atlas.View>} MakeScene
 */
/** The scenes by their names. @type {Record<string, MakeScene>} */
const SCENES = {
  atlas: async (...of) => {
    const {AtlasScene} = await import("../atlas/scene.js");
    return new AtlasScene(...of);
  },
  pathways: async (...of) => {
    const {PathwaysScene} = await import("../pathways/scene.js");
    return new PathwaysScene(...of);
  },
  detection: async (...of) => {
    const {DetectionScene} = await import("../detection/scene.js");
    return new DetectionScene(...of);
  },
  evidence: async (...of) => {
    const {EvidenceScene} = await import("../evidence/scene.js");
    return new EvidenceScene(...of);
  },
};

/**
 * The view that a component's data ask for; what it tells the server is numbered, so that old answers are known.
 *
 * @param {HTMLElement} root
 * @param {Atlas.Component} component
 * @returns {Promise<Atlas.View>}
 */
async function viewFor(root, {data}) {
  /** @type {(name: string) => (value: object) => void} */
  const tell = (name) => (value) => tellServer(root, name, value);
  if ("lesson" in data) return presentView(root, {onRest: tell("place"), onClose: () => close(root, data)});
  if ("preview" in data) return previewView(root);
  if ("keeps" in data) return KEPT[data.keeps](root);
  if ("manifests" in data) return sceneView(root, data);
  if ("topics" in data) return quizView(root, tell("wanted"));
  return new FigureView(root, {onSelect: tell("selection")});
}

/**
 * Make the view of a component, if there is none, and bring it up to date.
 *
 * @param {HTMLElement} root
 * @param {Atlas.Component} component
 */
async function show(root, component) {
  root.atlasMaking ??= viewFor(root, component);
  root.atlasView = await root.atlasMaking;
  const updated = root.atlasView.update(component.data);
  opening?.look();
  await updated;
}

/**
 * Streamlit's entry: called on mount and whenever the data change.
 *
 * Streamlit calls what is returned when the component leaves the page, but also, with the component still there,
 * when new data came before a call was done. Only an element that has left the page takes its view along: a view
 * destroyed in between would lose all that the reader did in it.
 *
 * @param {Atlas.Component} component
 */
export default async function streamlitEntry(component) {
  /** @type {HTMLElement | null} */
  const root = component.parentElement.querySelector(`${SCENE}, ${MOUNTED}`);
  if (!root) throw new Error("the component has no element for its view");
  root.atlasComponent = component;
  const shown = show(root, component);
  await ("keeps" in component.data ? underWay.until(shown) : shown);
  return () => {
    if (root.isConnected) return;
    root.atlasView?.destroy();
    root.atlasView = undefined;
    root.atlasMaking = undefined;
  };
}
