"""Show → web pages: the show, its lists, an episode each with an embedded player, the search."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from showfeed.artifacts import Artifact, Rank
from showfeed.formats.html_text import bare_text
from showfeed.model import Episode, Show, Theme
from showfeed.outputs import addresses, redirects, words
from showfeed.outputs import notes_content as content
from showfeed.outputs.memory import Forgetful, Memory
from showfeed.outputs.pages import colours, lists, sharing, smaller
from showfeed.outputs.pages import search_index as index
from showfeed.outputs.pages.folding import words_of
from showfeed.outputs.pages.related import related
from showfeed.outputs.pages.told import Assets, Told, digest_of, told
from showfeed.outputs.program import program_digest

if TYPE_CHECKING:
    from showfeed.outputs.pages.said import Said

Made = Iterator[Artifact]
Beside = Callable[[Show, Episode], Made]
ASSETS = ("style.css", "site.js", "search.js")


def render(show: Show, beside: Beside | None = None, memory: Memory | None = None) -> Made:
    """Write the styles and scripts, then every page, and at last what a search asks for.

    *beside* gives what else is made from an episode, just before its page. *memory* has what an
    earlier build found out.
    """
    yield from Pages(show, beside, memory or Forgetful()).artifacts()


class Pages:
    """The pages of one show on their way."""

    def __init__(self, show: Show, beside: Beside | None, memory: Memory) -> None:
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
        self.beside, self.memory = beside, memory
        self.common: dict[str, Told] = {}
        self.versions = {
            name: hashlib.sha256(content_).hexdigest()[:8] for name, content_ in self.assets.items()
        }
        self.maker = digest_of(program_digest(), theme.folder, told(dict(own)))

    def artifacts(self) -> Iterator[Artifact]:
        """Give every file."""
        for name, content_ in self.assets.items():
            yield Artifact(name, content_)
        for file in self.files:
            yield Artifact(f"theme/{file.path}", file.file, Rank.ASSET, file.digest)
        yield from smaller.copies(self.show)
        values = {**lists.show_values(self.views), "head": self.heads.of_show()}
        yield self.page("index.html", "show.html", "", Told(values))
        groups = self.groups()
        yield from self.lists(groups)
        yield from self.episodes()
        yield from self.moved()
        # A server sends it at any address, so what it names is told from the top of the host.
        top = f"{urlsplit(self.show.url).path}/"
        yield self.page("404.html", "missing.html", top, Told({}))
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
            yield self.page(f"{name}/index.html", "list.html", "../", Told(values))

    def episodes(self) -> Iterator[Artifact]:
        """Give every episode's page, the oldest first, and the index that grows with them."""
        from showfeed.outputs.pages.episode_page import UP, episode_values
        from showfeed.outputs.pages.said import said_in, spoken_views

        searched = index.SearchIndex(self.memory)
        episodes = self.show.episodes
        others = related(self.show)
        for at in range(len(episodes) - 1, -1, -1):
            episode = episodes[at]
            newer = episodes[at - 1] if at else None
            older = episodes[at + 1] if at + 1 < len(episodes) else None
            if self.beside:
                yield from self.beside(self.show, episode)
            said = list(said_in(self.views, episode, self.memory))
            spoken = spoken_views(self.views, said)
            values = episode_values(self.views, episode, others[at], newer, older, spoken)
            head = self.heads.of_episode(episode)
            known = Told({"episode": values, "canonical": values["canonical"], "head": head})
            yield self.page(addresses.page_path(episode), "episode.html", UP, known)
            if episode.audio:
                yield self.page(addresses.embed_path(episode), "embed.html", UP, known)
            self.index(searched, episode, values, said)
        yield from searched.artifacts()

    def moved(self) -> Iterator[Artifact]:
        """Give a page that leads on at each old path, for hosts that know no redirects."""
        for move in redirects.moves(self.show):
            if move.page:
                path = redirects.page_path(move)
                values = {"title": move.title, "to": move.url}
                yield self.page(path, "moved.html", "../" * path.count("/"), Told(values))

    def index(
        self,
        searched: index.SearchIndex,
        episode: Episode,
        values: dict[str, Any],
        said: "list[Said]",
    ) -> None:
        """Let an episode be found by its title, notes, people, chapters, and what is said."""
        headings = (
            *(chapter.title for chapter in episode.chapters),
            *(person.name for person in content.credited(self.show, episode)),
            *episode.tags,
            episode.subtitle,
        )
        texts = {
            index.NOTES: " ".join(map(bare_text, content.description(self.show, episode))),
            index.HEADINGS: " ".join(headings),
            index.TITLE: episode.title,
        }

        def words_by_place() -> Iterator[tuple[int, Iterable[str]]]:
            for one in said:
                yield index.SPOKEN, one.words()
            for place, text in texts.items():
                yield place, words_of(text)

        searched.add(
            [
                f"{addresses.episode_folder(episode)}/",
                episode.title,
                " · ".join(filter(None, (values["when"], values["length"]))),
            ],
            digest_of(*(one.source for one in said), *texts.values()),
            words_by_place,
        )

    def page(self, path: str, template: str, up: str, known: Told) -> Artifact:
        """Return a page. It is made only where its template or what that is told has changed."""
        common = self.common_at(up)
        own = {
            "path": path,
            "pictures_elsewhere": known.elsewhere or common.elsewhere,
            "address": addresses.url(self.show, path.removesuffix("index.html")),
        }
        digest = digest_of(self.maker, template, common.written, told(own), known.written)
        whole = {**common.values, **own, **known.values}
        return Artifact(path, partial(self.filled, template, whole), Rank.PAGE, digest)

    def common_at(self, up: str) -> Told:
        """Return what all pages know: the show, the words, the way *up* to the show's folder."""
        if up not in self.common:
            self.common[up] = Told(
                {
                    "show": self.views.show_view(up),
                    "say": self.say,
                    "up": up,
                    "own_style": "own.css" in self.assets,
                    "asset": Assets(up, self.versions),
                }
            )
        return self.common[up]

    def filled(self, template: str, values: dict[str, Any]) -> Iterator[bytes]:
        """Give a page's bytes."""
        from showfeed.outputs.pages.site import render as filled

        yield filled(self.environment, template, values)
