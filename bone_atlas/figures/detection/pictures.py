"""Drawn pictures of one vertebra, in a cut and on a schematic X-ray, and what a focus in it takes away.

They are made from formulae, not from a patient. Each has a base and a veil; the veil's opacity is what the
loss of mineral changes, so that a browser can follow a slider without new pictures.
"""

from __future__ import annotations

import base64
import struct
import zlib
from functools import cache

import numpy as np
from scipy.ndimage import gaussian_filter

WIDTH = HEIGHT = 280
SEED = 7
#: Centre and half-axes of the focus, in units of the picture's width, from its middle.
FOCUS = (-0.16, 0.02, 0.14, 0.12)
#: Where the body is, and how far the next one is away.
MIDDLE, NEXT = -0.07, 0.6
NAMES = ("bone", "bone_veil", "film", "film_veil")

Plane = np.ndarray
"""One number for each pixel, shape (HEIGHT, WIDTH)."""


@cache
def pictures() -> dict[str, bytes]:
    """Draw the four pictures.

    Returns
    -------
    dict of str to bytes
        PNG files by `NAMES`; the same bytes every time.
    """
    made = zip(NAMES, (_bone(), _bone_veil(), _film(), _film_veil()), strict=True)
    return {name: png(pixels) for name, pixels in made}


def data_urls() -> dict[str, str]:
    """Return the pictures as ``data:`` addresses, for a figure that stands alone."""
    return {
        name: f"data:image/png;base64,{base64.b64encode(body).decode()}" for name, body in pictures().items()
    }


def png(pixels: np.ndarray) -> bytes:
    """Write pixels as a PNG file (RFC 2083), without any date or software in it.

    Parameters
    ----------
    pixels : numpy.ndarray
        Shape (height, width, 4) for red, green, blue and opacity, 0 to 1.

    Returns
    -------
    bytes
        The file, 8 bits a channel, in 64 steps.
    """
    height, width, _ = pixels.shape
    # 64 shades are enough for the eye and halve the file.
    bits = (np.round(np.clip(pixels, 0, 1) * 63) * 255 / 63).astype(np.uint8).reshape(height, -1)
    lines = np.hstack([np.zeros((height, 1), np.uint8), bits]).tobytes()
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    body = _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(lines, 9)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _grid() -> tuple[Plane, Plane]:
    """Return x to the right and y downwards from the middle, both in units of the width."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(float)
    return (x - (WIDTH - 1) / 2) / WIDTH, (y - (HEIGHT - 1) / 2) / WIDTH


def _body(x: Plane, y: Plane) -> Plane:
    """Return how far a point lies inside a waisted body: below 1 inside, 1 on its edge."""
    x = x - MIDDLE
    half_width = 0.36 - 0.035 * (1 - np.clip(y / 0.26, -1, 1) ** 2)
    half_height = 0.265 - 0.02 * (1 - np.clip(x / 0.36, -1, 1) ** 2)
    distance: Plane = ((np.abs(x) / half_width) ** 9 + (np.abs(y) / half_height) ** 9) ** (1 / 9)
    return distance


def _soft(edge: Plane, width: float) -> Plane:
    """Return 1 where `edge` is below 1 and 0 above, with a soft step of this width."""
    return 1 / (1 + np.exp(np.clip((edge - 1) / width, -60, 60)))


def _ellipse(x: Plane, y: Plane, shape: tuple[float, float, float, float], turn: float = 0.0) -> Plane:
    """Return the distance from an ellipse's middle in units of its half-axes, turned by an angle."""
    cx, cy, a, b = shape
    c, s = np.cos(turn), np.sin(turn)
    along, across = (x - cx) * c + (y - cy) * s, (y - cy) * c - (x - cx) * s
    return np.asarray(np.hypot(along / a, across / b))


def _arch(x: Plane, y: Plane) -> Plane:
    """Return the arch behind a body: pedicle, joint and spinous process."""
    parts = (
        _soft(_ellipse(x, y, (0.3, -0.1, 0.1, 0.07)), 0.12),
        0.8 * _soft(_ellipse(x, y, (0.4, -0.12, 0.05, 0.17), 0.25), 0.16),
        0.75 * _soft(_ellipse(x, y, (0.52, 0.08, 0.19, 0.075), 0.5), 0.14),
    )
    return np.asarray(np.maximum.reduce(parts))


def _trabeculae(across: float, along: float) -> Plane:
    """Return a lattice of plates, mostly upright, between 0 and 1."""
    noise = np.random.default_rng(SEED)
    upright = gaussian_filter(noise.standard_normal((HEIGHT, WIDTH)), (along, across))
    level = gaussian_filter(noise.standard_normal((HEIGHT, WIDTH)), (across, along * 0.8))
    mixed = upright / upright.std() + 0.7 * level / level.std()
    return np.asarray(_soft(1 - mixed, 0.35))


def _focus(x: Plane, y: Plane) -> Plane:
    """Return the focus, 1 inside: an uneven edge, as a destroyed area has."""
    angle = np.arctan2(y - FOCUS[1], x - FOCUS[0])
    uneven = 1 + 0.05 * np.sin(3 * angle + 0.6) + 0.04 * np.sin(5 * angle + 2)
    return np.asarray(_soft(_ellipse(x, y, FOCUS) / uneven, 0.1))


def _ring(x: Plane, y: Plane) -> Plane:
    """Return a dashed ring around the focus, which marks where it is."""
    away = _ellipse(x, y, FOCUS) - 1.28
    dashes = _soft(1 - np.sin(14 * np.arctan2(y - FOCUS[1], x - FOCUS[0])), 0.2)
    return np.asarray(np.exp(-((away / 0.045) ** 2)) * dashes)


def _marked(picture: np.ndarray, colour: str, opacity: Plane) -> np.ndarray:
    """Lay a colour over a picture."""
    layer, share = _painted(colour, opacity), opacity[..., None]
    mixed = picture[..., :3] * (1 - share) + layer[..., :3] * share
    return np.dstack([mixed, np.maximum(picture[..., 3], opacity)])


def _painted(colour: str, opacity: Plane) -> np.ndarray:
    channels = [np.full(opacity.shape, int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5)]
    return np.dstack([*channels, opacity])


def _bone() -> np.ndarray:
    """Draw a vertebra in a cut: cortex, lattice and marrow, nothing around it."""
    x, y = _grid()
    edge, arch = _body(x, y), _arch(x, y)
    inside = _soft(edge, 0.009)
    cortex = inside * _soft(2 - edge / 0.945, 0.02)
    ivory = np.clip(np.maximum(_trabeculae(1.2, 4.5) * 0.92, cortex), 0, 1)[..., None]
    bone, marrow = np.array([0.96, 0.9, 0.77]), np.array([0.72, 0.36, 0.28])
    body = ivory * bone + (1 - ivory) * marrow
    behind = np.array([0.84, 0.77, 0.63]) * (0.86 + 0.14 * arch[..., None])
    colour = inside[..., None] * body + (1 - inside[..., None]) * behind
    drawn = np.dstack([colour, np.maximum(inside, np.clip(arch * 1.25 - 0.1, 0, 1) * _soft(x / 0.45, 0.03))])
    return _marked(drawn, "#0b57d0", 0.95 * _ring(x, y))


def _bone_veil() -> np.ndarray:
    """Draw what fills the focus when all its mineral is gone."""
    return _painted("#43324f", _focus(*_grid()))


def _film() -> np.ndarray:
    """Draw a schematic X-ray: soft tissue, three bodies with discs between, the arches behind them."""
    x, y = _grid()
    light = 0.13 + 0.05 * np.exp(-(((x + 0.05) / 0.45) ** 2))
    for shift in (-NEXT, 0.0, NEXT):
        edge = _body(x, y - shift)
        rim = np.exp(-(((edge - 0.965) / 0.035) ** 2))
        light = light + 0.4 * _soft(edge, 0.025) + 0.16 * rim + 0.22 * _arch(x, y - shift)
    light = light + 0.05 * (_trabeculae(1.1, 4.0) - 0.5) * _soft(_body(x, y), 0.03)
    grey = gaussian_filter(light, 1.0)
    drawn = np.dstack([grey * 0.97, grey * 0.99, grey, np.ones_like(grey)])
    return _marked(drawn, "#ffd35c", 0.75 * _ring(x, y))


def _film_veil() -> np.ndarray:
    """Draw the shadow's absence: how much darker the focus is when it shows fully."""
    return _painted("#07090b", 0.62 * gaussian_filter(_focus(*_grid()), 4.0))
