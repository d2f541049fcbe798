"""The workflow that `showfeed init --ci forgejo` writes, run step by step."""

from pathlib import Path

import pytest
from ci_forge_api import ForgeApi
from ci_github import Event, Runner
from ci_scratch import Scratch, new_episode, run, scratch
from ci_site import titles
from conftest import Site

WORKFLOW = ".forgejo/workflows/podcast.yml"
MAIN = "refs/heads/main"


@pytest.fixture
def show(tmp_path: Path, site: Site) -> Scratch:
    return scratch(tmp_path, "forgejo", site.address)


def serve_branch(show: Scratch, site: Site) -> None:
    """Do what Codeberg Pages does: show what is pushed to the branch `pages`."""
    site.folder.mkdir()
    hook = show.remote / "hooks/post-receive"
    hook.write_text(f"#!/bin/sh\ngit archive pages | tar -x -C '{site.folder}'\n")
    hook.chmod(0o755)


def test_from_a_pull_request_to_the_branch_that_is_served(
    show: Scratch, site: Site, tmp_path: Path, api: ForgeApi
) -> None:
    environment = {"GITHUB_API_URL": f"{api.address}/api/v1"}
    runner = Runner(tmp_path, show.remote, environment=environment)
    api.tokens = runner.tokens
    show.branch("stairs")
    new_episode(show, "002-stairs", "The stairs", "2024-03-11")
    show.commit("The stairs")
    review = runner.run(WORKFLOW, Event("pull_request", show.offer(1), number=1))
    assert review["review"].outcome == "success", review["review"].log
    assert "all 2 episodes are new" in api.bodies[0]
    assert run("git", "branch", "--list", "pages", at=show.remote) == ""

    serve_branch(show, site)
    for _ in range(2):  # the branch is begun, then replaced
        show.merge("stairs")
        done = runner.run(WORKFLOW, Event("push", MAIN))
        assert done["publish"].outcome == "success", done["publish"].log
        assert sorted(titles(site.address)) == ["The stairs", "Welcome"]


def test_a_fork_s_pull_request_is_checked(show: Scratch, tmp_path: Path) -> None:
    event = Event("pull_request", show.offer(2), number=2, fork=True)
    assert Runner(tmp_path, show.remote).run(WORKFLOW, event)["review"].outcome == "success"


def test_a_branch_of_pages_holds_one_commit(show: Scratch, site: Site, tmp_path: Path) -> None:
    runner = Runner(tmp_path, show.remote)
    serve_branch(show, site)
    for old, new in (("Maud Tregarthen", "Iwan Pryce"), ("Iwan Pryce", "Maud Tregarthen")):
        show.change("show.yaml", f"author: {old}", f"author: {new}")
        show.commit(f"By {new}")
        show.git("push", "--quiet", "origin", "main")
        done = runner.run(WORKFLOW, Event("push", MAIN))["publish"]
        assert done.outcome == "success", done.log
    assert run("git", "rev-list", "--count", "pages", at=show.remote) == "1\n"
