#!/usr/bin/env bash
# Loads a daemon at a steady rate for some time and watches its process: memory, heap, file descriptors, the write-ahead log.
# Prints a table of what it was in the first and the last third, and whether it stayed flat. Builds nothing.
# Exit status 0 when all holds, no message was lost or doubled and nothing was refused.
#
#   docs/check/soak.sh [-m MINUTES] [-r RATE] [-s SENDERS] [-i SECONDS] [-d DIR] [IMAGE]
#   docs/check/soak.sh -f [-s SENDERS] [-d DIR] [IMAGE]
#
# MINUTES is 1 to 120 (default 30), RATE the requests a second, a third each of sends, looks into the inbox and marks (default
# 300), SENDERS how many pairs share them (default 32). A sample is taken every SECONDS (default 10). DIR is where the data
# are; IMAGE is an unpacked image (default: the one that the build made). -f is the full load instead: 2,000 requests a second
# for one minute in a heap of 256 MB. Needs jq and Linux.
set -euo pipefail
export LC_ALL=C

usage() {
  sed -n '6,12s/^# \{0,1\}//p' "$0" >&2
  exit 2
}

minutes=30 rate=300 senders=32 interval=10 full='' parent=${TMPDIR:-/tmp}
while getopts 'm:r:s:i:d:f' option; do
  case $option in
    m) minutes=$OPTARG ;;
    r) rate=$OPTARG ;;
    s) senders=$OPTARG ;;
    i) interval=$OPTARG ;;
    d) parent=$OPTARG ;;
    f) full=yes ;;
    *) usage ;;
  esac
done
shift $((OPTIND - 1))
[ -z "$full" ] || { minutes=1 rate=2000 interval=5; }
for number in "$minutes" "$rate" "$senders" "$interval"; do
  [[ $number =~ ^[1-9][0-9]{0,4}$ ]] || usage
done
[ "$minutes" -le 120 ] || usage
image=${1-}
if [ -z "$image" ]; then
  for folder in "$(dirname "$0")"/../../daemon/target/a2a-*/; do
    image=${folder%/}
  done
fi
[ -x "$image/bin/a2a" ] || { echo "soak.sh: $image/bin/a2a is no program; build first, or name an image." >&2; exit 2; }
command -v jq >/dev/null || { echo "soak.sh: jq is missing." >&2; exit 2; }
[ -d /proc/self/fd ] || { echo "soak.sh: this needs /proc." >&2; exit 2; }

work=$(mktemp -d "$parent/a2a-soak-XXXXXX")
daemon='' bench=''
cleanup() {
  for process in $bench $daemon; do
    kill "$process" 2>/dev/null || :
    wait "$process" 2>/dev/null || :
  done
  rm -rf "$work"
}
trap cleanup EXIT

# Nothing here is about limits on how much may be sent.
export A2A_RATE_PAIR=0 A2A_RATE_SENDER=0 A2A_RATE_REGISTER=0 A2A_INBOX_MAX=0 A2A_INBOX_BYTES_MAX=0 A2A_LOOP_MAX=0
export A2A_CONFIG_DIR=$work/config

# The launcher gives the daemon a heap of 256 MB; said once more, so that this does not depend on it.
JAVA_TOOL_OPTIONS=-Xmx256m "$image/bin/a2a-daemon" --port 0 --data "$work/data" 2>"$work/log" &
daemon=$!
url=
for ((i = 0; i < 300 && ${#url} == 0; i++)); do
  sleep 0.1
  url=$(sed -n 's/.* listening on \(http:.*\)/\1/p' "$work/log" | head -1)
done
[ -n "$url" ] || { cat "$work/log" >&2; echo "soak.sh: the daemon did not start." >&2; exit 1; }

warmup=30
[ -z "$full" ] || warmup=15
echo "$rate requests a second for $minutes min after $warmup s of warm-up; load $(uptime | sed 's/.*load average[s]*: *//')" >&2
"$image/bin/a2a" bench --server "$url" --mixed --rate "$rate" --senders "$senders" --seconds "$((minutes * 60))" \
  --warmup "$warmup" --json >"$work/bench" 2>"$work/bench-log" &
bench=$!

jcmd=$image/lib/runtime/bin/jcmd
heap() { # Live objects and garbage, in kB; 0 where it cannot be asked.
  "$jcmd" "$daemon" GC.heap_info 2>/dev/null | sed -n 's/.*total [0-9]*K, used \([0-9]*\)K.*/\1/p' |
    awk '{ sum += $1; n++ } n == 2 { exit } END { print sum + 0 }' || echo 0
}
sleep "$warmup"
end=$((SECONDS + minutes * 60))
longest_log=0
while [ "$SECONDS" -lt "$end" ] && kill -0 "$bench" 2>/dev/null; do
  rss=$(awk '/^VmRSS/ { print $2 }' "/proc/$daemon/status")
  fds=$(find "/proc/$daemon/fd" -mindepth 1 2>/dev/null | wc -l)
  wal=$(stat -c %s "$work/data/a2a.db-wal" 2>/dev/null || echo 0)
  printf '%s %s %s %s\n' "$rss" "$(heap)" "$fds" "$((wal / 1024))" >>"$work/samples"
  for ((i = 0; i < interval; i++)); do # The log is looked at every second: its peaks are short.
    sleep 1
    wal=$(stat -c %s "$work/data/a2a.db-wal" 2>/dev/null || echo 0)
    [ "$wal" -le "$longest_log" ] || longest_log=$wal
  done
done
status=0
wait "$bench" || status=$?
bench=
[ -s "$work/bench" ] || { cat "$work/bench-log" >&2; echo "soak.sh: the load broke off." >&2; exit 1; }
kill -0 "$daemon" 2>/dev/null || { tail -5 "$work/log" >&2; echo "soak.sh: the daemon is gone." >&2; exit 1; }

report=$(jq -nrR --slurpfile bench "$work/bench" --argjson longest "$longest_log" --argjson rate "$rate" \
  --argjson minutes "$minutes" --argjson status "$status" --arg full "$full" \
  --arg cpus "$(getconf _NPROCESSORS_ONLN)" --arg load "$(uptime | sed 's/.*load average[s]*: *//')" '
  def median: sort | if length % 2 == 1 then .[length / 2 | floor] else (.[length / 2 - 1] + .[length / 2]) / 2 end;
  def row(name; what; unit): . as $all | (length / 3 | ceil) as $third
    | ([$all[:$third][] | what] | median) as $first | ([$all[-$third:][] | what] | median) as $last
    | "| \(name) | \($first / unit | round) | \($last / unit | round) | \([$all[] | what] | max / unit | round) |";
  def thirds(what): (length / 3 | ceil) as $third
    | {first: ([.[:$third][] | what] | median), last: ([.[-$third:][] | what] | median)};
  def promise(name; holds): "- \(if holds then "holds" else "**DOES NOT HOLD**" end): \(name)";
  [inputs | split(" ") | map(tonumber)] as $s | $bench[0] as $b
  | "| \($s | length) samples in \($minutes) min | first third | last third | highest |",
    "|---|---|---|---|",
    ($s | row("resident memory, MB"; .[0]; 1024)), ($s | row("heap in use, MB"; .[1]; 1024)),
    ($s | row("file descriptors"; .[2]; 1)), ($s | row("write-ahead log, MB"; .[3]; 1024)),
    "",
    "\($b.per_second.median | round) requests a second of \($rate) asked for (\($b.per_second.lowest | round) to \($b.per_second.highest | round)); send p50 \($b.send_ms.p50) ms, p99 \($b.send_ms.p99) ms.",
    "Refused: \($b.refusals | to_entries | map("\(.key) \(.value)") | join(", ") | if . == "" then "none" else . end). Checked: \($b.check.acknowledged) acknowledged, lost \($b.check.lost), doubled \($b.check.doubled).",
    "\($cpus) processors; load averages \($load) after.",
    "",
    promise("the rate was kept to 99 of 100"; $b.per_second.median >= 0.99 * $rate),
    promise("nothing refused, lost or doubled"; $status == 0 and ($b.refusals | length) == 0),
    if $full != "" then promise("all of it in a heap of 256 MB"; ([$s[][1]] | max) <= 262144)
    else
      # A fifth more, or 16 MB: the heap breathes, and a page cache of SQLite fills once.
      ($s | thirds(.[0]) | promise("memory flat"; .last <= .first * 1.2 or .last <= .first + 16384)),
      ($s | thirds(.[2]) | promise("file descriptors flat"; .last <= .first + 2))
    end,
    promise("the write-ahead log is under 64 MB (highest \($longest / 1048576 * 10 | round / 10))"; $longest < 67108864)
' "$work/samples")
printf '%s\n' "$report"
case $report in *'DOES NOT HOLD'*) exit 1 ;; esac
