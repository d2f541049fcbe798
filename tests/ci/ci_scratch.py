"""A scratch show in a git repository with a bare remote, for tests of what CI does with it."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[2]
ATTRIBUTES = "*.mp3 filter=lfs diff=lfs merge=lfs -text\n"


@dataclass(frozen=True)
class Scratch:
    """The author's clone and the bare repository that it is pushed to."""

    clone: Path
    remote: Path

    def git(self, *words: str) -> str:
        return run("git", *words, at=self.clone)

    def showfeed(self, *words: str) -> str:
        return run(sys.executable, "-m", "showfeed", *words, at=self.clone)

    def write(self, path: str, text: str) -> None:
        file = self.clone / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        text = (self.clone / path).read_text(encoding="utf-8")
        assert old in text
        self.write(path, text.replace(old, new))

    def commit(self, message: str) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def branch(self, name: str) -> None:
        self.git("switch", "--quiet", "--create", name, "main")

    def offer(self, number: int) -> str:
        """Push what is checked out as a merge request; return its ref."""
        ref = f"refs/pull/{number}/merge"
        self.git("push", "--quiet", "--force", "origin", f"HEAD:{ref}")
        return ref

    def merge(self, branch: str) -> None:
        self.git("switch", "--quiet", "main")
        self.git("merge", "--quiet", "--no-ff", "--no-edit", branch)
        self.git("push", "--quiet", "origin", "main")


def scratch(folder: Path, forge: str, address: str) -> Scratch:
    """Begin a show with `showfeed init`, and push it."""
    made = Scratch(folder / "clone", folder / "remote.git")
    run("git", "init", "--quiet", "--bare", "--initial-branch=main", str(made.remote), at=folder)
    run(sys.executable, "-m", "showfeed", "init", str(made.clone), "--ci", forge, at=folder)
    made.change("show.yaml", "url: https://example.com/show", f"url: {address}")
    made.change("show.yaml", "title: An example show", "title: The keepers")
    made.change("show.yaml", "author: An example author", "author: Maud Tregarthen")
    made.git("init", "--quiet", "--initial-branch=main")
    for name, value in (("user.name", "Maud"), ("user.email", "maud@keepers.example")):
        made.git("config", name, value)
    made.git("remote", "add", "origin", made.remote.as_uri())
    made.showfeed("build", "--quiet")
    made.commit("A show")
    made.git("push", "--quiet", "origin", "main")
    return made


def new_episode(show: Scratch, id_: str, title: str, date: str) -> None:
    """Write an episode and lock it, as an author does before the commit."""
    audio = (show.clone / "media/001-welcome.mp3").read_bytes()
    (show.clone / f"media/{id_}.mp3").write_bytes(audio + bytes(417))
    show.write(
        f"episodes/{id_}.yaml",
        f"title: {title}\ndate: {date}\naudio: media/{id_}.mp3\ndescription: About {title}.\n",
    )
    show.showfeed("build", "--quiet")


def run(*words: str, at: Path) -> str:
    environment = {**os.environ, "NO_COLOR": "1", "PYTHONPATH": str(PROJECT)}
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):  # set where git runs the tests
        environment.pop(name, None)
    done = subprocess.run(
        words, cwd=at, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
    return done.stdout
