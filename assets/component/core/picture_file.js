// A saved picture as a file: one drawing, or several beside each other that are compared; as SVG with what a screen
// reader says of it, as PNG three times its size.
import {makeSvg} from "./dom.js";

const PNG_SCALE = 3;

/**
 * A drawing and its size in px.
 *
 * @typedef {object} Drawn
 * @property {SVGSVGElement} svg
 * @property {number} width
 * @property {number} height
 */

/**
 * Save drawings as one file.
 *
 * @param {Drawn[]} drawn from left to right
 * @param {import("./export.js").Format} format
 * @param {Published.ExportLines[]} lines of each
 */
export async function saveFile(drawn, format, lines) {
  const svg = described(together(drawn), lines);
  const blob = new Blob([new XMLSerializer().serializeToString(svg)], {type: "image/svg+xml"});
  const [first, ...others] = [...new Set(lines.map(({filename}) => filename))];
  const name = [first, ...others.map((other) => other.replace(/^bone-atlas_/, ""))].join("_and_");
  download(format === "svg" ? blob : await painted(blob, svg), `${name}.${format}`);
}

/**
 * Several drawings as one.
 *
 * @param {Drawn[]} drawn
 */
export function together(drawn) {
  if (drawn.length === 1) return drawn[0].svg;
  const width = drawn.reduce((sum, one) => sum + one.width, 0);
  const height = Math.max(...drawn.map((one) => one.height));
  const whole = makeSvg("svg", {
    xmlns: "http://www.w3.org/2000/svg",
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
  });
  let left = 0;
  for (const one of drawn) {
    const place = makeSvg("g", {transform: `translate(${left} 0)`});
    place.append(one.svg);
    whole.append(place);
    left += one.width;
  }
  return whole;
}

/**
 * Say in a drawing what it is, for whoever cannot see it.
 *
 * @param {SVGSVGElement} svg
 * @param {Pick<Published.ExportLines, "title" | "footer">[]} lines
 */
export function described(svg, lines) {
  const title = makeSvg("title");
  const text = makeSvg("desc");
  title.textContent = lines.map((one) => one.title).join("; ");
  text.textContent = lines.map((one) => one.footer).join(" ");
  svg.setAttribute("role", "img");
  svg.prepend(title, text);
  return svg;
}

/**
 * @param {Blob} blob an SVG
 * @param {Element} drawing whose size it has
 * @returns {Promise<Blob>}
 */
async function painted(blob, drawing) {
  const address = URL.createObjectURL(blob);
  try {
    const image = Object.assign(new Image(), {src: address});
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Number(drawing.getAttribute("width")) * PNG_SCALE;
    canvas.height = Number(drawing.getAttribute("height")) * PNG_SCALE;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((png) => (png ? resolve(png) : reject(new Error("the picture could not be made"))));
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

/**
 * @param {Blob} blob
 * @param {string} name
 */
function download(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement("a"), {href: address, download: name});
  document.body.append(link);
  link.click();
  link.remove();
  // In a later task: the browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
