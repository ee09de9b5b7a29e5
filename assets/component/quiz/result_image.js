// The result as a picture, drawn in the browser.

const WIDTH = 1080;
const EDGE = 72;
const ROW = 78;
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
/** @type {(element: Element, name: string, fallback: string) => string} */
const css = (element, name, fallback) => getComputedStyle(element).getPropertyValue(name).trim() || fallback;

/**
 * Draw a summary on a canvas, in the colours of the page.
 *
 * @param {Atlas.QuizSummary} summary
 * @param {string} link
 * @param {Element} root
 */
export function drawn(summary, link, root) {
  const address = pieces(link, 64);
  const height = 560 + summary.topics.length * ROW + address.length * 34;
  const canvas = Object.assign(document.createElement("canvas"), {width: WIDTH, height});
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const ink = css(root, "--st-text-color", "#26231f");
  const accent = css(root, "--st-primary-color", "#0b57d0");
  /** @type {(text: string, y: number, size: number, weight?: number, colour?: string) => void} */
  const say = (text, y, size, weight = 400, colour = ink) => {
    Object.assign(pen, {font: `${weight} ${size}px ${FONT}`, fillStyle: colour, textBaseline: "alphabetic"});
    pen.fillText(text, EDGE, y, WIDTH - 2 * EDGE);
  };
  pen.fillStyle = css(root, "--st-background-color", "#ffffff");
  pen.fillRect(0, 0, WIDTH, height);
  pen.fillStyle = accent;
  pen.fillRect(0, 0, WIDTH, 14);
  say("Bone Metastasis Atlas", 104, 44, 700);
  say("Practice: where breast cancer spreads in the skeleton", 150, 30);
  say(summary.score, 310, 132, 700, accent);
  say("right at the first try", 362, 36, 600);
  if (summary.again) say(summary.again, 410, 30);
  summary.topics.forEach(([topic, got, of], i) => {
    const y = 470 + i * ROW;
    say(`${topic}: ${got} of ${of}`, y, 30);
    pen.fillStyle = css(root, "--st-secondary-background-color", "#f4f1ea");
    pen.fillRect(EDGE, y + 14, WIDTH - 2 * EDGE, 18);
    pen.fillStyle = accent;
    pen.fillRect(EDGE, y + 14, ((WIDTH - 2 * EDGE) * got) / of, 18);
  });
  const foot = 490 + summary.topics.length * ROW;
  say(`${summary.what}, ${summary.date}`, foot, 28);
  address.forEach((piece, i) => say(piece, foot + 44 + i * 34, 26));
  return canvas;
}

/**
 * @param {string} text
 * @param {number} letters at most in a piece
 * @returns {string[]}
 */
function pieces(text, letters) {
  return text.match(new RegExp(`.{1,${letters}}`, "g")) ?? [];
}

/**
 * Save the summary as PNG.
 *
 * @param {Atlas.QuizSummary} summary
 * @param {string} link
 * @param {Element} root
 * @param {string} filename
 */
export async function savePng(summary, link, root, filename) {
  const blob = await /** @type {Promise<Blob | null>} */ (
    new Promise((done) => {
      drawn(summary, link, root).toBlob(done, "image/png");
    })
  );
  if (!blob) return; // the browser has no memory left for the canvas
  const url = URL.createObjectURL(blob);
  const anchor = Object.assign(document.createElement("a"), {href: url, download: filename});
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
