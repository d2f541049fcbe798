"""What the reader's rules about Podcasting 2.0 tags are for, with an example of wrong and right."""

from showfeed.sources.reading_rule import ReadingRule, of_episode, of_show

TAG_RULES: dict[str, ReadingRule] = {
    "medium": of_show(
        "Apps sort feeds by the namespace's list of mediums.", "medium: vlog", "medium: video"
    ),
    "funding": of_show(
        "Apps open the address when listeners press the button.",
        "funding: Give us something",
        "funding: https://rivers.example/give Give us something",
    ),
    "block": of_show(
        "Services are named as the podcast namespace lists them.",
        "block: [spotfy]",
        "block: [spotify]",
    ),
    "social": of_show(
        "Apps know some networks, by the names of the namespace's list.",
        "social: {protocol: mastodon, uri: 'https://social.example/@ana/1'}",
        "social: {protocol: activitypub, uri: 'https://social.example/@ana/1'}",
    ),
    "chat": of_show(
        "Apps ask the chat's server by its name, in a protocol of the namespace's list.",
        "chat: {server: 'https://irc.example.com', protocol: irc}",
        "chat: {server: irc.example.com, protocol: irc}",
    ),
    "value": of_show(
        "Money sent to a misspelt address is lost.",
        "value: {recipients: [{type: lnaddress, address: ana, split: 1}]}",
        "value: {recipients: [{type: lnaddress, address: ana@rivers.example, split: 1}]}",
    ),
    "media-type": of_show(
        "Apps choose by the media type what they can play.",
        "trailers: {title: T, url: 'https://rivers.example/t.mp3', date: 15/04/2024, type: mp3}",
        "trailers: {title: T, url: 'https://rivers.example/t.mp3', date: 15/04/2024, "
        "type: audio/mpeg}",
    ),
    "soundbite": of_episode(
        "A soundbite lasts: it ends after it begins.",
        "soundbites: {start: 1:10, end: 1:05}",
        "soundbites: {start: 1:10, end: 1:40}",
    ),
    "live": of_episode(
        "A live stream is pending, live or ended.",
        "live: {status: on air, start: 15/04/2024 18:30}",
        "live: {status: live, start: 15/04/2024 18:30}",
    ),
    "integrity": of_episode(
        "What proves that another encoding is whole is an `sri` hash or a `pgp-signature`.",
        "alternates: {type: audio/opus, sources: 'https://rivers.example/a.opus', "
        "integrity: {type: md5, value: abc}}",
        "alternates: {type: audio/opus, sources: 'https://rivers.example/a.opus', "
        "integrity: {type: sri, value: sha256-abc}}",
    ),
    "location": of_show(
        "Places are given as the podcast namespace asks (RFC 5870, OpenStreetMap, ISO 3166).",
        "location: {name: Lyon, country: UK}",
        "location: {name: Lyon, country: FR}",
    ),
    "rrule": of_show(
        "A rhythm is a rule of RFC 5545, so that apps can foresee the next episode.",
        "update_frequency: {text: Weekly, rrule: FREQ=WEEKY}",
        "update_frequency: {text: Weekly, rrule: FREQ=WEEKLY}",
    ),
    "guid": of_show(
        "A podcast:guid is a UUID.",
        "guid: rivers",
        "guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810",
    ),
}
