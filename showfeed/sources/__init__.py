"""Something → Show: the folder, the lock, the audio."""
