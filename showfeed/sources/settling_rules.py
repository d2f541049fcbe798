"""What the rules about files, audio and identity are for: `check --explain` prints them.

No YAML alone breaks them, so they have no examples; `reading_rules.py` has those that do.
"""

SETTLING_RULES = {
    "audio": "The audio must be there and be audio: what listeners can't get is no episode.",
    "audio-chapters": "`chapters: audio` takes the chapters inside the file; it should have some.",
    "audio-cut": "The file ends before it says that it does: an upload or an export broke off.",
    "audio-missing": "The file is not here and the lock does not know it: it can't be measured.",
    "audio-replaced": "Apps that have an episode keep its audio. New audio under the old address "
    "reaches only those who have not downloaded it; another file name reaches all who look.",
    "audio-unmeasured": "The feed must tell the size of the audio in bytes. It is asked once, and "
    "showfeed.lock remembers it.",
    "embed": "With `embed: yes` a copy with chapters, cover and titles inside goes out. It can be "
    "made of mp3 and m4a, and only where the audio is; showfeed.lock remembers its size.",
    "build": "`serve` could not build: its message says what failed; what was built before stands.",
    "encoding": "Files are UTF-8; other encodings turn letters into others on the way to apps.",
    "episode-id": "An episode's file name stands in addresses, which must never change.",
    "episode-lost": "An episode that was published and has no file any more would vanish from "
    "every app, or come back under another guid: everybody would download it again.",
    "guid-changed": "Apps know an episode by its guid alone: another guid is another episode, and "
    "everybody downloads it again.",
    "guid-twice": "Of two episodes with one guid apps show one.",
    "id-twice": "Two files of one name but for the ending would be one episode.",
    "lock": "showfeed.lock keeps the guids that were given out; it must be whole to be trusted.",
    "no-episodes": "Spotify and others refuse a feed without an episode.",
    "shift": "`showfeed shift` moves all times of an episode or none: none may lie before the "
    "start or in a part that is cut away, and each must be one that can be changed in its place.",
    "time-astray": "A time that the author ties to a turn holds its measurement; where the words "
    "are heard elsewhere for sure, it is wrong.",
    "times": "Measured times are those of one text. Once its words have changed they are not used.",
    "times-doubtful": "Where a measurement is not sure, its time is shown to nobody: a wrong "
    "caption is worse than none.",
    "too-deep": "Deep nesting is no show, and could stop the reader.",
    "too-large": "A file beyond the limit is not what its field is for.",
    "transcript": "A transcript must be readable text that says something.",
    "transcript-encoding": "Transcripts are UTF-8, without control characters: another encoding "
    "turns letters into others.",
    "transcript-json": "JSON that is broken is read as far as sense goes; where it stops in the "
    "middle, words may be missing.",
    "transcript-language": "Programs that listen write down which language they heard. Where it "
    "is not the one stated, one of the two is wrong, and apps offer captions by language.",
    "transcript-times": "Captions follow one another, and each ends after it begins: players show "
    "others at the wrong time or never. Times of a text are taken where each turn has one.",
    "unreadable": "The file can't be opened: its permissions or the disk are at fault.",
    "yaml-anchor": "Anchors and aliases can make a small file endless, and cut words that begin "
    "with `&` or `*`; they are not read.",
    "yaml-tag": "A word that begins with `!` is a tag for YAML, and lost.",
}
