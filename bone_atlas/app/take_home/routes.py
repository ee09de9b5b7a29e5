"""Where a page asks for a file to take home: whether it is made, how far it is, then the file.

``POST`` begins the making, where it has not begun, and says how it stands; ``GET`` gives what is made. So who
waits only asks again, and is answered by another process too.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bone_atlas.app.html.take_home_offers import PATH
from bone_atlas.app.server.store_serve import NOT_KEPT
from bone_atlas.app.take_home.workshop import workshop


async def answer(request: Request) -> Response:
    """Answer what a page asks of a file."""
    name = request.path_params["name"]
    if request.method == "POST":
        return JSONResponse(workshop.ask(name).told(), headers=NOT_KEPT)
    job = workshop.file(name)
    if job is None:
        return Response("Not found", status_code=404, headers=NOT_KEPT, media_type="text/plain")
    # By its type it is no page: opened from here it would have the policy of the server's pages, not its own.
    saved = {"content-disposition": f'attachment; filename="{job.order.file_name}"'}
    return Response(job.body, media_type="application/octet-stream", headers={**NOT_KEPT, **saved})


routes = [Route(f"{PATH}{{name:path}}", answer, methods=["GET", "POST"])]
