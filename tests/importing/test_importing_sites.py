"""Sites as people keep them: imported, built, and heard by a reader that we did not write."""

import shutil
from pathlib import Path

import pytest
from site_imports import AUDIO, MOMENT, SITES, built, coming, files, into, sound

from showfeed.importing.incoming import Topic

# Site, its feed's path, and of each episode: title, date, audio, bytes, length, guid.
HEARD = {
    "castanet": (
        "episode/index.xml",
        [
            (
                *("Where it begins", "Mon, 04 Mar 2024 06:00:00 +0100"),
                *("https://media.rivers.example/audio/001-source.mp3", "57147392", "59:32"),
                "https://media.rivers.example/audio/001-source.mp3",
            ),
            (
                *("Where it ends", "Mon, 11 Mar 2024 06:00:00 +0100"),
                *("https://media.rivers.example/audio/002-mouth.mp3", "46099200", "48:01"),
                "rivers-2-final",
            ),
            (
                *("Under the bridge: steel & stone", "Mon, 18 Mar 2024 00:00:00 +0100"),
                *("https://media.rivers.example/audio/003%20bridge.mp3", "30111222", "31:22"),
                "https://media.rivers.example/audio/003 bridge.mp3",
            ),
        ],
    ),
    "octopod": (
        "feed.xml",
        [
            (
                *("Folge 0", "Mon, 01 May 2023 00:00:00 +0200"),
                *("https://cdn.nachtzug.example/episoden/folge0.mp3", "41489234", "43:13"),
                "https://nachtzug.example/2023/05/01/folge0.html",
            ),
            (
                *("Folge 1", "Thu, 01 Jun 2023 18:30:00 +0200"),
                *("https://cdn.nachtzug.example/episoden/folge1.mp3", "59489234", "1:02:03"),
                "https://nachtzug.example/2023/06/01/folge1.html",
            ),
        ],
    ),
    "podcaster": (
        "feed/podcast.xml",
        [
            (
                *("The Card Catalogue", "Thu, 14 Apr 2022 00:00:00 +0000"),
                "https://cdn.shelf.example/SL%20S1E1,%20The%20Card%20Catalogue.mp3",
                *("61231442", "1:02:58", "https://shelf.example/s1/e1/"),
            ),
            (
                *("Overdue", "Thu, 21 Apr 2022 00:00:00 +0000"),
                "https://cdn.shelf.example/SL%20S1E2,%20Overdue.mp3",
                *("56226654", "54:43", "shelf-life-0002"),
            ),
        ],
    ),
}


def seconds(clock: str) -> int:
    parts = [float(part) for part in clock.split(":")]
    return int(sum(part * 60**power for power, part in enumerate(reversed(parts))))


@pytest.mark.parametrize("name", HEARD)
def test_a_site_is_heard_as_its_pages_say(name: str, tmp_path: Path) -> None:
    feed, episodes = HEARD[name]
    into(SITES / name, tmp_path)
    sound(tmp_path)
    parsed = built(tmp_path, feed)
    assert [
        (
            *(entry.title, entry.published, entry.enclosures[0].href, entry.enclosures[0].length),
            *(seconds(entry.itunes_duration), entry.id),
        )
        for entry in parsed.entries
    ] == [(*one[:4], seconds(one[4]), one[5]) for one in episodes]


@pytest.mark.parametrize("name", HEARD)
def test_importing_a_site_again_changes_nothing(name: str, tmp_path: Path) -> None:
    into(SITES / name, tmp_path)
    before = files(tmp_path)
    assert into(SITES / name, tmp_path).changes == ()
    assert files(tmp_path) == before


def test_what_an_author_edited_stays(tmp_path: Path) -> None:
    into(SITES / "castanet", tmp_path)
    file = tmp_path / "episodes" / "mouth.yaml"
    file.write_text(file.read_text("utf-8").replace("Where it ends", "The very end"), "utf-8")
    site = tmp_path / "site"
    shutil.copytree(SITES / "castanet", site)
    page = site / "content" / "episode" / "mouth.md"
    page.write_text(
        page.read_text("utf-8").replace("Where it ends", "Ends").replace("48:01", "49:01"), "utf-8"
    )
    into(site, tmp_path)
    text = file.read_text("utf-8")
    assert "title: The very end\n" in text
    assert "duration: 49:01\n" in text


def test_castanet_brings_people_notes_chapters_and_transcripts(tmp_path: Path) -> None:
    into(SITES / "castanet", tmp_path)
    show = sound(tmp_path)
    by_id = {episode.id: episode for episode in show.episodes}
    assert sorted(by_id) == ["bridge", "delta", "mouth", "source"]
    source = by_id["source"]
    assert [(p.name, p.role, p.url) for p in source.people] == [
        ("Ana Flume", "Host", "https://ana.example/"),
        ("Bora Kamen", "Guest", ""),
    ]
    # The show will stand where the site stood: its pages lead on, the guid stays.
    assert (source.link, [old.path for old in source.moved_from]) == ("", ["source", "1"])
    assert "[Elbe](https://rivers.example/rivers/elbe/)" in source.description
    assert "<https://www.youtube.com/watch?v=8ClZXJsgpHY>" in source.description
    assert "[Map](https://rivers.example/mouth/)" in source.description
    assert "{{" not in source.description
    assert source.tags == ("Elbe", "mountains")
    bridge = by_id["bridge"]
    assert [(c.title, c.url) for c in bridge.chapters] == [
        ("Steel", ""),
        ("Stone", "https://stone.example/"),
    ]
    assert [old.path for old in bridge.moved_from] == ["bridge"]  # by the pattern, not the slug
    assert "(https://rivers.example/bridge/arch.jpg)" in bridge.description
    assert len(bridge.transcripts) == len(by_id["mouth"].transcripts) == 1
    assert by_id["mouth"].chapters_in_description
    assert by_id["mouth"].explicit is True
    assert by_id["delta"].draft  # `upcoming`
    assert (show.owner.name, show.owner.email) == ("Ana Flume", "ana@rivers.example")
    assert [(c.name, c.sub) for c in show.categories] == [
        ("Science", "Earth Sciences"),
        ("Science", "Nature"),
    ]
    comment = (tmp_path / "episodes" / "source.yaml").read_text("utf-8")
    assert "aliases" not in comment
    assert comment.startswith("# From content/episode/source.md; no field here stands for this:\n")
    assert "#   sponsors: lanternworks\n" in comment


def test_what_does_not_come_in_is_told_with_its_place(tmp_path: Path) -> None:
    told = {(r.topic, r.episode, r.words) for r in coming(SITES / "castanet", tmp_path).remarks}
    taken = "`{{% notice tip %}}` is taken out: apps would show it"
    assert (Topic.CHANGED, "content/episode/source.md:27", taken) in told
    left = "it names no audio, and is left out"
    assert (Topic.DROPPED, "content/episode/no-audio.md", left) in told
    assert (Topic.DROPPED, "", "content/blog: 1 page that names no audio") in told
    assert any("no guid is stated" in words and id_ == "source" for _, id_, words in told)


def test_octopod_brings_chapters_other_formats_and_drafts(tmp_path: Path) -> None:
    into(SITES / "octopod", tmp_path)
    by_id = {episode.id: episode for episode in sound(tmp_path).episodes}
    first = by_id["2023-05-01-folge0"]
    assert [(c.start.total_seconds(), c.title) for c in first.chapters] == [
        (0, "Abfahrt."),
        (601.5, "... Grenze ..."),
        (2462, "Ankunft."),
    ]
    assert [(a.type, a.length, a.sources[0].uri) for a in first.alternates] == [
        ("audio/x-m4a", 30489234, "https://cdn.nachtzug.example/episoden/folge0.m4a")
    ]
    assert first.author == "Uta und Karl"
    assert [p.name for p in first.people] == ["Uta Gleis", "Karl Weiche"]
    assert "[Fahrplan](https://nachtzug.example/fahrplan)\n" in first.description
    assert "(https://nachtzug.example/2023/06/01/folge1.html)" in first.description
    assert "podlove" not in first.description
    assert "{{ nicht anfassen }}" in by_id["2023-06-01-folge1"].description
    assert by_id["folge2"].draft
    assert by_id["folge2"].date is None


def test_podcaster_brings_what_its_data_files_say(tmp_path: Path) -> None:
    into(SITES / "podcaster", tmp_path)
    show = sound(tmp_path)
    newest, second, first = show.episodes
    assert (first.season, first.number, first.recorded.isoformat()) == (
        1,
        1,
        "2022-03-09T00:00:00+00:00",
    )
    assert [(c.start.total_seconds(), c.title) for c in first.chapters] == [
        (0, "Introduction"),
        (300, "Drawers"),
        (600, "Dust"),
    ]
    assert first.guid_is_permalink
    assert not second.guid_is_permalink
    assert (second.kind.value, second.explicit) == ("bonus", True)
    assert newest.draft  # with no audio: it waits for some
    assert show.owner.email == "noor@shelf.example"


FEED = """<?xml version="1.0"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
 xmlns:atom="http://www.w3.org/2005/Atom" xmlns:podcast="https://podcastindex.org/namespace/1.0">
<channel><title>Rivers by Night</title><link>HOST/</link><description>Rivers.</description>
<podcast:guid>9b024349-ccf0-5f69-a609-6b82873eab3c</podcast:guid>
<atom:link href="HOST/episode/index.xml" rel="self" type="application/rss+xml"/>
<item><title>Where It Begins</title><guid isPermaLink="false">urn:rivers:1</guid>
<pubDate>Mon, 04 Mar 2024 06:00:00 +0100</pubDate>
<enclosure url="https://op3.dev/e/media.rivers.example/audio/001-source.mp3" length="57147392" type="audio/mpeg"/></item>
<item><title>A lost one</title><guid isPermaLink="false">urn:rivers:0</guid>
<pubDate>Mon, 26 Feb 2024 06:00:00 +0100</pubDate>
<enclosure url="https://media.rivers.example/audio/000.mp3" length="1" type="audio/mpeg"/></item>
</channel></rss>"""


@pytest.mark.parametrize("given", [True, False], ids=["given", "built"])
def test_guids_come_from_the_feed_that_apps_have(given: bool, tmp_path: Path) -> None:
    site, folder = tmp_path / "site", tmp_path / "show"
    shutil.copytree(SITES / "castanet", site)
    feed = site / "public" / "episode" / "index.xml"
    feed = tmp_path / "feed.xml" if given else feed
    feed.parent.mkdir(parents=True, exist_ok=True)
    feed.write_text(FEED.replace("HOST", "https://rivers.example"), "utf-8")
    done = into(site, folder, guids=str(feed) if given else "")
    by_id = {episode.id: episode for episode in sound(folder).episodes}
    assert (by_id["source"].guid, by_id["source"].guid_is_permalink) == ("urn:rivers:1", False)
    assert by_id["mouth"].guid == "rivers-2-final"
    assert sound(folder).guid == "9b024349-ccf0-5f69-a609-6b82873eab3c"
    assert any("1 of 2 items" in remark.words for remark in done.remarks)


def test_a_preview_of_this_machine_knows_no_guids(tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(SITES / "castanet", site)
    (site / "public").mkdir()
    text = FEED.replace("urn:rivers:1", "http://localhost:1313/source/")
    (site / "public" / "index.xml").write_text(text, "utf-8")
    into(site, tmp_path / "show")
    guids = [episode.guid for episode in sound(tmp_path / "show").episodes]
    assert not any("localhost" in guid for guid in guids)


def test_a_guid_that_comes_to_be_known_later_moves_no_file(tmp_path: Path) -> None:
    into(SITES / "castanet", tmp_path)
    names = sorted(files(tmp_path))
    feed = tmp_path / "public" / "their.xml"
    feed.parent.mkdir()
    feed.write_text(FEED.replace("HOST", "https://rivers.example"), "utf-8")
    into(SITES / "castanet", tmp_path, guids=str(feed))
    assert sorted(files(tmp_path)) == names
    source = next(e for e in sound(tmp_path).episodes if e.id == "source")
    assert source.guid == "urn:rivers:1"
    assert into(SITES / "castanet", tmp_path, guids=str(feed)).changes == ()


ONE = "title: One\nparams: {podcast: {category: Science, author: Ana}}\n"


def test_audio_that_lies_in_the_folder_is_measured_there(tmp_path: Path) -> None:
    site, folder = tmp_path / "site", tmp_path / "show"
    page = site / "content" / "podcast" / "one" / "index.md"
    page.parent.mkdir(parents=True)
    (site / "hugo.yaml").write_text(f"baseURL: https://one.example/\n{ONE}", "utf-8")
    page.write_text("---\ntitle: One\ndate: 2024-05-01\n---\nHello.\n", "utf-8")
    shutil.copyfile(AUDIO, page.parent / "one.mp3")
    done = into(site, folder)
    (episode,) = sound(folder).episodes
    assert any("come along with `--audio`" in remark.words for remark in done.remarks)
    assert episode.audio.href == "https://one.example/podcast/one/one.mp3"
    assert episode.audio.facts.size == AUDIO.stat().st_size
    assert episode.guid == "https://one.example/podcast/one/"
    (entry,) = built(folder).entries
    assert entry.enclosures[0].length == str(AUDIO.stat().st_size)


@pytest.mark.parametrize("base", ["baseURL: https://one.example/\n", ""])
def test_audio_of_the_folder_is_copied_where_that_is_asked_for(base: str, tmp_path: Path) -> None:
    from showfeed.cli import main

    site, folder = tmp_path / "site", tmp_path / "show"
    page = site / "content" / "podcast" / "one.md"
    page.parent.mkdir(parents=True)
    (site / "static" / "audio").mkdir(parents=True)
    (site / "hugo.yaml").write_text(f"{base}{ONE}", "utf-8")
    page.write_text("---\ntitle: One\ndate: 2024-05-01\naudio: /audio/one.mp3\n---\nHi.\n", "utf-8")
    shutil.copyfile(AUDIO, site / "static" / "audio" / "one.mp3")
    words = ["import", str(site), str(folder), "--audio", "--url", "https://new.example"]
    assert main(words) == 0
    assert (folder / "media" / "one.mp3").read_bytes() == AUDIO.read_bytes()
    (episode,) = sound(folder).episodes
    assert episode.audio.href == "media/one.mp3"
    before = files(folder)
    assert main([*words, "--yes"]) == 0
    assert files(folder) == before
    assert episode.date < MOMENT


THEMES = {
    "Jekyll-Podcast-Feed": (
        "title: T\ndate: 2015-10-20\ncategories: podcast\npodcast_link: https://a.example/1.mp3\n"
        'podcast_file_size: 13.7 MB\npodcast_duration: "14:02"\npodcast_length: 13654375\n',
        ("https://a.example/1.mp3", 13654375, 842, None, None),
    ),
    "a link alone": (
        'title: T\ndate: 2014-12-28 20:25:00\nduration: "02:47"\nlength: 2668168\n'
        "link: https://a.example/1.mp3\n",
        ("https://a.example/1.mp3", 2668168, 167, None, None),
    ),
    "itunes-jekyll-template": (
        "title: T\ndate: 2015-01-01 12:00:00\nnumber: 1\nduration: 15:00\nlength: 1065610\n"
        "mp3: https://a.example/1.mp3\n",
        ("https://a.example/1.mp3", 1065610, 900, None, 1),
    ),
    "podcast-template, whose length is seconds": (
        "title: T\ndate: 2015-01-01 12:00:00 +0200\nepisodeNumber: 3\nduration: 01:00:00\n"
        "length: 3600\nfile: https://a.example/1.mp3\n",
        ("https://a.example/1.mp3", None, 3600, None, 3),
    ),
    "jekyll-podcast": (
        "title: T\ndate: 2022-03-15\npodcast:\n  episode: 217\n  guid: g\n"
        "  file: >-\n    FTE 217, Gaslight.mp3\n  size: 123456\n  duration: 0:57:22\n",
        ("https://cdn.example/FTE%20217,%20Gaslight.mp3", 123456, 3442, None, 217),
    ),
    "wavecast": (
        "title: T\ndate: 2024-01-01\npodcast:\n  src: https://a.example/1.mp3\n  type: audio/mpeg\n"
        '  duration: "00:45:00"\n  season: 2\n  episode: 42\n  guid: unique-ep-42\n'
        '  chapters: "00:00:00-Intro, 00:05:00-Two"\n  episodeType: bonus\n',
        ("https://a.example/1.mp3", None, 2700, 2, 42),
    ),
    "a handbook of Hugo": (
        "title: T\ndate: 2025-05-18T00:12:03.000Z\naudio_url: 'https://a.example/1.mp3'\n"
        "audio_type: audio/mpeg\nduration: 486\naudio_length: '4533959'\n",
        ("https://a.example/1.mp3", 4533959, 486, None, None),
    ),
    "WordPress's exporter": (
        "title: T\ndate: 2019-05-18 00:12:03\nenclosure: |\n  https://a.example/1.mp3\n  4533959\n"
        "  audio/mpeg\n",
        ("https://a.example/1.mp3", 4533959, None, None, None),
    ),
    "hugo-podcast": (
        'title: T\ndate: 2019-05-18\nepisode: {"number": "7", "duration": "1:00:00", "audio": [{"url": '
        '"https://a.example/1.m4a", "mimeType": "audio/mp4", "size": 3000000}, {"url": '
        '"https://a.example/1.mp3", "mimeType": "audio/mpeg", "size": 4000000}]}\n',
        ("https://a.example/1.mp3", 4000000, 3600, None, 7),
    ),
}


@pytest.mark.parametrize("name", THEMES)
def test_the_fields_of_many_themes_are_read(name: str, tmp_path: Path) -> None:
    front, (href, size, length, season, number) = THEMES[name]
    post = tmp_path / "_posts" / "2014-01-01-one.md"
    post.parent.mkdir()
    config = "url: https://a.example\npodcast: {remote_episode_host: 'https://cdn.example'}\n"
    (tmp_path / "_config.yml").write_text(config, "utf-8")
    post.write_text(f"---\n{front}---\nHi.\n", "utf-8")
    (episode,) = coming(tmp_path, tmp_path / "show").show.episodes
    facts = episode.audio.facts
    assert (episode.audio.href, facts.size if facts else None) == (href, size)
    assert (episode.duration.total_seconds() if episode.duration else None) == length
    assert (episode.season, episode.number) == (season, number)
    if name == "wavecast":
        assert (episode.guid, episode.kind.value) == ("unique-ep-42", "bonus")
        assert [c.title for c in episode.chapters] == ["Intro", "Two"]
    if name == "hugo-podcast":
        assert [a.type for a in episode.alternates] == ["audio/mp4"]


@pytest.mark.parametrize(
    ("setting", "front", "link"),
    [
        ("", "", "/science/2024/05/01/One-Day.html"),
        ("permalink: pretty", "", "/science/2024/05/01/One-Day/"),
        ("permalink: ordinal", "", "/science/2024/122/One-Day.html"),
        ("permalink: weekdate", "", "/science/2024/W18/Wed/One-Day.html"),
        ("permalink: none", "", "/science/One-Day.html"),
        ("permalink: /e/:year-:i_month/:slug/", "", "/e/2024-5/one-day/"),
        ("permalink: /:unheard_of/", "", ""),
        ("", "permalink: /e/1/", "/e/1/"),
        ("", "slug: uno", "/science/2024/05/01/uno.html"),
    ],
)
def test_links_of_jekyll_are_those_of_its_pages(
    setting: str, front: str, link: str, tmp_path: Path
) -> None:
    post = tmp_path / "_posts" / "2024-05-01-One-Day.md"
    post.parent.mkdir()
    (tmp_path / "_config.yml").write_text(
        f"url: https://a.example\nbaseurl: /b\n{setting}\n", "utf-8"
    )
    text = f"---\ntitle: T\ncategories: [Science]\naudio: /1.mp3\n{front}\n---\n"
    post.write_text(text, "utf-8")
    (episode,) = coming(tmp_path, tmp_path / "show", "https://new.example").show.episodes
    assert episode.link == (f"https://a.example/b{link}" if link else "")


@pytest.mark.parametrize(
    ("setting", "front", "link"),
    [
        ("", "", "/episode/one-day/"),
        ("uglyURLs: true", "", "/episode/one-day.html"),
        ("permalinks: {page: {episode: '/:year/:slug/'}}", "", "/2024/my-title/"),
        ("permalinks: {episode: '/:section/:contentbasename'}", "", "/episode/one-day/"),
        ("", "slug: uno", "/episode/uno/"),
        ("", "url: /e/1/", "/e/1/"),
    ],
)
def test_links_of_hugo_are_those_of_its_pages(
    setting: str, front: str, link: str, tmp_path: Path
) -> None:
    page = tmp_path / "content" / "episode" / "One Day.md"
    page.parent.mkdir(parents=True)
    (tmp_path / "hugo.yaml").write_text(f"baseURL: https://a.example/\n{setting}\n", "utf-8")
    text = f"---\ntitle: My Title\ndate: 2024-05-01\naudio: /1.mp3\n{front}\n---\n"
    page.write_text(text, "utf-8")
    (episode,) = coming(tmp_path, tmp_path / "show", "https://new.example").show.episodes
    assert episode.link == f"https://a.example{link}"


def test_hugos_settings_may_be_a_folder(tmp_path: Path) -> None:
    default = tmp_path / "config" / "_default"
    default.mkdir(parents=True)
    (default / "hugo.toml").write_text('baseURL = "https://a.example"\ntitle = "T"\n', "utf-8")
    (default / "params.json").write_text('{"podcast": {"author": "Ana"}}', "utf-8")
    page = tmp_path / "content" / "podcast" / "one.md"
    page.parent.mkdir(parents=True)
    page.write_text("+++\ntitle = 'T'\ndate = 2024-05-01\naudio = '/1.mp3'\n+++\n", "utf-8")
    incoming = coming(tmp_path, tmp_path / "show")
    assert (incoming.show.title, incoming.show.author) == ("T", "Ana")
    assert incoming.show.episodes[0].audio.href == "https://a.example/1.mp3"


def test_a_collection_of_jekyll_may_hold_the_episodes(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text(
        "url: https://a.example\ncollections: {episodes: {output: true, permalink: '/e/:name/'}}\n"
        "defaults: [{scope: {path: '', type: episodes}, values: {explicit: yes, season: 3}}]\n",
        "utf-8",
    )
    (tmp_path / "_episodes").mkdir()
    (tmp_path / "_episodes" / "one.md").write_text(
        "---\ntitle: T\ndate: 2024-05-01\naudio: /1.mp3\n---\n", "utf-8"
    )
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_posts" / "2024-01-01-news.md").write_text("---\ntitle: N\n---\n", "utf-8")
    (episode,) = coming(tmp_path, tmp_path / "show", "https://new.example").show.episodes
    assert (episode.link, episode.explicit, episode.season) == ("https://a.example/e/one/", True, 3)


def test_translations_are_left_to_their_own_feed(tmp_path: Path) -> None:
    (tmp_path / "hugo.toml").write_text(
        'baseURL = "https://a.example"\ndefaultContentLanguage = "de"\n[languages.de]\nweight = 1\n'
        "[languages.fr]\nweight = 2\n",
        "utf-8",
    )
    home = tmp_path / "content" / "podcast"
    (home / "two").mkdir(parents=True)
    for name in ("one.de.md", "one.fr.md", "two/index.de.md", "two/index.fr.md", "v1.2.md"):
        (home / name).write_text(f"---\ntitle: {name}\ndate: 2024-05-01\naudio: /{name}.mp3\n---\n")
    incoming = coming(tmp_path, tmp_path / "show", "https://new.example")
    assert sorted(e.id for e in incoming.show.episodes) == ["one", "two", "v1-2"]
    assert {e.link for e in incoming.show.episodes} >= {
        "https://a.example/podcast/one/",
        "https://a.example/podcast/two/",
    }
    assert incoming.show.language == "de"


def test_the_command_tells_what_subscribers_would_see(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from showfeed.cli import main

    site, folder = tmp_path / "site", tmp_path / "show"
    page = site / "content" / "podcast" / "one.md"
    page.parent.mkdir(parents=True)
    (site / "hugo.yaml").write_text(f"baseURL: https://one.example/\n{ONE}", "utf-8")
    page.write_text(
        "---\ntitle: One\ndate: 2024-03-04T06:00:00+01:00\naudio: https://a.example/001-source.mp3\n"
        "mood: calm\n---\nHi {{< player >}}.\n",
        "utf-8",
    )
    feed = tmp_path / "feed.xml"
    feed.write_text(FEED.replace("HOST", "https://one.example"), "utf-8")
    assert main(["import", str(site), str(folder), "--guids", str(feed)]) == 0
    told = capsys.readouterr().out
    assert "the guids of 1 episode come from" in told
    assert "content/podcast/one.md:7: `{{< player >}}` is taken out: apps would show it" in told
    assert "mood (1×), such as `calm`" in told
    assert "compared with the one imported" in told
    text = (folder / "episodes" / "one.yaml").read_text("utf-8")
    assert "guid: urn:rivers:1\n" in text
    assert "#   mood: calm\n" in text
    bad = tmp_path / "bad.xml"
    bad.write_text("<html/>", "utf-8")
    assert main(["import", str(site), str(folder), "--guids", str(bad), "--yes"]) == 2
    assert main(["import", str(site), str(folder), "--guids", str(tmp_path / "none")]) == 2


def test_a_page_that_stays_where_it_is_stays_the_link(tmp_path: Path) -> None:
    into(SITES / "castanet", tmp_path, "https://elsewhere.example")
    by_id = {episode.id: episode for episode in sound(tmp_path).episodes}
    assert by_id["mouth"].link == "https://rivers.example/mouth/"
    assert by_id["mouth"].moved_from == ()
    built(tmp_path)


def test_only_what_castanet_publishes_gets_its_guid(tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(SITES / "castanet", site)
    (site / "static" / "img").mkdir()
    shutil.copyfile(AUDIO.parent / "cover.png", site / "static" / "img" / "cover.png")
    page = site / "content" / "episode" / "lens.md"
    page.write_text("---\ntitle: Lens\ndate: 2024-04-01\naudio: /a.mp3\n---\n", "utf-8")
    into(site, tmp_path / "show")
    by_id = {episode.id: episode for episode in sound(tmp_path / "show").episodes}
    assert by_id["lens"].guid == "https://rivers.example/lens/"
    assert (tmp_path / "show" / "cover.png").is_file()  # its address is the site's own
