"""Git as a branch is published with: run where the show is, with its repository's settings."""

import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from showfeed.problems import UsageError
from showfeed.targets.branch_words import passing, refused

PAUSES = (1.0, 2.0, 4.0)  # seconds after which git is run again where the line was cut
# What the owner's settings say of the way to the remote: addresses, keys, proxies, helpers.
WAYS = r"^(http|credential|url|core\.sshcommand|ssh|protocol)(\.|$)"


class Git:
    """The program, its environment, and how the show's own repository reaches its remotes."""

    def __init__(self, name: str, root: Path, environment: Mapping[str, str]) -> None:
        self._name = name
        self._root = root
        self.environment = {**environment, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}

    def who(self) -> str:
        """Return who commits, as git is told; showfeed where it is told nobody."""
        code, told, _ = self.run("var", "GIT_COMMITTER_IDENT")
        named = told.decode("utf-8", "replace").rpartition(">")[0]
        return f"{named}>" if code == 0 and named else "showfeed <showfeed@localhost>"

    def address(self, given: str) -> str:
        """Return where the remote is: a name of the show's repository, an address or a folder."""
        code, told, _ = self.run("remote", "get-url", "--push", "--", given)
        if code == 0:
            return told.decode().strip()
        if "/" in given or ":" in given:
            return given
        raise UsageError(
            f"the show's folder has no git remote `{given}`\n"
            "    add it with `git remote add`, or write its address in `remote:`"
        )

    def lend_settings(self) -> None:
        """Take over how the show's own repository reaches its remotes; CI keeps a token there."""
        code, told, _ = self.run("config", "--local", "--includes", "-z", "--get-regexp", WAYS)
        pairs = [item.partition("\n") for item in told.decode().split("\0") if item]
        count = int(self.environment.get("GIT_CONFIG_COUNT", "0"))
        for key, _, value in pairs if code == 0 else ():
            self.environment[f"GIT_CONFIG_KEY_{count}"] = key
            self.environment[f"GIT_CONFIG_VALUE_{count}"] = value
            count += 1
        self.environment["GIT_CONFIG_COUNT"] = str(count)

    def ask(self, *words: str) -> bytes:
        """Run git, again where the line was cut; return what it wrote."""
        code, told, said = self.try_again(*words)
        if code:
            raise refused(self._name, said)
        return told

    def try_again(self, *words: str) -> tuple[int, bytes, str]:
        """Run git, again where the line was cut; return how it ended and what it said."""
        code, told, said = self.run(*words)
        for pause in PAUSES:
            if code == 0 or not passing(said):
                break
            time.sleep(pause)
            code, told, said = self.run(*words)
        return code, told, said

    def run(self, *words: str) -> tuple[int, bytes, str]:
        """Run git once; return how it ended, what it wrote and what it said."""
        try:
            done = subprocess.run(
                ("git", *words), cwd=self._root, env=self.environment, stdin=subprocess.DEVNULL,
                capture_output=True, check=False,
            )  # fmt: skip
        except FileNotFoundError:
            raise UsageError("`git` is not installed here\n    install it") from None
        return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")
