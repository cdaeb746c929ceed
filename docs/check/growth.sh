#!/usr/bin/env bash
# Asks for the mail of an agent with 100,000 messages and of one with 100, in turn, in one run, and prints medians and their
# ratio; then stops the daemon, starts it on the same data and prints how long that took. Builds nothing.
# Exit status 0 when no ratio is above 1.5 and the daemon was ready within 2 s.
#
#   docs/check/growth.sh [-m MESSAGES] [-p PEERS] [-n ROUNDS] [-d DIR] [IMAGE]
#
# MESSAGES is what the large inbox holds (default 100000), PEERS who wrote them (default 100; the small one always has 10);
# ROUNDS is how often everything is asked (default 200); DIR is where the data are, and so on which disk; IMAGE is an unpacked
# image (default: the one that the build made). Needs curl, jq and sqlite3.
set -euo pipefail
export LC_ALL=C

usage() {
  sed -n '6,10s/^# \{0,1\}//p' "$0" >&2
  exit 2
}

messages=100000 peers=100 rounds=200 parent=${TMPDIR:-/tmp}
while getopts 'm:p:n:d:' option; do
  case $option in
    m) messages=$OPTARG ;;
    p) peers=$OPTARG ;;
    n) rounds=$OPTARG ;;
    d) parent=$OPTARG ;;
    *) usage ;;
  esac
done
shift $((OPTIND - 1))
for number in "$messages" "$peers" "$rounds"; do
  [[ $number =~ ^[1-9][0-9]{0,6}$ ]] || usage
done
image=${1-}
if [ -z "$image" ]; then
  for folder in "$(dirname "$0")"/../../daemon/target/a2a-*/; do
    image=${folder%/}
  done
fi
program=$image/bin/a2a-daemon
[ -x "$program" ] || { echo "growth.sh: $program is no program; build first, or name an image." >&2; exit 2; }
for tool in curl jq sqlite3; do
  command -v "$tool" >/dev/null || { echo "growth.sh: $tool is missing." >&2; exit 2; }
done

work=$(mktemp -d "$parent/a2a-growth-XXXXXX")
daemon=
stop() {
  [ -z "$daemon" ] || { kill "$daemon" 2>/dev/null || :; wait "$daemon" 2>/dev/null || :; }
  daemon=
}
trap 'stop; rm -rf "$work"' EXIT

# Nothing here is about limits on how much may be sent or kept.
export A2A_RATE_PAIR=0 A2A_RATE_SENDER=0 A2A_RATE_REGISTER=0 A2A_INBOX_MAX=0 A2A_INBOX_BYTES_MAX=0 A2A_LOOP_MAX=0
export A2A_CONFIG_DIR=$work/config

url=
start() { # FOLDER: starts a daemon on it and returns when it is ready.
  : >"$work/log"
  "$program" --port 0 --data "$work/$1" 2>"$work/log" &
  daemon=$!
  url=
  for ((i = 0; i < 6000; i++)); do
    [ -n "$url" ] || url=$(sed -n 's/.* listening on \(http:.*\)/\1/p' "$work/log" | head -1)
    [ -n "$url" ] && curl -sf -o "$work/ready" "$url/readyz" && return
    kill -0 "$daemon" 2>/dev/null || break
    sleep 0.01
  done
  cat "$work/log" >&2
  echo "growth.sh: the daemon did not get ready." >&2
  exit 1
}

register() { # NAME: prints id and key.
  curl -sf "$url/v1/agents" -H 'Content-Type: application/json' -d "{\"name\":\"$1\"}" | jq -r '.agent_id + " " + .api_key'
}

start data
read -r few_id few_key <<<"$(register few)"
read -r many_id many_key <<<"$(register many)"
read -r writer_id writer_key <<<"$(register writer)"
for key in "$few_key" "$many_key"; do
  curl -sf -o "$work/authorized" "$url/v1/authorizations" -H "Authorization: Bearer $key" -H 'Content-Type: application/json' \
    -d "{\"agent_id\":\"$writer_id\"}"
done
curl -sf -o "$work/sent" "$url/v1/messages" -H "Authorization: Bearer $writer_key" -H 'Content-Type: application/json' \
  -d "{\"recipient_id\":\"$many_id\",\"subject\":\"hello\",\"body\":\"$(printf 'x%.0s' {1..200})\"}"
stop

echo "loading 100 and $messages messages" >&2
# The one message that was sent is the pattern of all others. The writer is one of the peers of both.
load() { # RECIPIENT MESSAGES PEERS
  cat <<SQL
INSERT OR IGNORE INTO agents (id, name, listed, created_at)
  WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $3)
  SELECT printf('a2a_%016x', i), 'peer ' || i, 0, 0 FROM n WHERE i < $3;
INSERT INTO messages (seq, id, sender_id, recipient_id, thread_id, subject, body, body_bytes, body_sha256, created_at, expires_at)
  WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $2),
    m AS (SELECT * FROM messages ORDER BY seq LIMIT 1), h AS (SELECT MAX(seq) AS seq FROM messages)
  SELECT h.seq + 1 + i, printf('00000000-0000-7000-8000-%012x', h.seq + 1 + i),
    CASE i % $3 WHEN 0 THEN '$writer_id' ELSE printf('a2a_%016x', i % $3) END,
    '$1', m.thread_id, m.subject, m.body, m.body_bytes, m.body_sha256, m.created_at, m.expires_at FROM n, m, h;
SQL
}
{
  echo 'BEGIN;'
  load "$few_id" 100 10
  load "$many_id" "$messages" "$peers"
  cat <<SQL
INSERT OR REPLACE INTO conversations (agent_id, peer_id, last_seq, unread_count)
  SELECT recipient_id, sender_id, MAX(seq), COUNT(*) FROM messages GROUP BY recipient_id, sender_id
  UNION ALL SELECT sender_id, recipient_id, MAX(seq), 0 FROM messages GROUP BY recipient_id, sender_id;
COMMIT;
SQL
} | sqlite3 -bail "$work/data/a2a.db"

start data
cursor() { # KEY: a cursor in the middle of the inbox.
  local seq
  seq=$(sqlite3 -readonly "$work/data/a2a.db" "SELECT (MIN(seq) + MAX(seq)) / 2 FROM messages WHERE recipient_id = '$1'")
  local digits=0123456789abcdefghijklmnopqrstuvwxyz text=
  while [ "$seq" -gt 0 ]; do
    text=${digits:seq % 36:1}$text
    seq=$((seq / 36))
  done
  printf '%s' "$text"
}
few_cursor=$(cursor "$few_id")
many_cursor=$(cursor "$many_id")

# One curl with one connection asks everything in turn; each answer is a line: name, milliseconds, status.
ask() { # NAME KEY PATH [JSON]
  printf 'url = "%s%s"\nheader = "Authorization: Bearer %s"\noutput = "%s"\nwrite-out = "%s %%{time_total} %%{http_code}\\n"\n' \
    "$url" "$3" "$2" "$work/answer" "$1"
  [ $# -lt 4 ] || printf 'header = "Content-Type: application/json"\ndata = "%s"\n' "${4//\"/\\\"}"
  echo next
}
looks() { # WHO KEY CURSOR ID
  ask "inbox_first_page/$1" "$2" '/v1/inbox?unread_only=false'
  ask "inbox_unread_only/$1" "$2" '/v1/inbox?unread_only=true'
  ask "inbox_deep_cursor/$1" "$2" "/v1/inbox?unread_only=false&cursor=$3"
  ask "conversations/$1" "$2" '/v1/conversations'
  ask "conversation/$1" "$2" "/v1/conversations/$writer_id"
  ask "conversation_deep_cursor/$1" "$2" "/v1/conversations/$writer_id?cursor=$3"
}
# Each time there is one message to mark: what the writer sends, once it was listed. Apart from the looks, for what they list
# would be marked too, and the small inbox have nothing unread soon.
marks() {
  ask "send/$1" "$writer_key" /v1/messages "{\"recipient_id\":\"$4\",\"subject\":\"hello\",\"body\":\"x\"}"
  ask "list_one/$1" "$2" '/v1/inbox?unread_only=true&limit=1'
  ask "mark_read/$1" "$2" /v1/inbox/read '{}'
}
warmup=$((rounds / 2 + 1))
echo "asking $((warmup + rounds)) rounds, load $(uptime | sed 's/.*load average[s]*: *//')" >&2
for questions in looks marks; do
  for ((round = 0; round < warmup + rounds; round++)); do
    if ((round % 2)); then
      "$questions" few "$few_key" "$few_cursor" "$few_id"
      "$questions" many "$many_key" "$many_cursor" "$many_id"
    else
      "$questions" many "$many_key" "$many_cursor" "$many_id"
      "$questions" few "$few_key" "$few_cursor" "$few_id"
    fi
  done | sed '$d' >"$work/questions"
  curl -s -K "$work/questions" >"$work/times"
  each=$(($("$questions" few k c i | grep -c '^url') * 2))
  [ "$(wc -l <"$work/times")" -eq $((each * (warmup + rounds))) ] || { echo "growth.sh: not every question was answered." >&2; exit 1; }
  if awk '$3 !~ /^2/' "$work/times" | grep . >&2; then
    echo "growth.sh: the daemon refused." >&2
    exit 1
  fi
  tail -n +"$((each * warmup + 1))" "$work/times" >>"$work/measured"
done

table=$(jq -nrR --argjson messages "$messages" --argjson peers "$peers" '
  def median: sort | if length % 2 == 1 then .[length / 2 | floor] else (.[length / 2 - 1] + .[length / 2]) / 2 end;
  def ms: . * 100000 | round / 100;
  [inputs | split(" ") | (.[0] | split("/")) as $n | {what: $n[0], who: $n[1], time: (.[1] | tonumber)}] as $all
  | "| medians of \($all | map(select(.what == "mark_read" and .who == "few")) | length), ms | 100 messages, 10 peers | \($messages) messages, \($peers) peers | ratio | |",
    "|---|---|---|---|---|",
    ($all | group_by(.what)[]
      | (map(select(.who == "few").time) | median) as $few | (map(select(.who == "many").time) | median) as $many
      | "| \(.[0].what | gsub("_"; " ")) | \($few | ms) | \($many | ms) | \($many / $few * 100 | round / 100) | \(
          if $many / $few < 1.5 then "holds" else "**DOES NOT HOLD**" end) |")
' "$work/measured")
printf '%s\n\n' "$table"

readies=() empties=()
for kill in TERM TERM TERM KILL KILL; do
  kill -"$kill" "$daemon"
  wait "$daemon" 2>/dev/null || :
  daemon=
  began=$(date +%s%N)
  start empty # What of it is the start of any daemon, on this machine at this moment?
  empties+=("$((($(date +%s%N) - began) / 1000000))")
  stop
  rm -rf "$work/empty"
  began=$(date +%s%N)
  start data
  readies+=("$((($(date +%s%N) - began) / 1000000))")
done
slowest=$(printf '%s\n' "${readies[@]}" | sort -n | tail -1)
echo "Start to ready with $(du -m "$work/data/a2a.db" | cut -f1) MB, after an end in good order three times and kill -9 twice: ${readies[*]} ms; without any mail, in turn: ${empties[*]} ms."
verdict=holds
[ "$slowest" -lt 2000 ] || verdict='**DOES NOT HOLD**'
echo "- $verdict: ready within 2 s"
echo "$(getconf _NPROCESSORS_ONLN) processors; load averages $(uptime | sed 's/.*load average[s]*: *//')."
case $table$verdict in *'DOES NOT HOLD'*) exit 1 ;; esac
