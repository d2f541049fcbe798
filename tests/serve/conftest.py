from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import Server, run, write_sample


@pytest.fixture(scope="session", params=["serve", "nginx"])
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """Run each server over the sample."""
    folder = tmp_path_factory.mktemp("public")
    folder.chmod(0o755)
    write_sample(folder)
    yield from run(request.param, folder, tmp_path_factory.mktemp("run"))


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[Server]:
    """Run our server alone, over a sample that the test may change."""
    folder = tmp_path / "public"
    write_sample(folder)
    scratch = tmp_path / "run"
    scratch.mkdir()
    yield from run("serve", folder, scratch)
