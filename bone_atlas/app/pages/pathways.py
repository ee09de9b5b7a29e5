"""The pathways page: the routes from breast to bone as a diagram and on the body, and journeys to follow."""

from __future__ import annotations

import streamlit as st

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html import elements as h
from bone_atlas.app.html import reach_table, route_panel, site_panel
from bone_atlas.app.lesson_editor import capture, capture_button
from bone_atlas.app.publish import figures as published
from bone_atlas.app.publish import pathways as published_pathways
from bone_atlas.app.shell import component, controls, share, state
from bone_atlas.app.shell.errors import errors_shown
from bone_atlas.app.shell.state import current
from bone_atlas.figures.skeleton import VIEWS
from bone_atlas.scenes.contract import RoutesShown
from bone_atlas.view_state import BOTH_ROUTES, ROUTE_CHOICES

BODY_HEIGHT = "max(430px, calc(100dvh - 190px))"
SIDES = {"left": "Left breast", "right": "Right breast"}


def page() -> None:
    """Show the page."""
    _controls()
    if state.notices():
        st.warning("  \n".join(state.notices()))
    _body()
    _explained()


def _controls() -> None:
    shown = current()
    with st.container(horizontal=True, vertical_alignment="center", key="controls"):
        controls.segmented(
            "route", ROUTE_CHOICES, shown.route or BOTH_ROUTES, "Routes", on_change=_take_route
        )
        controls.segmented("breast", SIDES, _side(), "Side of the tumour", on_change=_take_side)
        controls.view(shown)
        controls.names(shown)


def _take_route() -> None:
    """Show other routes; a journey that is not among them ends."""
    chosen = st.session_state["route"]
    state.change(route="" if chosen == BOTH_ROUTES else chosen, journey="", step=0)


def _take_side() -> None:
    """Put the tumour into the other breast; the journey is followed from there."""
    side = st.session_state["breast"]
    mirrored = catalogue().routes.mirrored(current().journey, side) if current().journey else ""
    state.change(breast=side, journey=mirrored, step=0)


def _side() -> str:
    """Return the side of the tumour: that of the journey where one is followed."""
    journey = catalogue().routes.journeys.get(current().journey)
    return journey.side if journey else current().breast


@st.fragment
@errors_shown()
def _body() -> None:
    """Show what depends on selection and journey; selecting and stepping run only this part again."""
    state.write_url()
    wide = current().view == "all"
    left, right = st.columns([1.15, 1.3] if wide else [1, 1.4], gap="medium")
    with left, st.container(key="figure_column"):
        _skeleton()
    with right, st.container(key="routes_column"):
        _diagram()
        _player()
        _detail()
    _twin()


def _routes_shown() -> RoutesShown:
    return {
        "network": published_pathways.index_url(),
        "routes": list(controls.shown_routes(current())),
        "side": _side(),
        "focus": True,
        "chosenRoute": current().route,
    }


def _skeleton() -> None:
    shown = current()
    drawing = component.Drawing(
        published.base_urls(shown.view),
        height=BODY_HEIGHT,
        alt=f"Skeleton, {VIEWS[shown.view].lower()}, with the routes from the breast to bone",
        paint=published_pathways.bare_urls(shown.view),
        tools=component.SKELETON_TOOLS,
        routes=_routes_shown() | {"overlay": published_pathways.overlay_urls(shown.view)},
    )
    component.figure(
        "body", drawing, on_select=state.take_selection, selected=shown.sites, language=shown.names
    )


def _diagram() -> None:
    shown = current()
    forms = published_pathways.diagram_urls(shown.names)
    drawing = component.Drawing(
        forms["lying"]["figure"],
        height="auto",
        alt="Diagram of the routes from the breast through veins, lungs, arteries, vertebral veins to bones",
        tools=("list", "png", "svg"),
        routes=_routes_shown() | {"lying": forms["lying"], "upright": forms["upright"]},
    )
    component.figure(
        "diagram", drawing, on_select=state.take_selection, selected=shown.sites, language=shown.names
    )


def _player() -> None:
    shown = current()
    component.player(
        "player",
        {
            "script": published_pathways.script_url(),
            "routes": list(controls.shown_routes(current())),
            "side": _side(),
            "journey": shown.journey or _offered(),
            "step": shown.step,
        },
        on_change=state.take_journey,
    )


def _offered() -> str:
    """Return a journey to what is selected, empty where nothing is or none leads there."""
    atlas = catalogue()
    places = atlas.places(current().sites)
    site = site_panel.site_of(places[0], atlas.anatomy) if places else ""
    journeys = atlas.routes.journeys_to(site, _side()) if site else ()
    shown = controls.shown_routes(current())
    return next((journey.journey_id for journey in journeys if journey.route in shown), "")


def _detail() -> None:
    """Show the routes of what is selected; while a cell is under way its text stands here instead."""
    shown, atlas = current(), catalogue()
    if shown.sites:
        with st.container(key="route_detail"):
            st.html(
                route_panel.of(
                    shown.sites[0], atlas.routes, atlas.anatomy, shown.names, controls.shown_routes(current())
                )
            )


def _twin() -> None:
    """Show the steps as a table, their download and the link of the view."""
    shown, atlas = current(), catalogue()
    place = shown.sites[0] if shown.sites else ""
    with st.container(horizontal=True, vertical_alignment="center", key="twin"):
        as_table = st.toggle("Show the steps as a table", key="steps_as_table")
        csv = published_pathways.steps_csv_url(place)
        link = h.link(csv, "Download the steps as CSV", download="bone-atlas_routes.csv")
        st.html(link, width="content")
        with st.popover("Share", key="share"):
            st.html(share.card(shown, page="pathways"))
        capture_button.button("add_slide", lambda: capture.slide("ways", current()))
    if as_table:
        if shown.journey and shown.step:
            st.html(
                route_panel.journey_table(
                    atlas.routes.journeys[shown.journey], atlas.routes, atlas.anatomy, shown.names
                )
            )
        routes = controls.shown_routes(shown)
        st.html(route_panel.steps_table(place or None, atlas.routes, atlas.anatomy, shown.names, routes))


def _explained() -> None:
    """Show counted lesions by what is known of the routes to their bones."""
    results = published_pathways.explained()
    with st.container(key="explained"):
        st.html(reach_table.head())
        urls, height = published_pathways.explained_urls()
        drawing = component.Drawing(
            urls,
            height=f"{height}px",
            alt="Lesions by study: in bones that both routes reach, in bones of which the veins are not "
            "known, and in bones for which no venous route is named",
        )
        component.figure("ways_explained", drawing, on_select=state.ignore)
        st.html(reach_table.limits(results))
        if st.toggle("Show the lesions as a table", key="lesions_as_table"):
            st.html(reach_table.table(results))
