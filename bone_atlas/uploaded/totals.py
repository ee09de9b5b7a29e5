"""Rows that sum up the others: they name no site, though "all bones" would be the skeleton."""

from __future__ import annotations

from bone_atlas.tables import words
from bone_atlas.uploaded.words import FILLERS, plain

#: The place that a total would be taken for.
WHOLE = "skeleton"
_TOTAL = frozenset(
    words(
        "all;any;total;totals;subtotal;sum;overall;altogether;combined;"
        "total general;todos;todas;suma;cualquier;cualquiera;conjunto;"
        "gesamt;gesamtzahl;insgesamt;summe;alle;zusammen;"
        "ensemble;tous;toutes;somme;totaux;"
        "soma;geral;"
        "summa;omnes;omnia;universi;"
        "合计;总计;总数;总共;共计;全部;所有;小计;總計;總數;合計;全部病例;所有患者;总例数;總例數;總共;共計"
    )
)
_COUNTED = frozenset(
    words(
        "n;no;nr;number;patients;patient;cases;case;women;subjects;lesions;lesion;metastases;metastasis;"
        "metastatic;sites;site;locations;location;regions;skeletal;bony;osseous;grand;group;cohort;study;"
        "population;row;rows;column;these;for;with;above;sample;size;"
        "pacientes;paciente;casos;lesiones;metastasis oseas;oseas;oseos;sitios;con;general;cualquier;"
        "patienten;patientinnen;falle;lasionen;metastasen;knochen;lokalisationen;der;die;"
        "patientes;cas;metastases osseuses;osseuses;des;les;le;osseux;localisations;"
        "metastases osseas;osseas;ossos;lesoes;dos;das;os;as;"
        "例;患者;病例"
    )
)


def is_total(name: str) -> bool:
    """Tell whether the name of a row says that it sums up others.

    Parameters
    ----------
    name : str
        As it stands in a table, such as ``"All"``, ``"Total patients"`` or ``"合计"``.

    Returns
    -------
    bool
        False where any of its words names a place.
    """
    said = plain(name[:200]).split()
    if not set(said) & _TOTAL:
        return False
    return all(word in _TOTAL or word in _COUNTED or word in FILLERS or word.isdecimal() for word in said)
