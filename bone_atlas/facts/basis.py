"""What a sentence rests on: references as in braces, and some that only a list of sources can hold.

`KINDS` here has all of `bone_atlas.facts.kinds.KINDS`, which tell a number or a name within a sentence, and
with them kinds for a whole row: what a segment, an observation or a study says of itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bone_atlas import wording
from bone_atlas.evidence.claims import observed
from bone_atlas.facts import kinds
from bone_atlas.facts.behind import rows_behind
from bone_atlas.facts.conventions import CONVENTIONS
from bone_atlas.facts.look_up import look_up, references
from bone_atlas.facts.model import Found, Kind, NothingToTellError
from bone_atlas.facts.rows import THE_ARTICLE, Rows, cited, cited_segment
from bone_atlas.facts.source import Source
from bone_atlas.routes import STATUS_LABELS

OUR_READING = Source("Our reading")
JUDGED = Source("Judged by the atlas, from the rows on the card of the claim")


@dataclass(frozen=True)
class Basis:
    """One thing a sentence rests on.

    Attributes
    ----------
    reference : str
        As it is written, without braces.
    rows : tuple of str
        The rows behind it: name of the file and id, as ``"detection.csv yamaguchi_1996_xray"``.
    says : str
        What they say.
    sources : tuple of Source
        Who published it.
    """

    reference: str
    rows: tuple[str, ...]
    says: str
    sources: tuple[Source, ...]


def _judged(kind: str) -> Callable[[Rows, str], Found]:
    """Tell a verdict; it is the atlas that judges, and not the article."""

    def tell(rows: Rows, name: str) -> Found:
        told, sources = kinds.KINDS[kind].tell(rows, name)
        return told, (*sources, JUDGED)

    return tell


def _segment(rows: Rows, segment: str) -> Found:
    found = rows.routes.segments[segment]
    ends = f"{rows.routes.name(found.from_id)} to {rows.routes.name(found.to_id).lower()}"
    parts = (f"{ends}: {STATUS_LABELS[found.status]}.", found.status_note, found.detail)
    return " ".join(part for part in parts if part), cited_segment(found)


def _vessel(rows: Rows, vessel: str) -> Found:
    found = rows.routes.vessels[vessel]
    return f"{found.name}: {found.about}", cited(found.sources, "textbook")


def _reach(rows: Rows, site: str) -> Found:
    found = rows.routes.venous_reach[site]
    return found.why, cited(found.sources, "hypothesis")


def _observation(rows: Rows, observation: str) -> Found:
    row = rows.observations[observation]
    note = f". {wording.capitalised(row['note'])}" if row["note"] else ""
    return f"{row['site_as_reported']}: {observed(row)}{note}", (rows.source(row["study_id"]),)


def _article(rows: Rows, site: str) -> Found:
    row = rows.article[site]
    return f"{rows.anatomy.name(site)}: {row['says']}", (THE_ARTICLE,)


def _of_study(*columns: str) -> Callable[[Rows, str], Found]:
    """Tell what stands in some columns of a study."""

    def tell(rows: Rows, work: str) -> Found:
        study = rows.studies[rows.layers[work].study_id if work in rows.layers else work]
        said = [str(study[column]) for column in columns if study[column]]
        if not said:
            raise NothingToTellError(f"{' and '.join(columns)} of it are empty")
        return "; ".join(said), (rows.source(work),)

    return tell


def _note(rows: Rows, figure: str) -> Found:
    found = rows.detection[figure]
    if not found.notes:
        raise NothingToTellError("nothing is noted about it")
    return "; ".join(found.notes), (rows.source(figure),)


def _convention(_: Rows, name: str) -> Found:
    found = CONVENTIONS[name]
    return found.says, (found.source,)


def _finding(rows: Rows, claim: str, key: str) -> Found:
    found = next((one for one in rows.claims[claim].findings if one.key == key), None)
    if found is None:
        raise NothingToTellError(f"{key} is no row of the claim {claim}")
    return f"{found.figures} {found.says}", kinds.behind_finding(rows, found)


def _table(rows: Rows, name: str) -> Found:
    return f"all {len(getattr(rows.tables, name))} rows, looked through", (Source(f"All of {name}.csv"),)


def _our_reading(_: Rows) -> Found:
    return "our reading, which no source states", (OUR_READING,)


#: By the word a reference begins with.
KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        **kinds.KINDS,
        "verdict": Kind(("claim",), _judged("verdict"), "verdict ribs_behind"),
        "claims": Kind(("verdict",), _judged("claims"), "claims not_settled"),
        "segment": Kind(("segment",), _segment, "segment right_heart__pulmonary_capillary_bed"),
        "about": Kind(("vessel",), _vessel, "about azygos_system"),
        "reach": Kind(("site of venous_reach.csv",), _reach, "reach ribs"),
        "observation": Kind(("observation",), _observation, "observation koizumi_2003:sternum"),
        "article": Kind(("site of the article",), _article, "article ribs"),
        "design": Kind(
            ("study",), _of_study("design", "country", "setting", "modality", "counted"), "design tawfik_2016"
        ),
        "caveats": Kind(("study",), _of_study("caveats", "no_rows_reason"), "caveats wang_2012"),
        "note": Kind(("detection",), _note, "note yamaguchi_1996_mri"),
        "convention": Kind(("convention",), _convention, "convention units"),
        "finding": Kind(
            ("claim", "row of a claim"), _finding, "finding vertebral_veins_matter prostate_autopsies_137"
        ),
        "table": Kind(("table",), _table, "table observations"),
        "our_reading": Kind((), _our_reading, "our_reading"),
    }
)


def problems(reference: str, rows: Rows) -> tuple[str, ...]:
    """Tell what is wrong with a reference that a sentence rests on.

    Parameters
    ----------
    reference : str
        Without braces.
    rows : Rows
        What it may name.

    Returns
    -------
    tuple of str
        One sentence if it names nothing there is, else none.
    """
    found = look_up(reference, rows, KINDS)
    return (found,) if isinstance(found, str) else ()


def basis(reference: str, rows: Rows) -> Basis:
    """Look up what a sentence rests on.

    Parameters
    ----------
    reference : str
        One in which `problems` finds nothing.
    rows : Rows
        What it may name.

    Returns
    -------
    Basis
        With its rows, its words and its sources.

    Raises
    ------
    ValueError
        If the reference names nothing there is.
    """
    found = look_up(reference, rows, KINDS)
    if isinstance(found, str):
        raise ValueError(found)
    return Basis(reference, rows_behind(reference, rows, KINDS), *found)


def basis_within(sentence: str, rows: Rows) -> Iterator[Basis]:
    """List what the references in the words of a sentence rest on, without those that name a thing alone.

    Parameters
    ----------
    sentence : str
        In which `bone_atlas.facts.problems` finds nothing.
    rows : Rows
        What its references may name.

    Yields
    ------
    Basis
        Of each reference with a source, in the order of the sentence.
    """
    for reference in dict.fromkeys(references(sentence)):
        found = basis(reference, rows)
        if found.sources:
            yield found


__all__ = ["KINDS", "OUR_READING", "Basis", "basis", "basis_within", "problems"]
