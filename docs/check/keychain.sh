#!/usr/bin/env bash
# Runs the tests of the keychain many times in a row, each time in a JVM of its own, and measures how long a fresh JVM takes
# to a secret, as a multiple of a JVM that does nothing. Needs gnome-keyring, dbus-daemon and libsecret-tools, and a build that
# has compiled the tests. Exit status 0 when no run missed and the multiple is under 3.
#
#   docs/check/keychain.sh [-n RUNS] [-m MEASUREMENTS] [-j JAVA]
#
# RUNS is 0 to 100 (default 20), MEASUREMENTS 15 to 200 of each kind (default 31), JAVA a `java` of version 25 (default: that
# of the image that the build made, else the one on the PATH).
set -euo pipefail
export LC_ALL=C

usage() {
  sed -n '6,9s/^# \{0,1\}//p' "$0" >&2
  exit 2
}

root=$(cd "$(dirname "$0")/../.." && pwd)
runs=20
measurements=31
java=
while getopts 'n:m:j:' option; do
  case $option in
    n) runs=$OPTARG ;;
    m) measurements=$OPTARG ;;
    j) java=$OPTARG ;;
    *) usage ;;
  esac
done
[[ $runs =~ ^([0-9]|[1-9][0-9]|100)$ && $measurements =~ ^(1[5-9]|[2-9][0-9]|1[0-9][0-9]|200)$ ]] || usage
shift $((OPTIND - 1))
[ $# -eq 0 ] || usage

for program in dbus-daemon dbus-run-session gnome-keyring-daemon secret-tool mvn; do
  command -v "$program" >/dev/null || { echo "keychain.sh: $program is missing." >&2; exit 2; }
done

# ---- the tests, again and again

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
misses=0
for ((run = 1; run <= runs; run++)); do
  if (cd "$root" && CI=true mvn -o -q -B test -DskipDist -Djacoco.skip=true -pl shared,bridge \
      -Dtest='FakeKeychainTest,RealKeychainTest,HeldKeyTest,WhereTheKeyIsTest' -Dsurefire.failIfNoSpecifiedTests=false) \
      >"$work/run" 2>&1; then
    echo "run $run of $runs: no miss" >&2
  else
    misses=$((misses + 1))
    echo "run $run of $runs: MISSED" >&2
    grep -E 'Tests run|FAIL|ERROR' "$work/run" | head -20 >&2 || true
  fi
done

# ---- from the start of a JVM to a secret

if [ -z "$java" ]; then
  java=java
  for image in "$root"/daemon/target/a2a-*/lib/runtime/bin/java; do
    if [ -x "$image" ]; then java=$image; fi
  done
fi
# Jackson from the image, else from where Maven keeps it.
jars=$({ find "$root"/daemon/target/a2a-*/lib/app "$HOME/.m2/repository/com/fasterxml/jackson" -name 'jackson-*.jar' 2>/dev/null || true; } |
  grep -v -e sources -e javadoc | awk -F/ '!seen[$NF]++' | paste -sd:)
export CLASSES="$root/bridge/target/classes:$root/bridge/target/test-classes:$root/shared/target/classes"
export JARS=$jars JAVA=$java MEASUREMENTS=$measurements WORK=$work
mkdir -m 700 "$work/data" "$work/config" "$work/cache" "$work/run.d" "$work/a2a"
# One mode after the other in each round, so that whatever else the machine does hits all of them.
cat >"$work/measure" <<'INNER'
set -euo pipefail
once() { # Only the way over config.json needs more than our own classes.
  local path=$CLASSES
  case $1 in keep | key) path=$CLASSES:$JARS ;; esac
  "$JAVA" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -cp "$path" dev.a2a.bridge.keychain.Measured "$1"
}
printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
once keep
for mode in nothing secret key; do once "$mode" >/dev/null; done
for ((i = 0; i < MEASUREMENTS; i++)); do
  for mode in nothing secret key; do
    start=$(date +%s%N)
    once "$mode" >/dev/null
    echo "$((($(date +%s%N) - start) / 1000))" >>"$WORK/times.$mode"
  done
done
INNER
env -u DBUS_SESSION_BUS_ADDRESS -u DISPLAY -u WAYLAND_DISPLAY \
  XDG_DATA_HOME="$work/data" XDG_CONFIG_HOME="$work/config" XDG_CACHE_HOME="$work/cache" XDG_RUNTIME_DIR="$work/run.d" \
  A2A_CONFIG_DIR="$work/a2a" dbus-run-session -- bash "$work/measure" 2>"$work/measure.err" ||
  { cat "$work/measure.err" >&2; exit 1; }

median() { sort -n "$1" | awk '{ t[NR] = $1 } END { printf "%.1f", (t[int((NR + 1) / 2)] + t[int((NR + 2) / 2)]) / 2000 }'; }
least() { sort -n "$1" | awk 'NR == 1 { printf "%.1f", $1 / 1000 }'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }
row() { echo "| $1 | $(median "$2") | $(least "$2") | $(ratio "$(median "$2")" "$(median "$work/times.nothing")") |"; }

echo "| $measurements of each, interleaved | median ms | least ms | median / bare JVM |"
echo "|---|---|---|---|"
row "a JVM that does nothing" "$work/times.nothing"
row "**to a secret from the keychain**" "$work/times.secret"
row "over settings and profile to the key" "$work/times.key"
echo
echo "$(getconf _NPROCESSORS_ONLN) processors; load averages $(uptime | sed 's/.*load average[s]*: *//')."
echo
multiple=$(ratio "$(median "$work/times.secret")" "$(median "$work/times.nothing")")
failed=0
if [ "$misses" -eq 0 ] && [ "$runs" -gt 0 ]; then
  echo "- holds: $runs runs in a row without a miss"
elif [ "$runs" -gt 0 ]; then
  echo "- **DOES NOT HOLD**: $misses of $runs runs missed"
  failed=1
fi
if awk -v m="$multiple" 'BEGIN { exit !(m < 3) }'; then
  echo "- holds: a secret after $multiple times a bare JVM, under 3"
else
  echo "- **DOES NOT HOLD**: a secret after $multiple times a bare JVM, not under 3"
  failed=1
fi
exit "$failed"
