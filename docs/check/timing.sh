#!/usr/bin/env bash
# Measures whether a sender can tell by time or by bytes why a message was refused: some thousand requests for each reason, in turn,
# on one connection, to a daemon of its own. Prints Markdown tables. Exit status 0 when the medians of each pair of reasons
# differ by less than 5 % and their bytes, but for date, request id and what is left of limits, not at all.
#
#   docs/check/timing.sh [-n REQUESTS] [IMAGE]
#
# REQUESTS for each reason is 100 to 100000 (default 2000); IMAGE is an unpacked image (default: the one that the build made).
# Builds nothing: run `mvn verify` first, which also compiles the program that measures.
set -euo pipefail
export LC_ALL=C

usage() {
  sed -n '6,9s/^# \{0,1\}//p' "$0" >&2
  exit 2
}

requests=2000
while getopts 'n:' option; do
  case $option in
    n) requests=$OPTARG ;;
    *) usage ;;
  esac
done
shift $((OPTIND - 1))
[[ $requests =~ ^[1-9][0-9]{2,4}$|^100000$ ]] || usage

root=$(dirname "$0")/../..
image=${1-}
if [ -z "$image" ]; then
  for folder in "$root"/daemon/target/a2a-*/; do
    image=${folder%/}
  done
fi
classes=$root/daemon/target/test-classes
[ -x "$image/bin/a2a-daemon" ] || { echo "timing.sh: $image is no image; build first, or name one." >&2; exit 2; }
[ -d "$classes/dev/a2a/daemon/refusal" ] || { echo "timing.sh: the tests are not compiled; build first." >&2; exit 2; }

folder=$(mktemp -d)
daemon=
end() {
  [ -z "$daemon" ] || kill "$daemon" 2>/dev/null || true
  [ -z "$daemon" ] || wait "$daemon" 2>/dev/null || true
  rm -rf "$folder"
}
trap end EXIT

# Limits that are never reached, so that the headers about them are there.
env A2A_RATE_PAIR=1000000 A2A_RATE_SENDER=1000000 A2A_RATE_REGISTER=0 A2A_CONFIG_DIR="$folder/config" \
  "$image/bin/a2a-daemon" --port 0 --data "$folder/data" >/dev/null 2>"$folder/log" &
daemon=$!
url=
for _ in {1..200}; do
  url=$(sed -n 's/.* listening on //p' "$folder/log")
  [ -z "$url" ] || break
  kill -0 "$daemon" 2>/dev/null || break
  sleep 0.1
done
[ -n "$url" ] || { cat "$folder/log" >&2; exit 1; }

echo "Load averages before: $(uptime | sed 's/.*load average[s]*: *//')"
echo
"$image/lib/runtime/bin/java" -cp "$classes:$image/lib/app/*" dev.a2a.daemon.refusal.RefusalTiming "$url" "$requests"
