"""Headings as published tables have them, in the languages the atlas reads."""

from __future__ import annotations

import pytest

from bone_atlas.layers import Proportion
from bone_atlas.uploaded import Checker, SiteNames
from tests.atlas import BODY, TABLES

CHECKER = Checker(SiteNames(TABLES), BODY)


@pytest.mark.parametrize(
    "text",
    [
        "Hueso;N.º de pacientes;Porcentaje (%)\nCostillas;31;28,97\nCráneo;4;3,74\n",
        "Localización;N.º de casos;%\nCostillas;31;28,97\nCráneo;4;3,74\n",
        "Siège;Nombre de cas;Pourcentage\nCôtes;31;28,97\nCrâne;4;3,74\n",
        "Siège;Nombre de patients;%\nCôtes;31;28,97\nCrâne;4;3,74\n",
        "Local;Número;Porcentagem\nCostelas;31;28,97\nCrânio;4;3,74\n",
        "Site\tn/N (%)\nRibs\t31/107 (28.97)\nSkull\t4/107 (3.74)\n",
        "Site;n/N\nRibs;31/107\nSkull;4/107\n",
    ],
    ids=[
        "Spanish patients",
        "Spanish cases",
        "French cases",
        "French patients",
        "Portuguese",
        "n/N (%)",
        "n/N",
    ],
)
def test_counts_are_found_under_the_heading_they_stand_under(text: str) -> None:
    result = CHECKER.text(text, choices={"n": "107"})
    assert result.clean
    assert [
        (row.value.site_id, row.value.numerator, row.value.denominator)
        for row in result.painted
        if isinstance(row.value, Proportion)
    ] == [("ribs", 31, 107), ("skull", 4, 107)]
