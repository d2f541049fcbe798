"""Where keys of object storage are: the environment, or the usual files of its owner."""

import configparser
from collections.abc import Mapping
from pathlib import Path

from showfeed.problems import UsageError

STATIC = {
    "aws_access_key_id": "access_key_id",
    "aws_secret_access_key": "secret_access_key",
    "aws_session_token": "session_token",
}


def aws(profile: str, environment: Mapping[str, str], home: Path) -> dict[str, str]:
    """Return key and region of the files in ~/.aws; nothing where the environment has a key.

    *profile* is the one to take; else AWS_PROFILE names it, else it is `default`.
    """
    found: dict[str, str] = {}
    asked = profile or environment.get("AWS_PROFILE", "")
    if "AWS_ACCESS_KEY_ID" in environment and not profile:
        return found
    name = asked or "default"
    keys = Path(environment.get("AWS_SHARED_CREDENTIALS_FILE") or home / ".aws/credentials")
    config = Path(environment.get("AWS_CONFIG_FILE") or home / ".aws/config")
    of_config = _section(config, name if name == "default" else f"profile {name}")
    for section in (of_config, _section(keys, name)):
        found |= {ours: section[theirs] for theirs, ours in STATIC.items() if theirs in section}
    if "region" in of_config and "AWS_REGION" not in environment:
        found["region"] = of_config["region"]
    if asked and "access_key_id" not in found:
        raise UsageError(
            f"there is no key of a profile `{asked}` in `{keys}`\n"
            "    add it with `aws configure`, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
        )
    return found


def _section(file: Path, name: str) -> Mapping[str, str]:
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        parser.read(file, encoding="utf-8")
        return dict(parser[name])
    except (OSError, KeyError, configparser.Error, UnicodeDecodeError):
        return {}
