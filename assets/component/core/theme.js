// The colours that the page really has.

/** Said to the document where the colours of the page are others without the system's having changed. */
export const REPAINT = "atlas-repaint";

/**
 * A CSS property of an element, for what is drawn without style sheets.
 *
 * @param {Element} element
 * @param {string} name
 * @param {string} fallback
 */
export function css(element, name, fallback) {
  return getComputedStyle(element).getPropertyValue(name).trim() || fallback;
}

/**
 * The colours of the page that our own layers are drawn in. Reading them makes the browser style all that was changed
 * just before: they are read once a drawing, not at each step of a journey.
 *
 * @param {Element} element
 */
export function coloursOf(element) {
  return {
    accent: css(element, "--st-primary-color", "#0b57d0"),
    paper: css(element, "--st-background-color", "#fff"),
    ink: css(element, "--st-text-color", "#26231f"),
  };
}

/**
 * The theme, from the background that the page has.
 *
 * @param {Element} element
 * @returns {Atlas.Theme}
 */
export function themeOf(element) {
  const context = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
  // A canvas gives any colour of CSS back as #rrggbb.
  context.fillStyle = css(element, "--st-background-color", "#ffffff");
  const hex = context.fillStyle;
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
  return 0.299 * r + 0.587 * g + 0.114 * b < 128 ? "dark" : "light";
}
