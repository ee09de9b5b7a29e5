// Elements of the page, made in one call.

const SVG = "http://www.w3.org/2000/svg";

/**
 * An element with its properties and children; children that are null or undefined are left out.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} name of the element
 * @param {object} [properties] as the element itself has them: `className`, not `class`
 * @param {...(Node | string | null | undefined)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export const make = (name, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
};

/**
 * An element of a drawing with its attributes.
 *
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} name of the element
 * @param {Record<string, string | number>} [attributes]
 * @returns {SVGElementTagNameMap[Tag]}
 */
export const makeSvg = (name, attributes = {}) => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
};

/**
 * What Python wrote as HTML, with every text in it escaped there; scripts in it do not run.
 *
 * @param {string} html of our own templates, never of a reader
 */
export const fragment = (html) => {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
};

/**
 * Whether an element holds more than it shows, from top to bottom.
 *
 * @param {Element} element
 */
export const isHigher = ({scrollHeight, clientHeight}) => scrollHeight > clientHeight + 1;

/**
 * Let the keyboard reach what scrolls, or no longer.
 *
 * @param {HTMLElement} element
 * @param {boolean} wanted
 */
export function reachable(element, wanted) {
  if (wanted) element.tabIndex = 0;
  else element.removeAttribute("tabindex");
}
