"""What our server does beyond Streamlit's: published files, compression, headers, start page, readiness.

The entry file writes ``app = st.App(__file__, **server.options(preload=[...]))``.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TypedDict

from anyio import create_task_group, to_thread
from starlette.middleware import Middleware

from bone_atlas.anatomy import AssetError
from bone_atlas.app.server.bundles import Bundles, installed
from bone_atlas.app.server.headers import Preload, SecurityHeaders, content_security_policy, frame_ancestors
from bone_atlas.app.server.index import Opening, StartPage, read_index, rewrite
from bone_atlas.app.server.outside import ask_nobody
from bone_atlas.app.server.ready import Readiness, ReadyPath, State, drain_seconds
from bone_atlas.app.server.store_serve import StoredFiles
from bone_atlas.app.server.store_write import Recipe, plotly_url, published, recipes, registry
from bone_atlas.tables import TableError

__all__ = [
    "AppOptions",
    "Opening",
    "Preload",
    "Recipe",
    "options",
    "plotly_url",
    "published",
    "recipes",
    "registry",
]

FIRST_PAGE: Mapping[str, Opening] = {"": Opening("Bone Metastasis Atlas")}


Lifespan = Callable[[object], AbstractAsyncContextManager[None]]


class AppOptions(TypedDict):
    """The keyword arguments for `streamlit.App` that make the server."""

    middleware: list[Middleware]
    lifespan: Lifespan


def options(
    *,
    preload: Sequence[Preload] = (),
    icon: str = "",
    head: str = "",
    script: str = "",
    openings: Mapping[str, Opening] = FIRST_PAGE,
    files: Callable[[], Iterable[str]] = tuple,
) -> AppOptions:
    """Return the keyword arguments for `streamlit.App`.

    Parameters
    ----------
    preload : Sequence[Preload]
        Files that the browser fetches while Streamlit's scripts are still on their way.
    icon : str
        An emoji; empty for the picture of Streamlit.
    head : str
        Further markup for its head (description, styles); inline scripts in it are allowed by hash.
    script : str
        Address of the module that is evaluated before Streamlit's.
    openings : Mapping of str to Opening
        By what the parameter ``page`` of an address names, what is seen of it at once; "" stands for all
        others.
    files : callable
        Gives the addresses of the published files that a first visit asks for, in its order; they are made
        after the start, in the background; then the server says that it is ready.

    Returns
    -------
    dict
        ``middleware`` and ``lifespan``.

    Raises
    ------
    ValueError
        If `BONE_ATLAS_FRAME_ANCESTORS` is not a list of origins, or `BONE_ATLAS_DRAIN_SECONDS` no number.
    """
    ask_nobody()
    bundles, readiness = installed(), Readiness(drain_seconds())
    pages = {
        name: rewrite(read_index(), opening=opening, icon=icon, head=head, script=script)
        for name, opening in openings.items()
    }
    middleware = [
        Middleware(
            SecurityHeaders,
            policy=content_security_policy(pages[""], frame_ancestors()),
            preload=tuple(preload),
        ),
        Middleware(ReadyPath, readiness=readiness),
        Middleware(StoredFiles, shelves=(registry.shelf, bundles.shelf)),
        Middleware(StartPage, pages=pages),
    ]
    return {"middleware": middleware, "lifespan": _warming(bundles, files, readiness)}


def _warming(bundles: Bundles, files: Callable[[], Iterable[str]], readiness: Readiness) -> Lifespan:
    """Make and compress in the background, after the start, what every first visit will ask for."""

    def compress() -> None:
        for file in bundles.first_needed():
            file.gzipped()
        try:
            for url in files():
                if (made := registry.file(url)) is not None:
                    made.gzipped()
        except (TableError, AssetError):
            readiness.made(State.BROKEN)  # the page says what is missing or broken
        else:
            readiness.made(State.READY)

    @asynccontextmanager
    async def lifespan(_app: object) -> AsyncIterator[None]:
        with readiness.heeding_stop():
            async with create_task_group() as tasks:
                tasks.start_soon(to_thread.run_sync, compress)
                yield

    return lifespan
