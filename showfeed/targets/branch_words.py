"""What git says when it fails, in words, and without the password of an address."""

import re

from showfeed.problems import OutsideError
from showfeed.targets.places import failed

# A word of what it said → what is wrong, what to do. The first that is found counts.
WORDS: tuple[tuple[str, str, str], ...] = (
    ("large files", "it takes no file that large", "put the audio elsewhere: `media: {url: …}`"),
    ("this exceeds", "it takes no file that large", "put the audio elsewhere: `media: {url: …}`"),
    ("protected branch", "the branch is protected there", "allow the publisher to push to it"),
    ("hook declined", "a rule there forbids it", "ask who keeps the repository"),
    ("denied to", "the key does not allow that", "it must be allowed to write to the repository"),
    ("Permission denied", "it does not let us in", "look at your key, or the job's permissions"),
    (
        "could not read Username",
        "it does not let us in",
        "set up a credential helper or an SSH key",
    ),
    ("Authentication failed", "it does not let us in", "look at the token or key"),
    ("Host key verification failed", "its key is not known here", "connect once with `ssh`"),
    ("does not appear to be a git repository", "there is no repository", "look at `remote:`"),
    (
        "not found",
        "there is no such repository",
        "look at `remote:`, and whether the key may read it",
    ),
    ("Could not resolve host", "its server can't be found", "look at the network"),
    ("unable to access", "its server does not answer", "look at the network"),
    ("No space left", "the disk is full", "make room"),
)
PASSING = (
    "Could not resolve host",
    "timed out",
    "hung up unexpectedly",
    "Connection reset",
    "The requested URL returned error: 5",
    "early EOF",
)


def passing(said: str) -> bool:
    """Tell whether it may go better in a moment."""
    return any(word in said for word in PASSING)


def refused(name: str, said: str) -> OutsideError:
    """Say why a branch could not be brought up to date, as far as git's words tell."""
    for word, what, hint in WORDS:
        if word.lower() in said.lower():
            return failed(name, what, hint)
    lines = [line for line in said.splitlines() if line.strip()]
    first = re.sub(r"://[^@/\s]+@", "://…@", lines[0].strip()[:300] if lines else "git failed")
    return failed(name, first, "see to it")
