"""Opens object storage: the library is imported here, and only for a target that needs it."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from showfeed.model import PublishTarget
from showfeed.problems import UsageError
from showfeed.targets import object_keys
from showfeed.targets.object_store import Bucket
from showfeed.targets.object_words import hiding
from showfeed.targets.places import Warn

if TYPE_CHECKING:
    from obstore.store import ClientConfig, ObjectStore, RetryConfig

# A failing server is asked again for two minutes at most, more and more seldom.
RETRY: "RetryConfig" = {
    "max_retries": 8,
    "backoff": {"init_backoff": timedelta(seconds=0.2), "max_backoff": timedelta(seconds=20)},
    "retry_timeout": timedelta(minutes=2),
}


def open_bucket(
    target: PublishTarget, environment: Mapping[str, str], home: Path, warn: Warn
) -> Bucket:
    """Open the storage that a target names. Raises UsageError where the library is absent."""
    try:
        import obstore  # noqa: F401
    except ImportError:
        raise UsageError(
            f"the target `{target.name}` needs a library that is not installed\n"
            "    run `pip install 'showfeed[publish]'`"
        ) from None
    said = dict(target.settings)
    opened = OPENERS[target.kind](said, environment, home)
    return Bucket(
        target.name,
        opened,
        compress=said.get("compress") == "yes",
        warn=warn,
        hide=hiding(environment),
    )


def _prefix(said: Mapping[str, str]) -> str | None:
    return said.get("prefix", "").strip("/") or None


def _client(endpoint: str) -> "ClientConfig":
    return {
        "allow_http": endpoint.startswith("http://"),
        "connect_timeout": timedelta(seconds=20),
        "timeout": timedelta(minutes=5),
    }


def _s3(said: Mapping[str, str], environment: Mapping[str, str], home: Path) -> "ObjectStore":
    from obstore.store import S3Store

    config: dict[str, Any] = object_keys.aws(said.get("profile", ""), environment, home)
    config |= {key: said[key] for key in ("region", "endpoint") if key in said}
    endpoint = config.get("endpoint") or environment.get("AWS_ENDPOINT_URL_S3") or ""
    endpoint = endpoint or environment.get("AWS_ENDPOINT_URL", "")
    if not {"region"} & config.keys() and not {"AWS_REGION", "AWS_DEFAULT_REGION"} & {*environment}:
        config["region"] = "auto" if endpoint else "us-east-1"
    return S3Store(
        said["bucket"],
        prefix=_prefix(said),
        config=config,  # type: ignore[arg-type]
        client_options=_client(endpoint),
        retry_config=RETRY,
    )


def _gcs(said: Mapping[str, str], environment: Mapping[str, str], home: Path) -> "ObjectStore":
    from obstore.store import GCSStore

    base = environment.get("GOOGLE_BASE_URL", "")
    return GCSStore(
        said["bucket"], prefix=_prefix(said), client_options=_client(base), retry_config=RETRY
    )


def _azure(said: Mapping[str, str], environment: Mapping[str, str], home: Path) -> "ObjectStore":
    from obstore.store import AzureStore

    endpoint = environment.get("AZURE_STORAGE_ENDPOINT", "")
    return AzureStore(
        said["container"],
        prefix=_prefix(said),
        account_name=said["account"],
        client_options=_client(endpoint),
        retry_config=RETRY,
    )


OPENERS = {"s3": _s3, "gcs": _gcs, "azure": _azure}
