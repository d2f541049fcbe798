import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from showfeed.cli import main
from showfeed.cli.init import SCAFFOLD, scaffold  # noqa: F401


def run(
    *words: str, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "showfeed", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=cwd,
        env={**os.environ, "NO_COLOR": "1", "PYTHONPATH": os.pathsep.join(sys.path), **environment},
    )


def test_the_version_is_told_without_importing_the_rest() -> None:
    code = (
        "import sys; from showfeed.cli import main; main(['--version']);"
        "sys.exit(bool({'typer', 'click', 'yaml', 'lxml'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0
    assert done.stdout.startswith(b"showfeed ")
    assert run("--version").stdout == done.stdout.decode()
    assert main(["--version", "check"]) == 0


@pytest.mark.parametrize(
    "words", [["nonsense"], ["build", "--nonsense"], ["check", "--format", "word"], ["schema", "x"]]
)
def test_wrong_usage_is_exit_code_2(words: list[str]) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_every_command_explains_itself_with_an_example() -> None:
    for command in ("init", "new", "check", "build", "notes", "serve", "schema"):
        assert f"Example: showfeed {command}" in run(command, "--help").stdout


@pytest.mark.parametrize("columns", [80, 120])
def test_help_flows_to_the_terminals_width(columns: int) -> None:
    """No line ends before the next word would have had to go below it."""
    commands = re.findall(r"^│ ([a-z]+) ", run("--help").stdout.partition("Commands")[2], re.M)
    assert {"import", "check", "serve", "shift"} <= set(commands)
    for command in commands:
        head = run(command, "--help", COLUMNS=str(columns)).stdout.partition("╭")[0]
        lines = [line.strip() for line in head.split("\n")]
        for line, below in pairwise(lines):
            if line and below:
                assert len(f"{line} {below.split()[0]}") > columns - 2, (command, line)


def test_the_folder_is_given_once(tmp_path: Path) -> None:
    assert run("build", "here", "--root", str(tmp_path)).returncode == 2
