#!/usr/bin/env bash
# Runs `a2a bench --baseline` some times and prints medians, ranges and ratios as a Markdown table, and which of the three
# promises about speed hold on this machine. Builds nothing. Exit status 0 when all hold and no message was lost or doubled.
#
#   docs/check/bench.sh [-n RUNS] [-d DIR] [IMAGE] [-- OPTIONS OF a2a bench]
#
# RUNS is 1 to 20 (default 3); DIR is where the data are, and so on which disk; IMAGE is an unpacked image (default: the one
# that the build made).
set -euo pipefail
export LC_ALL=C

usage() {
  sed -n '5,8s/^# \{0,1\}//p' "$0" >&2
  exit 2
}

runs=3
options=()
while getopts 'n:d:' option; do
  case $option in
    n) runs=$OPTARG ;;
    d) options+=(--dir "$OPTARG") ;;
    *) usage ;;
  esac
done
shift $((OPTIND - 1))
[[ $runs =~ ^([1-9]|1[0-9]|20)$ ]] || usage

image=
if [ $# -gt 0 ] && [ "$1" != -- ]; then
  image=$1
  shift
fi
if [ $# -gt 0 ]; then
  [ "$1" = -- ] || usage
  shift
  options+=("$@")
fi
if [ -z "$image" ]; then
  for folder in "$(dirname "$0")"/../../daemon/target/a2a-*/; do
    image=${folder%/}
  done
fi
a2a=$image/bin/a2a
[ -x "$a2a" ] || { echo "bench.sh: $a2a is no program; build first, or name an image." >&2; exit 2; }
command -v jq >/dev/null || { echo "bench.sh: jq is missing." >&2; exit 2; }

results=$(mktemp)
trap 'rm -f "$results"' EXIT

load() { # The load averages of 1, 5 and 15 minutes, wherever this runs.
  uptime | sed 's/.*load average[s]*: *//'
}

before=$(load)
failed=0
for ((run = 1; run <= runs; run++)); do
  echo "run $run of $runs, load $(load)" >&2
  # What was lost or doubled is in the figures, and said below.
  "$a2a" bench --baseline --json ${options[@]+"${options[@]}"} >>"$results" || failed=1
done
[ "$(jq -s length "$results")" -eq "$runs" ] || { echo "bench.sh: not every run gave figures." >&2; exit 1; }

table=$(jq -rs --arg before "$before" --arg after "$(load)" --arg cpus "$(getconf _NPROCESSORS_ONLN)" '
  def median: sort | if length % 2 == 1 then .[length / 2 | floor] else (.[length / 2 - 1] + .[length / 2]) / 2 end;
  def number: if . >= 100 then round elif . >= 10 then . * 10 | round / 10 else . * 100 | round / 100 end;
  def row(name; unit; what): [.[] | what] as $all
    | "| \(name) | \($all | median | number)\(unit) | \($all | min | number) to \($all | max | number) |";
  def promise(name; holds): "- \(if holds then "holds" else "**DOES NOT HOLD**" end): \(name)";
  .[0] as $first
  | "| \(length) runs, medians of \($first.senders) senders, \($first.body_bytes) bytes | median | range |",
    "|---|---|---|",
    row("sends, each on disk"; "/s"; .per_second.median),
    row("send p50"; " ms"; .send_ms.p50),
    row("send p95"; " ms"; .send_ms.p95),
    row("send p99"; " ms"; .send_ms.p99),
    row("send to visible p50"; " ms"; .visible_ms.p50),
    row("send to visible p99"; " ms"; .visible_ms.p99),
    row("inbox p50"; " ms"; .inbox_ms.p50),
    row("inbox p99"; " ms"; .inbox_ms.p99),
    row("sends, group commit off"; "/s"; .baseline.group_off_per_second.median),
    row("**group commit on / off**"; ""; .baseline.group_ratio.median),
    row("`POST /v1/inbox/read`, nothing unread"; "/s"; .baseline.post_per_second.median),
    row("**sends / these**"; ""; .baseline.post_ratio.median),
    row("one fsync (\($first.disk.file_system))"; " ms"; .disk.fsync_ms_p50),
    row("a bare insert"; " ms"; .baseline.insert_ms_p50.median),
    row("a lone sender p50"; " ms"; .baseline.lone_send_ms_p50.median),
    row("**lone sender minus insert**"; " ms"; .baseline.lone_minus_insert_ms.median),
    row("acknowledged and looked for"; ""; .check.acknowledged + .baseline.group_off_check.acknowledged),
    row("lost"; ""; .check.lost + .baseline.group_off_check.lost),
    row("doubled"; ""; .check.doubled + .baseline.group_off_check.doubled),
    "",
    "\($cpus) processors; load averages \($before) before, \($after) after.",
    "Refused: \([.[].refusals | to_entries[]] | group_by(.key) | map("\(.[0].key) \(map(.value) | add)") | join(", ")
      | if . == "" then "none" else . end).",
    "",
    promise("group commit gives at least 2.5 times the sends"; ([.[].baseline.group_ratio.median] | median) >= 2.5),
    promise("sends reach at least 0.3 of the requests that store nothing"; ([.[].baseline.post_ratio.median] | median) >= 0.3),
    promise("a lone sender waits at most 1.5 ms longer than a bare insert";
      ([.[].baseline.lone_minus_insert_ms.median] | median) <= 1.5),
    promise("nothing lost, nothing doubled"; all(.[];
      .check.lost + .check.doubled + .baseline.group_off_check.lost + .baseline.group_off_check.doubled == 0))
' "$results")
printf '%s\n' "$table"
case $table in *'DOES NOT HOLD'*) failed=1 ;; esac
exit "$failed"
