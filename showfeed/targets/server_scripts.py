"""What is run on a server of one's own: a few lines of sh that any has, and rsync's words."""

from showfeed.targets.ledger import PATH
from showfeed.targets.manifest import NOTES

TAKEN = 75  # how SWAP ends where another list lies there

# The list is swapped while a folder is held that only one can make; one that was left over when the
# server fell is taken away after a minute of that server's own clock.
SWAP = f"""
mkdir -p {NOTES} || exit 1
tries=0
until mkdir {NOTES}/lock 2>/dev/null; do
  find {NOTES}/lock -maxdepth 0 -mmin +1 -exec rmdir '{{}}' ';' 2>/dev/null
  tries=$((tries + 1)); [ $tries -lt 20 ] || exit {TAKEN}
  sleep 1
done
trap 'rmdir {NOTES}/lock' EXIT
trap 'exit 1' HUP INT TERM
now=$(head -n 1 {PATH} 2>/dev/null)
[ "$now" = "$was" ] || exit {TAKEN}
cat > {PATH}.new && [ $(wc -c < {PATH}.new) -eq $size ] && mv {PATH}.new {PATH}
"""
READ = f"if [ -e {PATH} ]; then cat {PATH}; fi"
SIZES = "LC_ALL=C xargs -0 ls -lndL -- 2>/dev/null; true"
REMOVE = "xargs -0 rm -f --"
TIDY = "xargs -0 rmdir -- 2>/dev/null; true"
RSYNC = (
    "rsync",
    "--times",
    "--ignore-times",  # what differs is known already; the same size and second prove nothing
    "--perms",
    "--chmod=F644",
    "--no-implied-dirs",  # folders that are there keep their owner and mode
    "--files-from=-",
    "--from0",
    "--protect-args",
    "--timeout=120",
    "--partial-dir=.showfeed-partial",  # audio that was cut off goes on where it was
)
