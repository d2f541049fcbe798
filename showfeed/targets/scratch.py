"""A folder for what is needed while a place is open, and goes with it."""

import shutil
import tempfile
import weakref


def scratch(owner: object) -> str:
    """Make a folder that is there as long as *owner* is; the name is short, for sockets."""
    folder = tempfile.mkdtemp(prefix="sf-")
    weakref.finalize(owner, shutil.rmtree, folder, ignore_errors=True)
    return folder
