"""JSON Schema of both files, made of the very declarations that read them."""

from showfeed.sources.episode_yaml import read_episode
from showfeed.sources.fields import Recorder, schema_of
from showfeed.sources.reading import Schema
from showfeed.sources.show_yaml import read_show

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def show_schema() -> Schema:
    """Return the schema of show.yaml."""
    recorder = Recorder("a show")
    read_show(recorder)
    return {"$schema": DRAFT, "title": "showfeed: show.yaml", **schema_of(recorder)}


def episode_schema() -> Schema:
    """Return the schema of a file in episodes/."""
    recorder = Recorder("an episode")
    read_episode(recorder, "001")
    return {"$schema": DRAFT, "title": "showfeed: an episode", **schema_of(recorder)}
