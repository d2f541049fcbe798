"""A server of one's own as a place: files by rsync over SSH, the list by some lines of sh."""

import os
import shlex
import subprocess
import tempfile
import time
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping, Sequence
from typing import Any

from showfeed.problems import UsageError
from showfeed.targets.ledger import PATH, Ledger, format_ledger, parse_ledger
from showfeed.targets.places import Overtaken, failed
from showfeed.targets.scratch import scratch
from showfeed.targets.server_scripts import READ, REMOVE, RSYNC, SIZES, SWAP, TAKEN, TIDY
from showfeed.targets.server_words import refused
from showfeed.targets.site import Site, Stage

SSH = ("-o", "BatchMode=yes", "-o", "ConnectTimeout=20", "-o", "ServerAliveInterval=15")
SHARED = ("-o", "ControlMaster=auto", "-o", "ControlPersist=20")
PAUSES = (1.0, 2.0, 4.0)  # seconds after which a line that was cut is tried again
CUT = (10, 12, 30, 35, 255)  # how rsync and ssh say that it was
LARGE = 4  # audio files of one run: when it ends, they are known to be up


class Server:
    """A folder of another machine that lets us in by SSH, with the agent's keys or those of ~/.ssh.

    *shell* stands for `ssh`, as RSYNC_RSH does for rsync. One connection serves for all.
    """

    def __init__(
        self,
        name: str,
        said: Mapping[str, str],
        shell: str = "",
        pauses: Sequence[float] = PAUSES,
    ) -> None:
        self.name = name
        self._pauses = pauses
        socket = scratch(self)
        shared = () if os.name == "nt" else (*SHARED, "-o", f"ControlPath={socket}/%C")
        self._host = f"{said['user']}@{said['host']}" if "user" in said else said["host"]
        self._path = said["path"].removeprefix("~/").rstrip("/") or "/"
        self._folder = shlex.quote(self._path)
        port = ("-p", said["port"]) if "port" in said else ()
        self._shell = (*(shlex.split(shell) or ("ssh",)), *SSH, *shared, *port)

    def read(self) -> tuple[Ledger, str]:
        """Return the list that lies there and its first line, which no two lists share."""
        content = self._ask(f"if cd {self._folder} 2>/dev/null; then {READ}; fi")
        if not content:
            return Ledger(), ""
        ledger = parse_ledger(content)
        if ledger is None:
            raise failed(
                self.name, f"`{PATH}` there is not a list of showfeed's", "look at it, or delete it"
            )
        return ledger, ledger.head

    def write(self, ledger: Ledger, version: str) -> str:
        """Put the list in place of the one that begins with that line."""
        content = format_ledger(ledger)
        was = f"was={shlex.quote(version)} size={len(content)}"
        script = f"mkdir -p {self._folder} && cd {self._folder} || exit 1\n{was}\n{SWAP}"
        code, _, said = self._run(script, content)
        for pause in self._pauses:
            if code not in CUT:
                break
            time.sleep(pause)
            if self.read()[1] == ledger.head:  # only the answer was lost
                return ledger.head
            code, _, said = self._run(script, content)
        if code == TAKEN:
            raise Overtaken(self.name)
        if code:
            raise refused(self.name, code, said)
        return ledger.head

    def sizes(self, paths: Collection[str]) -> Mapping[str, int]:
        """Ask `ls` there for all of them at once."""
        told = self._ask(f"cd {self._folder} 2>/dev/null || exit 0\n{SIZES}", _listed(paths))
        lines = (line.split(None, 8) for line in told.decode("utf-8", "replace").splitlines())
        return {w[8]: int(w[4]) for w in lines if len(w) == 9 and w[4].isdigit()}

    def send(self, site: Site, paths: Sequence[str]) -> Iterator[str]:
        """Run rsync for a stage, for a few files at a time where they are large."""
        at_once = LARGE if site.stage(paths[0]) is Stage.MEDIA else len(paths)
        for start in range(0, len(paths), at_once):
            some = paths[start : start + at_once]
            code, said = yield from self._rsync(site, some)
            for pause in self._pauses:
                if code not in CUT:
                    break
                time.sleep(pause)
                code, said = yield from self._rsync(site, some)
            if code:
                raise refused(self.name, code, said)
            yield from some

    def _rsync(self, site: Site, paths: Sequence[str]) -> Generator[str, None, tuple[int, str]]:
        """Run rsync once; give "" while it works, return how it ended and what it said."""
        shell = f"--rsh={shlex.join(self._shell)}"
        words = (*RSYNC, shell, f"{site.top}/", f"{self._host}:{self._path}/")
        with tempfile.TemporaryFile() as listed, tempfile.TemporaryFile() as said:
            listed.write(_listed(paths))
            listed.seek(0)
            process = _start(words, stdin=listed, stdout=subprocess.DEVNULL, stderr=said)
            try:
                while process.poll() is None:
                    try:
                        process.wait(timeout=1)
                    except subprocess.TimeoutExpired:
                        yield ""
            finally:
                if process.poll() is None:
                    process.terminate()
                    process.wait()
            said.seek(0)
            return process.returncode, said.read().decode("utf-8", "replace")

    def remove(self, paths: Sequence[str]) -> None:
        """Take files away, and the folders that are empty without them."""
        self._ask(f"cd {self._folder} || exit 1\n{REMOVE}", _listed(paths))
        folders = {above for path in paths for above in _above(path)}
        deepest_first = sorted(folders, key=lambda folder: (-folder.count("/"), folder))
        if deepest_first:
            self._ask(f"cd {self._folder} || exit 1\n{TIDY}", _listed(deepest_first))

    def headers(self, path: str) -> Mapping[str, str]:
        """Return nothing: the web server says it."""
        return {}

    def _ask(self, script: str, content: bytes = b"") -> bytes:
        """Run something that may be run twice; return what it wrote."""
        code, told, said = self._run(script, content)
        for pause in self._pauses:
            if code not in CUT:
                break
            time.sleep(pause)
            code, told, said = self._run(script, content)
        if code:
            raise refused(self.name, code, said)
        return told

    def _run(self, script: str, content: bytes) -> tuple[int, bytes, str]:
        words = (*self._shell, self._host, f"sh -c {shlex.quote(script)}")
        # Not a pipe: the shared connection outlives the command, and old ones kept it open.
        with tempfile.TemporaryFile() as said:
            process = _start(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said)
            told, _ = process.communicate(content)
            said.seek(0)
            return process.returncode, told, said.read().decode("utf-8", "replace")


def _start(words: Sequence[str], **streams: Any) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(words, **streams)
    except FileNotFoundError:
        raise UsageError(
            f"`{words[0]}` is not installed here\n    install OpenSSH's client and rsync 3"
        ) from None


def _listed(paths: Iterable[str]) -> bytes:
    return b"".join(path.encode() + b"\0" for path in paths)


def _above(path: str) -> Iterator[str]:
    """Give every folder that a path lies in."""
    while path := path.rpartition("/")[0]:
        yield path
