// Lengths along lines and distances from them.

/** @typedef {[number, number]} Point */

/**
 * Point of a polyline at a share of its length.
 *
 * @param {Point[]} points
 * @param {number} share from 0 to 1
 * @returns {Point}
 */
export function along(points, share) {
  const lengths = points.slice(1).map(([x, y], i) => Math.hypot(x - points[i][0], y - points[i][1]));
  let left = share * lengths.reduce((sum, length) => sum + length, 0);
  for (let i = 0; i < lengths.length; i += 1) {
    if (left <= lengths[i] && lengths[i] > 0) {
      const t = left / lengths[i];
      return [
        points[i][0] + (points[i + 1][0] - points[i][0]) * t,
        points[i][1] + (points[i + 1][1] - points[i][1]) * t,
      ];
    }
    left -= lengths[i];
  }
  return points[points.length - 1];
}

/**
 * Distance from a point to a polyline.
 *
 * @param {Point[]} points
 * @param {Point} point
 */
export function distance(points, [px, py]) {
  let least = Infinity;
  for (let i = 1; i < points.length; i += 1) {
    const [[ax, ay], [bx, by]] = [points[i - 1], points[i]];
    const length = (bx - ax) ** 2 + (by - ay) ** 2;
    const t = length ? Math.max(0, Math.min(1, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length)) : 0;
    least = Math.min(least, Math.hypot(ax + t * (bx - ax) - px, ay + t * (by - ay) - py));
  }
  return least;
}

/**
 * A polyline as the data of an SVG path.
 *
 * @param {Point[]} points
 */
export const pathData = (points) => `M${points.map(([x, y]) => `${x},${y}`).join("L")}`;
