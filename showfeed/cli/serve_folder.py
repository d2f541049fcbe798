"""A folder of files on a port, as it is; only `serve` imports this."""

import socket
from pathlib import Path

from showfeed.problems import OutsideError, UsageError


def serve_folder(folder: Path, host: str, port: int, page: str = "") -> None:
    """Serve the files of *folder* until Ctrl-C or SIGTERM."""
    from showfeed.serve.app import Application
    from showfeed.serve.running import Running, raise_limits
    from showfeed.serve.site import Site

    if not folder.is_dir():
        raise UsageError(f"`{folder}` is not a folder\n    name one that was built, as `public`")
    raise_limits()
    with open_port(host, port) as listening:
        print(f"{address_of(listening)}/{page}  (Ctrl-C ends it)", flush=True)
        Running(Application(Site(str(folder))), on_stop=lambda: None).run([listening])
    print("ended")


def open_port(host: str, port: int) -> socket.socket:
    """Listen, or say in words why that can't be."""
    from showfeed.serve.running import listen

    try:
        return listen(host, port)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise OutsideError(
            f"can't listen on {host}:{port}: {reason}\n    choose another with --port or --host"
        ) from error


def address_of(listening: socket.socket) -> str:
    """Return the URL of a socket, as this machine reaches it."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
