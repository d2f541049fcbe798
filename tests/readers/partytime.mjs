// Prints all that podcast-partytime reads in a feed, as JSON: node partytime.mjs feed.xml
import { readFileSync } from "node:fs";
import { parseFeed } from "podcast-partytime";

console.log(JSON.stringify(parseFeed(readFileSync(process.argv[2], "utf8"), { allowMissingGuid: false })));
