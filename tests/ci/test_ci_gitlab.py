"""The pipeline that `showfeed init --ci gitlab` writes, run job by job."""

import json
from pathlib import Path

import pytest
from ci_forge_api import ForgeApi
from ci_gitlab import Runner
from ci_hub import Hub
from ci_scratch import Scratch, new_episode, scratch
from ci_site import titles
from conftest import Site

TOKEN = "a-project-token"


@pytest.fixture
def show(tmp_path: Path, site: Site) -> Scratch:
    return scratch(tmp_path, "gitlab", site.address)


@pytest.fixture
def runner(tmp_path: Path, show: Scratch, api: ForgeApi) -> Runner:
    api.tokens = {TOKEN: {"pull-requests": "write"}}
    variables = {"CI_API_V4_URL": f"{api.address}/api/v4", "GITLAB_TOKEN": TOKEN}
    return Runner(tmp_path, show.remote, variables)


def test_from_a_merge_request_to_the_published_feed(
    show: Scratch, runner: Runner, site: Site, api: ForgeApi
) -> None:
    done = runner.push()
    assert [*done] == ["pages", "tell"]
    assert "show.yaml names nobody to tell" in done["tell"].log
    assert done["pages"].outcome == "success", done["pages"].log
    assert titles(site.address) == ["Welcome"]

    show.branch("stairs")
    new_episode(show, "002-stairs", "The stairs", "2024-03-11")
    show.commit("The stairs")
    review = runner.merge_request(show.offer(1), 1)
    assert [*review] == ["review"]
    assert review["review"].outcome == "success", review["review"].log
    assert "The stairs" in (review["review"].artifacts / "public/feed.xml").read_text()
    assert titles(site.address) == ["Welcome"]

    (said,) = api.bodies
    assert "`The stairs`" in said
    assert said.partition("\n")[2] in review["review"].log

    show.merge("stairs")
    assert runner.schedule()["pages"].outcome == "success"
    assert sorted(titles(site.address)) == ["The stairs", "Welcome"]


def test_a_mistake_is_in_the_report_that_gitlab_shows(show: Scratch, runner: Runner) -> None:
    show.branch("mistake")
    show.change("episodes/001-welcome.yaml", "title:", "titel:")
    show.commit("A slip")
    review = runner.merge_request(show.offer(2), 2)["review"]
    assert review.outcome == "failure"
    assert "did you mean `title`?" in review.log
    report = json.loads((review.artifacts / "gl-code-quality-report.json").read_text())
    (remark,) = [one for one in report if one["check_name"] == "unknown-field"]
    assert remark["location"] == {"path": "episodes/001-welcome.yaml", "lines": {"begin": 2}}
    assert remark["severity"] == "critical"
    assert "`titel`" in remark["description"]
    fingerprints = [one["fingerprint"] for one in report]
    assert len({*fingerprints}) == len(fingerprints)


def test_a_changed_guid_is_commented_and_stops_the_review(
    show: Scratch, runner: Runner, api: ForgeApi
) -> None:
    runner.push()
    show.branch("guid")
    with (show.clone / "episodes/001-welcome.yaml").open("a") as file:
        file.write("guid: another\n")
    show.showfeed("build", "--quiet", "--accept")
    show.commit("Another guid")
    assert runner.merge_request(show.offer(3), 3)["review"].outcome == "failure"
    assert "guid" in api.bodies[0]


def test_without_a_token_nothing_is_commented(show: Scratch, tmp_path: Path, api: ForgeApi) -> None:
    review = Runner(tmp_path, show.remote).merge_request(show.offer(4), 4)["review"]
    assert review.outcome == "success", review.log
    assert api.asked == []


def test_a_branch_without_a_merge_request_runs_nothing(runner: Runner) -> None:
    given = {"CI_COMMIT_BRANCH": "draft", "CI_PIPELINE_SOURCE": "push"}
    assert runner.run("refs/heads/main", given) == {}


def test_a_hub_is_told_of_a_feed_that_changed_and_of_no_other(
    show: Scratch, runner: Runner, site: Site, hub: Hub
) -> None:
    with (show.clone / "show.yaml").open("a") as file:
        file.write(f'feed: {{hub: "{hub.address}"}}\n')
    show.commit("A hub")
    show.git("push", "--quiet", "origin", "main")
    done = runner.push()["tell"]
    assert done.outcome == "success", done.log
    assert hub.told == [f"{site.address}/feed.xml"]
    again = runner.schedule()["tell"]
    assert "nobody needs to be told" in again.log
    assert len(hub.told) == 1
