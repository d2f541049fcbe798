"""Show → web pages: the show, its lists, an episode each with an embedded player, the search."""

import hashlib
from collections.abc import Iterator
from typing import Any

from showfeed.artifacts import Artifact, Rank
from showfeed.formats.html_text import bare_text
from showfeed.model import Episode, Show, Theme
from showfeed.outputs import addresses, words
from showfeed.outputs import notes_content as content
from showfeed.outputs.pages import colours, lists, sharing, smaller
from showfeed.outputs.pages import search_index as index
from showfeed.outputs.pages.related import related

ASSETS = ("style.css", "site.js", "search.js")


def render(show: Show) -> Iterator[Artifact]:
    """Write the styles and scripts, then every page, and at last what a search asks for."""
    yield from Pages(show).artifacts()


class Pages:
    """The pages of one show on their way."""

    def __init__(self, show: Show) -> None:
        from showfeed.outputs.pages.sharing.head import Heads
        from showfeed.outputs.pages.site import asset, environment, plain_environment
        from showfeed.outputs.pages.views import Views

        self.show = show
        self.say = words.of(show)
        theme = show.theme or Theme("")
        self.views = Views(show, self.say)
        self.heads = Heads(show)
        own = theme.templates
        self.environment = environment(own, theme.folder) if own else plain_environment()
        self.assets = {**{name: asset(name) for name in ASSETS}, **theme.assets}
        colours_first = colours.style_of(show.cover).encode()
        self.assets["style.css"] = colours_first + self.assets["style.css"]
        self.files = theme.files
        self.shows: dict[str, Any] = {}

    def artifacts(self) -> Iterator[Artifact]:
        """Give every file."""
        for name, content_ in self.assets.items():
            yield Artifact(name, content_)
        for file in self.files:
            yield Artifact(f"theme/{file.path}", file.file, Rank.ASSET, file.digest)
        yield from smaller.copies(self.show)
        told = {**lists.show_values(self.views), "head": self.heads.of_show()}
        yield self.page("index.html", "show.html", "", told)
        groups = self.groups()
        yield from self.lists(groups)
        yield from self.episodes()
        yield from sharing.artifacts(self.show, [f"{name}/" for name, _, _ in groups])

    def groups(self) -> list[tuple[str, str, list[Any]]]:
        """Return the lists that there are: folder, title, groups of episodes."""
        every = (
            ("archive", self.say.archive, lists.archive_groups(self.views, "../")),
            ("seasons", self.say.seasons, lists.season_groups(self.views, "../")),
            ("topics", self.say.tags, lists.tag_groups(self.views, "../")),
        )
        return [one for one in every if one[2] or one[0] == "archive"]

    def lists(self, every: list[tuple[str, str, list[Any]]]) -> Iterator[Artifact]:
        """Give the pages that list every episode in some order."""
        for name, title, groups in every:
            head = self.heads.of_list(title, addresses.url(self.show, f"{name}/"))
            values = {"title": title, "name": name, "groups": groups, "head": head}
            yield self.page(f"{name}/index.html", "list.html", "../", values)

    def episodes(self) -> Iterator[Artifact]:
        """Give every episode's page, the oldest first, and the index that grows with them."""
        from showfeed.outputs.pages.episode_page import UP, episode_values

        searched = index.SearchIndex()
        episodes = self.show.episodes
        others = related(self.show)
        for at in range(len(episodes) - 1, -1, -1):
            episode = episodes[at]
            newer = episodes[at - 1] if at else None
            older = episodes[at + 1] if at + 1 < len(episodes) else None
            values, said = episode_values(self.views, episode, others[at], newer, older)
            head = self.heads.of_episode(episode)
            told = {"episode": values, "canonical": values["canonical"], "head": head}
            yield self.page(addresses.page_path(episode), "episode.html", UP, told)
            if episode.audio:
                yield self.page(addresses.embed_path(episode), "embed.html", UP, told)
            self.index(searched, episode, values, said)
        yield from searched.artifacts()

    def index(
        self, searched: index.SearchIndex, episode: Episode, values: dict[str, Any], said: str
    ) -> None:
        """Let an episode be found by its title, notes, people, chapters, and what is said."""
        headings = (
            *(chapter.title for chapter in episode.chapters),
            *(person.name for person in content.credited(self.show, episode)),
            *episode.tags,
            episode.subtitle,
        )
        notes = " ".join(map(bare_text, content.description(self.show, episode)))
        searched.add(
            [
                f"{addresses.episode_folder(episode)}/",
                episode.title,
                " · ".join(filter(None, (values["when"], values["length"]))),
            ],
            (
                (index.SPOKEN, said),
                (index.NOTES, notes),
                (index.HEADINGS, " ".join(headings)),
                (index.TITLE, episode.title),
            ),
        )

    def page(self, path: str, template: str, up: str, values: dict[str, Any]) -> Artifact:
        """Return a page; all know the show, the words, and the way *up* to the show's folder."""
        from showfeed.outputs.pages.site import render as filled

        if up not in self.shows:
            self.shows[up] = self.views.show_view(up)
        whole = {
            "show": self.shows[up],
            "say": self.say,
            "up": up,
            "path": path,
            "pictures_elsewhere": elsewhere(values) or elsewhere(self.shows[up]),
            "address": addresses.url(self.show, path.removesuffix("index.html")),
            "own_style": "own.css" in self.assets,
            "asset": lambda name: f"{up}{name}?v={self.version(name)}",
            **values,
        }
        return Artifact(path, filled(self.environment, template, whole), Rank.PAGE)

    def version(self, name: str) -> str:
        """Return what changes when a style or script does: no browser keeps an old one."""
        return hashlib.sha256(self.assets[name]).hexdigest()[:8]


def elsewhere(value: Any) -> bool:
    """Tell whether a page has a picture of another server: its policy must let it."""
    if isinstance(value, dict):
        named = (value.get("cover", ""), value.get("picture", ""))
        return any(str(x).startswith("http") for x in named) or any(map(elsewhere, value.values()))
    return isinstance(value, list) and any(map(elsewhere, value))
