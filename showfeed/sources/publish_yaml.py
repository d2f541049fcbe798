"""The targets of show.yaml: which kinds of place there are, and what each has to know."""

import re
from collections.abc import Callable

from showfeed.formats.names import did_you_mean
from showfeed.formats.quoting import quoted
from showfeed.model import PublishTarget
from showfeed.problems import Malformed, Origin
from showfeed.sources.fields import Fields, mapping
from showfeed.sources.kinds import URL, YES_NO, choice, matching, text_of, whole_number
from showfeed.sources.reading import Kind, Reading, Stop
from showfeed.sources.yaml_nodes import Mapping, Node

SECRET = re.compile(
    r"secret|password|passwd|token|credential|private|(?:^|_|-)key(?:$|_|-)|api_?key|(?:^|_)sas(?:$|_)",
    re.I,
)
Settings = dict[str, str]

# Names go into commands and addresses: nothing in them may be taken for an option or another host.
BUCKET = matching(
    "publish",
    r"[A-Za-z0-9][A-Za-z0-9._-]{1,221}",
    "a bucket's name",
    "write its bare name, as in `my-podcast`",
    "my-podcast",
)
PREFIX = matching(
    "publish",
    r"/?[^\s/\\?#]+(/[^\s/\\?#]+)*/?",
    "a folder of a bucket",
    "write it like `podcast` or `shows/rivers`",
    "podcast",
)
WORD = matching(
    "publish", r"[A-Za-z0-9][A-Za-z0-9._-]*", "one plain word", "write it like `eu-west-3`", "auto"
)
PLACE = matching(
    "publish", r"[^-\s][^\n]*", "a path", "write it like `/var/www/podcast`", "/srv/www"
)

HOST = matching(
    "publish",
    r"[A-Za-z0-9][A-Za-z0-9._-]*|\[[0-9A-Fa-f:.]+\]",
    "a server's name",
    "write it like `www.example.com`; the user goes into `user:`",
    "www.example.com",
)
REF = matching(
    "publish",
    r"[A-Za-z0-9][A-Za-z0-9_-]*([./][A-Za-z0-9_-]+)*",
    "a branch",
    "write it like `gh-pages`",
    "gh-pages",
)


def _yes(fields: Fields, name: str, help: str) -> Settings:
    return {name: "yes"} if fields.may(name, YES_NO, False, help) else {}


def _given(fields: Fields, name: str, kind: Kind[str], help: str) -> Settings:
    value = fields.may(name, kind, "", help)
    return {name: value} if value else {}


def _folder(fields: Fields) -> Settings:
    return {
        "path": fields.must("path", PLACE, "The folder, from the show's own."),
        **_yes(fields, "compress", "Put .gz and .br files beside every text."),
    }


def _s3(fields: Fields) -> Settings:
    return {
        "bucket": fields.must("bucket", BUCKET, "The bucket's name."),
        **_given(fields, "prefix", PREFIX, "A folder of the bucket."),
        **_given(fields, "endpoint", URL, "The server's address, if it is not Amazon's."),
        **_given(fields, "region", WORD, "The region, as in eu-west-3."),
        **_given(fields, "profile", WORD, "The profile in ~/.aws whose key is taken."),
        **_yes(fields, "compress", "Keep texts packed with gzip."),
    }


def _gcs(fields: Fields) -> Settings:
    return {
        "bucket": fields.must("bucket", BUCKET, "The bucket's name."),
        **_given(fields, "prefix", PREFIX, "A folder of the bucket."),
        **_yes(fields, "compress", "Keep texts packed with gzip."),
    }


def _azure(fields: Fields) -> Settings:
    return {
        "account": fields.must("account", BUCKET, "The storage account."),
        "container": fields.must("container", matching(
            "publish",
            r"\$web|[a-z0-9][a-z0-9-]{2,62}",
            "a container's name",
            "write its bare name, as in `$web`",
            "$web",
        ), "The container."),
        **_given(fields, "prefix", PREFIX, "A folder of the container."),
        **_yes(fields, "compress", "Keep texts packed with gzip."),
    }  # fmt: skip


def _ssh(fields: Fields) -> Settings:
    port = fields.may("port", whole_number(1, 65535), 0, "Its port, if it is not 22.")
    return {
        "host": fields.must("host", HOST, "The server's name, as ssh knows it."),
        "path": fields.must("path", PLACE, "The folder there; from the home if it has no slash."),
        **_given(fields, "user", WORD, "Who logs in, if ~/.ssh/config does not say."),
        **({"port": str(port)} if port else {}),
        **_yes(fields, "compress", "Put .gz and .br files beside every text."),
    }


def _git(fields: Fields) -> Settings:
    kept = fields.may("history", YES_NO, True, "Keep what was published before in the history.")
    return {
        **_given(fields, "remote", PLACE, "A remote of the show's repository, or an address."),
        **_given(fields, "branch", REF, "The branch that the host shows."),
        **({} if kept else {"history": "no"}),
    }


READERS: dict[str, Callable[[Fields], Settings]] = {
    "folder": _folder,
    "s3": _s3,
    "gcs": _gcs,
    "azure": _azure,
    "ssh": _ssh,
    "git": _git,
}


def _of_kind(kind: str) -> Kind[PublishTarget]:
    """Return a target of one kind; its name is put in by who knows it."""
    read = READERS[kind]

    def target(fields: Fields) -> PublishTarget:
        fields.must("kind", choice("publish", kind), "What sort of place it is.")
        return PublishTarget("", kind, tuple(sorted(read(fields).items())), fields.origin)

    return mapping(f"a `{kind}` target", target, PublishTarget("", kind))


OF_KIND = {kind: _of_kind(kind) for kind in READERS}


def _refuse_secrets(node: Mapping, reading: Reading) -> None:
    secret = [key for key in node.values if SECRET.search(key)]
    for key in secret:
        reading.note(
            node.keys[key],
            "publish-secret",
            f"{quoted(key)} has no place in show.yaml",
            "it is in git, for all to read: keep it in the environment of the publisher",
        )
    if secret:
        raise Stop


def _target(name: str, node: Node, reading: Reading) -> PublishTarget:
    if not isinstance(node, Mapping):
        raise Malformed(f"the target {quoted(name)} has no settings", "write `kind: folder` below")
    _refuse_secrets(node, reading)
    kind = text_of(node.values["kind"]).lower() if "kind" in node.values else ""
    if kind not in OF_KIND:
        kinds = ", ".join(f"`{known}`" for known in READERS)
        raise Malformed(
            f"the target {quoted(name)} has no kind that is known",
            did_you_mean(kind, READERS, f"write `kind:` and one of {kinds}"),
        )
    read = OF_KIND[kind].read(node, reading)
    return PublishTarget(name, kind, read.settings, Origin(node.place, read.origin.fields))


def _publish(node: Node, reading: Reading) -> tuple[PublishTarget, ...]:
    if not isinstance(node, Mapping):
        raise Malformed("targets have a name each", "write `site: {kind: folder, path: …}` below")
    targets = []
    for name, item in node.values.items():
        try:
            targets.append(_target(name, item, reading))
        except Malformed as error:
            reading.note(item.place, "publish", error.message, error.hint)
        except Stop:
            pass
    return tuple(targets)


PUBLISH: Kind[tuple[PublishTarget, ...]] = Kind(
    "publish",
    _publish,
    lambda: {
        "type": "object",
        "additionalProperties": {"anyOf": [kind.schema() for kind in OF_KIND.values()]},
    },
    (),
)
