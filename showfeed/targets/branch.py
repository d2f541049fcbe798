"""A git branch as a place, for hosts that show one as pages. One commit: all of it or nothing."""

import subprocess
import time
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from showfeed.artifacts import CHUNK
from showfeed.problems import UsageError
from showfeed.targets.branch_words import passing, refused
from showfeed.targets.delivery import Delivery
from showfeed.targets.ledger import PATH, Ledger, format_ledger, parse_ledger
from showfeed.targets.places import Overtaken, Tell, failed
from showfeed.targets.scratch import scratch

PAUSES = (1.0, 2.0, 4.0)  # seconds after which a push is tried again where the line was cut
NEW = "refs/heads/showfeed-new"
PLAIN = ".nojekyll"  # GitHub Pages then shows the files as they are, those with `_` too
# What the owner's settings say of the way to the remote: addresses, keys, proxies, helpers.
WAYS = r"^(http|credential|url|core\.sshcommand|ssh|protocol)(\.|$)"


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
        self._root = root
        self._environment = {**environment, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
        self._given = said.get("remote", "origin")
        self._there = f"{scratch(self)}/there.git"
        self._head = ""

    def look(self, *, wait: bool) -> Ledger:
        """Fetch the branch's last commit and return the list in it."""
        self._lend_settings()
        self._remote = self._address()
        listed = self._git("ls-remote", "--", self._remote, f"refs/heads/{self._branch}")
        self._head = listed.split()[0].decode() if listed.strip() else ""
        if not self._head:
            self._git("init", "--quiet", "--bare", self._there)
            return Ledger()
        self._git(
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
        code, told, said = self._run(*push, to)
        for pause in PAUSES:
            if code == 0 or not passing(said):
                break
            time.sleep(pause)
            code, told, said = self._run(*push, to)
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
            stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=self._environment,
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
        yield f"commit {NEW}\ncommitter {self._who()} now\n".encode()
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

    def _who(self) -> str:
        code, told, _ = self._run("var", "GIT_COMMITTER_IDENT")
        named = told.decode("utf-8", "replace").rpartition(">")[0]
        return f"{named}>" if code == 0 and named else "showfeed <showfeed@localhost>"

    def _address(self) -> str:
        """Return where the remote is: a name of the show's repository, an address or a folder."""
        code, told, _ = self._run("remote", "get-url", "--push", "--", self._given)
        if code == 0:
            return told.decode().strip()
        if "/" in self._given or ":" in self._given:
            return self._given
        raise UsageError(
            f"the show's folder has no git remote `{self._given}`\n"
            "    add it with `git remote add`, or write its address in `remote:`"
        )

    def _lend_settings(self) -> None:
        """Take over how the show's own repository reaches its remotes; CI keeps a token there."""
        code, told, _ = self._run("config", "--local", "--includes", "-z", "--get-regexp", WAYS)
        pairs = [item.partition("\n") for item in told.decode().split("\0") if item]
        count = int(self._environment.get("GIT_CONFIG_COUNT", "0"))
        for key, _, value in pairs if code == 0 else ():
            self._environment[f"GIT_CONFIG_KEY_{count}"] = key
            self._environment[f"GIT_CONFIG_VALUE_{count}"] = value
            count += 1
        self._environment["GIT_CONFIG_COUNT"] = str(count)

    def _git(self, *words: str) -> bytes:
        """Run git where the show is; it asks a remote, or makes the repository beside."""
        code, told, said = self._run(*words)
        for pause in PAUSES:
            if code == 0 or not passing(said):
                break
            time.sleep(pause)
            code, told, said = self._run(*words)
        if code:
            raise refused(self.name, said)
        return told

    def _inside(self, *words: str) -> bytes:
        return self._git(f"--git-dir={self._there}", *words)

    def _run(self, *words: str) -> tuple[int, bytes, str]:
        try:
            done = subprocess.run(
                ("git", *words), cwd=self._root, env=self._environment, stdin=subprocess.DEVNULL,
                capture_output=True, check=False,
            )  # fmt: skip
        except FileNotFoundError:
            raise UsageError("`git` is not installed here\n    install it") from None
        return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


def _quoted(path: str) -> str:
    """Quote a path as `git fast-import` reads it."""
    plain = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{plain}"'
