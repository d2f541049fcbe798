"""The workflow that `showfeed init` writes for GitHub, run step by step."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from ci_forge_api import ForgeApi
from ci_github import Event, Runner
from ci_hub import Hub
from ci_scratch import Scratch, new_episode, scratch
from ci_site import titles
from conftest import Site

WORKFLOW = ".github/workflows/podcast.yml"
MAIN = "refs/heads/main"


@pytest.fixture
def show(tmp_path: Path, site: Site) -> Scratch:
    return scratch(tmp_path, "github", site.address)


@pytest.fixture
def runner(tmp_path: Path, show: Scratch, api: ForgeApi) -> Runner:
    made = Runner(tmp_path, show.remote, environment={"GITHUB_API_URL": api.address})
    api.tokens = made.tokens
    return made


def test_from_a_pull_request_to_the_published_feed(
    show: Scratch, runner: Runner, site: Site, api: ForgeApi
) -> None:
    done = runner.run(WORKFLOW, Event("push", MAIN))
    assert done["publish"].outcome == "success", done["publish"].log
    assert done["review"].outcome == "skipped"
    assert titles(site.address) == ["Welcome"]

    show.branch("stairs")
    new_episode(show, "002-stairs", "The stairs", "2024-03-11")
    show.commit("The stairs")
    review = runner.run(WORKFLOW, Event("pull_request", show.offer(1), number=1))
    assert review["review"].outcome == "success", review["review"].log
    assert review["publish"].outcome == "skipped"
    (said,) = api.bodies
    assert "`The stairs`" in said, said
    assert said.partition("\n")[2] == review["review"].summary

    show.change("episodes/002-stairs.yaml", "title: The stairs", "title: The long stairs")
    show.commit("A longer title")
    runner.run(WORKFLOW, Event("pull_request", show.offer(1), number=1))
    assert len(api.bodies) == 1  # brought up to date
    assert "`The long stairs`" in api.bodies[0]
    assert "The stairs" in (runner.artifact("site") / "feed.xml").read_text()
    assert titles(site.address) == ["Welcome"]

    show.merge("stairs")
    assert runner.run(WORKFLOW, Event("push", MAIN))["publish"].outcome == "success"
    assert sorted(titles(site.address)) == ["The long stairs", "Welcome"]


def test_a_scheduled_run_publishes_what_is_due_by_then(
    show: Scratch, runner: Runner, site: Site
) -> None:
    began = time.monotonic()
    runner.run(WORKFLOW, Event("push", MAIN))
    due = datetime.now(UTC) + timedelta(seconds=3 * (time.monotonic() - began) + 5)
    new_episode(show, "002-later", "Later", due.isoformat(timespec="seconds"))
    show.commit("Later")
    show.git("push", "--quiet", "origin", "main")
    done = runner.run(WORKFLOW, Event("push", MAIN))
    if datetime.now(UTC) >= due:
        pytest.skip("this machine is too slow to be sure that the build was before the episode")
    assert "the next episode is due" in done["publish"].log
    assert titles(site.address) == ["Welcome"]
    assert not any("later" in path.name for path in site.folder.rglob("*"))
    time.sleep((due - datetime.now(UTC)).total_seconds() + 0.1)
    assert runner.run(WORKFLOW, Event("schedule", MAIN))["publish"].outcome == "success"
    assert titles(site.address) == ["Later", "Welcome"]


def test_a_mistake_is_shown_at_its_line_and_stops_the_review(show: Scratch, runner: Runner) -> None:
    show.branch("mistake")
    show.change("episodes/001-welcome.yaml", "title:", "titel:")
    show.commit("A slip")
    review = runner.run(WORKFLOW, Event("pull_request", show.offer(2), number=2))["review"]
    assert review.outcome == "failure"
    assert "::error file=episodes/001-welcome.yaml,line=" in review.log
    assert "did you mean `title`?" in review.log.replace("%0A", "\n")


def test_a_lock_that_was_not_committed_is_told_before_the_merge(
    show: Scratch, runner: Runner
) -> None:
    show.branch("forgetful")
    new_episode(show, "002-stairs", "The stairs", "2024-03-11")
    show.git("checkout", "--quiet", "showfeed.lock")
    show.commit("Without its lock")
    review = runner.run(WORKFLOW, Event("pull_request", show.offer(3), number=3))["review"]
    assert review.outcome == "failure"
    assert "commit showfeed.lock" in review.log


def test_a_changed_guid_is_commented_and_stops_the_review(
    show: Scratch, runner: Runner, api: ForgeApi
) -> None:
    runner.run(WORKFLOW, Event("push", MAIN))
    show.branch("guid")
    with (show.clone / "episodes/001-welcome.yaml").open("a") as file:
        file.write("guid: another\n")
    show.showfeed("build", "--quiet", "--accept")
    show.commit("Another guid")
    review = runner.run(WORKFLOW, Event("pull_request", show.offer(5), number=5))["review"]
    assert review.outcome == "failure"
    (said,) = api.bodies
    assert "guid" in said
    assert "downloads" in said


def test_a_published_feed_that_can_not_be_had_stops_nothing(
    show: Scratch, runner: Runner, api: ForgeApi
) -> None:
    show.branch("unreachable")
    show.change("show.yaml", "url: http://127.0.0.1:", "url: http://127.0.0.1:9/")
    show.showfeed("build", "--quiet")
    show.commit("Nobody answers there")
    review = runner.run(WORKFLOW, Event("pull_request", show.offer(6), number=6))["review"]
    assert review.outcome == "success", review.log
    assert "can't be reached" in review.log
    assert api.bodies == []


def test_a_fork_s_pull_request_needs_no_right_to_write(
    show: Scratch, runner: Runner, api: ForgeApi
) -> None:
    show.branch("stranger")
    show.change("episodes/001-welcome.yaml", "title: Welcome", "title: Welcome to all")
    show.commit("A better title")
    event = Event("pull_request", show.offer(4), number=4, fork=True)
    review = runner.run(WORKFLOW, event)["review"]
    assert review.outcome == "success", review.log
    assert api.asked == []  # its token may only read: what changes stands in the summary
    assert review.summary


def test_a_site_without_its_audio_is_not_published(
    show: Scratch, runner: Runner, site: Site
) -> None:
    runner.run(WORKFLOW, Event("push", MAIN))
    (show.clone / "media/001-welcome.mp3").unlink()
    show.commit("The audio is lost")
    show.git("push", "--quiet", "origin", "main")
    done = runner.run(WORKFLOW, Event("push", MAIN))["publish"]
    assert done.outcome == "failure"
    assert "media/001-welcome.mp3" in done.log
    assert "name the server that has it" in done.log
    assert titles(site.address) == ["Welcome"]  # the old site stands


def test_a_hub_is_told_of_a_feed_that_changed_and_of_no_other(
    show: Scratch, runner: Runner, site: Site, hub: Hub
) -> None:
    with (show.clone / "show.yaml").open("a") as file:
        file.write(f'feed: {{hub: "{hub.address}"}}\n')
    show.commit("A hub")
    show.git("push", "--quiet", "origin", "main")
    done = runner.run(WORKFLOW, Event("push", MAIN))["publish"]
    assert done.outcome == "success", done.log
    feed = f"{site.address}/feed.xml"
    assert hub.told == [feed]  # the first feed is new
    done = runner.run(WORKFLOW, Event("schedule", MAIN))["publish"]
    assert hub.told == [feed] and "nobody needs to be told" in done.log
    show.change("episodes/001-welcome.yaml", "title: Welcome", "title: Welcome to all")
    show.commit("A better title")
    show.git("push", "--quiet", "origin", "main")
    hub.status[0] = 400
    done = runner.run(WORKFLOW, Event("push", MAIN))["publish"]
    assert hub.told == [feed, feed] and "it answers 400" in done.log
    assert done.outcome == "success"  # who could not be told is told to the author, no more
