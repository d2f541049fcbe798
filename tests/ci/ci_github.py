"""A small runner of GitHub's and Forgejo's workflows, for tests.

Every `run:` step is run as it stands, by bash in a clone of the commit, with the environment that a
runner gives it. A `uses:` step is replaced by a stand-in, which does what the action does for us:

| action                | stand-in                                                                  |
|-----------------------|---------------------------------------------------------------------------|
| checkout              | fetches the commit, LFS if asked; without credentials and right no push   |
| setup-python          | nothing: the Python of the tests is first on PATH                         |
| upload-artifact       | copies the path to `artifacts/NAME`                                       |
| upload-pages-artifact | the same, as `github-pages`                                               |
| configure-pages       | nothing, but for the permission that it needs                             |
| deploy-pages          | swaps `github-pages` in as what the server has at the show's address      |
| ./ or OWNER/showfeed  | runs the steps of action.yml, by this runner                              |

A fork's pull request gets no secrets, and a token that may only read, as on GitHub.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from ci_expressions import condition, fill

PROJECT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Event:
    """What started a workflow."""

    name: str
    ref: str
    number: int = 0
    fork: bool = False

    @property
    def payload(self) -> dict[str, Any]:
        """What the forge tells of it, as far as workflows ask."""
        if not self.number:
            return {}
        head = {"repo": {"full_name": "stranger/show" if self.fork else "maud/show"}}
        return {"number": self.number, "pull_request": {"number": self.number, "head": head}}


@dataclass(frozen=True)
class Step:
    """What became of a step."""

    name: str
    outcome: str
    log: str = ""


@dataclass
class Job:
    """What became of a job."""

    steps: list[Step] = field(default_factory=list)
    outcome: str = "success"
    summary: str = ""

    @property
    def log(self) -> str:
        return "\n".join(step.log for step in self.steps)


@dataclass
class Runner:
    """Runs the workflows of a bare repository; *folder* holds what it makes."""

    folder: Path
    remote: Path
    forge: str = "github"
    secrets: Mapping[str, str] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    tokens: dict[str, Mapping[str, str]] = field(default_factory=dict)
    runs: int = 0

    @property
    def site(self) -> Path:
        """What stands at the show's address."""
        return self.folder / "site"

    def artifact(self, name: str) -> Path:
        """Where the last run left an artifact."""
        return self.folder / f"run-{self.runs}" / "artifacts" / name

    def run(self, path: str, event: Event) -> dict[str, Job]:
        """Run the workflow at *path* of the event's commit; without jobs where it is not meant."""
        self.runs += 1
        sha = _git(self.remote, "rev-parse", event.ref)
        workflow = yaml.load(_git(self.remote, "show", f"{sha}:{path}"), yaml.BaseLoader)
        if not _meant(workflow["on"], event):
            return {}
        jobs: dict[str, Job] = {}
        for name, wanted in workflow["jobs"].items():
            permissions = wanted.get("permissions", workflow.get("permissions"))
            job = _Running(self, event, sha, name, wanted, workflow, permissions)
            needs = wanted.get("needs", [])
            needed = [jobs[need] for need in ([needs] if isinstance(needs, str) else needs)]
            failed = any(before.outcome != "success" for before in needed)
            if condition(wanted.get("if", ""), job.context(), failed):
                jobs[name] = job.run()
            else:
                jobs[name] = Job(outcome="skipped")
        return jobs


def _meant(on: Any, event: Event) -> bool:
    if not isinstance(on, dict):
        return event.name in on
    if event.name not in on:
        return False
    branches = (on[event.name] or {}).get("branches") if isinstance(on[event.name], dict) else None
    return event.name != "push" or not branches or event.ref.removeprefix("refs/heads/") in branches


class _Running:
    """A job under way."""

    def __init__(
        self,
        runner: Runner,
        event: Event,
        sha: str,
        name: str,
        wanted: dict[str, Any],
        workflow: dict[str, Any],
        permissions: Any,
    ) -> None:
        self.runner, self.event, self.sha, self.name = runner, event, sha, name
        self.wanted, self.workflow = wanted, workflow
        if permissions is None:  # Forgejo has none, and lets a job of its own repository write
            permissions = {"contents": "write", "pull-requests": "write"}
        permissions = permissions if isinstance(permissions, dict) else {}
        if event.fork:
            permissions = dict.fromkeys(permissions, "read")
        self.permissions: Mapping[str, str] = permissions
        self.token = f"token-of-{name}-{runner.runs}"
        runner.tokens[self.token] = permissions
        self.place = runner.folder / f"run-{runner.runs}"
        self.workspace = self.place / name / "workspace"
        self.temporary = self.place / name / "temporary"
        for folder in (self.workspace, self.temporary):
            folder.mkdir(parents=True)
        self.steps: dict[str, dict[str, Any]] = {}
        self.job = Job()

    def context(self, inputs: Mapping[str, str] | None = None) -> dict[str, Any]:
        event = self.event
        return {
            "github": {
                "event_name": event.name,
                "ref": event.ref,
                "sha": self.sha,
                "repository": "maud/show",
                "token": self.token,
                "event": event.payload,
            },
            "secrets": {} if event.fork else self.runner.secrets,
            "env": self.workflow.get("env", {}),
            "steps": self.steps,
            "inputs": inputs or {},
        }

    def base(self) -> dict[str, str]:
        """The environment of every step."""
        event = self.temporary / "event.json"
        event.write_text(json.dumps(self.event.payload))
        home = self.temporary / "home"
        home.mkdir(exist_ok=True)
        return {
            "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_EVENT_NAME": self.event.name,
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_REF": self.event.ref,
            "GITHUB_REPOSITORY": "maud/show",
            "GITHUB_SHA": self.sha,
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_TEMP": str(self.temporary),
            **self.runner.environment,
        }

    def run(self) -> Job:
        self._steps(self.wanted["steps"], self.context, {})
        return self.job

    def _steps(self, steps: list[dict[str, Any]], context: Any, extra: dict[str, str]) -> bool:
        failed = False
        for step in steps:
            name = step.get("name") or step.get("uses") or step["run"].splitlines()[0]
            if not condition(step.get("if", ""), context(), failed):
                done, outputs = Step(name, "skipped"), {}
            elif "uses" in step:
                done, outputs = self._uses(name, step, context)
            else:
                done, outputs = self._shell(name, step, context, extra)
            self.job.steps.append(done)
            tolerated = step.get("continue-on-error") == "true"
            if "id" in step:
                self.steps[step["id"]] = {
                    "outcome": done.outcome,
                    "conclusion": "success" if tolerated else done.outcome,
                    "outputs": outputs,
                }
            if done.outcome == "failure" and not tolerated:
                failed = True
                self.job.outcome = "failure"
        return failed

    def _shell(
        self, name: str, step: dict[str, Any], context: Any, extra: dict[str, str]
    ) -> tuple[Step, dict[str, str]]:
        script = self.temporary / "step.sh"
        script.write_text(fill(step["run"], context()))
        output, summary = self.temporary / "output", self.temporary / "summary"
        for file in (output, summary):
            file.write_text("")
        given = {
            **self.workflow.get("env", {}),
            **self.wanted.get("env", {}),
            **step.get("env", {}),
        }
        environment = {
            **self.base(),
            **extra,
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(summary),
            **{key: fill(value, context()) for key, value in given.items()},
        }
        strict = ["--noprofile", "--norc", "-eo", "pipefail"] if "shell" in step else ["-e"]
        done = subprocess.run(
            ["bash", *strict, str(script)],
            cwd=self.workspace / step.get("working-directory", "."),
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
            timeout=300,
        )
        self.job.summary += summary.read_text()
        lines = output.read_text().splitlines()
        outputs = dict(line.split("=", 1) for line in lines)
        return Step(name, "failure" if done.returncode else "success", done.stdout), outputs

    def _uses(self, name: str, step: dict[str, Any], context: Any) -> tuple[Step, dict[str, str]]:
        given = {key: fill(value, context()) for key, value in step.get("with", {}).items()}
        action = step["uses"].partition("@")[0].removeprefix("https://data.forgejo.org/")
        try:
            match action:
                case "actions/checkout":
                    self._checkout(given)
                case "actions/setup-python":
                    assert given["python-version"]
                case "actions/upload-artifact" | "forgejo/upload-artifact":
                    self._upload(given["name"], given["path"])
                case "actions/upload-pages-artifact":
                    self._upload("github-pages", given["path"])
                case "actions/configure-pages":
                    assert self.permissions.get("pages") == "write", "pages: write is needed"
                case "actions/deploy-pages":
                    return Step(name, "success"), {"page_url": self._deploy()}
                case "./" | "OWNER/showfeed":
                    return self._ours(name, given)
                case _:
                    raise AssertionError(f"there is no stand-in for {step['uses']}")
        except _Refused as reason:
            return Step(name, "failure", str(reason)), {}
        return Step(name, "success"), {}

    def _checkout(self, given: dict[str, str]) -> None:
        assert self.permissions.get("contents") in ("read", "write"), "contents: read is needed"
        depth = given.get("fetch-depth", "1")
        deep = [] if depth == "0" else [f"--depth={depth}"]
        _git(self.workspace, "init", "--quiet")
        _git(self.workspace, "remote", "add", "origin", self.remote_address)
        _git(self.workspace, "fetch", "--quiet", *deep, "origin", self.event.ref)
        lfs = given.get("lfs") == "true"
        if lfs and shutil.which("git-lfs"):
            _git(self.workspace, "lfs", "install", "--local")
        skip = {} if lfs else {"GIT_LFS_SKIP_SMUDGE": "1"}
        _git(self.workspace, "checkout", "--quiet", "--detach", "FETCH_HEAD", **skip)
        may_push = self.permissions["contents"] == "write"
        if not may_push or given.get("persist-credentials") == "false":
            _git(self.workspace, "remote", "set-url", "--push", "origin", "refused://")

    @property
    def remote_address(self) -> str:
        return self.runner.remote.as_uri()

    def _upload(self, name: str, path: str) -> None:
        source, to = self.workspace / path, self.runner.artifact(name)
        if not source.exists():
            raise _Refused(f"no files were found at {path}")
        to.parent.mkdir(exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, to, ignore=shutil.ignore_patterns(".*"))  # as the action does
        else:
            to.mkdir()
            shutil.copy(source, to)

    def _deploy(self) -> str:
        needed = {"pages": "write", "id-token": "write"}
        assert needed.items() <= self.permissions.items(), f"{needed} are needed"
        assert self.wanted.get("environment"), "an environment is needed"
        shutil.rmtree(self.runner.site, ignore_errors=True)
        shutil.copytree(self.runner.artifact("github-pages"), self.runner.site)
        return "https://maud.example/show/"

    def _ours(self, name: str, given: dict[str, str]) -> tuple[Step, dict[str, str]]:
        action = yaml.load((PROJECT / "action.yml").read_text(), yaml.BaseLoader)
        assert given.keys() <= action["inputs"].keys(), f"{given} are no inputs"
        inputs = {
            key: given.get(key, each.get("default")) for key, each in action["inputs"].items()
        }
        for key, each in action["inputs"].items():
            assert inputs[key] is not None or each.get("required") != "true", f"{key} is required"
        inner = _Running.__new__(_Running)
        inner.__dict__.update(self.__dict__, steps={}, job=Job(), workflow={}, wanted={})
        extra = {"GITHUB_ACTION_PATH": str(PROJECT), **self.workflow.get("env", {})}
        failed = inner._steps(action["runs"]["steps"], lambda: inner.context(inputs), extra)
        context = inner.context(inputs)
        outputs = {key: fill(each["value"], context) for key, each in action["outputs"].items()}
        return Step(name, "failure" if failed else "success", inner.job.log), outputs


class _Refused(Exception):
    """What the action would say before it fails."""


def _git(at: Path, *words: str, **environment: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(at), *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, f"git {' '.join(words)}: {done.stderr}"
    return done.stdout.strip()
