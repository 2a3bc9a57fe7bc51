"""A place to listen on, and the server on it until Ctrl-C."""

from __future__ import annotations

import errno
import gc
import logging
import os
import socket
import sys
import time
from typing import TYPE_CHECKING

from demo.server.limits import Limits
from experiments.errors import KithError

if TYPE_CHECKING:
    from starlette.types import ASGIApp
    from uvicorn import Server

    from demo.server.app import Classroom

__all__ = ["USUAL_PORT", "leave", "listen", "own_address", "serve", "server_on"]

#: Taken when it is free, so that a bookmark works tomorrow.
USUAL_PORT = 8421


def listen(host: str, port: int | None) -> socket.socket:
    """Return a listening socket; browsers that come early wait in its queue.

    Parameters
    ----------
    host
        Address or name.
    port
        None takes the usual port, or a free one if that is taken.

    Raises
    ------
    KithError
        When it cannot be listened on; says why and what to do.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port or 0, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (OSError, UnicodeError):
        raise KithError(
            f"--host {host}: no address of this computer; leave it out, or --host 0.0.0.0 lets "
            "others on this network in"
        ) from None
    for tried in (USUAL_PORT, 0) if port is None else (port,):
        place = socket.socket(family, kind, protocol)
        if sys.platform != "win32":  # there it would let two programs have one port
            place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            place.bind((address[0], tried, *address[2:]))
            place.listen(256)
        except OSError as error:
            place.close()
            if tried != port and tried != 0:
                continue
            raise KithError(_why(error, host, tried)) from None
        place.setblocking(False)
        return place
    raise AssertionError("the last try returns or raises")


def own_address() -> str:
    """Return the address under which others on the network most likely reach this computer."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # nothing is sent: this only picks the way out
            return str(probe.getsockname()[0])
        except OSError:
            return socket.gethostname()


def serve(app: ASGIApp, place: socket.socket, limits: Limits) -> None:
    """Serve until Ctrl-C, which raises ``KeyboardInterrupt`` when all is closed."""
    server = server_on(app, limits)
    # What is loaded by now stays for good: tidying up after a visitor need not look through it.
    gc.collect()
    gc.freeze()
    server.run(sockets=[place])


def server_on(app: ASGIApp, limits: Limits) -> Server:
    """Return a server that runs when it is told a socket.

    Parameters
    ----------
    app
        What it serves.
    limits
        How long messages may be, and how many connections there can be.
    """
    import uvicorn

    # Uvicorn's own lines say nothing that a teacher needs; ours go to the terminal.
    logging.getLogger("uvicorn").setLevel(logging.CRITICAL)
    config = uvicorn.Config(
        app,
        ws="websockets-sansio",
        ws_max_size=limits.message_bytes,
        ws_per_message_deflate=False,
        http="h11",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=8 * limits.visitors + 64,
        timeout_graceful_shutdown=2,
    )
    return uvicorn.Server(config)


def leave(app: Classroom) -> None:
    """End the process where a world that is being made would hold it for a minute.

    The first start on a computer compiles loops, and Python waits for its threads.
    """
    for _ in range(20):
        if not app.busy:
            return
        time.sleep(0.05)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < 65535 else port - 1
        return (
            f"--port {port}: another program uses it; try --port {other}, or leave --port out and "
            "a free one is taken"
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"--port {port}: this computer does not allow it; take one above 1024"
    return f"--host {host}: cannot be listened on ({error.strerror or error})"
