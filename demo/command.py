"""``kith demo``: the classroom, in a browser on this computer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from demo.server.access import Access

__all__ = ["demo"]


def demo(
    things: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SCENARIO_OR_RESULTS]...",
            help="More to choose from on the page: scenario files, or folders of finished studies.",
        ),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65535, help="Port to listen on (default 8421, or a free one)."),
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Print the address only; open no browser.")
    ] = False,
    host: Annotated[
        str,
        typer.Option(
            help="Address to listen on. Others on the network can come in on 0.0.0.0, with the "
            "link that is printed.",
        ),
    ] = "127.0.0.1",
    lessons: Annotated[
        Path | None,
        typer.Option(metavar="FILE.json", help="Lessons of your own; checked before the start."),
    ] = None,
    people_at_most: Annotated[
        int, typer.Option(min=100, max=2000, help="Most people in a visitor's world.")
    ] = 2000,
    visitors: Annotated[
        int, typer.Option(min=1, max=200, help="Most visitors at a time; each has worlds.")
    ] = 30,
) -> None:
    """Show a class two lives of the same people; Ctrl-C ends it.

    Needs no internet, and writes nothing to disk but what you save.

    Example: kith demo --lessons my.json --people-at-most 500
    """
    try:
        import starlette  # noqa: F401 - asked only whether it is there
        import uvicorn  # noqa: F401
        import websockets  # noqa: F401
    except ImportError as error:
        from experiments.errors import KithError

        raise KithError(
            f"kith demo: needs the extra demo ({error.name} is not installed); "
            'pip install "kith[demo]", or make demo in a copy of the source'
        ) from None
    from demo.server.access import Access
    from demo.server.limits import Limits
    from demo.server.serving import listen

    place, room = listen(host, port), None
    try:
        access = Access.on(host, place.getsockname()[1])
        limits = Limits(people=(100, people_at_most), visitors=visitors)
        named = bool(things or lessons)
        if not named:
            # Nothing can be wrong any more: the browser starts while the model is loaded.
            _show(access, visitors, in_browser=not no_browser)
        from demo.server.joined import joined_parts

        parts = joined_parts(things or [], lessons, limits, _note)
        if named:
            _show(access, visitors, in_browser=not no_browser)
        from demo.server.app import Classroom
        from demo.server.serving import leave, serve

        room = Classroom(parts, access, limits)
        serve(room, place, limits)
    except KeyboardInterrupt:
        typer.echo("Closed.")
        if room is not None:
            leave(room)
    finally:
        place.close()


def _note(text: str) -> None:
    typer.echo(f"note: {text}", err=True)


def _show(access: Access, visitors: int, *, in_browser: bool) -> None:
    _tell_address(access, visitors)
    if in_browser:
        _open_browser(_link(access, "127.0.0.1" if _any(access.host) else access.host))


def _any(host: str) -> bool:
    return host in ("0.0.0.0", "::", "")


def _link(access: Access, host: str) -> str:
    named = f"[{host}]" if ":" in host else host
    address = f"http://{named}:{access.port}/"
    return f"{address}?token={access.token}" if access.token else address


def _tell_address(access: Access, visitors: int) -> None:
    from demo.server.serving import own_address

    host = own_address() if _any(access.host) else access.host
    typer.echo(f"Kith's classroom: {_link(access, host)}")
    if access.token:
        typer.echo(
            f"Whoever has this link can come in from this network, up to {visitors} at a time; "
            "it changes with every start."
        )
    typer.echo("Ctrl-C ends it.")


def _open_browser(link: str) -> None:
    import threading
    import webbrowser

    # Some browsers hold the caller until they are closed.
    threading.Thread(target=webbrowser.open, args=(link,), daemon=True).start()
