"""A layer in its views: skeleton, detail of what is selected, comparison and ranking, on whichever page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from bone_atlas.app.catalogue import catalogue
from bone_atlas.app.html import coarse_panel, route_panel, site_panel
from bone_atlas.app.html import elements as h
from bone_atlas.app.publish import figures as published
from bone_atlas.app.publish.contract import Contents
from bone_atlas.app.shell import component
from bone_atlas.app.shell.component import Drawing
from bone_atlas.figures.comparison import MARKS
from bone_atlas.figures.skeleton import VIEWS
from bone_atlas.layers import Layer
from bone_atlas.scenes.contract import ByTheme
from bone_atlas.tables import ALL_ROUTES
from bone_atlas.view_state import DEFAULT_LAYER


@dataclass(frozen=True, kw_only=True)
class LayerViews:
    """The views of one layer, which share what is selected.

    Attributes
    ----------
    layer : Layer
        What is painted.
    selected : tuple of str
        Ids of what is selected; vessels and segments have a panel, but no row and no bone.
    on_select : callable
        Called with the key of the figure in which the reader selects something.
    language : str
        Language of the names.
    key_prefix : str
        Begins the keys of the figures on the page.
    """

    layer: Layer
    selected: tuple[str, ...]
    on_select: Callable[[str], None]
    language: str
    key_prefix: str = ""

    def skeleton(
        self,
        view: str,
        paint: ByTheme | Contents,
        *,
        height: str,
        painted_by: str,
    ) -> None:
        """Show the painted skeleton.

        Parameters
        ----------
        view : str
            A key of `bone_atlas.figures.skeleton.VIEWS`.
        paint : dict
            By theme the paint or its URL.
        height : str
            CSS length.
        painted_by : str
            Names the layer for those who do not see the figure.
        """
        drawing = Drawing(
            published.base_urls(view),
            height=height,
            alt=f"Skeleton, {VIEWS[view].lower()}, painted by {painted_by}",
            paint=paint,
            tools=component.SKELETON_TOOLS,
        )
        self._show("skeleton", drawing, self.selected)

    def detail(self) -> str | None:
        """Show what is known of the selection, or how to select where nothing is.

        Returns
        -------
        str or None
            Id of the site, where one alone is selected.
        """
        atlas = catalogue()
        if not self.selected:
            st.html(site_panel.invitation(self.layer, atlas.anatomy, self.language))
        for item in self.selected:
            if item not in atlas.ids:
                st.html(route_panel.of(item, atlas.routes, atlas.anatomy, self.language, ALL_ROUTES))
        places = atlas.places(self.selected)
        if not places:
            return None
        site = site_panel.site_of(places[0], atlas.anatomy)
        st.html(
            site_panel.detail(
                places,
                self.layer,
                atlas.layers[DEFAULT_LAYER],
                atlas.anatomy,
                self.language,
                article_routes=atlas.article_routes(site),
                routes=atlas.routes,
            )
        )
        if len(places) > 1:
            return None
        if asked := atlas.as_a_whole(site):
            st.html(coarse_panel.answer(asked, atlas.anatomy, self.language))
        return site

    def comparison(
        self,
        plot: tuple[ByTheme | Contents, int, bool],
        *,
        alt: str,
        on_select: Callable[[str], None],
    ) -> None:
        """Show one site in every layer that reports it.

        Parameters
        ----------
        plot : tuple of dict, int and bool
            By theme the figure or its URL, its height in pixels, and whether a coarser site was reported.
        alt : str
            What the figure shows, in a sentence.
        on_select : callable
            Called with the figure's key when the reader chooses the row of a layer.
        """
        figures, height, coarser = plot
        st.html(h.heading("The same site in each study"))
        component.figure(
            f"{self.key_prefix}comparison",
            Drawing(figures, height=f"{height}px", alt=alt),
            on_select=on_select,
            marked=(self.layer.id,),
            language=self.language,
        )
        if coarser:
            st.html(h.small_print("* reported for a coarser site that includes it"))
        st.html(h.small_print(MARKS))

    def ranking(self, plot: tuple[ByTheme | Contents, int], *, heading: str, alt: str) -> None:
        """Show the sites of the layer in order.

        Parameters
        ----------
        plot : tuple of dict and int
            By theme the figure or its URL, and its height in pixels.
        heading : str
            Stands above the figure.
        alt : str
            What the figure shows, in a sentence.
        """
        figures, height = plot
        st.html(h.heading(heading))
        self._show(
            "ranking",
            Drawing(figures, height=f"{height}px", alt=alt),
            catalogue().places(self.selected),
        )

    def _show(self, name: str, drawing: Drawing, selected: tuple[str, ...]) -> None:
        component.figure(
            f"{self.key_prefix}{name}",
            drawing,
            on_select=self.on_select,
            selected=selected,
            language=self.language,
        )
