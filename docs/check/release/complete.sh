#!/usr/bin/env bash
# Looks at what JReleaser's full-release left in a checkout, in a dry run or a real one, and fails with a sentence where something that
# belongs to a release is not there: JReleaser leaves out in silence what it finds nothing for.
#
#   docs/check/release/complete.sh CHECKOUT VERSION [stand-ins]
#
# With the word stand-ins only the archives for linux-x86_64 are opened; the others have but their names. The public key that the
# signatures are to be from is in JRELEASER_GPG_PUBLIC_KEY. Needs gpg, jq, tar and unzip.
set -euo pipefail
export LC_ALL=C

checkout=$1 version=$2 stand_ins=${3-}
out=$checkout/target/jreleaser
archives=$out/assemble/image/archive
bom=a2a-$version-sbom.cdx.json
unix=(linux-x86_64 linux-aarch_64 osx-x86_64 osx-aarch_64)
die() { echo "complete.sh: $*" >&2; exit 1; }
has() { grep -qF -- "$2" "$1" || die "$3"; } # has FILE TEXT SENTENCE
sum() { sha256sum "$1" | cut -d ' ' -f 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -m 700 "$work/gpg"
printf '%s\n' "${JRELEASER_GPG_PUBLIC_KEY:?the public key of the signatures}" | gpg --homedir "$work/gpg" --quiet --batch --import
signed() { # signed FILE: by that key
  gpg --homedir "$work/gpg" --quiet --batch --trust-model always --verify "$out/signatures/${1##*/}.asc" "$1" 2>"$work/gpg.log" ||
    die "${1##*/} has no good signature: $(tail -n 1 "$work/gpg.log")"
}

files=("$checkout/daemon/target/install.sh" "$checkout/daemon/target/a2a-$version.mcpb" "$out/artifacts/$bom" "$archives/a2a-$version-windows-x86_64.zip")
for platform in "${unix[@]}"; do
  files+=("$archives/a2a-$version-$platform.zip" "$archives/a2a-$version-$platform.tar.gz")
done
for file in "${files[@]}"; do [ -s "$file" ] || die "${file##*/} is missing"; done
if grep -q '@releases@' "$checkout/daemon/target/install.sh"; then die "install.sh does not know where releases are"; fi

# Each jar of the image is in the list of what it is made of.
jq -e --arg v "$version" '.bomFormat == "CycloneDX" and .metadata.component.version == $v' "$out/artifacts/$bom" >/dev/null ||
  die "$bom is no CycloneDX list of this version"
jq -r '.components[] | "\(.name)-\(.version).jar"' "$out/artifacts/$bom" >"$work/components"
jars=0
while read -r jar; do
  jars=$((jars + 1))
  grep -qxF "$jar" "$work/components" || die "$bom does not know $jar"
done < <(tar -tzf "$archives/a2a-$version-linux-x86_64.tar.gz" | sed -n 's|.*/lib/app/\(.*-.*\.jar\)$|\1|p')
[ "$jars" -gt 40 ] || die "the archive has $jars jars, which are too few"

sums=$out/checksums/checksums_sha256.txt
[ -s "$sums" ] || die "there are no checksums"
for file in "${files[@]}"; do
  name=${file##*/}
  # install.sh takes the name of the newest archive from these lines, and proves it by them.
  grep -qxF "$(sum "$file")  $name" "$sums" || die "the checksums do not tell that of $name"
  found=$(find "$out/checksums" -name "$name.sha256" -exec cat {} +)
  [ "$found" = "$(sum "$file")" ] || die "$name.sha256 does not tell its checksum"
  signed "$file"
  for upload in "$name" "$name.asc" "$name.sha256"; do
    grep -q -- "uploading $upload\$" "$out/trace.log" || die "$upload is not uploaded"
  done
done
[ "$(wc -l <"$sums")" -eq "${#files[@]}" ] || die "the checksums tell of more, or less, than ${#files[@]} files"
signed "$sums"

# Are the archives what their names say?
opened=("${files[@]:2}")
if [ -n "$stand_ins" ]; then opened=("$archives/a2a-$version-linux-x86_64.zip" "$archives/a2a-$version-linux-x86_64.tar.gz"); fi
for file in "${opened[@]}"; do
  name=${file##*/}
  case $name in
    *.zip) unzip -Z1 "$file" ;;
    *) tar -tzf "$file" ;;
  esac >"$work/list"
  root=${name%.zip}
  root=${root%.tar.gz}
  if grep -qv "^$root/" "$work/list"; then die "$name has more in it than the folder $root"; fi
  ending='' java=java
  case $name in *windows*) ending=.cmd java=java.exe ;; esac
  for program in a2a a2a-bridge a2a-daemon; do
    grep -qxF "$root/bin/$program$ending" "$work/list" || die "$name has no $program"
  done
  grep -qxF "$root/lib/runtime/bin/$java" "$work/list" || die "$name has no runtime"
  grep -q "^$root/lib/native/.*sqlitejdbc" "$work/list" || die "$name has no library of SQLite"
  case $name in
    *.tar.gz) [ "$(wc -c <"$file")" -lt 50000000 ] || die "$name has 50 MB or more" ;;
  esac
done

formula=$out/package/a2a/brew/Formula/a2a.rb
[ -s "$formula" ] || die "there is no formula for Homebrew"
for platform in "${unix[@]}"; do
  zip=$archives/a2a-$version-$platform.zip
  grep -A1 "/v$version/${zip##*/}\"\$" "$formula" | grep -qF "sha256 \"$(sum "$zip")\"" || die "the formula has not $platform with its checksum"
done
for part in '%w[a2a a2a-bridge a2a-daemon]' 'def post_install' '"self", "optimize"' 'service do' 'test do'; do
  has "$formula" "$part" "the formula has no: $part"
done

for platform in LINUX_64=linux-x86_64 LINUX_ARM64=linux-aarch_64 MAC_OSX=osx-x86_64 MAC_ARM64=osx-aarch_64; do
  grep -q "sdkman.release: Release\[candidate='a2a', version='$version', platform='${platform%%=*}', url='[^']*/v$version/a2a-$version-${platform#*=}.zip'" \
    "$out/trace.log" || die "SDKMAN is not told of ${platform%%=*}"
done
grep -q '^- ..*([0-9a-f]*)$' "$out/release/CHANGELOG.md" || die "the list of changes is empty"
echo "complete: ${#files[@]} files with checksums and signatures, $jars jars in the SBOM, the formula, SDKMAN's four requests"
