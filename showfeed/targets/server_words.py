"""What ssh and rsync say when they fail, in words."""

from showfeed.problems import OutsideError
from showfeed.targets.places import failed

# A word of what they said → what is wrong, what to do. The first that is found counts.
WORDS: tuple[tuple[str, str, str], ...] = (
    ("denied (publickey", "the server does not let us in", "load a key with `ssh-add`"),
    ("denied (password", "the server does not let us in", "load a key with `ssh-add`"),
    ("denied (keyboard", "the server does not let us in", "load a key with `ssh-add`"),
    ("Too many authentication failures", "the server does not let us in", "load the right key"),
    ("Host key verification failed", "its key is not known here", "connect once with `ssh`"),
    ("HOST IDENTIFICATION HAS CHANGED", "its key is another than before", "find out why"),
    ("No space left on device", "its disk is full", "make room there"),
    ("quota exceeded", "its disk quota is used up", "make room there"),
    ("Read-only file system", "its disk can only be read", "look at it"),
    ("Permission denied", "writing there is not allowed", "look at the owner of `path:`"),
    ("Could not resolve hostname", "the server can't be found", "look at `host:`"),
    ("Connection refused", "the server does not answer", "look at `host:` and `port:`"),
    ("timed out", "the server does not answer", "look at `host:`, and at the network"),
    ("No route to host", "the server can't be reached", "look at the network"),
    ("rsync: not found", "rsync is not installed there", "install it"),
    ("rsync: command not found", "rsync is not installed there", "install it"),
    ("unknown option", "rsync here is too old", "install rsync 3"),
    ("unrecognized option", "rsync here is too old", "install rsync 3"),
    ("Not a directory", "a file is where a folder is needed", "move it away there"),
)


def refused(name: str, code: int, said: str) -> OutsideError:
    """Say why a server could not be brought up to date, as far as its words tell."""
    for word, what, hint in WORDS:
        if word.lower() in said.lower():
            return failed(name, what, hint)
    lines = [line for line in said.splitlines() if line.strip()]
    last = lines[0].strip()[:300] if lines else f"it ended with {code}"
    return failed(name, last, "see to it")
