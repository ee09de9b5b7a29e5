"""What must hold for studies, layers, observations and the article, and for every reference."""

from __future__ import annotations

from bone_atlas.tables.problems import Problem
from bone_atlas.tables.validators.common import Frames, Row, number_in, numbered, unknown
from bone_atlas.tables.vocabulary import UNSTATED


def references_lead_somewhere(frames: Frames) -> list[Problem]:
    """Check that every id named in a table exists in the table it points to.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each id that leads nowhere.
    """
    sites = set(frames["sites"]["site_id"])
    ids = sites | set(frames["groups"]["group_id"])
    studies, layers = set(frames["studies"]["study_id"]), set(frames["layers"]["layer_id"])
    return [
        *unknown(frames, "sites", "parent_id", sites, "a site in sites.csv"),
        *unknown(frames, "groups", "member_site_ids", sites, "a site in sites.csv"),
        *unknown(frames, "bones", "site_id", sites, "a site in sites.csv"),
        *unknown(frames, "layers", "study_id", studies, "a study in studies.csv"),
        *unknown(frames, "observations", "study_id", studies, "a study in studies.csv"),
        *unknown(frames, "observations", "layer_id", layers, "a layer in layers.csv"),
        *unknown(frames, "observations", "site_id", ids, "a site in sites.csv or a group in groups.csv"),
        *unknown(frames, "article", "site_id", ids, "a site in sites.csv or a group in groups.csv"),
        *unknown(
            frames, "article", "wins_over", set(frames["article"]["site_id"]), "another row of article.csv"
        ),
    ]


def counts_are_possible(frames: Frames) -> list[Problem]:
    """Check that a count has a denominator, does not exceed it, and tells where it comes from.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each impossible row.
    """
    problems = []
    for number, row in numbered(frames, "observations"):
        numerator, denominator = (
            number_in("observations", row, name) for name in ("numerator", "denominator")
        )
        if row["numerator"] and not row["denominator"]:
            problems.append(
                Problem("observations.csv", number, "denominator", "", "the denominator of the count")
            )
        if numerator is not None and denominator is not None and numerator > denominator:
            expected = f"at most the denominator, {denominator:g}"
            problems.append(Problem("observations.csv", number, "numerator", row["numerator"], expected))
        if (row["numerator"] == "") != (row["count_origin"] == "not published"):
            expected = "not published where there is no count, and only there"
            problems.append(
                Problem("observations.csv", number, "count_origin", row["count_origin"], expected)
            )
    return problems


def painted_or_says_why(frames: Frames) -> list[Problem]:
    """Check that a painted row has a layer, a site and a figure, and that any other says why not.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each row that is neither painted whole nor explained.
    """
    problems = []
    for number, row in numbered(frames, "observations"):
        painted = row["painted"] == "yes"
        for column, wanted in (("layer_id", painted), ("not_painted_reason", not painted)):
            if bool(row[column]) != wanted:
                expected = f"{'some text' if wanted else 'nothing'} in a row with painted = {row['painted']}"
                problems.append(Problem("observations.csv", number, column, row[column], expected))
        if painted and not row["site_id"]:
            problems.append(
                Problem("observations.csv", number, "site_id", "", "a site, because the row is painted")
            )
        if painted and not row["numerator"] and not row["printed_percent"]:
            expected = "a count or a printed percentage, because the row is painted"
            problems.append(Problem("observations.csv", number, "numerator", "", expected))
    return problems


def shares_of_nothing_known_are_not_painted(frames: Frames) -> list[Problem]:
    """Check that a share of what is not stated is kept, but paints nothing.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each painted row, and each layer, whose whole is not known.
    """
    expected = "a stated whole, or a row that is not painted"
    return [
        Problem("observations.csv", number, "unit", row["unit"], expected)
        for number, row in numbered(frames, "observations")
        if row["unit"] == UNSTATED and row["painted"] == "yes"
    ] + [
        Problem("layers.csv", number, "unit", row["unit"], "a stated whole")
        for number, row in numbered(frames, "layers")
        if row["unit"] == UNSTATED
    ]


def what_is_told_second_hand_says_so(frames: Frames) -> list[Problem]:
    """Check that a study whose figures were read in another work says so wherever it is named or painted.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each study without the words in its caveats, each of its layers without them in its title, and
        each of its rows that claims to have seen more than the study.
    """
    told = {
        row["study_id"] for _, row in numbered(frames, "studies") if row["verification"] == "secondary source"
    }
    expected = "the words second hand, for its figures were read in another work"
    unmarked = [
        Problem(f"{table}.csv", number, column, row[column], expected)
        for table, column in (("studies", "caveats"), ("layers", "title"), ("layers", "short_title"))
        for number, row in numbered(frames, table)
        if row["study_id"] in told and "second hand" not in row[column]
    ]
    return unmarked + [
        Problem("observations.csv", number, "verified", row["verified"], "secondary source, as its study")
        for number, row in numbered(frames, "observations")
        if row["study_id"] in told and row["verified"] != "secondary source"
    ]


def layers_never_mix(frames: Frames) -> list[Problem]:
    """Check that the rows of a layer share study, cancer, subgroup, unit and denominator.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each cell that differs from its layer, and one for each site given twice.
    """
    layers = {row["layer_id"]: row for _, row in numbered(frames, "layers")}
    problems = []
    seen: set[tuple[str, str]] = set()
    for number, row in numbered(frames, "observations"):
        layer = layers.get(row["layer_id"])
        if layer is None:
            continue
        pairs = [(name, name) for name in ("study_id", "cancer", "subgroup", "unit")] + [("denominator", "n")]
        for column, theirs in pairs:
            if row[column] != layer[theirs]:
                expected = f"{layer[theirs] or 'nothing'}, as layer {row['layer_id']} has"
                problems.append(Problem("observations.csv", number, column, row[column], expected))
        place = (row["layer_id"], row["site_id"])
        if place in seen:
            problems.append(
                Problem("observations.csv", number, "site_id", row["site_id"], "each site once in a layer")
            )
        seen.add(place)
    return problems


def every_layer_has_rows(frames: Frames) -> list[Problem]:
    """Check that each layer of proportions has observations and that one layer has tiers.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each empty layer, and one where not exactly one layer has tiers.
    """
    used = set(frames["observations"]["layer_id"])
    problems = [
        Problem("layers.csv", number, "layer_id", row["layer_id"], "at least one row in observations.csv")
        for number, row in numbered(frames, "layers")
        if row["kind"] != "tiers" and row["layer_id"] not in used
    ]
    tiers = [row["layer_id"] for _, row in numbered(frames, "layers") if row["kind"] == "tiers"]
    if len(tiers) != 1:
        problems.append(
            Problem("layers.csv", None, "kind", ", ".join(tiers), "exactly one layer of kind tiers")
        )
    return problems


def every_study_is_used_or_says_why(frames: Frames) -> list[Problem]:
    """Check that a study has rows, or says why it has none, and never both.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each unused study without a reason, or used study with one.
    """
    used = set(frames["observations"]["study_id"])
    used |= set(frames["marrow"]["study_id"])
    used |= {row["study_id"] for _, row in numbered(frames, "layers") if row["kind"] == "tiers"}
    problems = []
    for number, row in numbered(frames, "studies"):
        if (row["study_id"] in used) == bool(row["no_rows_reason"]):
            expected = (
                "nothing: it has rows" if row["study_id"] in used else "why no table has a row of this study"
            )
            problems.append(Problem("studies.csv", number, "no_rows_reason", row["no_rows_reason"], expected))
    return problems


def citations_have_a_link(frames: Frames) -> list[Problem]:
    """Check that a study is citable, with a link, where it has a DOI, PMID or PMC number, and only there.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each study whose link or ``citable`` does not fit.
    """
    problems = []
    for number, row in numbered(frames, "studies"):
        link = link_of(row)
        if row["link"] != link:
            problems.append(
                Problem("studies.csv", number, "link", row["link"], link or "nothing: no DOI, PMID or PMC")
            )
        if row["citable"] != ("yes" if link else "no"):
            expected = "yes with a DOI, PMID or PMC number, else no"
            problems.append(Problem("studies.csv", number, "citable", row["citable"], expected))
    return problems


def link_of(study: Row) -> str:
    """Build the address of a study from its DOI, else its PMID, else its PMC number.

    Parameters
    ----------
    study : mapping of str to str
        A row of ``studies.csv``.

    Returns
    -------
    str
        The address, empty where there is none of the three.
    """
    if study["doi"]:
        return f"https://doi.org/{study['doi']}"
    if study["pmid"]:
        return f"https://pubmed.ncbi.nlm.nih.gov/{study['pmid']}/"
    return f"https://pmc.ncbi.nlm.nih.gov/articles/{study['pmcid']}/" if study["pmcid"] else ""
