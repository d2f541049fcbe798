"""A folder of files on a port, as it is; only `serve --folder` imports this."""

from pathlib import Path

from showfeed.cli.serve_places import reach
from showfeed.problems import UsageError
from showfeed.serve.app import Application
from showfeed.serve.running import Running, raise_limits
from showfeed.serve.site import Site


def serve_folder(folder: Path, host: str, port: int) -> None:
    """Serve the files of *folder* until Ctrl-C or SIGTERM."""
    if not folder.is_dir():
        raise UsageError(f"`{folder}` is not a folder\n    name one that was built, as `public`")
    raise_limits()
    reached = reach(host, port)
    with reached.listening:
        print(f"{reached.address}/  (Ctrl-C ends it)", flush=True)
        Running(Application(Site(str(folder))), on_stop=lambda: None).run([reached.listening])
    print("ended")
