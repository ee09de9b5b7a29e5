"""Shading and ink as one picture of black with alpha, to be laid over flat colours of any kind."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

from tools.skeleton.raster import BACKGROUND, Raster

Gray = NDArray[np.float32]

LIGHT = np.array([-0.38, 0.55, 0.74])  # from the upper left, in front
HOLLOW_SCALES_MM = (3.0, 8.0, 20.0)
EDGE_STEP_MM = 4.0  # a jump in depth that is drawn as a line
PICTURE_HEIGHT = 1500


def shading_picture(raster: Raster, height: int = PICTURE_HEIGHT) -> Gray:
    """Return the opacity (0 to 1) of the black overlay, (height, width) pixels over the raster's extent."""
    background = raster.index == BACKGROUND
    light = lightness(raster)
    line = ink(raster)
    alpha = 1 - (1 - np.clip((1 - light) * 0.82, 0, 1)) * (1 - 0.75 * line)
    alpha[background & (line < 0.05)] = 0
    width = round(raster.extent.shape[1] * height / raster.extent.shape[0])
    picture = Image.fromarray(alpha.astype(np.float32))
    small = picture.resize((width, height), Image.Resampling.BOX)
    return np.asarray(np.clip(np.asarray(small), 0, 1), np.float32)


def lightness(raster: Raster) -> Gray:
    """Return how light each pixel is (0 to 1): diffuse light, darker towards the rim and in hollows."""
    normal = raster.normal * np.where(raster.normal[..., 2:] < 0, -1, 1)  # winding is mixed in some
    diffuse = np.clip(normal @ (LIGHT / np.linalg.norm(LIGHT)), 0, 1)
    rim = np.clip(normal[..., 2], 0, 1) ** 0.7
    light = (0.30 + 0.70 * diffuse) * (0.55 + 0.45 * rim) * (1 - 0.72 * hollowness(raster))
    light[raster.index == BACKGROUND] = 1
    return np.asarray(np.clip(light / 0.93, 0, 1), np.float32)


def hollowness(raster: Raster) -> Gray:
    """Return how far (0 to 1) each pixel lies below the mean depth around it, over several distances."""
    drawn = (raster.index != BACKGROUND).astype(np.float32)
    depth = np.where(drawn > 0, raster.depth, 0)
    total = np.zeros_like(depth)
    for scale in HOLLOW_SCALES_MM:
        sigma = scale / raster.extent.pixel
        weight = np.maximum(ndimage.gaussian_filter(drawn, sigma, truncate=3), 1e-3)
        around = ndimage.gaussian_filter(depth, sigma, truncate=3) / weight
        total += np.clip((around - depth) / (scale * 1.8), 0, 1)
    return np.clip(total / 1.7, 0, 1)


def ink(raster: Raster) -> Gray:
    """Return the strength (0 to 1) of lines along silhouettes, steps in depth and borders between pieces."""
    steps = ndimage.gaussian_filter(depth_steps(raster).astype(np.float32), 1.1) * 1.5
    borders = ndimage.gaussian_filter(piece_borders(raster.index).astype(np.float32), 0.9) * 1.1
    return np.asarray(np.clip(steps + borders, 0, 1), np.float32)


def depth_steps(raster: Raster) -> NDArray[np.bool_]:
    """Return the pixels just behind a step in depth."""
    depth = np.where(raster.index == BACKGROUND, -400, raster.depth)
    behind = np.zeros(depth.shape, dtype=bool)
    across = np.diff(depth, axis=1)
    down = np.diff(depth, axis=0)
    behind[:, :-1] |= across > EDGE_STEP_MM
    behind[:, 1:] |= across < -EDGE_STEP_MM
    behind[:-1] |= down > EDGE_STEP_MM
    behind[1:] |= down < -EDGE_STEP_MM
    return behind


def piece_borders(index: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Return the pixels whose left or upper neighbour belongs to another piece."""
    border = np.zeros(index.shape, dtype=bool)
    border[:, 1:] |= index[:, 1:] != index[:, :-1]
    border[1:] |= index[1:] != index[:-1]
    return border
