// What a copy says where an address names a page or a lesson that it does not hold: what there is.
import {make} from "../core/dom.js";
import {place} from "../core/place.js";

/**
 * @typedef {object} Words
 * @property {string} head
 * @property {string} text
 */

/** @type {Words} */
const PAGE = {
  head: "There is no such page",
  text: "The link names no page of this copy. These are the ones that it has.",
};
/** @type {Words} */
const LESSON = {
  head: "There is no such lesson",
  text: "The link names no lesson of this copy. These are the ones that it has.",
};

/**
 * @param {Words} words
 * @param {string[][]} links address of each, as the server has it, and its title
 * @param {"h1" | "h2"} heading the second where the page has a head
 */
const told = ({head, text}, links, heading = "h1") =>
  make(
    "section",
    {className: "atlas-no-lesson"},
    make(heading, {textContent: head}),
    make("p", {textContent: text}),
    make(
      "ul",
      {},
      ...links.map(([address, textContent]) =>
        make("li", {}, make("a", {href: place().link(address), target: "_self", textContent})),
      ),
    ),
  );

/**
 * A page in the place of one that is not there.
 *
 * @param {Published.CopyPage[]} pages that there are
 * @returns {import("./pages.js").Shown}
 */
export function missingPage(pages) {
  const whole = pages.filter(({bare}) => !bare);
  const links = (whole.length ? whole : pages).map(({path, title}) => [`/${path}`, title.split(" · ")[0]]);
  const said = told(PAGE, links, whole.length ? "h2" : "h1");
  return {root: make("div", {className: "atlas-text"}, said), begin: async () => {}};
}

/**
 * What stands in the place of a lesson that is not there.
 *
 * @param {Record<string, string>} titles of the lessons that there are, by id
 */
export const missingLesson = (titles) =>
  told(
    LESSON,
    Object.entries(titles).map(([lesson, title]) => [`/present?${new URLSearchParams({lesson})}`, title]),
  );
