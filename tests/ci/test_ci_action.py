"""action.yml, run as a step of a workflow."""

import json
from pathlib import Path

import pytest
import yaml
from ci_github import Event, Runner
from ci_scratch import Scratch, new_episode, scratch
from conftest import Site

from showfeed import __version__

MAIN = "refs/heads/main"
WORKFLOW = """\
on: push
permissions: {{contents: read}}
jobs:
  build:
    steps:
      - uses: actions/checkout@v4
      - id: first
        uses: OWNER/showfeed@v0
        with: {{version: {version}, command: build, args: {args}}}
      - id: again
        uses: OWNER/showfeed@v0
        with: {{version: {version}, command: build, args: {args}}}
      - run: |
          echo "first $CHANGED, again $AGAIN, due '$DUE'"
          test -f "$FEED" && echo "the feed is $FEED"
        env:
          CHANGED: ${{{{ steps.first.outputs.changed }}}}
          AGAIN: ${{{{ steps.again.outputs.changed }}}}
          DUE: ${{{{ steps.first.outputs.due }}}}
          FEED: ${{{{ steps.first.outputs.feed }}}}
"""


@pytest.fixture
def show(tmp_path: Path, site: Site) -> Scratch:
    return scratch(tmp_path, "none", site.address)


def workflow(show: Scratch, command: str, args: str) -> None:
    step = {"uses": "./", "with": {"version": __version__, "command": command, "args": args}}
    steps = [{"uses": "actions/checkout@v4"}, step]
    job = {"permissions": {"contents": "read"}, "steps": steps}
    show.write("w.yml", yaml.safe_dump({"on": "push", "jobs": {"job": job}}))
    show.commit(command)
    show.git("push", "--quiet", "origin", "main")


def test_a_build_hands_on_what_it_did(show: Scratch, tmp_path: Path) -> None:
    args = json.dumps("--at 2030-01-01T00:00Z --out 'the site'")
    new_episode(show, "002-later", "Later", "2031-01-01")
    show.write("w.yml", WORKFLOW.format(version=__version__, args=args))
    show.commit("A workflow")
    show.git("push", "--quiet", "origin", "main")
    job = Runner(tmp_path, show.remote).run("w.yml", Event("push", MAIN))["build"]
    assert job.outcome == "success", job.log
    assert "first true, again false, due '2031-01-01T06:00:00+00:00'" in job.log
    assert "the feed is the site/feed.xml" in job.log


@pytest.mark.parametrize(
    ("command", "args", "outcome", "said"),
    [
        ("check", "--format github", "success", "::warning file=show.yaml"),
        ("notes", "001-welcome", "success", "The first episode of an example show."),
        ("check", "$(touch broken); no-such", "failure", "there is no episode `$(touch`"),
        ("check", "'open", "failure", "a quote in `args` is not closed"),
        ("build", "--at never", "failure", "--at"),
        ("bild", "", "failure", "No such command"),
    ],
)
def test_a_command_is_run_as_it_stands(
    show: Scratch, tmp_path: Path, command: str, args: str, outcome: str, said: str
) -> None:
    workflow(show, command, args)
    job = Runner(tmp_path, show.remote).run("w.yml", Event("push", MAIN))["job"]
    assert job.outcome == outcome, job.log
    assert said in job.log
    assert not [*tmp_path.rglob("broken")]
