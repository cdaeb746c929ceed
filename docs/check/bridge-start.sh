#!/usr/bin/env bash
# Measures how soon the bridge answers and how much memory it takes, beside a Node server on the official TypeScript SDK with as many
# tools and beside mcp-remote in front of the same daemon, all in turn. Prints medians and ranges as a Markdown table, and which
# promises hold. Needs Linux, Node 20, npm and jq. Builds nothing; the image stays as it is. Exit status 0 when all hold.
#
#   docs/check/bridge-start.sh [-n ROUNDS] [IMAGE]
#
# ROUNDS is at least 15 (default 15); IMAGE is an unpacked image (default: the one that the build made).
set -euo pipefail
export LC_ALL=C

usage() {
  sed -n '6,8s/^# \{0,1\}//p' "$0" >&2
  exit 2
}
rounds=15
while getopts 'n:' option; do
  case $option in
    n) rounds=$OPTARG ;;
    *) usage ;;
  esac
done
shift $((OPTIND - 1))
if ! [[ $rounds =~ ^[1-9][0-9]*$ ]] || [ "$rounds" -lt 15 ] || [ $# -gt 1 ]; then usage; fi
here=$(cd "$(dirname "$0")" && pwd)
image=${1-}
if [ -z "$image" ]; then
  for folder in "$here"/../../daemon/target/a2a-*/; do
    image=${folder%/}
  done
fi
[ -x "$image/bin/a2a" ] || { echo "bridge-start.sh: $image/bin/a2a is no program; build first, or name an image." >&2; exit 2; }
image=$(cd "$image" && pwd)
for tool in node npm jq; do
  command -v "$tool" >/dev/null || { echo "bridge-start.sh: $tool is missing." >&2; exit 2; }
done

work=$(mktemp -d)
daemon=
clean_up() {
  if [ -n "$daemon" ]; then
    kill "$daemon" 2>/dev/null || :
    wait "$daemon" || :
  fi
  rm -rf "$work"
}
trap clean_up EXIT

cp "$here"/bridge-start/*.mjs "$work"
npm install --prefix "$work" --ignore-scripts --no-audit --no-fund --silent @modelcontextprotocol/sdk@1.32.0 mcp-remote@0.15.1

unset "${!A2A_@}"
export HOME=$work/home A2A_CONFIG_DIR=$work/config A2A_DATA_DIR=$work/data A2A_STORE=file A2A_AOT_CACHE=$work/cache
mkdir -p "$HOME"
"$image/bin/a2a" self optimize >&2
"$image/bin/a2a-daemon" --port 0 2>"$work/daemon.log" &
daemon=$!
for ((i = 0; i < 100; i++)); do
  [ -e "$work/data/daemon.json" ] && break
  sleep 0.1
done
url=$(jq -r .url "$work/data/daemon.json")
"$image/bin/a2a" register alice --server "$url" >/dev/null 2>&1
key=$(jq -r '[.. | strings | select(startswith("a2a_sk_"))][0]' "$work/config/credentials.json")
tools=$(printf '%s\n' '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"x","version":"1"}}}' \
  '{"jsonrpc":"2.0","method":"notifications/initialized"}' '{"jsonrpc":"2.0","id":2,"method":"tools/list"}' |
  "$image/bin/a2a-bridge" | jq 'select(.id == 2) | .result.tools | length')

jq -n --arg bin "$image/bin" --arg work "$work" --arg url "$url" --arg key "$key" --arg tools "$tools" '{
  pipes: {
    "bridge": {command: ["\($bin)/a2a-bridge"], tool: "a2a_whoami"},
    "bridge without cache": {command: ["\($bin)/a2a-bridge"], env: {A2A_AOT_CACHE: "off"}, tool: "a2a_whoami"},
    "Node server": {command: ["node", "\($work)/server.mjs", "\($url)/healthz", $tools], tool: "tool_0"},
    "mcp-remote": {
      command: ["node", "\($work)/node_modules/mcp-remote/dist/proxy.js", "\($url)/mcp", "--transport", "http-only",
        "--header", "Authorization: Bearer \($key)"],
      tool: "a2a_whoami"
    }
  },
  commands: {"`a2a whoami`": {command: ["\($bin)/a2a", "whoami"]}},
  daemons: {"daemon": {command: ["\($bin)/a2a-daemon", "--port", "0", "--data", "\($work)/other"]}}
}' >"$work/plan.json"
node "$work/measure.mjs" "$work/plan.json" "$rounds"
