"""A small runner of .gitlab-ci.yml, for tests.

A job's `before_script` and `script` run as one bash script in a clone of the commit, as GitLab's runner
does; images are not started: the Python of the tests is first on PATH. Of the rest it knows what our
file uses: `workflow` and `rules` with `if`, `stages`, `variables`, `default`, `artifacts`. A job called
`pages` is deployed: its artifact `public` is swapped in as what the server has at the show's address.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

BIN = Path(sys.executable).parent
KNOWN = {"stage", "rules", "script", "artifacts", "variables", "interruptible", "resource_group"}
TERM = re.compile(r'\$(\w+)(?: (==|!=) (?:"([^"]*)"|\$(\w+)))?')


@dataclass
class Job:
    """What became of a job."""

    outcome: str
    log: str
    artifacts: Path


@dataclass
class Runner:
    """Runs the pipelines of a bare repository; *folder* holds what it makes."""

    folder: Path
    remote: Path
    variables: Mapping[str, str] = field(default_factory=dict)
    runs: int = 0

    def push(self) -> dict[str, Job]:
        return self.run(
            "refs/heads/main", {"CI_COMMIT_BRANCH": "main", "CI_PIPELINE_SOURCE": "push"}
        )

    def schedule(self) -> dict[str, Job]:
        given = {"CI_COMMIT_BRANCH": "main", "CI_PIPELINE_SOURCE": "schedule"}
        return self.run("refs/heads/main", given)

    def merge_request(self, ref: str, number: int) -> dict[str, Job]:
        given = {
            "CI_PIPELINE_SOURCE": "merge_request_event",
            "CI_MERGE_REQUEST_IID": str(number),
            "CI_PROJECT_ID": "7",
        }
        return self.run(ref, given)

    def run(self, ref: str, given: Mapping[str, str]) -> dict[str, Job]:
        self.runs += 1
        written = _git(self.remote, "show", f"{ref}:.gitlab-ci.yml")
        pipeline = yaml.load(written, yaml.BaseLoader)
        default = pipeline.pop("default")
        stages = pipeline.pop("stages")
        shared = {
            "CI": "true",
            "GITLAB_CI": "true",
            "CI_DEFAULT_BRANCH": "main",
            **self.variables,
            **pipeline.pop("variables"),
            **given,
        }
        if not _meant(pipeline.pop("workflow")["rules"], shared):
            return {}
        for name, wanted in pipeline.items():
            assert wanted.keys() <= KNOWN, f"{name} says what the tests can't read"
        done: dict[str, Job] = {}
        for name, wanted in sorted(pipeline.items(), key=lambda job: stages.index(job[1]["stage"])):
            if _meant(wanted["rules"], shared):
                earlier = [job.artifacts for job in done.values()]
                done[name] = self._job(name, ref, wanted, default, shared, earlier)
                if done[name].outcome == "failure":
                    break
        return done

    def _job(
        self,
        name: str,
        ref: str,
        wanted: Any,
        default: Any,
        shared: Mapping[str, str],
        earlier: list[Path],
    ) -> Job:
        place = self.folder / f"gitlab-{self.runs}" / name
        home, workspace, kept = place / "home", place / "workspace", place / "artifacts"
        for folder in (home, workspace, kept):
            folder.mkdir(parents=True)
        _git(workspace, "init", "--quiet")
        _git(workspace, "fetch", "--quiet", "--depth=20", self.remote.as_uri(), ref)
        skip = wanted.get("variables", {})
        _git(workspace, "checkout", "--quiet", "--detach", "FETCH_HEAD", **skip)
        for artifacts in earlier:  # of earlier stages: they lie in the workspace
            shutil.copytree(artifacts, workspace, dirs_exist_ok=True)
        lines = [*default.get("before_script", []), *wanted["script"]]
        script = place / "script.sh"
        script.write_text("\n".join(["set -eo pipefail", *lines, ""]))
        done = subprocess.run(
            ["bash", str(script)],
            cwd=workspace,
            env={
                "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
                "HOME": str(home),
                "LANG": "C.UTF-8",
                **shared,
                **wanted.get("variables", {}),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
            timeout=300,
        )
        outcome = "failure" if done.returncode else "success"
        self._keep(wanted.get("artifacts", {}), outcome, workspace, kept)
        if name == "pages" and outcome == "success":
            site = self.folder / "site"
            shutil.rmtree(site, ignore_errors=True)
            shutil.copytree(kept / "public", site)
        return Job(outcome, done.stdout, kept)

    def _keep(self, wanted: Any, outcome: str, workspace: Path, kept: Path) -> None:
        if outcome == "failure" and wanted.get("when") != "always":
            return
        for path in [*wanted.get("paths", []), *wanted.get("reports", {}).values()]:
            source = workspace / path
            if source.is_dir():
                shutil.copytree(source, kept / path)
            elif source.is_file():
                shutil.copy(source, kept / path)


def _meant(rules: list[dict[str, str]], variables: Mapping[str, str]) -> bool:
    return any(_holds(rule["if"], variables) for rule in rules)


def _holds(words: str, variables: Mapping[str, str]) -> bool:
    terms = words.split(" && ")
    return all(_term(term, variables) for term in terms)


def _term(words: str, variables: Mapping[str, str]) -> bool:
    found = TERM.fullmatch(words.strip())
    assert found, f"a rule that the tests can't read: {words}"
    name, sign, text, other = found.groups()
    value = variables.get(name, "")
    if not sign:
        return bool(value)
    wanted = text if text is not None else variables.get(other, "")
    return (value == wanted) == (sign == "==")


def _git(at: Path, *words: str, **environment: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(at), *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, f"git {' '.join(words)}: {done.stderr}"
    return done.stdout
