"""By which rule each claim is judged: no verdict is given by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bone_atlas.evidence import route_rules, rules, share_rules
from bone_atlas.evidence.detection import Finding
from bone_atlas.evidence.rules import COMMON_PERCENT, LEADING, LEAST_LISTED, SELDOM_PERCENT, Series
from bone_atlas.evidence.share_rules import SEEN_PERCENT
from bone_atlas.evidence.verdicts import SHORT, Judged
from bone_atlas.routes import Routes
from bone_atlas.tables import words

#: Bearings of rows that a rule weighs; what stands beside a claim is not weighed.
WEIGHED = ("for", "against", "open")


@dataclass(frozen=True)
class Case:
    """What a rule is given of a claim.

    Attributes
    ----------
    series : Series
        Layers, rankings and anatomy.
    routes : Routes
        The graph of vessels.
    figures : dict of str to Finding
        The figures of detection by id.
    claim : Row
        The row of ``claims.csv``.
    rows : sequence of Row
        Its rows of ``claim_evidence.csv``.
    """

    series: Series
    routes: Routes
    figures: Mapping[str, Finding]
    claim: Mapping[str, Any]
    rows: Sequence[Mapping[str, Any]]

    @property
    def sites(self) -> tuple[str, ...]:
        """The sites it is about."""
        return words(self.claim["site_ids"])

    @property
    def weighed(self) -> list[Finding]:
        """The figures of detection that bear on it."""
        keys = [row["key"] for row in self.rows if row["kind"] == "detection" and row["bearing"] in WEIGHED]
        return [self.figures[key] for key in keys]

    @property
    def naming_another(self) -> list[Judged]:
        """The studies and figures that speak against it without having shown the opposite."""
        return [
            Judged(row["key"], self._name(row), SHORT, row["says"].rstrip("."))
            for row in self.rows
            if row["kind"] in ("study", "detection") and row["bearing"] == "against"
        ]

    def _name(self, row: Mapping[str, Any]) -> str:
        key = row["key"]
        return self.series.names[key] if row["kind"] == "study" else share_rules.source_of(self.figures[key])


@dataclass(frozen=True)
class Rule:
    """How a claim is judged.

    Attributes
    ----------
    reads : str
        The rule in a sentence, with what the words of the claim are taken to mean.
    judge : callable
        Gives the answer of each source.
    """

    reads: str
    judge: Callable[[Case], list[Judged]]


_LEADS = (
    f"“Among the commonest” is read as one of the first {LEADING} sites. A series that lists at least "
    f"{LEAST_LISTED} says yes or no only beyond chance; a ranking without figures only points."
)
_COMMON = (
    f"“Common” is read as at least {COMMON_PERCENT:g} % of patients with bone metastases. A series says yes "
    "or no only where its interval lies on one side."
)
_SELDOM = (
    f"“Extremely rare” is read as below {SELDOM_PERCENT:g} %. A count says so only with its upper limit, and "
    "only for the places it holds as a whole."
)
_EARLY = (
    f"“Hard to see” is read as fewer than {SEEN_PERCENT:g} % of proven lesions shown, beyond chance; only "
    "lesions that have not destroyed bone yet tell of early disease."
)
_CHAIN = (
    "A route is as sure as the weakest step of its surest path. Known vessels bear out a part of it, for "
    "no cell was followed in a patient; a step that is only thought to be, is disputed or is a hypothesis "
    "leaves it open."
)


def _leads(site: str) -> Rule:
    return Rule(_LEADS, lambda case: rules.leads(site, case.series))


def _common(site: str) -> Rule:
    return Rule(_COMMON, lambda case: rules.common(site, case.series))


def _share(reads: str) -> Rule:
    return Rule(reads, lambda case: share_rules.at_least(case.weighed, COMMON_PERCENT))


_ORDER = (
    "A study says yes or no only where the interval of the difference, at its widest over any overlap, "
    "leaves out zero; a ranking without figures only points."
)
_SELDOM_RULE = Rule(_SELDOM, lambda case: rules.seldom(case.sites, case.series))
_EARLY_RULE = Rule(_EARLY, lambda case: share_rules.hard_to_see(case.weighed))

#: By claim, its rule.
RULES: Mapping[str, Rule] = {
    "spreads_to_bone": Rule(
        "Each series that counts all sites named says yes where it found them.",
        lambda case: rules.occurs(case.sites, case.series),
    ),
    "bone_is_common": _share(
        f"“Common” is read as bone in at least {COMMON_PERCENT:g} % of women whose cancer had spread or "
        "come back, or of patients who died with it, beyond chance; a share without its count only points."
    ),
    "harm": _share(
        f"“Endangers” is read as a complication of the bone metastases in at least {COMMON_PERCENT:g} % of "
        "women who have them, beyond chance; a share without its count only points."
    ),
    "pelvis_leads": _leads("pelvis"),
    "spine_leads": _leads("spine"),
    "lumbar_first": Rule(
        _ORDER, lambda case: rules.comes_first("lumbar_spine", "thoracic_spine", case.series)
    ),
    "femur_leads": _leads("femur"),
    "ribs_behind": Rule(
        "A series says yes where the ribs are behind all three beyond chance, in part where behind some, no "
        "where before one; a ranking without figures only points.",
        lambda case: rules.stands_behind("ribs", ("pelvis", "spine", "femur"), case.series),
    ),
    "skull_common": _common("skull"),
    "scapula_common": _common("scapula"),
    "acral_rare": _SELDOM_RULE,
    "elbow_knee_rare": _SELDOM_RULE,
    "all_by_blood": Rule(
        "“All” falls short where sources name another route. It would be contradicted where cells were "
        "followed along one; nobody did.",
        lambda case: route_rules.only_by_blood(case.naming_another, case.routes, case.series.anatomy),
    ),
    "through_the_lung": Rule(
        _CHAIN,
        lambda case: route_rules.chain("pulmonary_systemic", case.sites, case.routes, case.series.anatomy),
    ),
    "vertebral_veins": Rule(
        _CHAIN,
        lambda case: route_rules.chain("vertebral_venous", case.sites, case.routes, case.series.anatomy),
    ),
    "vertebral_veins_matter": Rule(
        "A route cannot be shown to be important before it is shown to be taken and its share is measured.",
        lambda case: route_rules.matters("vertebral_venous", case.sites, case.routes, case.series.anatomy),
    ),
    "autopsy_twice": Rule(
        "“Two times higher” is read as at least twice the share. Two shares are held against each other only "
        "where both are counts of the same patients, in life and after death.",
        lambda case: share_rules.twice_at_autopsy(case.weighed),
    ),
    "xray_late": _EARLY_RULE,
    "ct_scan_late": _EARLY_RULE,
}
