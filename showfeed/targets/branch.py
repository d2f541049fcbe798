"""A git branch as a place, for hosts that show one as pages. One commit: all of it or nothing."""

import subprocess
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from showfeed.artifacts import CHUNK
from showfeed.targets.branch_git import Git
from showfeed.targets.branch_words import refused
from showfeed.targets.delivery import Delivery
from showfeed.targets.ledger import PATH, Ledger, format_ledger, parse_ledger
from showfeed.targets.places import Overtaken, Tell, failed
from showfeed.targets.scratch import scratch

NEW = "refs/heads/showfeed-new"
PLAIN = ".nojekyll"  # GitHub Pages then shows the files as they are, those with `_` too


class Branch:
    """A branch of a remote. The show's own repository lends its settings, and is not touched.

    A repository beside, made for the purpose, holds the branch's last commit without its files:
    those that don't change are not fetched.
    """

    def __init__(
        self, name: str, said: Mapping[str, str], root: Path, environment: Mapping[str, str]
    ) -> None:
        self.name = name
        self._branch = said.get("branch", "gh-pages")
        self._kept = said.get("history") != "no"
        self._git = Git(name, root, environment)
        self._given = said.get("remote", "origin")
        self._there = f"{scratch(self)}/there.git"
        self._head = ""

    def look(self, *, wait: bool) -> Ledger:
        """Fetch the branch's last commit and return the list in it."""
        self._git.lend_settings()
        self._remote = self._git.address(self._given)
        listed = self._git.ask("ls-remote", "--", self._remote, f"refs/heads/{self._branch}")
        self._head = listed.split()[0].decode() if listed.strip() else ""
        if not self._head:
            self._git.ask("init", "--quiet", "--bare", self._there)
            return Ledger()
        self._git.ask(
            "clone", "--quiet", "--bare", "--depth=1", "--filter=blob:none", "--single-branch",
            "--no-tags", f"--branch={self._branch}", "--", self._remote, self._there,
        )  # fmt: skip
        if PATH not in self._tree(PATH):
            return Ledger()
        ledger = parse_ledger(self._inside("cat-file", "blob", f"{self._head}:{PATH}"))
        if ledger is None:
            raise failed(
                self.name, f"`{PATH}` there is not a list of showfeed's", "look at it, or delete it"
            )
        return ledger

    def sizes(self, paths: Collection[str]) -> Mapping[str, int]:
        """Return which of *paths* are in the branch; how large git does not tell unasked."""
        return dict.fromkeys(self._tree() & set(paths), -1) if paths and self._head else {}

    def headers(self, path: str) -> Mapping[str, str]:
        """Return nothing: the host says it."""
        return {}

    def take(self, delivery: Delivery, tell: Tell) -> None:
        """Make one commit of all that differs and push it in place of the one that was seen."""
        self._commit(delivery)
        lease = f"--force-with-lease=refs/heads/{self._branch}:{self._head}"
        push = (
            f"--git-dir={self._there}",
            "push",
            "--quiet",
            "--porcelain",
            lease,
            "--",
            self._remote,
        )
        to = f"{NEW}:refs/heads/{self._branch}"
        code, told, said = self._git.try_again(*push, to)
        said = f"{told.decode('utf-8', 'replace')}\n{said}"
        if "(stale info)" in said or "cannot lock ref" in said or "fetch first" in said:
            raise Overtaken(self.name)
        if code:
            raise refused(self.name, said)
        for stage, paths in delivery.stages.items():
            for path in paths:
                tell(stage, path)
        for path in delivery.removed:
            tell(None, path)

    def _commit(self, delivery: Delivery) -> None:
        """Write what differs straight into the repository beside: no work tree, no index."""
        with subprocess.Popen(
            ("git", f"--git-dir={self._there}", "fast-import", "--quiet", "--date-format=now"),
            stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=self._git.environment,
        ) as importing:  # fmt: skip
            assert importing.stdin and importing.stderr
            try:
                for piece in self._commands(delivery):
                    importing.stdin.write(piece)
                importing.stdin.close()
            except BrokenPipeError:
                pass  # it says why
            said = importing.stderr.read().decode("utf-8", "replace")
        if importing.returncode:
            raise refused(self.name, said)

    def _commands(self, delivery: Delivery) -> Iterator[bytes]:
        """Give what `git fast-import` reads: who, why, upon what, then every file."""
        message = f"Publish {delivery.site.feed}\n".encode()
        yield f"commit {NEW}\ncommitter {self._git.who()} now\n".encode()
        yield b"data %d\n%b" % (len(message), message)
        if self._head and self._kept:
            yield f"from {self._head}\n".encode()
        elif self._head:
            tree = self._inside("rev-parse", f"{self._head}^{{tree}}").decode().strip()
            yield f'M 040000 {tree} ""\n'.encode()
        for path in delivery.removed:
            yield f"D {_quoted(path)}\n".encode()
        for path in delivery.paths:
            size = delivery.site.files[path].size
            yield f"M 100644 inline {_quoted(path)}\ndata {size}\n".encode()
            with open(delivery.site.where(path), "rb") as file:
                while piece := file.read(CHUNK):
                    yield piece
            yield b"\n"
        files = {
            path: file
            for path, file in delivery.there.files.items()
            if path not in delivery.removed
        }
        listed = format_ledger(Ledger({**files, **delivery.site.files}))
        yield b"M 100644 inline %b\ndata %d\n%b\n" % (PATH.encode(), len(listed), listed)
        if PLAIN not in self._tree(PLAIN):
            yield f"M 100644 inline {PLAIN}\ndata 0\n\n".encode()

    def _tree(self, *only: str) -> set[str]:
        """Return the paths that the branch holds."""
        if not self._head:
            return set()
        listed = self._inside("ls-tree", "-r", "-z", "--name-only", self._head, "--", *only)
        return {path.decode("utf-8", "replace") for path in listed.split(b"\0") if path}

    def _inside(self, *words: str) -> bytes:
        return self._git.ask(f"--git-dir={self._there}", *words)


def _quoted(path: str) -> str:
    """Quote a path as `git fast-import` reads it."""
    plain = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{plain}"'
