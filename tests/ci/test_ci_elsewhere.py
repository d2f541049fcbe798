"""Publishing elsewhere: the job that docs/ci.md gives is put into the workflow, and run."""

import json
import re
from pathlib import Path

import boto3
import yaml
from buckets import KEY, SECRET, make_bucket, moto
from ci_forge_api import ForgeApi
from ci_github import PROJECT, Event, Runner
from ci_scratch import Scratch, new_episode, scratch
from ci_site import titles

WORKFLOW = ".github/workflows/podcast.yml"
MAIN = "refs/heads/main"


def job() -> str:
    text = (PROJECT / "docs/ci.md").read_text(encoding="utf-8")
    found = re.search(r"(?s)## Publishing elsewhere\n.*?```yaml\n(.*?)```", text)
    assert found
    return found[1]


def use(show: Scratch) -> None:
    """Do what the manual says."""
    text = (show.clone / WORKFLOW).read_text(encoding="utf-8")
    text = text.replace("showfeed==", "showfeed[publish]==")
    show.write(WORKFLOW, text[: text.index("  publish:\n")] + job())


def let_the_world_read(server: str, bucket: str) -> None:
    allowed = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject"}
    policy = {"Statement": [{**allowed, "Resource": f"arn:aws:s3:::{bucket}/*"}]}
    client = boto3.client(
        "s3",
        endpoint_url=server,
        region_name="us-east-1",
        aws_access_key_id=KEY,
        aws_secret_access_key=SECRET,
    )
    client.put_bucket_policy(Bucket=bucket, Policy=json.dumps(policy))
    client.close()


def test_a_bucket_is_published_to_with_keys_from_the_forge_s_secrets(
    tmp_path: Path, api: ForgeApi
) -> None:
    with moto() as server:
        make_bucket(server, "podcast")
        let_the_world_read(server, "podcast")
        address = f"{server}/podcast"
        show = scratch(tmp_path, "github", address)
        use(show)
        with (show.clone / "show.yaml").open("a") as file:
            place = f'{{kind: s3, bucket: podcast, region: us-east-1, endpoint: "{server}"}}'
            file.write(f"publish:\n  store: {place}\n")
        new_episode(show, "002-stairs", "The stairs", "2024-03-11")
        show.commit("A bucket")
        show.git("push", "--quiet", "origin", "main")
        secrets = {"AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET}
        runner = Runner(tmp_path, show.remote, secrets=secrets)
        done = runner.run(WORKFLOW, Event("push", MAIN))["publish"]
        assert sorted(titles(address)) == ["The stairs", "Welcome"], done.log
        assert SECRET not in done.log

        again = runner.run(WORKFLOW, Event("schedule", MAIN))["publish"]
        assert again.outcome == "success", again.log


def test_the_job_is_a_job() -> None:
    wanted = yaml.load(job(), yaml.BaseLoader)["publish"]
    assert wanted["permissions"] == {"contents": "read"}
    assert wanted["concurrency"]["cancel-in-progress"] == "false"
    assert [step for step in wanted["steps"] if "secrets." in str(step.get("run"))] == []
