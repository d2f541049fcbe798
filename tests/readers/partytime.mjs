// Prints what podcast-partytime reads in a feed, as JSON: node partytime.mjs feed.xml
import { readFileSync } from "node:fs";
import { parseFeed } from "podcast-partytime";

const feed = parseFeed(readFileSync(process.argv[2], "utf8"), { allowMissingGuid: false });
const items = feed.items.map((item) => ({
  guid: item.guid,
  title: item.title,
  date: item.pubDate,
  duration: item.duration,
  enclosure: item.enclosure,
  chapters: item.podcastChapters,
  transcripts: item.podcastTranscripts,
  people: item.podcastPeople,
  season: item.podcastSeason,
  soundbites: item.podcastSoundbites,
}));
console.log(JSON.stringify({ title: feed.title, guid: feed.guid, locked: feed.locked, items }));
