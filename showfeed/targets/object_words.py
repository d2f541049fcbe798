"""What an object store refuses, in words, and never with a key in them."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from showfeed.problems import OutsideError
from showfeed.targets.places import failed

SECRET_NAMES = re.compile(r"KEY|SECRET|TOKEN|PASSWORD|CREDENTIAL|SAS|CONNECTION_STRING", re.I)
KEYS = "the key is not known there, or does not fit"
LOOK = "look at AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and at `region:` and `endpoint:`"

# A word of the answer → what is wrong, what to do. The first that is found counts.
WORDS: tuple[tuple[str, str, str], ...] = (
    ("NoSuchBucket", "there is no such bucket", "make it first, or look at `bucket:`"),
    ("ContainerNotFound", "there is no such container", "make it first, or look at `container:`"),
    ("SignatureDoesNotMatch", KEYS, LOOK),
    ("InvalidAccessKeyId", KEYS, LOOK),
    ("AuthenticationFailed", KEYS, "look at the AZURE_ variables of the environment"),
    ("ExpiredToken", "the key has expired", "fetch a new one"),
    ("RequestTimeTooSkewed", "this machine's clock is wrong", "set the clock"),
    ("metadata", "there is no key for it", "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"),
    ("169.254.169.254", "there is no key for it", "set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY"),
    ("QuotaExceeded", "it is full", "make room there"),
    ("507", "it is full", "make room there"),
    ("403", "the key does not allow that", "it must be allowed to list, read, write and delete"),
    ("AccessDenied", "the key does not allow that", "allow it to list, read, write and delete"),
    ("dns error", "its server can't be found", "look at `endpoint:`, and at the network"),
    ("onnect", "its server does not answer", "look at `endpoint:`, and at the network"),
)


def refused(name: str, said: str) -> OutsideError:
    """Say why a store refused, as far as its answer tells."""
    for word, what, hint in WORDS:
        if word in said:
            return failed(name, what, hint)
    first = said.partition("\n\nDebug")[0].replace("\n", " ").strip()
    return failed(name, first[:300], "see to it")


@contextmanager
def told(name: str, hide: Callable[[str], str]) -> Iterator[None]:
    """Turn what a store says into words, without any key or token."""
    from obstore.exceptions import BaseError

    try:
        yield
    except FileNotFoundError:
        raise
    except (BaseError, OSError, ValueError) as error:
        raise refused(name, hide(str(error))) from None


def hiding(environment: Mapping[str, str]) -> Callable[[str], str]:
    """Return what takes keys of the environment, and what stands behind `?`, out of a text."""
    secrets = sorted(
        (v for k, v in environment.items() if SECRET_NAMES.search(k) and len(v) >= 6),
        key=len,
        reverse=True,
    )

    def hide(text: str) -> str:
        for secret in secrets:
            text = text.replace(secret, "…")
        return re.sub(r"(https?://[^\s?]+)\?[^\s)\"]+", r"\1?…", text)

    return hide
