"""What must hold for vessels, segments, journeys and the reach of the veins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

import networkx as nx

from bone_atlas.tables.cells import words
from bone_atlas.tables.problems import Problem
from bone_atlas.tables.validators.common import Frames, Row, numbered, unknown
from bone_atlas.tables.vocabulary import ALL_ROUTES, STATUSES

# What is said once of a journey stands in each of its rows.
SHARED = ("title", "route", "side", "site_id", "bone_id")
#: Question banks, mirrors and pages that only repeat what others wrote.
HEARSAY = (
    "medicalmcq", "qammunity", "debianws", "researcher.life/topic", "scite.ai", "thecommonvein", "wikipedia",
    "wikidoc", "doccheck", "elsevier.com/resources",
)  # fmt: skip
PLACES = (("sites", "site_id"), ("groups", "group_id"), ("bones", "bone_id"))


def pathway_references_lead_somewhere(frames: Frames) -> list[Problem]:
    """Check that segments join vessels and sites that exist, and journeys name such as exist.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each id that leads nowhere.
    """
    vessels, sites = set(frames["vessels"]["vessel_id"]), set(frames["sites"]["site_id"])
    bones, segments = set(frames["bones"]["bone_id"]), set(frames["segments"]["segment_id"])
    vessel, site = "a vessel in vessels.csv", "a site in sites.csv"
    either = f"{vessel} or {site}"
    return [
        *unknown(frames, "segments", "from_id", vessels, vessel),
        *unknown(frames, "segments", "to_id", vessels | sites, either),
        *unknown(frames, "segments", "except_site_ids", sites, site),
        *unknown(frames, "journeys", "site_id", sites, site),
        *unknown(frames, "journeys", "bone_id", bones, "a bone in bones.csv"),
        *unknown(frames, "journeys", "from_id", vessels, vessel),
        *unknown(frames, "journeys", "to_id", vessels | sites, either),
        *unknown(frames, "journeys", "segment_ids", segments, "a segment in segments.csv"),
        *unknown(frames, "venous_reach", "site_id", sites, site),
    ]


def vessels_have_ids_of_their_own(frames: Frames) -> list[Problem]:
    """Check that no vessel shares its id with a site, group or bone, since both can be selected.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each id used for two things, and one where not exactly one vessel is the tumour.
    """
    taken = {place for table, key in PLACES for place in frames[table][key]}
    problems = [
        Problem("vessels.csv", number, "vessel_id", row["vessel_id"], "an id that no site, group or bone has")
        for number, row in numbered(frames, "vessels")
        if row["vessel_id"] in taken
    ]
    tumours = _tumours(frames)
    if len(tumours) != 1:
        expected = "exactly one vessel of kind tumour, where every route begins"
        problems.append(Problem("vessels.csv", None, "kind", ", ".join(tumours), expected))
    return problems


def segments_have_ids_of_their_own(frames: Frames) -> list[Problem]:
    """Check that no segment shares its id with a vessel, site, group or bone, since all can be selected.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each id used for two things.
    """
    others = (*PLACES, ("vessels", "vessel_id"))
    taken = {item for table, key in others for item in frames[table][key]}
    expected = "an id that no vessel, site, group or bone has"
    return [
        Problem("segments.csv", number, "segment_id", row["segment_id"], expected)
        for number, row in numbered(frames, "segments")
        if row["segment_id"] in taken
    ]


def _tumours(frames: Frames) -> list[str]:
    """Ids of the vessels where a route can begin."""
    return [row["vessel_id"] for _, row in numbered(frames, "vessels") if row["kind"] == "tumour"]


def segments_lead_from_breast_to_bone(frames: Frames) -> list[Problem]:
    """Check that each segment is, on each of its routes, part of a path from the breast to a site.

    So every end of a route is a site, no vessel is a dead end, and none hangs in the air. A vessel without
    segments is told as well.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each segment on no path, doubled, or misnamed, and one for each vessel without segments.
    """
    walked = {(route, segment) for route in ALL_ROUTES for segment in _walked(frames, route)}
    problems = []
    seen: set[tuple[str, str]] = set()
    for number, row in numbered(frames, "segments"):
        ends = (row["from_id"], row["to_id"])
        for route in words(row["routes"]):
            if route in ALL_ROUTES and (route, row["segment_id"]) not in walked:
                expected = f"a segment on a path from the breast to a site by {route}"
                problems.append(Problem("segments.csv", number, "to_id", row["to_id"], expected))
        if ends in seen:
            problems.append(Problem("segments.csv", number, "to_id", row["to_id"], "each two ends once"))
        seen.add(ends)
    joined = {end for ends in seen for end in ends}
    for number, row in numbered(frames, "vessels"):
        if row["vessel_id"] not in joined:
            expected = "a vessel that a segment in segments.csv joins"
            problems.append(Problem("vessels.csv", number, "vessel_id", row["vessel_id"], expected))
    return problems


def _walked(frames: Frames, route: str) -> set[str]:
    """Ids of the segments that lie on a path without detours from the breast to any site by a route."""
    graph = nx.DiGraph()
    for _, row in numbered(frames, "segments"):
        if route in words(row["routes"]):
            graph.add_edge(row["from_id"], row["to_id"], segment=row["segment_id"])
            if row["direction"] == "two_way":
                graph.add_edge(row["to_id"], row["from_id"], segment=row["segment_id"])
    ends = set(frames["sites"]["site_id"]) & set(graph)
    starts = [start for start in _tumours(frames) if start in graph]
    return {
        graph.edges[edge]["segment"]
        for start in starts
        for end in ends
        for path in nx.all_simple_paths(graph, start, end)
        for edge in pairwise(path)
    }


def vessels_and_segments_have_a_source(frames: Frames) -> list[Problem]:
    """Check that every vessel but the tumour, and every segment, names a textbook or a paper.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each row without a source that a teacher can cite.
    """
    return [
        Problem(f"{table}.csv", number, "source", "", "a textbook or a paper that describes it")
        for table in ("vessels", "segments")
        for number, row in numbered(frames, table)
        if not row["source"] and row["kind"] != "tumour"
    ]


def pages_read_are_no_hearsay(frames: Frames) -> list[Problem]:
    """Check that no page read for the anatomy is a question bank, or one that only repeats others.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each address of such a page.
    """
    return [
        Problem(f"{table}.csv", number, "source_url", page, "a page of a textbook or a paper")
        for table in ("segments", "venous_reach")
        for number, row in numbered(frames, table)
        for page in words(row["source_url"])
        if any(host in page for host in HEARSAY)
    ]


def veins_are_known_or_not(frames: Frames) -> list[Problem]:
    """Check that no bone at the end of the vertebral venous route is said to be beyond what is known.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each site that lies in, or holds, an end of the route.
    """
    parents = dict(zip(frames["sites"]["site_id"], frames["sites"]["parent_id"], strict=True))
    ends = {
        row["to_id"] for _, row in numbered(frames, "segments") if "vertebral_venous" in words(row["routes"])
    } & set(parents)
    expected = "a site that the vertebral venous route does not end at"
    return [
        Problem("venous_reach.csv", number, "site_id", row["site_id"], expected)
        for number, row in numbered(frames, "venous_reach")
        if any(row["site_id"] in _upwards(end, parents) for end in ends)
        or ends & _upwards(row["site_id"], parents)
    ]


def statuses_say_why(frames: Frames) -> list[Problem]:
    """Check that a segment that is more or less sure than textbook anatomy says why.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each status without a note.
    """
    return [
        Problem(
            "segments.csv", number, "status_note", "",
            f"what was seen and what was not, because the status is {row['status']}",
        )
        for number, row in numbered(frames, "segments")
        if row["status"] != "textbook" and not row["status_note"]
    ]  # fmt: skip


def _by_journey(frames: Frames) -> Iterator[list[tuple[int, Row]]]:
    """Rows of each journey with their numbers, as they stand in the table."""
    journeys: dict[str, list[tuple[int, Row]]] = {}
    for number, row in numbered(frames, "journeys"):
        journeys.setdefault(row["journey_id"], []).append((number, row))
    return iter(journeys.values())


def journeys_are_whole(frames: Frames) -> list[Problem]:
    """Check that the steps of a journey count from 1, begin at the breast and follow on each other.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each wrong number, broken chain, cell that differs within a journey, and title used twice.
    """
    problems = []
    titles: dict[str, str] = {}
    starts = _tumours(frames)
    for steps in _by_journey(frames):
        first = steps[0][1]
        here = starts[0] if starts else first["from_id"]
        for count, (number, row) in enumerate(steps, start=1):
            wanted = {"step": str(count), "from_id": here, **{name: first[name] for name in SHARED}}
            problems += [
                Problem("journeys.csv", number, column, row[column], f"{value}, to follow the row above")
                for column, value in wanted.items()
                if row[column] != value
            ]
            here = row["to_id"]
        if titles.setdefault(first["title"], first["journey_id"]) != first["journey_id"]:
            expected = "a title that no other journey has"
            problems.append(Problem("journeys.csv", steps[0][0], "title", first["title"], expected))
    return problems


def journeys_walk_segments(frames: Frames) -> list[Problem]:
    """Check that each step walks existing segments of its route end to end, or stays where it is.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each step that leaves the segments.
    """
    segments = {row["segment_id"]: row for _, row in numbered(frames, "segments")}
    problems = []
    for number, row in numbered(frames, "journeys"):
        here = row["from_id"]
        for name in words(row["segment_ids"]):
            segment = segments.get(name)
            if segment is None:
                continue  # told as a reference that leads nowhere
            onward = _onward(segment, here)
            if onward is None or row["route"] not in words(segment["routes"]):
                expected = f"a segment of {row['route']} that leads on from {here}"
                problems.append(Problem("journeys.csv", number, "segment_ids", name, expected))
            here = onward or here
        if here != row["to_id"]:
            expected = f"{here}, where the segments of the step end"
            problems.append(Problem("journeys.csv", number, "to_id", row["to_id"], expected))
    return problems


def _onward(segment: Row, here: str) -> str | None:
    """Other end of a segment, None where it cannot be entered from here."""
    if segment["from_id"] == here:
        return segment["to_id"]
    return segment["from_id"] if segment["direction"] == "two_way" and segment["to_id"] == here else None


def journeys_reach_their_bone(frames: Frames) -> list[Problem]:
    """Check that a journey ends at its site, and that the bone it names belongs there.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each journey that ends elsewhere.
    """
    parents = dict(zip(frames["sites"]["site_id"], frames["sites"]["parent_id"], strict=True))
    owners = dict(zip(frames["bones"]["bone_id"], frames["bones"]["site_id"], strict=True))
    problems = []
    for steps in _by_journey(frames):
        number, last = steps[-1]
        site = last["site_id"]
        if last["to_id"] != site:
            expected = f"{site}, the site of the journey"
            problems.append(Problem("journeys.csv", number, "to_id", last["to_id"], expected))
        if site not in _upwards(owners.get(last["bone_id"], ""), parents):
            expected = f"a bone of {site}"
            problems.append(Problem("journeys.csv", number, "bone_id", last["bone_id"], expected))
    return problems


def _upwards(site: str, parents: Mapping[str, str]) -> set[str]:
    """Return a site with all above it."""
    family: set[str] = set()
    while site and site not in family:
        family.add(site)
        site = parents.get(site, "")
    return family


def journeys_claim_no_more_than_their_segments(frames: Frames) -> list[Problem]:
    """Check that a step is told as no surer than the least sure of its segments.

    A step that stays in one vessel rests on what describes that vessel, which is textbook anatomy.

    Parameters
    ----------
    frames : mapping of str to pandas.DataFrame
        All tables as text.

    Returns
    -------
    list of Problem
        One for each step with another status.
    """
    statuses = dict(zip(frames["segments"]["segment_id"], frames["segments"]["status"], strict=True))
    problems = []
    for number, row in numbered(frames, "journeys"):
        found = [statuses.get(name, "") for name in words(row["segment_ids"])] or ["textbook"]
        if not {row["status"], *found} <= set(STATUSES):
            continue  # told by the schema
        wanted = max(found, key=STATUSES.index)
        if row["status"] != wanted:
            expected = f"{wanted}, as the least sure of its segments is"
            problems.append(Problem("journeys.csv", number, "status", row["status"], expected))
    return problems
