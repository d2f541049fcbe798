"""A show with every field, read by the parser of the Podcast Index: each tag as the YAML has it.

It knows neither podcast:updateFrequency, podping, images nor the roles of locations; those are
compared with the specification in tests/outputs.
"""

from typing import Any

import golden
import pytest
from partytime import read

FEED = golden.SHOWS / "everything/expected"
KEY = "02d5c1bf8b940dc9cadca86d1b0a3c37fbe39cee4c7e839e33bef9174531d27f52"
FRIEND = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
SHOW = {
    "title": "Everything & more",
    "link": "https://everything.example/home",
    "language": "fr-FR",
    "explicit": False,
    "itunesType": "serial",
    "itunesCategory": ["Business > Management", "Science > Physics"],
    "author": "Anna Ex",
    "owner": {"name": "Anna Ex", "email": "anna@everything.example"},
    "copyright": "Anna Ex",
    "guid": "38b8e228-f77f-50cf-8788-a88505c558e8",
    "locked": True,
    "podcastOwner": "anna@everything.example",
    "medium": "podcast",
    "podcastFunding": [{"message": "Give a little", "url": "https://everything.example/give"}],
    "podcastLocation": {"name": "Lyon, France", "osm": "R120965", "geo": "geo:45.76,4.84"},
    "license": {"identifier": "CC-BY-4.0", "url": "https://spdx.org/licenses/CC-BY-4.0.html"},
    "trailers": [
        {
            "title": "The trailer",
            "url": "https://everything.example/trailer.mp3",
            "pubdate": "2024-02-01T05:00:00.000Z",
            "type": "audio/mpeg",
            "length": 12345,
            "season": 1,
        }
    ],
    "podcastBlockedPlatforms": {"google": True, "amazon": False},
    "podcastTxt": [
        {"value": "S6lpp-7ZCn8", "purpose": "verify"},
        {"value": "Just a remark"},
    ],
    "podroll": [
        {"feedGuid": FRIEND, "feedUrl": "https://feeds.example/a.xml", "title": "A friend"}
    ],
    "podcastPublisher": {
        "feedGuid": "003af0a0-6a45-55bf-b765-68e3d349551a",
        "feedUrl": "https://feeds.example/publisher.xml",
    },
    "chat": {
        "phase": "7",
        "protocol": "irc",
        "server": "irc.everything.example",
        "accountId": "@anna",
        "space": "#everything",
    },
    "value": {
        "type": "lightning",
        "method": "keysend",
        "suggested": 5e-08,
        "recipients": [
            {"name": "Anna", "type": "node", "address": KEY, "split": 90, "fee": False}
            | {"customKey": "696969", "customValue": "abc"},
            {"name": "Host", "type": "lnaddress", "address": "fee@everything.example"}
            | {"split": 10, "fee": True},
        ],
    },
}
ONE = {
    "title": "Un début : l'éthique",
    "explicit": True,
    "itunesEpisode": 1,
    "itunesSeason": 1,
    "itunesEpisodeType": "full",
    "pubDate": "2024-04-15T16:30:00.000Z",
    "link": "https://everything.example/show/episodes/one/",
    "subtitle": "A subtitle",
    "podcastSeason": {"number": 1, "name": "Début"},
    "podcastEpisode": {"number": 1},
    "podcastSoundbites": [{"startTime": 0.1, "duration": 0.1, "title": "A moment"}],
    "podcastLocation": {"name": "Paris"},
    "license": {"identifier": "my-own", "url": "https://everything.example/licence"},
    "podcastChapters": {
        "url": "https://everything.example/show/episodes/one/chapters.json",
        "type": "application/json+chapters",
    },
    "alternativeEnclosures": [
        {
            "type": "audio/opus",
            "length": 4321,
            "bitrate": 32000,
            "lang": "fr",
            "title": "Low bandwidth",
            "codecs": "opus",
            "default": False,
            "integrity": {
                "type": "sri",
                "value": "sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC",
            },
            "source": [
                {"uri": "https://everything.example/one.opus", "contentType": "audio/opus"},
                {
                    "uri": "ipfs://QmdwGqd3d2gFPGeJNLLCshdiPert45fMu84552Y4XHTy4y",
                    "contentType": "audio/opus",
                },
            ],
        }
    ],
    "value": {
        "type": "lightning",
        "method": "keysend",
        "recipients": [{"name": "Bob", "type": "node", "address": KEY, "split": 1, "fee": False}],
        "valueTimeSplits": [
            {
                "type": "remoteItem",
                "startTime": 0.1,
                "duration": 0.05,
                "remoteStartTime": 0,
                "remotePercentage": 90,
                "remoteItem": {"feedGuid": FRIEND, "itemGuid": "x1", "medium": "music"},
            },
            {
                "type": "recipients",
                "startTime": 0.2,
                "duration": 0.05,
                "recipients": [
                    {"name": "Song", "type": "lnaddress", "address": "song@everything.example"}
                    | {"split": 1, "fee": False}
                ],
            },
        ],
    },
    "chat": {
        "phase": "7",
        "protocol": "matrix",
        "server": "matrix.everything.example",
        "space": "#one",
    },
}


@pytest.fixture(scope="module")
def first_page() -> dict[str, Any]:
    return read(FEED / "feed.xml")


@pytest.fixture(scope="module")
def second_page() -> dict[str, Any]:
    return read(FEED / "feed/2.xml")


@pytest.mark.parametrize("name", SHOW)
def test_the_show_is_read_as_it_was_written(first_page: dict[str, Any], name: str) -> None:
    assert first_page[name] == SHOW[name]


@pytest.mark.parametrize("name", ONE)
def test_an_episode_is_read_as_it_was_written(second_page: dict[str, Any], name: str) -> None:
    (one,) = second_page["items"]
    assert one[name] == ONE[name]


def test_people_are_read_with_their_roles(second_page: dict[str, Any]) -> None:
    (one,) = second_page["items"]
    people = [(p["name"], p["role"].lower()) for p in one["podcastPeople"]]
    assert people == [("Anna Ex", "host"), ("Bob Why", "guest"), ("Zoé", "producer")]
    assert one["podcastPeople"][0]["img"] == "https://everything.example/anna.jpg"


def test_a_live_stream_is_read_with_its_times_and_where_to_watch(
    first_page: dict[str, Any],
) -> None:
    (live,) = first_page["podcastLiveItems"]
    assert (live["title"], live["status"]) == ("Live on Sunday", "pending")
    assert live["start"] == "2026-07-05T18:00:00.000Z"
    assert live["end"] == "2026-07-05T19:00:00.000Z"
    assert live["contentLinks"] == [
        {"title": "Watch here", "url": "https://everything.example/live"}
    ]
    assert live["enclosure"]["url"].endswith("/everything.example/stream.mp3")


def test_the_pages_of_the_feed_lead_on(
    first_page: dict[str, Any], second_page: dict[str, Any]
) -> None:
    base = "https://everything.example/show"
    assert first_page["pubsub"] == {
        "self": f"{base}/feed.xml",
        "next": f"{base}/feed/2.xml",
        "hub": "https://hub.example/",
    }
    assert second_page["pubsub"]["self"] == f"{base}/feed/2.xml"
    read_guids = [item["guid"] for item in first_page["items"] + second_page["items"]]
    assert len(set(read_guids)) == 3 and "https://everything.example/bonus" in read_guids
