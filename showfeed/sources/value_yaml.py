"""podcast:value, as its fields are written."""

from showfeed.formats.quoting import quoted
from showfeed.model import RemoteItem, Value, ValueRecipient, ValueTimeSplit
from showfeed.sources.fields import Fields, many, mapping
from showfeed.sources.kinds import DECIMAL, TEXT, TIME, YES_NO, choice, whole_number
from showfeed.sources.tags_yaml import REMOTE_ITEM

ADDRESSES = {"node": r"[0-9a-fA-F]{66}", "lnaddress": r"[^\s@]+@[^\s@]+\.[^\s@]+"}


def _read_recipient(fields: Fields) -> ValueRecipient:
    import re

    kind = fields.must("type", choice("value", "node", "lnaddress"), "How they are paid.")
    address = fields.must("address", TEXT, "Their node's 66 hex digits, or a lightning address.")
    if fields.has("address") and not re.fullmatch(ADDRESSES[kind], address):
        fields.reading.note(
            fields.origin.at("address"),
            "value",
            f"{quoted(address)} is not the address of a `{kind}`",
            "write 66 hex digits for a node, `name@host` for an lnaddress",
        )
    return ValueRecipient(
        kind,
        address,
        fields.must("split", whole_number(), "Their shares, as a whole number."),
        fields.may("name", TEXT, "", "Who they are."),
        fields.may("custom_key", TEXT, "", "A key that their wallet asks for."),
        fields.may("custom_value", TEXT, "", "The value that goes with it."),
        fields.may("fee", YES_NO, False, "Taken off before the others share."),
        fields.origin,
    )


RECIPIENT = mapping("a recipient", _read_recipient, ValueRecipient("node", "0" * 66, 1))


def _read_split(fields: Fields) -> ValueTimeSplit:
    none: RemoteItem | None = None
    return ValueTimeSplit(
        start=fields.must("start", TIME, "Where it begins."),
        duration=fields.must("duration", TIME, "How long it is."),
        recipients=fields.may("recipients", many(RECIPIENT), (), "Who is paid meanwhile."),
        remote_item=fields.may("remote_item", REMOTE_ITEM, none, "Whose feed is paid meanwhile."),
        remote_start=fields.may("remote_start", TIME, TIME.example, "Where that item begins."),
        remote_percentage=fields.may(
            "remote_percentage", whole_number(0, 100), None, "How much of it, in percent."
        ),
        origin=fields.origin,
    )


TIME_SPLIT = mapping("a time split", _read_split, ValueTimeSplit(TIME.example, TIME.example))


def _read_value(fields: Fields) -> Value:
    return Value(
        recipients=fields.must("recipients", many(RECIPIENT), "Who is paid."),
        time_splits=fields.may("time_splits", many(TIME_SPLIT), (), "Others, for a while."),
        type=fields.may("type", TEXT, "lightning", "The money's network."),
        method=fields.may("method", TEXT, "keysend", "How it is sent."),
        suggested=fields.may("suggested", DECIMAL, None, "How much a minute, in whole coins."),
        origin=fields.origin,
    )


VALUE = mapping("a value", _read_value, Value((RECIPIENT.example,)))
