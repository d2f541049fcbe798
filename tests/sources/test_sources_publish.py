"""The targets of show.yaml: what is read, and what is refused with a hint."""

from pathlib import Path

import pytest

from showfeed.model import PublishTarget
from showfeed.sources.publish_yaml import PUBLISH
from showfeed.sources.reading import Reading
from showfeed.sources.yaml_nodes import read_yaml


def read(lines: str) -> tuple[tuple[PublishTarget, ...], list[str]]:
    node, problems = read_yaml("show.yaml", lines.encode())
    assert node is not None, problems
    reading = Reading(Path())
    targets = PUBLISH.read(node.values["publish"], reading)
    return targets, [f"{p.rule}: {p.message} | {p.hint}" for p in reading.problems]


@pytest.mark.parametrize(
    ("written", "settings"),
    [
        ("kind: folder, path: ../www", {"path": "../www"}),
        ("kind: s3, bucket: a, compress: no", None),
        ("kind: s3, bucket: my-pod, compress: yes", {"bucket": "my-pod", "compress": "yes"}),
        ("kind: gcs, bucket: my-pod, prefix: a/b", {"bucket": "my-pod", "prefix": "a/b"}),
        ("kind: azure, account: pod, container: $web", {"account": "pod", "container": "$web"}),
        ("kind: ssh, host: a.example, path: w, port: 2222", {"host": "a.example", "path": "w", "port": "2222"}),
        ("kind: git", {}),
        ("kind: git, branch: web/x, history: no", {"branch": "web/x", "history": "no"}),
    ],
)  # fmt: skip
def test_each_kind_has_its_fields(written: str, settings: dict[str, str] | None) -> None:
    targets, problems = read(f"publish: {{site: {{{written}}}}}")
    if settings is None:
        assert problems
        return
    assert problems == []
    assert [(t.name, dict(t.settings)) for t in targets] == [("site", settings)]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("kind: s3, bucket: pod, secret_access_key: x", "publish-secret: `secret_access_key` has no place"),
        ("kind: ssh, host: a, path: b, password: x", "publish-secret: `password`"),
        ("kind: azure, account: pod, container: abc, sas: x", "publish-secret: `sas`"),
        ("kind: s3, bucket: pod, bukket: x", "unknown-field: a `s3` target has no field `bukket` | did you mean `bucket`?"),
        ("kind: ftp, host: x", "publish: the target `site` has no kind that is known | write `kind:` and one of `folder`"),
        ("kind: fold", "publish: the target `site` has no kind that is known | did you mean `folder`?"),
        ("kind: s3", "missing-field: a `s3` target needs a `bucket`"),
        ("kind: ssh, host: -oProxyCommand=x, path: b", "publish: `-oProxyCommand=x` is not a server's name"),
        ("kind: git, remote: --upload-pack=x", "publish: `--upload-pack=x` is not a path"),
        ("kind: git, branch: -f", "publish: `-f` is not a branch"),
        ("kind: s3, bucket: pod, endpoint: minio", "url: `minio`"),
    ],
)  # fmt: skip
def test_what_is_refused_is_told(written: str, told: str) -> None:
    targets, problems = read(f"publish: {{site: {{{written}}}}}")
    assert targets == ()
    assert any(problem.startswith(told) for problem in problems), problems
