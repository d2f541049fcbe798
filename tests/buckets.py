"""Real servers that speak S3, on this machine: moto keeps conditions, rclone checks signatures."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from obstore.store import ObjectStore, S3Store

from showfeed.targets.object_store import Bucket

KEY = "AKIDEXAMPLE000000001"
SECRET = "SKEXAMPLE00000000000000000000000000000001"
ENVIRONMENT = {"AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET}


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def running(*words: str, port: int) -> Iterator[str]:
    """Run a server until the test is over, and wait until it answers."""
    server = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=5).close()
                break
            except OSError:
                assert server.poll() is None, "the server has ended"
                time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait(10)


def program(name: str) -> str:
    return str(Path(sys.executable).parent / name)


@contextmanager
def moto() -> Iterator[str]:
    port = free_port()
    with running(program("moto_server"), "-H", "127.0.0.1", "-p", str(port), port=port) as address:
        yield address


@contextmanager
def rclone(folder: Path) -> Iterator[str]:
    port = free_port()
    listen = f"127.0.0.1:{port}"
    with running(
        program("rclone"), "serve", "s3", "--addr", listen, "--auth-key", f"{KEY},{SECRET}",
        "--config", str(folder / "none.conf"), str(folder), port=port,
    ) as address:  # fmt: skip
        yield address


def make_bucket(address: str, name: str) -> None:
    request = urllib.request.Request(f"{address}/{name}", method="PUT")
    urllib.request.urlopen(request, timeout=10).close()


def store(address: str, bucket: str, secret: str = SECRET, **more: object) -> ObjectStore:
    return S3Store(
        bucket,
        endpoint=address,
        region="us-east-1",
        access_key_id=KEY,
        secret_access_key=secret,
        client_options={"allow_http": True},
        retry_config={"max_retries": 5, "backoff": {"init_backoff": timedelta(seconds=0.05)}},
        **more,  # type: ignore[arg-type]
    )


def contents(opened: ObjectStore) -> dict[str, bytes]:
    """Return everything in a bucket but showfeed's own notes."""
    import obstore

    return {
        found["path"]: bytes(obstore.get(opened, found["path"]).bytes())
        for batch in obstore.list(opened)
        for found in batch
        if not found["path"].startswith(".showfeed/")
    }


def bucket(opened: ObjectStore, **more: object) -> Bucket:
    return Bucket("store", opened, **more)  # type: ignore[arg-type]
