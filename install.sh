#!/bin/sh
# Installs a2a (command line, MCP bridge and daemon) for the current user. POSIX sh; nothing runs before the last line is read.
set -eu

usage() {
  cat <<'TEXT'
usage: install.sh [--version V | --from FILE] [--dir DIR] [--bin-dir DIR] [--force] [--demo] [--quiet]
       install.sh --uninstall [--dir DIR] [--bin-dir DIR]

Installs a2a for the current user: the latest release, or, where this script lies in a checkout, what it builds there (which
takes a JDK 25 and Maven). What is installed needs neither.

  --version V    install that release
  --from FILE    install a downloaded a2a-….tar.gz, without network; checked against FILE.sha256 or checksums_sha256.txt beside it
  --dir DIR      where installed versions are kept   (A2A_INSTALL_DIR; default ${XDG_DATA_HOME:-~/.local/share}/a2a)
  --bin-dir DIR  where the three commands are linked (A2A_BIN_DIR; default ~/.local/bin)
  --force        install again what is there already; replace files of other origin that have the names of the commands
  --demo         end by running `a2a demo`: two agents exchange mail through real bridges
  --quiet        say nothing unless something is wrong
  --uninstall    remove the commands and all installed versions; mail, keys and settings stay
  --help         show this

A2A_RELEASES names another place of the releases, such as a mirror: https://…, with download/vV/FILE and latest/download/FILE.
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
# Without links on the way, as running programs name their files.
physical() { if [ -d "$1" ]; then (CDPATH='' cd -P "$1" && pwd); else printf '%s\n' "$1"; fi; }

main() {
  commands='a2a a2a-bridge a2a-daemon'
  musl='this system uses musl (as Alpine does), for which there is no build; build it in a checkout with a JDK for musl'
  releases='@releases@' # The build fills it in, in the copy that becomes part of a release.
  mail=${XDG_DATA_HOME:-${HOME:?HOME is not set}/.local/share}/a2a
  dir=${A2A_INSTALL_DIR:-$mail}
  bin_dir=${A2A_BIN_DIR:-${HOME:?HOME is not set}/.local/bin}
  wanted='' from='' force='' demo='' quiet='' remove='' work='' link='' source=''
  options "$@"
  dir=$(physical "$(absolute "$dir")")
  bin_dir=$(absolute "$bin_dir")
  umask 022

  trap clean_up EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  if [ -n "$remove" ]; then
    uninstall
    exit 0
  fi
  refuse_foreign_files
  make_folders
  sum='' place=''
  if [ -n "$from" ]; then
    image_from_file
  elif [ -z "$wanted" ] && in_checkout; then
    image_from_checkout
  else
    image_from_release
  fi
  if [ -z "$place" ]; then put_in_place; fi
  link_commands
  make_start_faster
  remove_unused_versions # Last: whoever followed a link just before it was changed has started by now.
  say "a2a $version is installed in $place"
  case :$PATH: in
    *:"$bin_dir":*) ;;
    *) say "Add the commands to your PATH:  export PATH=\"$bin_dir:\$PATH\"" ;;
  esac
  if [ -n "$demo" ]; then
    "$place/bin/a2a" demo
  else
    say "Give it to your agents:  a2a setup"
  fi
}

options() {
  while [ $# -gt 0 ]; do
    case $1 in
      --version)
        value "$@"
        wanted=${2#v}
        shift
        ;;
      --from)
        value "$@"
        from=$(absolute "$2")
        shift
        ;;
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
  case $wanted in
    *[!0-9A-Za-z.+-]*) die "$wanted is no version; versions look like 0.1.0" ;;
  esac
  if [ -n "$wanted" ] && [ -n "$from" ]; then die "--version and --from exclude each other: a file has one version"; fi
}

clean_up() {
  if [ -n "$link" ]; then rm -f "$link"; fi
  if [ -n "$work" ]; then rm -rf "$work"; fi
}

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

make_folders() {
  elsewhere='choose other places with --dir and --bin-dir'
  if [ ! -d "$dir" ]; then
    why=$(mkdir -p "$(dirname "$dir")" 2>&1) || die "$why; $elsewhere"
    # Where the mail will be is nobody else's business. A folder that was named may be meant for many.
    mode=755
    if [ "$dir" = "$mail" ]; then mode=700; fi
    why=$(mkdir -m "$mode" "$dir" 2>&1) || die "$why; $elsewhere"
    dir=$(physical "$dir")
  fi
  why=$(mkdir -p "$dir/versions" "$bin_dir" 2>&1) || die "$why; $elsewhere"
  [ -w "$dir/versions" ] || die "$dir/versions cannot be written; $elsewhere"
  [ -w "$bin_dir" ] || die "$bin_dir cannot be written; $elsewhere"
  why=$(mktemp -d "$dir/.install.XXXXXX" 2>&1) || die "$why; $elsewhere"
  work=$why
}

# From here: an image becomes $work/new, with version set and, for an archive, sum; or place is set, because it is there already.

in_checkout() {
  case $0 in
    */install.sh) source=${0%/*} ;;
    install.sh) source=. ;;
    *) return 1 ;;
  esac
  source=$(CDPATH='' cd -P "$source" 2>/dev/null && pwd) || return 1
  [ -f "$source/install.sh" ] && [ -f "$source/daemon/src/dist/bin/a2a" ]
}

image_from_checkout() {
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
  why=$(cp -R "${1%/}" "$work/new" 2>&1) || die "the image cannot be copied to $dir: $why"
  look_at_new
}

image_from_file() {
  [ -f "$from" ] || die "there is no file $from"
  sum=$(sha256 "$from")
  if [ -f "$from.sha256" ]; then
    said=$(cut -c 1-64 "$from.sha256" | head -n 1)
  elif [ -f "${from%/*}/checksums_sha256.txt" ]; then
    said=$(awk -v name="${from##*/}" '{ sub(/^\*/, "", $2) } $2 == name { print $1; exit }' "${from%/*}/checksums_sha256.txt")
  else
    said=''
  fi
  if [ -z "$said" ]; then
    say "nothing proves ${from##*/}: there is no ${from##*/}.sha256 beside it"
  else
    prove "${from##*/}" "$said"
  fi
  if ! there_already; then
    unpack "$from"
    look_at_new
  fi
}

image_from_release() {
  find_releases
  find_platform
  if [ -n "$wanted" ]; then base=$releases/download/v$wanted; else base=$releases/latest/download; fi
  load "$base/checksums_sha256.txt" "$work/checksums"
  # This list says which release it is of, and proves the archive: nobody else is asked what the latest is.
  line=$(grep -E "^[0-9a-f]{64} [ *]a2a-[0-9A-Za-z.+-]+-$platform\\.tar\\.gz\$" "$work/checksums" | head -n 1)
  [ -n "$line" ] || die "this release has no build for $platform; --version chooses another one"
  name=${line##*[ *]}
  version=${name#a2a-}
  version=${version%-"$platform".tar.gz}
  if [ -n "$wanted" ] && [ "$version" != "$wanted" ]; then die "the release $wanted holds $name; nothing was changed"; fi
  sum=${line%% *}
  if ! there_already; then
    say "loading $name"
    load "$releases/download/v$version/$name" "$work/$name"
    proven=$sum
    sum=$(sha256 "$work/$name")
    prove "$name" "$proven"
    unpack "$work/$name"
    rm -f "$work/$name"
    look_at_new
    [ "a2a-$version-$platform.tar.gz" = "$name" ] || die "$name holds a2a $version; nothing was changed"
  fi
}

find_releases() {
  releases=${A2A_RELEASES:-$releases}
  case $releases in
    @*)
      in_checkout || die "this install.sh is the one of a checkout, without its checkout: take the one of a release"
      owner=$(sed -n 's:.*<repository.owner>\(.*\)</repository.owner>.*:\1:p' "$source/pom.xml")
      releases=https://github.com/$owner/a2a/releases
      ;;
  esac
  releases=${releases%/}
}

find_platform() {
  os=$(uname -s)
  arch=$(uname -m)
  case $os in
    Linux) os=linux ;;
    Darwin) os=osx ;;
    *) die "there is no build for $os; Linux and macOS have one" ;;
  esac
  case $arch in
    x86_64 | amd64) arch=x86_64 ;;
    aarch64 | arm64) arch=aarch_64 ;;
    *) die "there is no build for processors of type $arch; x86_64 and arm64 have one" ;;
  esac
  # A shell that runs translated does not know its processor.
  if [ $os = osx ] && [ "$(sysctl -n sysctl.proc_translated 2>/dev/null || :)" = 1 ]; then arch=aarch_64; fi
  if [ $os = linux ] && on_musl; then die "$musl"; fi
  platform=$os-$arch
}

on_musl() {
  if have ldd; then
    ldd --version 2>&1 | grep -qi musl
  else
    ls /lib/ld-musl-* >/dev/null 2>&1 && ! ls /lib*/ld-linux-* /lib/*/ld-linux-* >/dev/null 2>&1
  fi
}

load() { # ADDRESS FILE
  case $1 in
    https://*) protocol=https ;;
    http://127.0.0.1[:/]* | http://localhost[:/]* | 'http://[::1]'[:/]*) protocol=http ;;
    *) die "$1 is no address to load programs from: A2A_RELEASES has to begin with https:// (on this machine http:// will do)" ;;
  esac
  if have curl; then
    why=$(curl --proto "=$protocol" --tlsv1.2 -fsSL --retry 3 --connect-timeout 15 -o "$2" "$1" 2>&1) && return
  elif have wget && { [ $protocol = http ] || ! wget --help 2>&1 | grep -q BusyBox; }; then # BusyBox's does not look at certificates.
    why=$(wget -q -O "$2" "$1" 2>&1) && return
    why="wget failed${why:+: $why}"
  else
    die "curl is missing (or GNU wget): install it, or load the archive elsewhere and install it with --from FILE"
  fi
  die "$1 could not be loaded ($why). Is there a connection, and such a release? An archive from elsewhere is installed with --from FILE"
}

sha256() {
  if have sha256sum; then
    sha256sum <"$1" | cut -c 1-64
  elif have shasum; then
    shasum -a 256 <"$1" | cut -c 1-64
  elif have openssl; then
    openssl dgst -sha256 -r <"$1" | cut -c 1-64
  else
    die "sha256sum is missing (or shasum, or openssl): without it nothing can be proven"
  fi
}

# The archive has the checksum sum. Is it the one that it should have?
prove() { # NAME CHECKSUM
  if [ "$sum" != "$2" ]; then die "$1 is not what it should be: its SHA-256 is $sum, not $2. Load it again; nothing was changed"; fi
}

# Is what has the checksum sum installed, and does it run?
there_already() {
  if [ -n "$force" ]; then return 1; fi
  for there in "$dir"/versions/*; do
    if [ -f "$there/archive.sha256" ] && [ "$(cat "$there/archive.sha256")" = "$sum" ] && version_of "$there"; then
      place=$there
      return 0
    fi
  done
  return 1
}

unpack() {
  have tar || die "tar is missing; install it and run this again"
  { tar -tzf "$1" >"$work/names" && tar -tvzf "$1" >"$work/entries"; } 2>"$work/said" ||
    die "${1##*/} is damaged or no archive ($(head -n 1 "$work/said")). Load it again; nothing was changed"
  why=$(odd_names)
  if [ -z "$why" ]; then why=$(odd_entries); fi
  if [ -n "$why" ]; then die "${1##*/} is refused: $why. It is no archive of a2a; nothing was changed"; fi
  mkdir "$work/unpacked"
  tar -xzof "$1" -C "$work/unpacked" 2>"$work/said" ||
    die "${1##*/} cannot be unpacked to $dir ($(head -n 1 "$work/said")). Is the disk full? Nothing was changed"
  set -- "$1" "$work"/unpacked/*
  if [ $# -ne 2 ] || [ ! -f "$2/bin/a2a" ]; then die "${1##*/} is no archive of a2a; nothing was changed"; fi
  chmod -R u=rwX,go=rX "$2"
  mv "$2" "$work/new"
}

# Both say what in the archive could end up outside of its one folder, or nothing. The names come first: once they have no spaces, the
# long list, whose columns differ from one tar to another, can be read from the end of its lines.
odd_names() {
  awk '
    function refuse(why) { if (bad == "") bad = why }
    { sub(/^(\.\/)+/, "") }
    /[^A-Za-z0-9._+@$\/-]/ { refuse("it holds a file with an odd name") }
    /^\// { refuse("it holds an absolute path, " $0) }
    /(^|\/)\.\.?(\/|$)/ { refuse("it holds a path with .., " $0) }
    /\/\// { refuse("it holds a file with an odd name") }
    $0 != "" { split($0, part, "/"); if (top == "") top = part[1]; if (part[1] != top) refuse("it holds more than one folder") }
    END { if (bad != "") print bad }
  ' "$work/names"
}
odd_entries() {
  awk '
    function refuse(why) { if (bad == "") bad = why }
    { type = substr($1, 1, 1); name = $NF; arrows = split($0, half, " -> ") - 1 }
    type !~ /[-dl]/ || / link to / || (type != "l" && arrows) { refuse("it holds what is neither file nor folder nor symbolic link") }
    type == "l" {
      name = $(NF - 2)
      if (arrows != 1 || $(NF - 1) != "->" || $NF ~ /[^A-Za-z0-9._+@$\/-]/) refuse("it holds a link with an odd name")
      depth = split(name, part, "/") - 1
      if (name ~ /^\.\//) depth--
      n = split($NF, part, "/")
      for (i = 1; part[i] == ".." && i <= n; i++) depth--
      for (; i <= n; i++) if (part[i] == "..") depth = 0
      if ($NF ~ /^\// || depth < 1) refuse("it holds a link that leads out, " name)
    }
    { sub(/^(\.\/)+/, "", name); sub(/\/+$/, "", name); names[NR] = name }
    type == "l" { links[name] = 1 }
    END {
      for (i in names) {
        for (name = names[i]; match(name, /\/[^\/]*$/); ) {
          name = substr(name, 1, RSTART - 1)
          if (name in links) refuse("it holds a file below a link, " names[i])
        }
      }
      if (bad != "") print bad
    }
  ' "$work/entries"
}

# Sets version to what the three programs in the folder say; fails where one does not run or they differ.
version_of() {
  version=''
  for c in $commands; do
    A2A_AOT_CACHE=off "$1/bin/$c" --version </dev/null >"$work/said" 2>&1 || return 1
    read -r named number _ <"$work/said" || return 1
    if [ "$named" != "$c" ] || { [ -n "$version" ] && [ "$version" != "$number" ]; }; then return 1; fi
    version=$number
  done
  case $version in
    '' | *[!0-9A-Za-z.+-]*) return 1 ;;
  esac
}

look_at_new() {
  if ! version_of "$work/new"; then
    cat "$work/said" >&2
    if on_musl; then die "$musl"; fi
    die "$c does not run here, see above; nothing was changed"
  fi
}

# Moves it beside the other versions as a whole. What runs keeps its files, so none is ever replaced: a second build of a version gets a
# place of its own.
put_in_place() {
  if [ -n "$sum" ]; then printf '%s\n' "$sum" >"$work/new/archive.sha256"; fi
  mkdir -p "$work/new/lib/cache" # Or the first start would fill it in the background, beside us.
  place=$dir/versions/$version
  if [ -n "$source" ] && [ -z "$sum" ] || [ -e "$place" ]; then place=$place+$(date -u +%Y%m%d%H%M%S); fi
  while [ -e "$place" ]; do place=${place}x; done
  mv "$work/new" "$place"
}

# By rename, so that there is no moment without the command.
link_commands() {
  for c in $commands; do
    if [ -d "$bin_dir/$c" ]; then rm -f "$bin_dir/$c"; fi # A link to a folder, which mv would move into.
    link=$bin_dir/.$c.$$
    ln -s "$place/bin/$c" "$link"
    mv -f "$link" "$bin_dir/$c"
    link=''
  done
}

# Caches are made where they are used. Everything works without them.
make_start_faster() {
  case ${A2A_AOT_CACHE-} in
    off) return ;;
    '') if [ -f "$place/lib/cache/a2a.aot" ]; then return; fi ;;
  esac
  say "making a2a start faster; this takes some seconds"
  "$place/bin/a2a" self optimize </dev/null >"$work/said" 2>&1 || cat "$work/said" >&2
}

remove_unused_versions() {
  for old in "$dir"/versions/*; do
    if [ "$old" != "$place" ] && ! runs_from "$old" ''; then rm -rf "$old"; fi
  done
}

# Does a program of that version run (the one named, or any)? It opens its jars when it needs them, so they must stay. The pattern comes
# from a file: as an argument it would be found in grep's own command line.
runs_from() { # FOLDER PROGRAM
  printf '%s\n' "$1/lib/" >"$work/pattern"
  if [ -r /proc/self/cmdline ]; then
    grep -lsF -f "$work/pattern" /proc/[0-9]*/cmdline >"$work/running" || :
    while read -r running; do
      if grep -qsF "a2a.program=$2" "$running"; then return 0; fi
    done <"$work/running"
    return 1
  fi
  # shellcheck disable=SC2009 # pgrep is not everywhere, and cuts the line.
  ps -axww -o command= | grep -F -f "$work/pattern" | grep -qF "a2a.program=$2"
}

uninstall() {
  work=$(mktemp -d)
  for c in $commands; do
    if ours "$bin_dir/$c"; then
      why=$(rm -f "$bin_dir/$c" 2>&1) || die "$why; nothing else was changed"
    fi
  done
  still=''
  for old in "$dir"/versions/*; do
    if runs_from "$old" a2a-daemon; then "$old/bin/a2a" daemon stop >"$work/said" 2>&1 || cat "$work/said" >&2; fi
    if runs_from "$old" ''; then still=1; fi
  done
  why=$(rm -rf "$dir/versions" "$dir"/.install.* 2>&1) || die "$why"
  rmdir "$dir" 2>/dev/null || : # Not empty: the mail lives there too.
  say "a2a is removed; mail, keys and settings were kept"
  if [ -n "$still" ]; then say "A program of it still runs, without its files: restart your agents"; fi
}

# In braces: a script that ends anywhere before the last of them does nothing at all.
{ main "$@"; }
