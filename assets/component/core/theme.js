// The colours that the page really has.

/** A CSS property of an element, for what is drawn without style sheets. */
export function css(element, name, fallback) {
  return getComputedStyle(element).getPropertyValue(name).trim() || fallback;
}

/** "light" or "dark", from the background that the page has. */
export function themeOf(element) {
  const context = document.createElement("canvas").getContext("2d");
  context.fillStyle = css(element, "--st-background-color", "#ffffff");
  const hex = context.fillStyle;
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
  return 0.299 * r + 0.587 * g + 0.114 * b < 128 ? "dark" : "light";
}
