"""Our own feed, read again, gives the show as it is heard."""

from dataclasses import replace

from feed_shows import SHOWS, without_text
from hypothesis import HealthCheck, given, settings

from showfeed.model import Episode, Show
from showfeed.outputs import addresses, feed
from showfeed.outputs.notes_content import credited
from showfeed.problems import Level
from showfeed.sources.feed import read_feed


def heard(show: Show, episode: Episode) -> Episode:
    """Say how a feed tells of an episode."""
    return replace(
        episode,
        id=episode.guid,
        description="",
        explicit=show.explicit if episode.explicit is None else episode.explicit,
        link=addresses.page_url(show, episode),
        people=credited(show, episode) if episode.people else (),
        number_display=episode.number_display if episode.number is not None else "",
    )


@given(SHOWS)
@settings(deadline=None, max_examples=80, suppress_health_check=list(HealthCheck))
def test_what_is_built_is_read_as_it_is_heard(show: Show) -> None:
    recorded = [episode for episode in show.episodes if episode.live is None]
    got = read_feed(feed.document(show, recorded), addresses.feed_url(show))
    assert got.show is not None
    assert got.address == addresses.feed_url(show)
    assert got.unknown == ()
    assert [problem for problem in got.problems if problem.level is Level.ERROR] == []
    read = without_text(got.show)
    spoken = {e.season for e in show.episodes}
    expected = replace(
        show,
        description="",
        link="" if show.link == f"{show.url}/" else show.link,
        locked_owner=show.owner.email if show.owner else "",
        seasons={number: name for number, name in show.seasons.items() if number in spoken},
        episodes=read.episodes,
    )
    assert read == expected
    order = {e.guid: e.date.timestamp() if e.date else 0 for e in show.episodes}
    assert {e.guid: e for e in read.episodes} == {e.guid: heard(show, e) for e in show.episodes}
    dates = [order[e.guid] for e in read.episodes]
    assert dates == sorted(dates, reverse=True)
    for episode in show.episodes:
        again = next(e for e in read.episodes if e.guid == episode.guid)
        assert again.date is not None
        assert episode.date is not None
        assert again.date.utcoffset() == episode.date.utcoffset()
