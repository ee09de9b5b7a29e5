"""The claims as HTML, a card for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlencode

from markupsafe import Markup

from bone_atlas.app.html import elements as h
from bone_atlas.app.html.evidence_parts import source
from bone_atlas.app.registry import page_entry
from bone_atlas.evidence.claims import HYPOTHESIS, Claim, ClaimSentence, Finding
from bone_atlas.tables import sentences
from bone_atlas.tables.vocabulary import VERDICT_MEANINGS, VERDICTS

#: Makes the address of a page with a view: page name, URL parameters.
Link = Callable[[str, Mapping[str, str]], str]

SECTIONS = {"sites": "Where it spreads to", "pathways": "How it gets there", "detection": "How it is found"}
BEARINGS = {
    "the statement": "The article",
    "for": "For",
    "against": "Against",
    "open": "Leaves it open",
    "beside": "Beside it",
}
CLASSES = {verdict: f"atlas-verdict-{number}" for number, verdict in enumerate(VERDICTS)}


def address(page: str, query: Mapping[str, str]) -> str:
    """Return the address of a view, relative to the pages of the atlas."""
    path = page_entry(page).path
    return f"./?{urlencode({**({'page': path} if path else {}), **query})}"


def claims(found: Sequence[Claim], link: Link = address) -> Markup:
    """Return the claims under the headings of their sections, each folded to its verdict.

    Parameters
    ----------
    found : sequence of Claim
        As from `bone_atlas.evidence.claims.claims`.
    link : callable
        Makes the address of a view.

    Returns
    -------
    Markup
        One section that begins with a heading of the second level. The browser opens its cards and shows
        only those that conflict with the evidence, without the server.
    """
    sections = (
        _section(title, [claim for claim in found if claim.section == section], link)
        for section, title in SECTIONS.items()
    )
    lead = "Every statement of the article, in our words, with our verdict. Open one to see why, row by row."
    return h.section(
        h.h2("Claim by claim"),
        h.p(lead),
        _buttons(),
        h.p(_tally(found), cls="atlas-tally"),
        _legend(),
        sections,
        cls="atlas-claims",
    )


def _section(title: str, found: Sequence[Claim], link: Link) -> Markup:
    if not found:
        return h.NOTHING
    conflict = any(claim.conflict for claim in found)
    return h.section(
        h.h3(title),
        (_card(claim, link) for claim in found),
        cls="atlas-claims-section",
        data_conflict="" if conflict else None,
    )


def _buttons() -> Markup:
    """Offer what the browser does with all cards at once."""
    return h.p(
        h.button("Open all", type="button", cls="atlas-button atlas-claims-open"),
        h.button(
            "Only the conflicts with the article",
            type="button",
            cls="atlas-button atlas-claims-only",
            aria_pressed="false",
        ),
        cls="atlas-claims-buttons",
    )


def _legend() -> Markup:
    """Tell what each verdict means, and how the cards are to be read."""
    meanings = h.listed(
        (
            h.joined(h.b(verdict, cls=f"atlas-verdict {CLASSES[verdict]}"), f" {meaning}")
            for verdict, meaning in VERDICT_MEANINGS.items()
        ),
        cls="atlas-verdicts",
    )
    reading = h.p(
        "Each verdict follows from the rows by the rule on its card; each figure names its row and its "
        "source. After a sentence stand the numbers of the rows it rests on, in the list below; “all judged” "
        "is what each source answers by the rule, “every row” that none on the card says otherwise."
    )
    return h.details(h.summary("What the verdicts mean, and how to read a card"), meanings, reading)


def _tally(shown: Sequence[Claim]) -> Markup:
    counts = {verdict: sum(claim.verdict == verdict for claim in shown) for verdict in VERDICTS}
    parts = (h.joined(h.b(number), f" {verdict}") for verdict, number in counts.items() if number)
    return h.joined(*parts, by=" · ")


def _card(claim: Claim, link: Link) -> Markup:
    marks = (
        h.b(claim.verdict, cls=f"atlas-verdict {CLASSES[claim.verdict]}"),
        f"conflict {claim.conflict}" if claim.conflict else None,
        HYPOTHESIS if claim.hypothesis else None,
    )
    follow = "Follow it on the skeleton" if claim.page == "pathways" else "Show it on the skeleton"
    target = h.link(
        link(claim.page, claim.view), follow, target="_self", aria_label=f"{follow}: {claim.statement}"
    )
    folded = h.summary(h.h4(claim.statement), h.span(h.joined(*marks, by=" · "), cls="atlas-claim-marks"))
    return h.details(
        folded,
        h.p(h.b("Our reading: "), claim.our_reading) if claim.our_reading else h.NOTHING,
        _because(claim),
        h.p(target),
        _judged(claim),
        _findings(claim, link),
        cls="atlas-claim",
        id=f"claim-{claim.claim_id}",
        data_conflict=claim.conflict,
    )


def _findings(claim: Claim, link: Link) -> Markup:
    """Give the rows of a claim, which a reader opens; without any, say why."""
    rows = h.listed((_finding(finding, link) for finding in claim.findings), kind=h.ol, cls="atlas-findings")
    if not rows:
        return h.small_print(f"No rows: {claim.no_evidence_reason}.")
    count = len(claim.findings)
    return h.details(h.summary(f"Its {count} rows" if count > 1 else "Its row"), rows)


def _because(claim: Claim) -> Markup:
    """Give the reason, after each sentence the numbers of the rows it rests on."""
    on = {sentence.text: _rests_on(sentence) for sentence in claim.sentences if sentence.part == "because"}
    said = (h.joined(sentence, on.get(sentence), by=" ") for sentence in sentences(claim.because))
    return h.p(h.joined(*said, by=" "))


def _rests_on(sentence: ClaimSentence) -> Markup:
    rows = f"{'rows' if len(sentence.rows) > 1 else 'row'} {_ranges(sentence.rows)}" if sentence.rows else ""
    named = "; ".join(part for part in (rows, *sentence.marks) if part)
    return h.span(f"({named})", cls="atlas-small-print")


def _ranges(numbers: Sequence[int]) -> str:
    """Write numbers shortly, as ``"1–4, 7"``."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return ", ".join(f"{one[0]}–{one[-1]}" if len(one) > 1 else f"{one[0]}" for one in found)


def _judged(claim: Claim) -> Markup:
    """Tell the rule, and what each source answers by it."""
    items = h.notes((f"{item.source}: ", h.b(item.answer), f". {item.words}") for item in claim.judged)
    rule = h.p(h.b("How it is judged:"), " ", claim.rule)
    return h.joined(rule, items) if items else rule


def _finding(finding: Finding, link: Link) -> Markup:
    row: h.Content = f"{finding.file}, {finding.key}"
    if finding.view:
        row = h.link(link("atlas", finding.view), row, target="_self")
    cited = (
        finding.source,
        source(finding.source_text, finding.source_link),
        finding.verified,
        h.joined("row ", row),
    )
    # The article's own rows are already its words in ours.
    says = (h.i(finding.says), " ") if finding.kind != "article" else None
    small = h.span(h.joined(*cited, by=" · "), cls="atlas-small-print")
    return h.joined(h.b(BEARINGS[finding.bearing]), f" {finding.figures} ", says, small)
