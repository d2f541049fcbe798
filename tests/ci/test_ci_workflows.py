"""What can be told of every workflow by reading it: schemas, and that nobody gets in."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from showfeed.cli.init import WORKFLOWS, scaffold

PROJECT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
FORMS = {
    "github.yml": "vendor.github-workflows",
    "forgejo.yml": "vendor.github-workflows",
    "ci.yml": "vendor.github-workflows",
    "gitlab.yml": "vendor.gitlab-ci",
    "action.yml": "vendor.github-actions",
}
# Our own actions and GitHub's are pinned to a major version: a podcaster can read that, and keep it.
AUDITED = "rules:\n  unpinned-uses:\n    config:\n      policies:\n        '*': ref-pin\n"


def files() -> dict[str, str]:
    """Every workflow of ours, by a name that tells its kind."""
    made = {
        f"{forge}.yml": scaffold("2026-01-01", forge)[path].decode()
        for forge, path in WORKFLOWS.items()
        if path
    }
    for path in (".github/workflows/ci.yml", "action.yml"):
        made[Path(path).name] = (PROJECT / path).read_text()
    return made


FILES = files()


def steps(text: str) -> Iterator[dict[str, Any]]:
    value = yaml.load(text, yaml.BaseLoader)
    for job in [*value.get("jobs", {}).values(), value.get("runs", {})]:
        yield from job.get("steps", [])


@pytest.mark.parametrize("name", FILES)
def test_its_schema_is_kept(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text(FILES[name])
    transform = ["--data-transform", "gitlab-ci"] if name == "gitlab.yml" else []
    done = subprocess.run(
        [BIN / "check-jsonschema", "--builtin-schema", FORMS[name], *transform, str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", sorted(FILES.keys() - {"gitlab.yml", "forgejo.yml"}))
def test_an_auditor_finds_no_way_in(name: str, tmp_path: Path) -> None:
    """zizmor looks for injection, rights that are not needed, credentials that stay, and more."""
    folder = tmp_path / ("" if name == "action.yml" else ".github/workflows")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(FILES[name])
    (tmp_path / "zizmor.yml").write_text(AUDITED)
    words = ["--offline", "--no-progress", "--format=json", "--config", tmp_path / "zizmor.yml"]
    done = subprocess.run(
        [BIN / "zizmor", *words, folder / name], capture_output=True, text=True, check=False
    )
    found = json.loads(done.stdout)
    assert [(one["ident"], one["desc"]) for one in found] == []


@pytest.mark.parametrize("name", FILES)
def test_nobody_s_words_are_run(name: str) -> None:
    """What a title or a branch is called comes in by `env:`, which no shell reads."""
    for step in steps(FILES[name]):
        assert "${{" not in step.get("run", "")
    assert "pull_request_target" not in FILES[name]
    assert "eval " not in FILES[name]


@pytest.mark.parametrize("name", FILES)
def test_every_action_is_of_a_major_version(name: str) -> None:
    for step in steps(FILES[name]):
        if "uses" in step:
            assert re.search(r"@v\d+$", step["uses"]), step["uses"]


def test_rights_are_given_to_the_job_that_needs_them() -> None:
    workflow = yaml.load(FILES["github.yml"], yaml.BaseLoader)
    assert workflow["permissions"] == {}
    review, publish = (workflow["jobs"][name]["permissions"] for name in ("review", "publish"))
    assert {name for name, right in review.items() if right == "write"} <= {"pull-requests"}
    assert publish == {"contents": "read", "pages": "write", "id-token": "write"}


@pytest.mark.parametrize("name", ["github.yml", "forgejo.yml"])
def test_two_publishers_wait_for_each_other(name: str) -> None:
    publish = yaml.load(FILES[name], yaml.BaseLoader)["jobs"]["publish"]
    assert publish["concurrency"] == {"group": "podcast-publish", "cancel-in-progress": "false"}
    pages = yaml.load(FILES["gitlab.yml"], yaml.BaseLoader)["pages"]
    assert pages["resource_group"] == "podcast-publish"


def test_secrets_are_for_steps_that_publish() -> None:
    for text in FILES.values():
        for job in yaml.load(text, yaml.BaseLoader).get("jobs", {}).values():
            if "pull_request" in str(job.get("if", "")) and "!=" not in str(job["if"]):
                assert "secrets." not in json.dumps(job)
