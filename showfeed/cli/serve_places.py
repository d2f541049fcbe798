"""Where a preview is reached: the socket, the address for a phone, and its words and QR code."""

import ipaddress
import socket
import sys
from dataclasses import dataclass

from showfeed.cli.report import colourful
from showfeed.model import Show
from showfeed.problems import OutsideError

EVERYWHERE = ("0.0.0.0", "::")
NOWHERE_NEAR = ("192.0.2.1", 9)  # RFC 5737: nobody's; the system only says how it would go there


@dataclass(frozen=True)
class Reach:
    """A socket that listens, and the URL under which others find it (no slash at its end)."""

    listening: socket.socket
    address: str
    near: bool  # only this machine reaches it


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


def reach(host: str, port: int) -> Reach:
    """Open the port and find out its address as seen from the network it is on."""
    listening = open_port(host, port)
    bound, number = listening.getsockname()[:2]
    seen = network_address() if bound in EVERYWHERE else bound
    shown = f"[{seen}]" if ":" in seen else seen
    return Reach(listening, f"http://{shown}:{number}", ipaddress.ip_address(seen).is_loopback)


def network_address() -> str:
    """Return this machine's address on its network; the loopback's where it is on none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(NOWHERE_NEAR)
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def subscribe_words(reached: Reach, show: Show | None) -> str:
    """Return where the page and the feed are, with a QR code where a phone can get there."""
    lines = ["", f"  page  {reached.address}/"]
    if show is not None:
        feed = f"{reached.address}/{show.feed.path}"
        lines.append(f"  feed  {feed}")
        if not reached.near:
            lines += [
                "",
                qr_code(feed, colourful(sys.stdout)),
                "",
                "  scan it with a phone on the same network",
            ]
    if reached.near:
        lines.append("  only this machine gets there; with --public a phone does too")
    return "\n".join([*lines, "", "Ctrl-C ends it"])


def qr_code(words: str, colour: bool) -> str:
    """Return a QR code of half blocks; in colour, dark on light whatever the terminal's own are."""
    import segno

    rows = [list(row) for row in segno.make(words, error="m", micro=False).matrix_iter(border=3)]
    if len(rows) % 2:
        rows.append([0] * len(rows[0]))
    blocks = {(0, 0): "█", (0, 1): "▀", (1, 0): "▄", (1, 1): " "}
    lines = (
        "".join(blocks[bool(above), bool(below)] for above, below in zip(*pair, strict=True))
        for pair in zip(rows[::2], rows[1::2], strict=True)
    )
    # White on black: the light modules are drawn, so that it scans on a dark terminal too.
    start, end = ("\x1b[97;40m", "\x1b[0m") if colour else ("", "")
    return "\n".join(f"  {start}{line}{end}" for line in lines)
