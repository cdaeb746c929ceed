#!/usr/bin/env bash
# Installs the newest Claude Code, Codex, Gemini CLI and opencode from npm in a temporary folder, runs `a2a setup --yes` of the
# built image in a home of its own, and asks each host whether it reaches its mail. Then `a2a setup --undo`. Nothing of the
# person's own is read or written. Needs node 20 or later, npm, jq and a built image. Exit status 0 when every host is connected.
#
#   docs/check/hosts.sh [-i IMAGE] [-n FOLDER]
#
# IMAGE is an unpacked image (default: the one that the build made), FOLDER one with the hosts installed by an earlier run.
set -euo pipefail
export LC_ALL=C.UTF-8

root=$(cd "$(dirname "$0")/../.." && pwd)
image=
modules=
while getopts 'i:n:' option; do
  case $option in
    i) image=$OPTARG ;;
    n) modules=$OPTARG ;;
    *) sed -n '6,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
done
for program in node npm jq timeout; do
  command -v "$program" >/dev/null || { echo "hosts.sh: $program is missing." >&2; exit 2; }
done
if [ -z "$image" ]; then
  for built in "$root"/daemon/target/a2a-*; do
    if [ -x "$built/bin/a2a" ]; then image=$built; fi
  done
fi
[ -x "$image/bin/a2a" ] || { echo "hosts.sh: build the image first: mvn package -DskipTests" >&2; exit 2; }

work=$(mktemp -d)
daemon=
cleanup() {
  if [ -n "$daemon" ] && kill "$daemon" 2>/dev/null; then wait "$daemon" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap cleanup EXIT

case $(uname -m) in
  x86_64) cpu=x64 ;;
  aarch64) cpu=arm64 ;;
  *) echo "hosts.sh: there are no such programs for $(uname -m)." >&2; exit 2 ;;
esac
if [ -z "$modules" ]; then
  modules=$work/npm
  mkdir "$modules"
  # The packages of this platform: the wrappers would download all of them after installation.
  codex=$(timeout 60 npm view @openai/codex version)
  timeout 500 npm install --prefix "$modules" --ignore-scripts --no-audit --no-fund --loglevel=error \
    "@anthropic-ai/claude-code-linux-$cpu" "@openai/codex@$codex-linux-$cpu" @google/gemini-cli "opencode-linux-$cpu" >&2
fi

home=$work/home
mkdir -p "$home/.local/bin" "$home/bin" "$home/.codex" "$home/.config/opencode" "$home/.gemini"
for program in a2a a2a-bridge a2a-daemon; do ln -s "$image/bin/$program" "$home/.local/bin/$program"; done
ln -s "$modules/node_modules/@anthropic-ai/claude-code-linux-$cpu/claude" "$home/bin/claude"
ln -s "$(find "$modules/node_modules/@openai/codex" -path '*/bin/codex' -type f | head -n 1)" "$home/bin/codex"
ln -s "$modules/node_modules/.bin/gemini" "$home/bin/gemini"
ln -s "$modules/node_modules/opencode-linux-$cpu/bin/opencode" "$home/bin/opencode"
ln -s "$(command -v node)" "$home/bin/node"

# What a person may have already.
printf '{\n  "numStartups": 3,\n  "mcpServers": {}\n}\n' >"$home/.claude.json"
printf '# mine\nmodel = "gpt-5"\n\n[tui]\ntheme = "dark"\n' >"$home/.codex/config.toml"
printf '{\n\t// mine\n\t"ui": {"hideTips": true}\n}\n' >"$home/.gemini/settings.json"
printf '{\n  // mine\n  "autoupdate": false,\n}\n' >"$home/.config/opencode/opencode.jsonc"
files=(.claude.json .codex/config.toml .gemini/settings.json .config/opencode/opencode.jsonc)
mkdir "$work/before"
for file in "${files[@]}"; do cp "$home/$file" "$work/before/$(basename "$file")"; done

clean=(env -i HOME="$home" PATH="$home/.local/bin:$home/bin:/usr/bin:/bin" LC_ALL=C.UTF-8 TERM=dumb A2A_STORE=file)
"${clean[@]}" A2A_PORT=0 a2a-daemon 2>"$work/daemon.log" &
daemon=$!
for _ in $(seq 300); do
  if [ -e "$home/.local/share/a2a/daemon.json" ]; then break; fi
  sleep 0.2
done
url=$(jq -r .url "$home/.local/share/a2a/daemon.json")

echo "a2a setup --yes"
status=0
"${clean[@]}" A2A_SERVER="$url" timeout 400 a2a setup --yes --name tester claude-code codex gemini opencode || status=$?
echo "exit status $status"

# Codex has no command that connects; its app server has.
codex_asked() {
  {
    echo '{"id":1,"method":"initialize","params":{"clientInfo":{"name":"check","version":"1"}}}'
    echo '{"method":"initialized"}'
    echo '{"id":2,"method":"mcpServerStatus/list","params":{}}'
    sleep 20
  } | "${clean[@]}" timeout 25 codex app-server 2>/dev/null \
    | jq -r --unbuffered 'select(.id == 2) | .result.data[] | select(.name == "a2a") | .tools | length' | head -n 1
}
version() { "${clean[@]}" timeout 60 "$@" --version 2>/dev/null | head -n 1; }

good=0
row() { # HOST VERSION WHAT-IT-SAYS PATTERN
  local verdict=FAILED
  if grep -qE "$4" <<<"$3"; then
    verdict=connected
    good=$((good + 1))
  fi
  printf '%-12s  %-28s  %-9s  %s\n' "$1" "$2" "$verdict" "$3"
}
echo
printf '%-12s  %-28s  %-9s  %s\n' HOST VERSION VERDICT 'ITS OWN WORDS'
cd "$home"
row claude-code "$(version claude)" "$("${clean[@]}" timeout 90 claude mcp get a2a 2>&1 | grep Status | xargs)" '✔ Connected'
row codex "$(version codex)" "$(codex_asked || true) tools" '^[1-9]'
row gemini "$(version gemini)" \
  "$("${clean[@]}" GEMINI_CLI_TRUST_WORKSPACE=true timeout 90 gemini mcp list 2>&1 | grep a2a: | sed 's/.*- //')" '^Connected'
row opencode "$(version opencode)" \
  "$("${clean[@]}" NO_COLOR=1 timeout 90 opencode mcp list 2>&1 | sed 's/\x1b\[[0-9;]*m//g' | grep -oE '(✓|✗).*a2a.*' | xargs)" '✓ a2a connected'

echo
echo "a2a setup --undo --yes"
"${clean[@]}" a2a setup --undo --yes || true
for file in "${files[@]}"; do
  if cmp -s "$home/$file" "$work/before/$(basename "$file")"; then
    echo "$file is as it was, to the byte"
  elif grep -q a2a-bridge "$home/$file"; then
    echo "$file STILL HAS the bridge"
    status=1
  else
    echo "$file has no bridge; its host wrote in it meanwhile"
  fi
done
[ "$good" -eq 4 ] && [ "$status" -eq 0 ]
