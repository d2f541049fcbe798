"""When each word of a known text is said: measured from its sound, on this machine.

Needs numpy, and espeak-ng to read the text aloud; nothing else of showfeed needs either. A reading
by espeak-ng tells which phonemes to expect; how they sound in the recording is learnt from the
recording itself. Text that is not in the sound and sound that is not in the text cost a little in
the search, so that they are found instead of being spread over their neighbours.
"""
