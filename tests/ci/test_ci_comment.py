"""`showfeed comment`, over real HTTP."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from ci_forge_api import ForgeApi

TOKEN = "a-secret-token"
WRITES = {TOKEN: {"pull-requests": "write"}}


def comment(
    api: ForgeApi, text: str, *words: str, forge: str = "github", **changed: str
) -> subprocess.CompletedProcess[str]:
    variables = {
        "github": {
            "GITHUB_API_URL": api.address,
            "GITHUB_REPOSITORY": "maud/show",
            "GITHUB_REF": "refs/pull/7/merge",
            "GITHUB_TOKEN": TOKEN,
        },
        "forgejo": {
            "GITHUB_API_URL": f"{api.address}/api/v1",
            "GITHUB_REPOSITORY": "maud/show",
            "GITHUB_REF": "refs/pull/7/head",
            "GITHUB_TOKEN": TOKEN,
        },
        "gitlab": {
            "GITLAB_CI": "true",
            "CI_API_V4_URL": f"{api.address}/api/v4",
            "CI_PROJECT_ID": "12",
            "CI_MERGE_REQUEST_IID": "7",
            "GITLAB_TOKEN": TOKEN,
        },
    }[forge]
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "showfeed", "comment", *(words or ["-"])],
        input=text,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**kept, "PYTHONPATH": os.pathsep.join(sys.path), **variables, **changed},
    )


@pytest.mark.parametrize(
    ("forge", "path"),
    [
        ("github", "/repos/maud/show/issues/7/comments"),
        ("forgejo", "/api/v1/repos/maud/show/issues/7/comments"),
        ("gitlab", "/api/v4/projects/12/merge_requests/7/notes"),
    ],
)
def test_a_comment_is_written_once_and_then_updated(api: ForgeApi, forge: str, path: str) -> None:
    api.tokens = WRITES
    api.comments += [{"id": number, "body": f"Others say {number}"} for number in (1, 2, 3)]
    first = comment(api, "1 new episode: Été\n", forge=forge)
    assert (first.returncode, first.stdout) == (0, "the comment was written\n"), first.stderr
    second = comment(api, "2 new episodes\n", forge=forge)
    assert (second.returncode, second.stdout) == (0, "the comment was updated\n"), second.stderr
    assert api.bodies[:3] == ["Others say 1", "Others say 2", "Others say 3"]
    assert len(api.bodies) == 4
    assert api.bodies[3].endswith("-->\n2 new episodes\n")
    assert f"POST {path}" in api.asked
    assert TOKEN not in first.stdout + first.stderr + second.stdout + second.stderr


def test_two_comments_have_two_names(api: ForgeApi, tmp_path: Path) -> None:
    api.tokens = WRITES
    file = tmp_path / "text.md"
    for name in ("one", "two", "one"):
        file.write_text(f"{name} -->")
        assert comment(api, "", str(file), "--name", name).returncode == 0
    assert [body.partition("\n")[2] for body in api.bodies] == ["one -->", "two -->"]


def test_somebody_else_s_comment_with_our_mark_is_left_alone(api: ForgeApi) -> None:
    api.tokens = WRITES
    api.comments.append({"id": 1, "body": "<!-- showfeed: changes -->\nnot by us"})
    api.locked.add(1)
    assert comment(api, "ours").stdout == "the comment was written\n"
    assert api.bodies[0].endswith("not by us")


def test_a_long_text_is_cut_at_a_line(api: ForgeApi) -> None:
    api.tokens = WRITES
    assert comment(api, "a line of some length\n" * 5000).returncode == 0
    assert len(api.bodies[0]) < 65_536
    assert api.bodies[0].endswith(
        "a line of some length\n\n… and more: it is too long for a comment.\n"
    )


@pytest.mark.parametrize(
    ("changed", "broken", "code", "said"),
    [
        ({"GITHUB_REF": "refs/heads/main"}, 0, 2, "this is no run for a merge request"),
        ({"GITHUB_API_URL": ""}, 0, 2, "this is no run for a merge request"),
        ({"GITLAB_CI": "true"}, 0, 2, "this is no run for a merge request"),
        ({"GITHUB_TOKEN": " "}, 0, 2, "the variable GITHUB_TOKEN is empty"),
        ({"GITHUB_TOKEN": "another"}, 0, 3, "permissions: {pull-requests: write}"),
        ({}, 500, 3, "answers 500"),
        ({}, 302, 3, "answers 302"),
        ({"GITHUB_API_URL": "http://127.0.0.1:9"}, 0, 3, "can't be reached"),
    ],
)
def test_what_fails_is_told(
    api: ForgeApi, changed: dict[str, str], broken: int, code: int, said: str
) -> None:
    api.tokens, api.broken = WRITES, broken
    done = comment(api, "text", **changed)
    assert done.returncode == code
    assert said in done.stderr
    assert TOKEN not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_can_not_be_read_is_told(api: ForgeApi, tmp_path: Path) -> None:
    api.tokens = WRITES
    (tmp_path / "latin.md").write_bytes(b"\xe9")
    for name in ("absent.md", "latin.md"):
        done = comment(api, "", str(tmp_path / name))
        assert (done.returncode, "can't be read" in done.stderr) == (2, True)
