#!/usr/bin/env bash
# Runs the image where people run images, and says of each place whether it held: a folder with a space, moved, as another user, lib/
# read-only, a temporary folder that forbids programs, 256 MB of memory, 40 bridges at once; and its sizes. Needs Linux, jq, python3 and,
# for the other user and the temporary folder, root: without, these two are left out aloud. The image stays as it is.
#
#   docs/check/image.sh [IMAGE]
#
# IMAGE is an unpacked image (default: the one that the build made). Exit status 0 when all held.
set -euo pipefail
export LC_ALL=C

here=$(cd "$(dirname "$0")" && pwd)
image=${1-}
if [ -z "$image" ]; then
  for folder in "$here"/../../daemon/target/a2a-*/; do
    image=${folder%/}
  done
fi
[ -x "$image/bin/a2a" ] || { echo "image.sh: $image/bin/a2a is no program; build first, or name an image." >&2; exit 2; }
for tool in jq python3; do
  command -v "$tool" >/dev/null || { echo "image.sh: $tool is missing." >&2; exit 2; }
done

work=$(mktemp -d)
mounted=
clean_up() {
  if [ -n "$mounted" ]; then umount "$mounted"; fi
  chmod -R u+w "$work"
  rm -rf "$work"
}
trap clean_up EXIT
chmod 755 "$work"
unset "${!A2A_@}"
failed=0
held() { # held WHAT COMMAND...: runs it and says whether it went well.
  local what=$1
  shift
  if "$@" >"$work/said" 2>&1; then
    echo "- holds: $what"
  else
    failed=1
    echo "- **DOES NOT HOLD**: $what"
    sed 's/^/    /' "$work/said" | tail -n 5
  fi
}

# Every program, with a daemon that keeps mail in SQLite and two bridges between which mail goes: that is `a2a demo`.
everything() { # everything IMAGE [PREFIX...]
  local at=$1
  shift
  "$@" "$at/bin/a2a" --version && "$@" "$at/bin/a2a-bridge" --version && "$@" "$at/bin/a2a-daemon" --version &&
    "$@" "$at/bin/a2a" --help && "$@" "$at/bin/a2a" demo
}
control() { # control WHAT COMMAND...: the other way round; what must not go well.
  local what=$1
  shift
  held "control: $what" not "$@"
}
not() { if "$@"; then return 1; fi; }

# Every command says its help, and a person's mail goes through the everyday ones and a daemon that starts when it is needed.
commands() { # commands IMAGE [PREFIX...]
  local at=$1 name
  shift
  local a2a=("$@" "$at/bin/a2a") names
  names=$("${a2a[@]}" --help | sed -n '/^Commands:/,/^Example:/s/^  \([a-z-]*\)  .*/\1/p')
  [ "$(wc -l <<<"$names")" -ge 30 ] || { echo "only these commands: $names"; return 1; }
  for name in $names; do
    "${a2a[@]}" "$name" --help >/dev/null || { echo "a2a $name --help failed"; return 1; }
  done
  local mail="$work/mail" alice bob id
  rm -rf "$mail"
  mkdir -m 777 "$mail"
  a2a=("$@" env A2A_STORE=file A2A_PORT=0 A2A_CONFIG_DIR="$mail/config" A2A_DATA_DIR="$mail/data" "$at/bin/a2a")
  alice=$("${a2a[@]}" register alice --profile alice --json | jq -re .agent_id) &&
    bob=$("${a2a[@]}" register bob --profile bob --json | jq -re .agent_id) &&
    "${a2a[@]}" authorize "$alice" --profile bob && "${a2a[@]}" send "$bob" --subject Lunch 'At noon?' --profile alice &&
    id=$("${a2a[@]}" inbox --profile bob --json | jq -re '.messages[0].id') && "${a2a[@]}" read "$id" --profile bob &&
    "${a2a[@]}" mark-read "$id" --profile bob && "${a2a[@]}" search noon --profile bob && "${a2a[@]}" conversations --profile bob &&
    "${a2a[@]}" keys list --profile bob && "${a2a[@]}" backup "$mail/backup.db" && "${a2a[@]}" daemon check && "${a2a[@]}" daemon status
  local status=$?
  "${a2a[@]}" daemon stop || status=1
  return "$status"
}

at="$work/a place"
cp -Rp "$image" "$at"
rm -rf "$at/lib/cache"
on_disk=$(du -sm "$at" | cut -f 1)
packed=$(tar -C "$work" -czf - "a place" | wc -c)
held "$on_disk MB on the disk, under 115" test "$on_disk" -lt 115
held "$((packed / 1000000)) MB packed, under 50" test "$packed" -lt 50000000
mkdir "$at/lib/cache"
held "a folder with a space, without caches" everything "$at"
held "a2a self optimize there" "$at/bin/a2a" self optimize
held "a folder with a space" everything "$at"
held "every command there" commands "$at"
mv "$at" "$work/moved"
at=$work/moved
held "moved" everything "$at"
held "moved, with its caches" env JDK_JAVA_OPTIONS=-XX:AOTMode=on "$at/bin/a2a" --version
nobody=(env HOME="$work/nobody")
if [ "$(id -u)" -eq 0 ]; then
  nobody=(setpriv --reuid=65534 --regid=65534 --clear-groups "${nobody[@]}")
  held "another user" everything "$at" "${nobody[@]}"
  mkdir "$work/noexec"
  if mount -t tmpfs -o noexec,mode=1777 tmpfs "$work/noexec" 2>/dev/null; then
    mounted=$work/noexec
    noexec=(env TMPDIR="$work/noexec" JDK_JAVA_OPTIONS=-Djava.io.tmpdir="$work/noexec")
    held "a temporary folder that forbids programs" everything "$at" "${noexec[@]}"
    mv "$at/lib/native" "$work/native"
    control "SQLite's library is what makes it so: without the one in the image nothing keeps mail there" "${noexec[@]}" "$at/bin/a2a" demo
    mv "$work/native" "$at/lib/native"
    umount "$mounted"
    mounted=
  else
    echo "- left out: a temporary folder that forbids programs, which cannot be mounted here"
  fi
else
  echo "- left out: another user, and a temporary folder that forbids programs; they take root"
fi
rm -rf "$at/lib/cache"
chmod -R a-w "$at/lib"
held "lib read-only, without caches" everything "$at" "${nobody[@]}"
held "every command there" commands "$at" "${nobody[@]}"
chmod -R u+w "$at/lib"
# A group of processes that may have so much together, by whatever this machine has for it.
bounded() { # bounded MEGABYTES COMMAND...
  local megabytes=$1 status=0
  shift
  if [ "$group" = systemd ]; then
    systemd-run --quiet --scope -p MemoryMax="${megabytes}M" "$@"
    return
  fi
  mkdir "$group" && echo "${megabytes}M" >"$group/$limit" && sh -c 'echo $$ >"$0" && exec "$@"' "$group/cgroup.procs" "$@" || status=$?
  until rmdir "$group" 2>/dev/null; do # What is left is ours, and nobody else's: nothing else was ever in the group.
    xargs -r kill -9 <"$group/cgroup.procs" 2>/dev/null || :
    sleep 0.1
  done
  return "$status"
}
group='' limit=memory.max
if command -v systemd-run >/dev/null && systemd-run --quiet --scope -p MemoryMax=256M true 2>/dev/null; then
  group=systemd
elif mkdir /sys/fs/cgroup/memory/a2a-image 2>/dev/null; then
  group=/sys/fs/cgroup/memory/a2a-image limit=memory.limit_in_bytes
elif mkdir /sys/fs/cgroup/a2a-image 2>/dev/null; then
  if [ -w /sys/fs/cgroup/a2a-image/memory.max ]; then group=/sys/fs/cgroup/a2a-image; else rmdir /sys/fs/cgroup/a2a-image; fi
fi
case $group in /*) rmdir "$group" ;; esac
if [ -n "$group" ]; then
  held "256 MB of memory for all of the demo, its daemon and its bridges" bounded 256 "$at/bin/a2a" demo
fi
if [ -d "${group%/*}" ]; then control "not in 64 MB" bounded 64 timeout 60 "$at/bin/a2a" demo; fi
held "no program takes more than 256 MB" python3 "$here/image/memory.py" "$at" 256
mkdir -p "$at/lib/cache"
"$at/bin/a2a" self optimize >/dev/null
held "40 bridges at once answer within 5 s, take under 1,500 MB, and are gone 2 s after their input ends" python3 "$here/image/crowd.py" "$at" stdin
held "the same after their parent is killed" python3 "$here/image/crowd.py" "$at" parent
[ "$failed" -eq 0 ]
