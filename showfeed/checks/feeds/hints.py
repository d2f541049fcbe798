"""What to write instead, in the words of XML, where a rule speaks of YAML."""

HINTS = {
    "audio-type": "save it as MP3 (.mp3) or AAC (.m4a); name the other file in "
    "`<podcast:alternateEnclosure>`",
    "blocked": "take out `<itunes:block>` or `<podcast:block>` when it should be found",
    "chapter-past-end": "write a time before the end, or put `<itunes:duration>` right",
    "chapter-title": 'write one, as `title="…"`',
    "date-same": "give each its own moment: apps put episodes in order by it",
    "description-escaped": "write tags as they are, in CDATA, or escape them once",
    "description-missing": "add `<description>` with a sentence or two",
    "duration-missing": "add `<itunes:duration>` with the seconds",
    "episode-number": "give each episode its own `<itunes:episode>`",
    "guid-long": "keep it for an episode that is published; give new ones a shorter guid",
    "guid-permalink": 'write `isPermaLink="false"`',
    "guid-weak": "keep it for an episode that is published; give new ones a UUID",
    "image-alt": 'add `alt="…"` with what it shows',
    "license-url": 'add `url="https://…"`, a page with its words',
    "live-links": 'add `<podcast:contentLink href="https://…">Watch</podcast:contentLink>`',
    "owner-published": "leave `<itunes:owner>` out when no service needs it to confirm that the "
    "show is yours",
    "person-host": "name the host here too, as `<podcast:person>`",
    "podroll-item": "leave `itemGuid` out",
    "remote-address": 'add `feedUrl="https://…"`',
    "serial-number": "add `<itunes:episode>`, or make it a bonus; or the show `episodic`",
    "social-priority": 'add `priority="1"` to the one that apps should show, `2` to the next',
    "title-number": "write the number into `<itunes:episode>` alone, and leave the show's name out",
    "value-shares": 'write `split="1"` for each who gets the same',
    "value-time-split": "write recipients or one remote item, each split after the other",
}
