#!/usr/bin/env bash
# Does to the daemon of an image, many times over, what docs/reliability.md promises that it survives, and prints what came of it
# as a Markdown table. Builds nothing. Exit status 0 when every promise held and every control failed.
#
#   docs/check/faults.sh [-q] [-d DIR] [-i IMAGE] [FAULT=TIMES ...]
#
# FAULT=TIMES   only these, so often: kills=500 cuts=200 fsyncs=60 (the first 60 of a daemon's life, each once) flips=200
#               truncations=50 disks=5 (fill levels; takes root) clocks=4 (takes libfaketime) keys=50 slow=60 (seconds of each
#               measurement). These figures are what all of them are done without FAULT.
# -q            everything once or a few times: a minute or two
# -d DIR        where the data are, and so on which disk (default: the folder for temporary files)
# -i IMAGE      an unpacked image (default: the one that the build made)
#
# The kills take about half an hour on two quiet processors, the power cuts a quarter, the rest another half. Linux only; cuts and
# fsyncs compile a small library with gcc.
set -euo pipefail
export LC_ALL=C

usage() {
  sed -n '5,14s/^# \{0,1\}//p' "$0" >&2
  exit 2
}

root=$(cd "$(dirname "$0")/../.." && pwd)
parent=${TMPDIR:-/tmp}
image=
faults=(kills=500 cuts=200 fsyncs=60 flips=200 truncations=50 disks=5 clocks=4 keys=50 slow=60)
while getopts 'qd:i:' option; do
  case $option in
    q) faults=(kills=3 cuts=4 fsyncs=10 flips=5 truncations=3 disks=2 clocks=1 keys=2 slow=5) ;;
    d) parent=$OPTARG ;;
    i) image=$OPTARG ;;
    *) usage ;;
  esac
done
shift $((OPTIND - 1))
if [ $# -gt 0 ]; then
  faults=("$@")
fi
for fault in "${faults[@]}"; do
  [[ $fault =~ ^(kills|cuts|fsyncs|flips|truncations|disks|clocks|keys|slow)=[1-9][0-9]{0,4}$ ]] || usage
done

if [ -z "$image" ]; then
  for folder in "$root"/daemon/target/a2a-*/; do
    image=${folder%/}
  done
fi
java=$image/lib/runtime/bin/java
driver=$root/daemon/target/test-classes
if [ ! -x "$java" ] || [ ! -d "$driver/dev/a2a/daemon/fault" ]; then
  echo "faults.sh: $image is no image, or $driver holds no tests; build first." >&2
  exit 2
fi

place=$(mktemp -d "$parent/a2a-faults.XXXXXX")
# The small disk is mounted still when the driver was killed.
trap 'if grep -q " $place/disk " /proc/mounts; then umount "$place/disk"; fi; rm -rf "$place"' EXIT

before=$(uptime | sed 's/.*load average[s]*: *//')
failed=0
"$java" -cp "$driver:$image/lib/app/*" --enable-native-access=ALL-UNNAMED dev.a2a.daemon.fault.Faults \
  "$image" "$place" "${faults[@]}" || failed=1
echo
echo "$(getconf _NPROCESSORS_ONLN) processors; load averages $before before, $(uptime | sed 's/.*load average[s]*: *//') after;" \
  "data on $(df -PT "$parent" | awk 'NR == 2 { print $2 }')."
exit "$failed"
