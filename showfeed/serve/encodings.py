"""Content encodings: which of those at hand a client reads best (RFC 9110, section 12.5.3)."""

from collections.abc import Collection

PREFERRED = (b"br", b"gzip")  # the smaller first


def choose(accepted: bytes, there: Collection[bytes]) -> bytes:
    """Return the encoding to send, b"" for the file as it is.

    `*` only forbids: who writes it alone (curl's users do) seldom unpacks brotli.

    >>> both = (b"br", b"gzip")
    >>> choose(b"gzip, deflate, br", both), choose(b"gzip;q=1, br;q=0.5", both)
    (b'br', b'gzip')
    >>> choose(b"gzip;q=0, *", both), choose(b"", both)
    (b'', b'')
    """
    if not there or not accepted:
        return b""
    weights = {}
    for item in accepted.lower().split(b","):
        name, *parameters = (part.strip() for part in item.split(b";"))
        weights[b"gzip" if name == b"x-gzip" else name] = _weight(parameters)
    asked = [name for name in PREFERRED if name in there and weights.get(name, 0) > 0]
    best = max(asked, key=lambda name: weights[name], default=b"")
    return best if not best or weights[best] >= weights.get(b"identity", 0) else b""


def _weight(parameters: list[bytes]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition(b"=")
        if name.strip() == b"q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0
