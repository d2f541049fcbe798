"""The last step of action.yml: runs `showfeed COMMAND ARGS`, and hands on what `build` did."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

TELLS = ("build",)  # the commands whose --json says what became of the feed


def main() -> int:
    """Run the command and return its exit code."""
    command = os.environ["COMMAND"]
    try:
        words = shlex.split(os.environ.get("ARGS", ""))
    except ValueError:
        print("showfeed: a quote in `args` is not closed", file=sys.stderr)
        return 2
    asked = [sys.executable, "-m", "showfeed", command, *words]
    if command not in TELLS:
        return subprocess.run(asked, check=False).returncode
    done = subprocess.run([*asked, "--json"], stdout=subprocess.PIPE, encoding="utf-8", check=False)
    print(done.stdout, end="")
    if done.returncode == 0 and (to := os.environ.get("GITHUB_OUTPUT")):
        with Path(to).open("a", encoding="utf-8") as file:
            file.writelines(f"{name}={value}\n" for name, value in outputs(done.stdout).items())
    return done.returncode


def outputs(said: str) -> dict[str, str]:
    """Return the action's outputs from what `build --json` said."""
    result = json.loads(said)
    changed = any(result[kind] for kind in ("new", "changed", "removed"))
    return {
        "feed": (Path(result["out"]) / result["feed_path"]).as_posix(),
        "changed": "true" if changed else "false",
        "due": result["next_due"] or "",
    }


if __name__ == "__main__":
    sys.exit(main())
