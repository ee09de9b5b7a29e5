"""The two kinds of notes: question and answer, and bones that are hidden on a picture.

The number of fields never changes: Anki could not update notes that were imported before. Fields of image
occlusion, the ids of its elements and the call that sets it up are those of Anki 23.10 and later.
"""

from __future__ import annotations

from typing import Any

import genanki

from bone_atlas.figures import colours

#: Never change these: by them Anki finds what was imported before.
_CARD_ID, _COVERED_ID = 1_764_450_001, 1_764_450_002
#: The number by which Anki knows its own note type for image occlusion, so that its editor of masks opens.
_OCCLUSION_KIND = 6

CARD_FIELDS = (
    "Question",
    "Options",
    "Picture",
    "Answer",
    "Explanation",
    "Answer picture",
    "Sources",
    "About",
)
COVERED_FIELDS = ("Occlusion", "Image", "Header", "Back Extra", "Comments")

_FRONT = """\
<div class="question">{{Question}}</div>
{{#Picture}}<div class="picture">{{Picture}}</div>{{/Picture}}
{{#Options}}<div class="options">{{Options}}</div>{{/Options}}
"""
_BACK = """\
<div class="question asked">{{Question}}</div>
{{#Options}}<div class="options asked">{{Options}}</div>{{/Options}}
<hr id="answer">
<div class="answer">{{Answer}}</div>
{{#Answer picture}}<div class="picture">{{Answer picture}}</div>{{/Answer picture}}
{{#Explanation}}<div class="explanation">{{Explanation}}</div>{{/Explanation}}
{{#Sources}}<div class="sources">{{Sources}}</div>{{/Sources}}
<div class="about">{{About}}</div>
"""
_COVERED = """\
{{#Header}}<div class="question">{{Header}}</div>{{/Header}}
<div style="display: none">{{cloze:Occlusion}}</div>
<div id="err"></div>
<div id="image-occlusion-container">
{{Image}}
<canvas id="image-occlusion-canvas"></canvas>
</div>
<script>
try {
  anki.imageOcclusion.setup();
} catch (error) {
  document.getElementById("err").textContent = "This card needs Anki 23.10 or later. " + error;
}
</script>
"""
_UNCOVERED = """\
<div><button id="toggle">Show or hide all</button></div>
{{#Back Extra}}<div class="sources">{{Back Extra}}</div>{{/Back Extra}}
"""

_PAGE = f"""\
.card {{
  margin: 0 auto; padding: 0.6em; max-width: 40em; box-sizing: border-box;
  font: 18px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  text-align: left; overflow-wrap: anywhere; color: #26231f; background: #ffffff;
}}
.card.nightMode, .nightMode .card, .night_mode .card {{ color: #ece9e3; background: #15171a; }}
.question {{ font-size: 1.15em; font-weight: 600; }}
.question.asked {{ font-size: 1em; }}
.small, .asked .small {{ font-size: 0.8em; font-weight: 400; color: #5f5b55; margin-top: 0.3em; }}
.options ol, .options ul {{ margin: 0.6em 0; padding-left: 1.6em; }}
.options li {{ padding: 0.15em 0; }}
.options.asked {{ font-size: 0.85em; color: #5f5b55; }}
ol.letters {{ list-style: upper-alpha; }}
hr {{ border: 0; border-top: 1px solid #b5b0a8; margin: 0.8em 0; }}
.answer {{ font-size: 1.15em; font-weight: 700; }}
.answer p, .explanation p {{ margin: 0.35em 0; }}
.answer p.long {{ font-size: 0.88em; font-weight: 500; }}
.answer p.under {{ font-size: 0.8em; font-weight: 400; }}
.explanation {{ font-size: 0.9em; }}
.picture {{ text-align: center; margin: 0.6em 0; }}
.picture img {{
  max-width: 100%; max-height: 62vh; background: #ffffff; border-radius: 6px; box-sizing: border-box;
}}
.key {{ font-size: 0.78em; margin-top: 0.4em; }}
.key span {{ white-space: nowrap; margin: 0 0.5em; }}
.key i {{
  display: inline-block; width: 1em; height: 0.75em; margin-right: 0.35em;
  border: 1px solid #8f8b84; border-radius: 2px;
}}
.key i.bar {{ width: 7em; margin: 0 0.35em; vertical-align: -1px; }}
.scale {{ position: relative; height: 1.1em; margin: 0.5em 0.5em 1.5em; border-bottom: 1px solid #8f8b84; }}
.scale i {{ position: absolute; top: 0.45em; height: 0.25em; background: #e58046; border-radius: 2px; }}
.scale b {{
  position: absolute; top: 0.17em; width: 0.8em; height: 0.8em; margin-left: -0.4em;
  background: #ae2b2b; border-radius: 50%;
}}
.scale span {{ position: absolute; top: 1.9em; font-size: 0.65em; font-weight: 400; white-space: nowrap; }}
.scale span.first {{ left: 0; }}
.scale span.last {{ right: 0; }}
.sources, .about {{ font-size: 0.75em; color: #5f5b55; margin-top: 0.8em; }}
.sources ul {{ margin: 0.2em 0; padding-left: 1.3em; }}
.sources p {{ margin: 0.2em 0; font-weight: 600; }}
.sources a {{ color: {colours.ACCENT["light"]}; }}
.nightMode .small, .nightMode .options.asked, .nightMode .sources, .nightMode .about,
.night_mode .small, .night_mode .options.asked, .night_mode .sources, .night_mode .about {{ color: #b5b0a8; }}
.nightMode .scale b, .night_mode .scale b {{ background: #fde08a; }}
.nightMode .sources a, .night_mode .sources a {{ color: {colours.ACCENT["dark"]}; }}
"""
_MASKS = f"""\
#image-occlusion-container {{ background: #ffffff; border-radius: 6px; }}
#image-occlusion-canvas {{
  --inactive-shape-color: {colours.SEQUENTIAL["light"][1]};
  --active-shape-color: {colours.ACCENT["light"]};
  --inactive-shape-border: 1px #8f6a3a;
  --active-shape-border: 2px #0b3a8a;
  --highlight-shape-color: #0b57d000;
  --highlight-shape-border: 2px {colours.ACCENT["light"]};
}}
#toggle {{ font: inherit; font-size: 0.8em; min-height: 44px; padding: 0 1em; margin-top: 0.5em; }}
"""


class _OwnKind(genanki.Model):  # type: ignore[misc]
    """A note type that Anki takes for its own one of image occlusion."""

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:
        """Add what genanki does not know to its description."""
        made: dict[str, Any] = super().to_json(timestamp, deck_id)
        for tag, described in enumerate(made["flds"]):
            described["tag"] = tag
            described["preventDeletion"] = described["name"] != "Comments"
        return {**made, "originalStockKind": _OCCLUSION_KIND}


def card_type() -> genanki.Model:
    """Return the note type of questions and answers."""
    return genanki.Model(
        _CARD_ID,
        "Bone Metastasis Atlas",
        fields=[{"name": name} for name in CARD_FIELDS],
        templates=[{"name": "Card", "qfmt": _FRONT, "afmt": _BACK}],
        css=_PAGE,
    )


def covered_type() -> genanki.Model:
    """Return the note type of bones that are hidden on a picture."""
    return _OwnKind(
        _COVERED_ID,
        "Bone Metastasis Atlas: image occlusion",
        fields=[{"name": name} for name in COVERED_FIELDS],
        templates=[{"name": "Image Occlusion", "qfmt": _COVERED, "afmt": _COVERED + _UNCOVERED}],
        css=_PAGE + _MASKS,
        model_type=genanki.Model.CLOZE,
    )
