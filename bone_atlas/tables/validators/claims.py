"""What must hold for the share of marrow, the claims, and the rows that claims rest on."""

from __future__ import annotations

import re

from bone_atlas.tables.cells import sentences, words
from bone_atlas.tables.problems import Problem
from bone_atlas.tables.validators.common import Frames, number_in, numbered, unknown
from bone_atlas.tables.vocabulary import CLAIM_MARKS, CLAIM_PARTS

#: Of each kind of evidence: the table and the column its key is looked up in. Detection rows are checked
#: once there is such a table.
EVIDENCE_TABLES = {
    "article": ("article", "site_id"),
    "observation": ("observations", "observation_id"),
    "study": ("studies", "study_id"),
    "segment": ("segments", "segment_id"),
    "detection": ("detection", "detection_id"),
}


def marrow_is_shared_out(frames: Frames) -> list[Problem]:
    """Check that the shares of the marrow add up to the whole, and belong to sites and studies that exist.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each id that leads nowhere or stands twice, and one where a study's shares do not add up.
    """
    places = set(frames["sites"]["site_id"]) | set(frames["groups"]["group_id"])
    problems = [
        *unknown(frames, "marrow", "study_id", set(frames["studies"]["study_id"]), "a study in studies.csv"),
        *unknown(frames, "marrow", "site_id", places, "a site in sites.csv or a group in groups.csv"),
    ]
    shares: dict[str, float] = {}
    seen: set[tuple[str, str]] = set()
    for number, row in numbered(frames, "marrow"):
        place = (row["study_id"], row["site_id"])
        if place in seen:
            problems.append(
                Problem("marrow.csv", number, "site_id", row["site_id"], "each site once in a study")
            )
        seen.add(place)
        share = number_in("marrow", row, "marrow_percent")
        shares[row["study_id"]] = shares.get(row["study_id"], 0.0) + (share or 0.0)
    problems += [
        Problem("marrow.csv", None, "marrow_percent", f"{share:.1f} of {study}", "shares that add up to 100")
        for study, share in shares.items()
        if abs(share - 100) > 0.5
    ]
    return problems


def claims_lead_somewhere(frames: Frames) -> list[Problem]:
    """Check that a claim shows what exists, and that each row it rests on exists.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each id that leads nowhere.
    """
    layers = set(frames["layers"]["layer_id"])
    places = set(frames["sites"]["site_id"]) | set(frames["groups"]["group_id"])
    journeys, claims = set(frames["journeys"]["journey_id"]), set(frames["claims"]["claim_id"])
    return [
        *unknown(frames, "claims", "layer_id", layers, "a layer in layers.csv"),
        *unknown(frames, "claims", "second_layer_id", layers, "a layer in layers.csv"),
        *unknown(frames, "claims", "site_ids", places, "a site in sites.csv or a group in groups.csv"),
        *unknown(frames, "claims", "journey_id", journeys, "a journey in journeys.csv"),
        *unknown(frames, "claim_evidence", "claim_id", claims, "a claim in claims.csv"),
        *_evidence_that_is_nowhere(frames),
    ]


def _evidence_that_is_nowhere(frames: Frames) -> list[Problem]:
    known = {
        kind: set(frames[table][column])
        for kind, (table, column) in EVIDENCE_TABLES.items()
        if table in frames
    }
    problems = []
    for number, row in numbered(frames, "claim_evidence"):
        if row["kind"] in known and row["key"] not in known[row["kind"]]:
            table, column = EVIDENCE_TABLES[row["kind"]]
            expected = f"a {column} in {table}.csv"
            problems.append(Problem("claim_evidence.csv", number, "key", row["key"], expected))
    return problems


def claims_rest_on_rows_or_say_why(frames: Frames) -> list[Problem]:
    """Check that a claim has evidence, or says why it has none, and never both; and each row once.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each claim that is neither or both, each row told twice, and each break in the numbering.
    """
    problems = []
    places: dict[str, int] = {}
    seen: set[tuple[str, str, str]] = set()
    for number, row in numbered(frames, "claim_evidence"):
        claim = row["claim_id"]
        places[claim] = places.get(claim, 0) + 1
        if row["list_order"] != str(places[claim]):
            expected = f"{places[claim]}, to follow the row above"
            problems.append(Problem("claim_evidence.csv", number, "list_order", row["list_order"], expected))
        if (claim, row["kind"], row["key"]) in seen:
            problems.append(
                Problem("claim_evidence.csv", number, "key", row["key"], "each row once for a claim")
            )
        seen.add((claim, row["kind"], row["key"]))
    for number, row in numbered(frames, "claims"):
        if (row["claim_id"] in places) == bool(row["no_evidence_reason"]):
            expected = (
                "nothing: it has rows in claim_evidence.csv"
                if row["claim_id"] in places
                else "why claim_evidence.csv has no row of it"
            )
            problems.append(
                Problem("claims.csv", number, "no_evidence_reason", row["no_evidence_reason"], expected)
            )
    return problems


def claims_leave_numbers_to_their_rows(frames: Frames) -> list[Problem]:
    """Check that no figure is typed into the words of a claim: figures are taken from the rows they stand in.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each cell with a digit or a per cent sign.
    """
    told = [("claims", name) for name in ("statement", "our_reading", "because", "no_evidence_reason")]
    return [
        Problem(f"{table}.csv", number, column, row[column], "words without numbers")
        for table, column in (*told, ("claim_evidence", "says"))
        for number, row in numbered(frames, table)
        if re.search(r"[\d%]", row[column])
    ]


def claims_say_what_each_sentence_rests_on(frames: Frames) -> list[Problem]:
    """Check that each sentence of a claim names what it rests on, and that this is there.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each sentence without, each that the claim does not have, and each reference that leads to no
        row of the claim.
    """
    listed = {
        (row["claim_id"], row["part"], row["sentence"]) for _, row in numbered(frames, "claim_sentences")
    }
    said = set()
    problems = []
    for number, row in numbered(frames, "claims"):
        for part in CLAIM_PARTS:
            for sentence in sentences(row[part]):
                said.add((row["claim_id"], part, sentence))
                if (row["claim_id"], part, sentence) not in listed:
                    expected = "sentences that claim_sentences.csv has in full, with what they rest on"
                    problems.append(Problem("claims.csv", number, part, sentence, expected))
    return problems + _sentences_that_are_wrong(frames, said)


def _sentences_that_are_wrong(frames: Frames, said: set[tuple[str, str, str]]) -> list[Problem]:
    rows: dict[str, set[str]] = {}
    for _, row in numbered(frames, "claim_evidence"):
        rows.setdefault(row["claim_id"], set()).add(f"{row['kind']} {row['key']}")
    places: dict[str, int] = {}
    problems = []
    for number, row in numbered(frames, "claim_sentences"):
        claim = row["claim_id"]
        places[claim] = places.get(claim, 0) + 1
        found = []
        if row["list_order"] != str(places[claim]):
            found.append(("list_order", row["list_order"], f"{places[claim]}, to follow the row above"))
        if (claim, row["part"], row["sentence"]) not in said:
            found.append(("sentence", row["sentence"], "a sentence of that part of the claim, word by word"))
        found += [
            ("rests_on", reference, f"a row of the claim in claim_evidence.csv, or {', '.join(CLAIM_MARKS)}")
            for reference in words(row["rests_on"])
            if reference not in CLAIM_MARKS and reference not in rows.get(claim, ())
        ]
        problems += [Problem("claim_sentences.csv", number, *one) for one in found]
    return problems
