"""podcast-partytime, the parser of the Podcast Index, asked what it reads in a feed."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent


def read(feed: Path) -> dict[str, Any]:
    """Return what partytime reads; skip without node, but not in CI, which must have it."""
    if not shutil.which("node") or not (HERE / "node_modules").exists():
        if os.environ.get("CI"):
            pytest.fail("CI must have node and the packages of tests/readers")
        pytest.skip("node or the packages of tests/readers are not here (see `make test`)")
    words = ["node", str(HERE / "partytime.mjs"), str(feed)]
    run = subprocess.run(words, capture_output=True, check=True)
    return dict(json.loads(run.stdout))
