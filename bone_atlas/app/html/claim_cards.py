"""The claims as HTML, a card for each; every text from a table is escaped here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from urllib.parse import urlencode

from bone_atlas.app.html.evidence_tables import source
from bone_atlas.app.registry import page_entry
from bone_atlas.evidence.claims import HYPOTHESIS, Claim, Finding
from bone_atlas.tables.vocabulary import VERDICTS

#: Makes the address of a page with a view: page name, URL parameters.
Link = Callable[[str, Mapping[str, str]], str]

SECTIONS = {"sites": "Where it spreads to", "pathways": "How it gets there", "detection": "How it is found"}
BEARINGS = {"the statement": "The article", "for": "For", "against": "Against", "beside": "Beside it"}
CLASSES = {verdict: f"atlas-verdict-{number}" for number, verdict in enumerate(VERDICTS)}


def address(page: str, query: Mapping[str, str]) -> str:
    """Return the address of a view, relative to the pages of the atlas."""
    path = page_entry(page).path
    return f"./?{urlencode({**({'page': path} if path else {}), **query})}"


def claims(found: Sequence[Claim], link: Link = address, conflicts_only: bool = False) -> str:
    """Return the claims as cards under the headings of their sections.

    Parameters
    ----------
    found : sequence of Claim
        As from `bone_atlas.evidence.claims.claims`.
    link : callable
        Makes the address of a view.
    conflicts_only : bool
        Show only the claims that conflict with the evidence, in the order of their numbers.

    Returns
    -------
    str
        One section of HTML that begins with a heading of the second level.
    """
    shown = [claim for claim in found if claim.conflict or not conflicts_only]
    if conflicts_only:
        shown.sort(key=lambda claim: claim.conflict or 0)
        body = "".join(_card(claim, link, 3) for claim in shown)
    else:
        body = "".join(
            f"<h3>{escape(title)}</h3>" + "".join(_card(c, link, 4) for c in shown if c.section == section)
            for section, title in SECTIONS.items()
            if any(claim.section == section for claim in shown)
        )
    lead = (
        "Every statement of the article, in our words, and what the rows of the atlas say of it. Each figure "
        "names its row and its source."
    )
    return (
        f"<section class='atlas-claims'><h2>Claim by claim</h2><p>{lead}</p>"
        f"<p class='atlas-tally'>{_tally(shown)}</p>{body}</section>"
    )


def _tally(shown: Sequence[Claim]) -> str:
    counts = {verdict: sum(claim.verdict == verdict for claim in shown) for verdict in VERDICTS}
    return " · ".join(f"<b>{number}</b> {verdict}" for verdict, number in counts.items() if number)


def _card(claim: Claim, link: Link, level: int) -> str:
    marks = [f"<b class='atlas-verdict {CLASSES[claim.verdict]}'>{escape(claim.verdict)}</b>"]
    marks += [f"conflict {claim.conflict}"] if claim.conflict else []
    marks += [escape(HYPOTHESIS)] if claim.hypothesis else []
    rows = "".join(_finding(finding, link) for finding in claim.findings)
    shown = escape(link(claim.page, claim.view), quote=True)
    where = "Follow it on the skeleton" if claim.page == "pathways" else "Show it on the skeleton"
    return (
        f"<article class='atlas-claim' id='claim-{escape(claim.claim_id, quote=True)}'>"
        f"<h{level}>{escape(claim.statement)}</h{level}>"
        f"<p>{' · '.join(marks)}</p><p>{escape(claim.because)}</p>"
        f"{_judged(claim)}{f'<ul class=atlas-findings>{rows}</ul>' if rows else _no_rows(claim)}"
        f"<p><a href='{shown}' target='_self' aria-label='{where}: {escape(claim.statement, quote=True)}'>"
        f"{where}</a></p></article>"
    )


def _no_rows(claim: Claim) -> str:
    return f"<p class='atlas-small-print'>No rows: {escape(claim.no_evidence_reason)}.</p>"


def _judged(claim: Claim) -> str:
    """Tell what a rule finds in each layer, where the verdict is a matter of numbers."""
    items = "".join(
        f"<li>{escape(item.layer.short_title)}: <b>{item.answer}</b>, {escape(item.words)}</li>"
        for item in claim.judged
    )
    return (
        f"<p class='atlas-row'><b>Series by series</b></p><ul class='atlas-notes'>{items}</ul>"
        if items
        else ""
    )


def _finding(finding: Finding, link: Link) -> str:
    row = f"{escape(finding.file)}, {escape(finding.key)}"
    if finding.view:
        shown = escape(link("atlas", finding.view), quote=True)
        row = f"<a href='{shown}' target='_self'>{row}</a>"
    cited = [
        escape(finding.source),
        source(finding.source_text, finding.source_link),
        escape(finding.verified),
        f"row {row}",
    ]
    # The article's own rows are already its words in ours.
    says = f"<i>{escape(finding.says)}</i> " if finding.kind != "article" else ""
    return (
        f"<li><b>{BEARINGS[finding.bearing]}</b> {escape(finding.figures)} {says}"
        f"<span class='atlas-small-print'>{' · '.join(part for part in cited if part)}</span></li>"
    )
