#!/bin/sh
# Installs a2a (command line, MCP bridge and daemon) for the current user. POSIX sh; nothing runs before the last line is read.
set -eu

usage() {
  cat <<'TEXT'
usage: ./install.sh [--dir DIR] [--bin-dir DIR] [--force] [--demo] [--quiet]
       ./install.sh --uninstall [--dir DIR] [--bin-dir DIR]

Builds a2a from this checkout and installs it for the current user. Needs a JDK 25 and Maven; what is installed needs neither.

  --dir DIR      where installed versions are kept   (A2A_INSTALL_DIR; default ${XDG_DATA_HOME:-~/.local/share}/a2a)
  --bin-dir DIR  where the three commands are linked (A2A_BIN_DIR; default ~/.local/bin)
  --force        replace files of other origin that have the names of the commands
  --demo         end by running `a2a demo`: two agents exchange mail through real bridges
  --quiet        say nothing unless something is wrong
  --uninstall    remove the commands and all installed versions; mail, keys and settings stay
  --help         show this
TEXT
}

say() { [ -n "$quiet" ] || printf '%s\n' "$*" >&2; }
die() {
  printf 'a2a install: %s\n' "$*" >&2
  exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }
value() { if [ $# -lt 2 ] || [ -z "$2" ]; then die "$1 needs a value"; fi; }
absolute() {
  case $1 in
    /*) printf '%s\n' "$1" ;;
    *) printf '%s/%s\n' "$PWD" "$1" ;;
  esac
}

main() {
  commands='a2a a2a-bridge a2a-daemon'
  dir=${A2A_INSTALL_DIR:-${XDG_DATA_HOME:-${HOME:?HOME is not set}/.local/share}/a2a}
  bin_dir=${A2A_BIN_DIR:-${HOME:?HOME is not set}/.local/bin}
  force='' demo='' quiet='' remove='' work=''
  options "$@"
  dir=$(absolute "$dir")
  bin_dir=$(absolute "$bin_dir")
  umask 022

  if [ -n "$remove" ]; then
    uninstall
    exit 0
  fi
  refuse_foreign_files
  trap clean_up EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  mkdir -p "$dir/versions" "$bin_dir"
  work=$(mktemp -d "$dir/.install.XXXXXX")

  image=''
  image_from_checkout
  put_in_place
  link_commands
  remove_unused_versions
  make_start_faster
  say "a2a $version is installed in $place"
  case :$PATH: in
    *:"$bin_dir":*) ;;
    *) say "Add the commands to your PATH:  export PATH=\"$bin_dir:\$PATH\"" ;;
  esac
  if [ -n "$demo" ]; then
    "$place/bin/a2a" demo
  fi
}

options() {
  while [ $# -gt 0 ]; do
    case $1 in
      --dir)
        value "$@"
        dir=$2
        shift
        ;;
      --bin-dir)
        value "$@"
        bin_dir=$2
        shift
        ;;
      --force) force=1 ;;
      --demo) demo=1 ;;
      --quiet | -q) quiet=1 ;;
      --uninstall) remove=1 ;;
      --help | -h)
        usage
        exit 0
        ;;
      *)
        usage >&2
        die "there is no option $1"
        ;;
    esac
    shift
  done
}

clean_up() { if [ -n "$work" ]; then rm -rf "$work"; fi; }

# Is this a link into the versions that we installed?
ours() {
  [ -h "$1" ] || return 1
  case $(readlink "$1") in
    "$dir"/versions/*) return 0 ;;
    *) return 1 ;;
  esac
}

refuse_foreign_files() {
  for c in $commands; do
    if [ -d "$bin_dir/$c" ] && [ ! -h "$bin_dir/$c" ]; then
      die "$bin_dir/$c is a folder; move it away, or choose another place with --bin-dir"
    fi
    if [ -z "$force" ] && { [ -e "$bin_dir/$c" ] || [ -h "$bin_dir/$c" ]; } && ! ours "$bin_dir/$c"; then
      die "$bin_dir/$c exists and was not installed from here; --force replaces it, --bin-dir chooses another place"
    fi
  done
}

# Sets image and version, from the sources beside this script.
image_from_checkout() {
  case $0 in
    */*) source=${0%/*} ;;
    *) source=. ;;
  esac
  source=$(CDPATH='' cd -P "$source" && pwd)
  [ -f "$source/daemon/src/dist/bin/a2a" ] || die "run this in a checkout of the a2a repository"
  have mvn || die "Maven is missing: install it (Debian: apt install maven; macOS: brew install maven) and run this again"

  say "building a2a in $source; the first build loads its libraries and takes some minutes"
  rm -rf "$source"/daemon/target/a2a-*
  if ! (cd "$source" && mvn -B -Pdist -DskipTests package) >"$work/build.log" 2>&1; then
    if grep -q 'Cannot find matching toolchain' "$work/build.log"; then
      die "a JDK 25 is missing: install one (such as Temurin 25) where Maven looks, /usr/lib/jvm, ~/.sdkman or JAVA25_HOME, and run this again"
    elif grep -q 'JAVA_HOME' "$work/build.log" && ! grep -q '^\[INFO\]' "$work/build.log"; then
      die "Maven found no Java: set JAVA_HOME to a JDK 25 and run this again"
    fi
    grep '^\[ERROR\]' "$work/build.log" | head -n 20 >&2 || cat "$work/build.log" >&2
    die "the build failed, see above"
  fi
  set -- "$source"/daemon/target/a2a-*/
  if [ $# -ne 1 ] || [ ! -x "${1}bin/a2a" ]; then die "the build made no image in daemon/target"; fi
  image=${1%/}
  # a2a-VERSION-OS-ARCH. A checkout builds one version many times, and a running program must keep its jars: the time tells them apart.
  version=${image##*/a2a-}
  version=${version%-*-*}
  version=$version+$(date -u +%Y%m%d%H%M%S)
}

# Copies the image beside the other versions, sees that it runs, and moves it into place as a whole.
put_in_place() {
  cp -R "$image" "$work/new"
  for c in $commands; do
    A2A_AOT_CACHE=off "$work/new/bin/$c" --version </dev/null >"$work/said" 2>&1 || {
      cat "$work/said" >&2
      die "$c was built and does not run here; nothing was changed"
    }
  done
  place=$dir/versions/$version
  if [ -e "$place" ]; then mv "$place" "$work/replaced"; fi
  mv "$work/new" "$place"
}

# Caches are made where they are used. Everything works without them.
make_start_faster() {
  say "making a2a start faster; this takes some seconds"
  (unset A2A_AOT_CACHE && "$place/bin/a2a" self optimize) >"$work/said" 2>&1 || cat "$work/said" >&2
}

# By rename, so that there is no moment without the command.
link_commands() {
  for c in $commands; do
    ln -s "$place/bin/$c" "$work/$c"
    mv -f "$work/$c" "$bin_dir/$c"
  done
}

remove_unused_versions() {
  for old in "$dir"/versions/*; do
    if [ "$old" != "$place" ] && ! in_use "$old"; then rm -rf "$old"; fi
  done
}

# Does a program of that version run? It opens its jars when it needs them, so they must stay. The pattern comes from a file: as an
# argument it would be found in grep's own command line.
in_use() {
  printf '%s\n' "$1/lib/" >"$work/pattern"
  command_lines | grep -qF -f "$work/pattern"
}
command_lines() {
  if [ -r /proc/self/cmdline ]; then
    cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\0' '\n'
  else
    ps -axww -o command=
  fi
}

uninstall() {
  for c in $commands; do
    if ours "$bin_dir/$c"; then rm -f "$bin_dir/$c"; fi
  done
  rm -rf "$dir/versions"
  rmdir "$dir" 2>/dev/null || : # Not empty: the mail lives there too.
  say "a2a is removed; mail, keys and settings were kept"
}

main "$@"
