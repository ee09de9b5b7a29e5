// The QR code of an address (ISO/IEC 18004): bytes, error correction level M, versions 1 to 20, which hold 666 bytes.
// Made here, since a scene shows the code of its address with no server behind it, and no Python package brings a
// script for it as plotly brings its own. The tests hold every module of it against those of segno.

/** Error correction codewords of a block and number of blocks, by version. @type {number[][]} */
const BLOCKS = (
  "10x1 16x1 26x1 18x2 24x2 16x4 18x4 22x4 22x5 26x5 " +
  "30x5 22x8 22x9 24x9 24x10 28x10 28x11 26x13 26x14 26x16"
)
  .split(" ")
  .map((sizes) => sizes.split("x").map(Number));
const BYTES = 0b0100;
const PADDING = [0xec, 0x11];
/** Level M in the format's bits. */
const LEVEL = 0b00;
/** Whether a module is turned, by mask, row and column. @type {((row: number, column: number) => boolean)[]} */
const MASKS = [
  (i, j) => (i + j) % 2 === 0,
  (i) => i % 2 === 0,
  (i, j) => j % 3 === 0,
  (i, j) => (i + j) % 3 === 0,
  (i, j) => (Math.floor(i / 2) + Math.floor(j / 3)) % 2 === 0,
  (i, j) => ((i * j) % 2) + ((i * j) % 3) === 0,
  (i, j) => (((i * j) % 2) + ((i * j) % 3)) % 2 === 0,
  (i, j) => (((i + j) % 2) + ((i * j) % 3)) % 2 === 0,
];
/** What looks like a finder: four light modules stand on one of its sides. */
const FINDER = /(?<=0000)1011101|1011101(?=0000)/g;
/** Light modules round the code. */
const QUIET = 4;

/** @typedef {boolean[][]} Modules the dark ones are true, row by row */

/**
 * The code of a text.
 *
 * @param {string} text at most 666 bytes of UTF-8
 * @returns {{modules: Modules, version: number, mask: number}}
 * @throws {RangeError} where the text is longer
 */
export function qrOf(text) {
  const bytes = new TextEncoder().encode(text);
  const version = 1 + BLOCKS.findIndex((_, i) => bits(i + 1, bytes.length) <= 8 * dataCodewords(i + 1));
  if (!version) throw new RangeError(`A QR code of ${bytes.length} bytes is not made here.`);
  const {modules, reserved} = frame(version);
  fill(modules, reserved, interleaved(codewords(bytes, version), version));
  const tried = MASKS.map((turned, mask) => {
    const made = modules.map((row, i) =>
      row.map((dark, j) => (reserved[i][j] ? dark : dark !== turned(i, j))),
    );
    writeFormat(made, mask);
    return {modules: made, version, mask, penalty: penaltyOf(made)};
  });
  return tried.reduce((best, one) => (one.penalty < best.penalty ? one : best));
}

/**
 * A picture of the code of a text, as the address of an image.
 *
 * @param {string} text
 */
export function qrImage(text) {
  const {modules} = qrOf(text);
  const size = modules.length + 2 * QUIET;
  const dark = modules.flatMap((row, i) =>
    row.flatMap((is, j) => (is ? [`M${j + QUIET} ${i + QUIET}h1v1h-1z`] : [])),
  );
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${dark.join("")}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

// What the text becomes -------------------------------------------------------------------------------------------

/** @param {number} version */
const sizeOf = (version) => 17 + 4 * version;

/**
 * Codewords of a version, data and error correction together: the modules that no pattern takes, in bytes.
 *
 * @param {number} version
 */
function allCodewords(version) {
  const aligned = version > 1 ? Math.floor(version / 7) + 2 : 0;
  const alignment = aligned ? 25 * aligned ** 2 - 10 * aligned - 55 : 0;
  const modules = (16 * version + 128) * version + 64 - alignment - (version >= 7 ? 36 : 0);
  return Math.floor(modules / 8);
}

/** @param {number} version */
function dataCodewords(version) {
  const [correction, blocks] = BLOCKS[version - 1];
  return allCodewords(version) - correction * blocks;
}

/** @param {number} version width of the count of bytes */
const countBits = (version) => (version < 10 ? 8 : 16);

/**
 * @param {number} version
 * @param {number} length in bytes
 */
const bits = (version, length) => 4 + countBits(version) + 8 * length;

/**
 * The data: mode, length, bytes, and what fills the room that is left.
 *
 * @param {Uint8Array} bytes
 * @param {number} version
 */
function codewords(bytes, version) {
  const number = (/** @type {number} */ value, /** @type {number} */ width) =>
    value.toString(2).padStart(width, "0");
  const room = dataCodewords(version);
  const text = [
    number(BYTES, 4),
    number(bytes.length, countBits(version)),
    ...[...bytes].map((b) => number(b, 8)),
  ];
  const ended = `${text.join("")}0000`.slice(0, 8 * room);
  const data = (ended.match(/.{1,8}/g) ?? []).map((byte) => parseInt(byte.padEnd(8, "0"), 2));
  for (let k = 0; data.length < room; k += 1) data.push(PADDING[k % 2]);
  return data;
}

/**
 * Split the data into blocks, the shorter ones first, add to each its error correction, and take turns.
 *
 * @param {number[]} data
 * @param {number} version
 */
function interleaved(data, version) {
  const [correction, count] = BLOCKS[version - 1];
  const short = Math.floor(data.length / count);
  const shorter = count - (data.length % count);
  const divisor = generator(correction);
  /** @type {number[][]} */
  const blocks = [];
  for (let k = 0, from = 0; k < count; k += 1) {
    const length = short + (k < shorter ? 0 : 1);
    blocks.push(data.slice(from, from + length));
    from += length;
  }
  const corrections = blocks.map((block) => remainder(block, divisor));
  return [...inTurns(blocks), ...inTurns(corrections)];
}

/** @param {number[][]} lists */
function inTurns(lists) {
  const longest = Math.max(...lists.map(({length}) => length));
  return Array.from({length: longest}, (_, k) =>
    lists.filter((list) => k < list.length).map((list) => list[k]),
  ).flat();
}

// Reed and Solomon's code over the field of 256 elements, modulo x^8 + x^4 + x^3 + x^2 + 1 ---------

/**
 * @param {number} one
 * @param {number} other
 */
function times(one, other) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((other >> bit) & 1) * one;
  }
  return product;
}

/** @param {number} degree of the polynomial whose roots are the first powers of 2; without its leading 1 */
function generator(degree) {
  const made = [...Array(degree - 1).fill(0), 1];
  let root = 1;
  for (let k = 0; k < degree; k += 1) {
    for (let i = 0; i < degree; i += 1) made[i] = times(made[i], root) ^ (made[i + 1] ?? 0);
    root = times(root, 2);
  }
  return made;
}

/**
 * @param {number[]} data
 * @param {number[]} divisor
 */
function remainder(data, divisor) {
  const left = Array(divisor.length).fill(0);
  for (const byte of data) {
    const factor = byte ^ left.shift();
    left.push(0);
    for (const [i, coefficient] of divisor.entries()) left[i] ^= times(coefficient, factor);
  }
  return left;
}

// Where it is written ---------------------------------------------------------------------------------------------

/** @typedef {(row: number, column: number, dark: boolean) => void} Write a module of a pattern */

/**
 * The patterns by which a reader finds the code, and which modules they take.
 *
 * @param {number} version
 */
function frame(version) {
  const size = sizeOf(version);
  const none = () => Array.from({length: size}, () => Array(size).fill(false));
  /** @type {Modules} */
  const modules = none();
  /** @type {Modules} */
  const reserved = none();
  /** @type {Write} */
  const write = (row, column, dark) => {
    if (!(row in modules && column in modules)) return;
    modules[row][column] = dark;
    reserved[row][column] = true;
  };
  for (let k = 0; k < size; k += 1) {
    write(6, k, k % 2 === 0);
    write(k, 6, k % 2 === 0);
  }
  for (const [row, column] of finderMiddles(size)) writeRings(write, row, column, 4);
  for (const [row, column] of alignmentMiddles(version)) writeRings(write, row, column, 2);
  for (const [row, column] of formatModules(size).flat()) write(row, column, false);
  write(size - 8, 8, true);
  for (const [row, column, dark] of versionBits(version)) {
    write(row, column, dark);
    write(column, row, dark);
  }
  return {modules, reserved};
}

/**
 * Squares in squares: of radius 4 a finder with the light modules round it, of radius 2 an alignment pattern.
 *
 * @param {Write} write
 * @param {number} row of the middle
 * @param {number} column of the middle
 * @param {2 | 4} radius
 */
function writeRings(write, row, column, radius) {
  const light = radius === 4 ? [2, 4] : [1];
  for (let i = -radius; i <= radius; i += 1)
    for (let j = -radius; j <= radius; j += 1) {
      const ring = Math.max(Math.abs(i), Math.abs(j));
      write(row + i, column + j, !light.includes(ring));
    }
}

/** @param {number} size */
const finderMiddles = (size) => [
  [3, 3],
  [3, size - 4],
  [size - 4, 3],
];

/**
 * Middles of the alignment patterns: none where a finder is.
 *
 * @param {number} version
 */
function alignmentMiddles(version) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = 2 * Math.ceil((4 * version + 4) / (2 * (count - 1)));
  const last = sizeOf(version) - 7;
  const along = [6, ...Array.from({length: count - 1}, (_, k) => last - (count - 2 - k) * step)];
  const isFinder = (/** @type {number} */ i, /** @type {number} */ j) =>
    (i === 6 && (j === 6 || j === last)) || (i === last && j === 6);
  return along.flatMap((i) => along.filter((j) => !isFinder(i, j)).map((j) => [i, j]));
}

/**
 * Row and column of the fifteen bits of the format, lowest first, each written twice.
 *
 * @param {number} size
 */
function formatModules(size) {
  const first = [0, 1, 2, 3, 4, 5, 7, 8].map((row) => [row, 8]);
  const second = [7, 5, 4, 3, 2, 1, 0].map((column) => [8, column]);
  const right = Array.from({length: 8}, (_, k) => [8, size - 1 - k]);
  const below = Array.from({length: 7}, (_, k) => [size - 7 + k, 8]);
  return [
    [...first, ...second],
    [...right, ...below],
  ];
}

/**
 * @param {number} value
 * @param {number} polynomial that makes what is appended
 * @param {number} width of that, in bits
 */
function withCheck(value, polynomial, width) {
  let left = value;
  for (let k = 0; k < width; k += 1) left = (left << 1) ^ ((left >> (width - 1)) * polynomial);
  return (value << width) | left;
}

/**
 * @param {Modules} modules
 * @param {number} mask
 */
function writeFormat(modules, mask) {
  const format = withCheck((LEVEL << 3) | mask, 0x537, 10) ^ 0x5412;
  for (const copy of formatModules(modules.length))
    for (const [k, [row, column]] of copy.entries()) modules[row][column] = ((format >> k) & 1) === 1;
}

/**
 * Row, column and module of the version number; its second copy is the mirror image.
 *
 * @param {number} version
 * @returns {[number, number, boolean][]}
 */
function versionBits(version) {
  if (version < 7) return [];
  const checked = withCheck(version, 0x1f25, 12);
  const from = sizeOf(version) - 11;
  return Array.from({length: 18}, (_, k) => [Math.floor(k / 3), from + (k % 3), ((checked >> k) & 1) === 1]);
}

/**
 * Write the codewords up and down in pairs of columns, from the right.
 *
 * @param {Modules} modules
 * @param {Modules} reserved
 * @param {number[]} words
 */
function fill(modules, reserved, words) {
  const size = modules.length;
  let bit = 0;
  let upward = true;
  for (let right = size - 1; right > 0; right -= right === 8 ? 3 : 2) {
    for (let k = 0; k < size; k += 1) {
      const row = upward ? size - 1 - k : k;
      for (const column of [right, right - 1]) {
        if (reserved[row][column]) continue;
        modules[row][column] = (((words[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1;
        bit += 1;
      }
    }
    upward = !upward;
  }
}

// How well it reads -----------------------------------------------------------------------------------------------

/** @param {Modules} modules */
function penaltyOf(modules) {
  const columns = modules.map((_, j) => modules.map((row) => row[j]));
  const lines = [...modules, ...columns].reduce((sum, line) => sum + runs(line) + finders(line), 0);
  const all = modules.length ** 2;
  const dark = modules.flat().filter(Boolean).length;
  return lines + 3 * squares(modules) + 10 * Math.floor(Math.abs(20 * dark - 10 * all) / all);
}

/** @param {boolean[]} line */
function runs(line) {
  let penalty = 0;
  let length = 0;
  for (const [k, dark] of line.entries()) {
    length = dark === line[k - 1] ? length + 1 : 1;
    if (length === 5) penalty += 3;
    else if (length > 5) penalty += 1;
  }
  return penalty;
}

/** @param {boolean[]} line with what is light round the code */
function finders(line) {
  const light = "0".repeat(QUIET);
  const text = light + line.map(Number).join("") + light;
  return 40 * (text.match(FINDER)?.length ?? 0);
}

/** @param {Modules} modules whose squares of two by two are of one kind */
function squares(modules) {
  let count = 0;
  for (let i = 1; i < modules.length; i += 1)
    for (let j = 1; j < modules.length; j += 1) {
      const one = modules[i][j];
      if (one === modules[i - 1][j] && one === modules[i][j - 1] && one === modules[i - 1][j - 1]) count += 1;
    }
  return count;
}
