"""The detection page: what imaging finds and misses of bone metastases."""

from __future__ import annotations

from functools import partial

import streamlit as st

from bone_atlas import wording
from bone_atlas.app.html import detection_tables
from bone_atlas.app.html import elements as h
from bone_atlas.app.lesson_editor import capture, capture_button
from bone_atlas.app.publish import detection as published_detection
from bone_atlas.app.publish.detection import Shown
from bone_atlas.app.shell import component, state
from bone_atlas.app.shell.errors import errors_shown
from bone_atlas.app.shell.state import current
from bone_atlas.figures.detection.threshold import STEP, TOP_LOSS, steps
from bone_atlas.lessons.model import Slide
from bone_atlas.scenes.pictures import ON_SLIDES, PICTURES

LOSS, TABLE = "loss", "table"
DEFAULT_LOSS = 20
#: What the widgets are called, apart from those of other pages.
SLIDER, TOGGLE, NOTICE = "detection_loss", "detection_table", "detection_notice"
#: The address that slider and toggle are in step with.
IN_STEP = "detection_address"
COLUMNS = (1.0, 1.05)
ACCURACY_TITLES = {
    "accuracy_per_patient": "Per patient",
    "accuracy_per_lesion": "Per lesion",
    "accuracy_not_stated": "Patients or lesions: not stated",
}
PREVALENCES = ("prevalence_life", "prevalence_autopsy")


def page() -> None:
    """Show the page."""
    _take_url()
    if st.session_state.get(NOTICE):
        st.warning(st.session_state[NOTICE])
    st.html(detection_tables.introduction())
    with st.container(horizontal=True, vertical_alignment="center"):
        st.toggle("Open all tables", st.session_state[TOGGLE], key=TOGGLE, on_change=_write_url)
        csv = h.link(published_detection.csv_url(), "Download as CSV", download="bone-atlas_detection.csv")
        st.html(csv, width="content")
        _slides()
    _vertebrae()
    _threshold()
    _accuracy()
    _prevalence()
    findings, tables_open = published_detection.findings(), st.session_state[TOGGLE]
    st.html(detection_tables.over_time(findings, tables_open))
    st.html(detection_tables.other_tests(findings, tables_open))
    st.html(detection_tables.rib_spots(findings, tables_open))
    st.html(detection_tables.sides(findings, tables_open))
    st.html(detection_tables.hard_to_see_text(findings))
    st.html(detection_tables.complications(findings, tables_open))
    st.html(detection_tables.not_shown(published_detection.hidden()))


def _slides() -> None:
    """Offer each picture of the page as a slide of a lesson."""
    with st.popover("Add a picture as a slide", key="add_picture"):
        for name in ON_SLIDES:
            make = partial(_slide_of, name)
            capture_button.button(f"add_{name}", make, label=PICTURES[name].title)


def _slide_of(picture: str) -> Slide:
    return capture.slide("detection", current(), picture=picture)


def _take_url() -> None:
    """Take slider and toggle from the address: when the page is opened, and after "Back" and "Forward"."""
    address = _address()
    if SLIDER in st.session_state and address == st.session_state.get(IN_STEP):
        return
    asked = address.get(LOSS, str(DEFAULT_LOSS))
    known = {str(loss): loss for loss in steps()}
    st.session_state[SLIDER] = known.get(asked, DEFAULT_LOSS)
    st.session_state[TOGGLE] = address.get(TABLE) == "1"
    st.session_state[NOTICE] = (
        ""
        if asked in known
        else f"The link asks for a loss of “{asked[:40]}” %, which this page does not have. "
        f"“{DEFAULT_LOSS}” is shown instead."
    )
    st.session_state[IN_STEP] = address


def _address() -> dict[str, str]:
    """Return the part of the address that this page writes."""
    return {name: value for name, value in st.query_params.to_dict().items() if name in (LOSS, TABLE)}


def _write_url() -> None:
    """Bring the address in step with slider and toggle; what is at its default is left out."""
    st.session_state[NOTICE] = ""
    loss, table = st.session_state[SLIDER], st.session_state[TOGGLE]
    wanted = ({} if loss == DEFAULT_LOSS else {LOSS: str(loss)}) | ({TABLE: "1"} if table else {})
    others = {n: value for n, value in st.query_params.to_dict().items() if n not in (LOSS, TABLE)}
    st.query_params.from_dict(others | wanted)  # at once: each change of the address is a step of "Back"
    st.session_state[IN_STEP] = wanted


def _show(key: str, shown: Shown, alt: str) -> None:
    """Show a figure with its sources under it."""
    component.figure(
        key, component.Drawing(shown.urls, height=f"{shown.height}px", alt=alt), on_select=state.ignore
    )
    st.html(detection_tables.sources(shown.findings))


def _table(title: str, shown: Shown) -> None:
    """Show the table twin, folded unless the reader wants all of them open."""
    st.html(detection_tables.table(title, shown.findings, st.session_state[TOGGLE]))


def _vertebrae() -> None:
    left, right = st.columns(COLUMNS, gap="medium")
    with left:
        st.html(detection_tables.vertebrae_text(published_detection.findings()))
    shown = published_detection.picture_figure("vertebrae")
    alt = "Share of vertebrae with proven metastases that X-ray, bone scan and MRI showed at autopsy"
    with right:
        _show("detection_vertebrae", shown, alt)
    _table(alt, shown)


@st.fragment
@errors_shown()
def _threshold() -> None:
    """Show slider and figure; moving the slider runs only this part again."""
    left, right = st.columns(COLUMNS, gap="medium")
    with left:
        st.html(detection_tables.threshold_text(published_detection.findings()))
        st.slider(
            "Mineral lost in the focus",
            0,
            TOP_LOSS,
            value=st.session_state[SLIDER],  # as the default too: see `lesson_editor.field_errors.put`
            step=STEP,
            key=SLIDER,
            format="%d %%",
            on_change=_write_url,
        )
    loss = st.session_state[SLIDER]
    shown = published_detection.threshold_figure(loss)
    verdict = published_detection.band().verdict(loss)
    with right:
        alt = f"Schematic vertebra that lost {loss} % of the mineral in a focus; on an X-ray: {verdict}"
        _show("detection_threshold", shown, alt)
    _table("How much mineral must be lost before an X-ray shows it", shown)


def _accuracy() -> None:
    st.html(detection_tables.accuracy_text())
    left, right = st.columns(2, gap="medium")
    columns = {"accuracy_per_patient": left, "accuracy_per_lesion": right, "accuracy_not_stated": right}
    for picture, column in columns.items():
        with column:
            st.html(h.heading(ACCURACY_TITLES[picture]))
            shown = published_detection.picture_figure(picture)
            _show(f"detection_{picture.removeprefix('accuracy_')}", shown, _accuracy_title(picture))
    for picture in columns:
        _table(_accuracy_title(picture), published_detection.picture_figure(picture))


def _accuracy_title(picture: str) -> str:
    return f"Sensitivity and specificity, {wording.uncapitalised(ACCURACY_TITLES[picture])}"


def _prevalence() -> None:
    st.html(detection_tables.prevalence_text(published_detection.findings()))
    columns = st.columns(2, gap="medium")
    for number, (column, picture) in enumerate(zip(columns, PREVALENCES, strict=True)):
        with column:
            shown = published_detection.picture_figure(picture)
            _show(f"detection_prevalence_{number}", shown, PICTURES[picture].title)
    for picture in PREVALENCES:
        _table(PICTURES[picture].title, published_detection.picture_figure(picture))
