"""All questions, made once."""

from __future__ import annotations

import pytest
from quiz_bank import BANK

from bone_atlas.quiz import Bank


@pytest.fixture(scope="session")
def bank() -> Bank:
    return BANK
