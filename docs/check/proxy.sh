#!/usr/bin/env bash
# Runs the nginx configuration of docs/hosting.md with a certificate made here, before a real daemon on loopback, and checks what
# passes and what does not: REST, /mcp, a wait for mail, hosts, sizes, /metrics. Exit status 0 when all is as it should be.
#
#   docs/check/proxy.sh [IMAGE]
#
# IMAGE is an unpacked image (default: the one that the build made). Needs nginx, openssl, curl and jq.
set -euo pipefail
export LC_ALL=C

here=$(cd "$(dirname "$0")" && pwd)
image=${1:-}
if [ -z "$image" ]; then
  for folder in "$here"/../../daemon/target/a2a-*/; do image=${folder%/}; done
fi
daemon=$image/bin/a2a-daemon
[ -x "$daemon" ] || { echo "proxy.sh: $daemon is no program; build first, or name an image." >&2; exit 2; }
for tool in nginx openssl curl jq; do
  command -v "$tool" >/dev/null || { echo "proxy.sh: $tool is missing." >&2; exit 2; }
done

work=$(mktemp -d)
pids=()
# shellcheck disable=SC2317  # The trap calls it.
cleanup() {
  for pid in ${pids[@]+"${pids[@]}"}; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

tls_port=$(( 20000 + RANDOM % 20000 ))
name=mail.example.com:$tls_port
env -i PATH="$PATH" HOME="$work" A2A_ALLOWED_HOSTS="$name" A2A_TRUSTED_PROXIES=127.0.0.1 A2A_REGISTRATION=invite \
  "$daemon" --port 0 --data "$work/data" 2>"$work/daemon.log" &
pids+=($!)

until_there() { # FILE PATTERN: at most 60 s
  for _ in $(seq 600); do
    if grep -q "$2" "$1" 2>/dev/null; then return; fi
    sleep 0.1
  done
  echo "proxy.sh: no $2 in $1:" >&2
  cat "$1" >&2
  exit 1
}
until_there "$work/daemon.log" 'listening on'
backend=$(sed -n 's/.* listening on //p' "$work/daemon.log")

openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=mail.example.com -addext subjectAltName=DNS:mail.example.com \
  -keyout "$work/key.pem" -out "$work/cert.pem" 2>/dev/null

# The page's own words; only ports, paths and the name of the files differ.
{
  echo "daemon off; master_process off; pid $work/nginx.pid; error_log $work/nginx.log;"
  echo "events {}"
  echo "http { access_log $work/access.log;"
  for kind in client_body proxy fastcgi uwsgi scgi; do echo "${kind}_temp_path $work/$kind;"; done
  # shellcheck disable=SC2016  # The marks of Markdown.
  sed -n '/^```nginx/,/^```$/p' "$here/../hosting.md" | sed '1d;$d' |
    sed -e "s|listen 443 ssl|listen 127.0.0.1:$tls_port ssl|" -e "s|http://127.0.0.1:7420|$backend|" \
      -e "s|/etc/letsencrypt/live/mail.example.com/fullchain.pem|$work/cert.pem|" \
      -e "s|/etc/letsencrypt/live/mail.example.com/privkey.pem|$work/key.pem|"
  echo "}"
} >"$work/nginx.conf"
nginx -p "$work" -c "$work/nginx.conf" -e "$work/nginx.log" 2>"$work/nginx.err" &
pids+=($!)

ask() { # CURL-ARGUMENTS...: the answer in $work/answer, its status on stdout
  curl -sS -o "$work/answer" -w '%{http_code}' --cacert "$work/cert.pem" --resolve "mail.example.com:$tls_port:127.0.0.1" "$@"
}
url=https://$name
for _ in $(seq 100); do
  if ask "$url/healthz" >/dev/null 2>&1; then break; fi
  sleep 0.1
done

failed=0
check() { # WHAT WANTED GOT
  if [ "$2" = "$3" ]; then echo "ok    $1"; else
    echo "FAIL  $1: $3 in place of $2"
    failed=1
  fi
}
code() { jq -r '.code // empty' "$work/answer"; }
json=(-H 'Content-Type: application/json')

check 'a request passes over TLS' 200 "$(ask "$url/readyz")"
check 'without a code nobody registers' 403 "$(ask "${json[@]}" -d '{"name":"zoe"}' "$url/v1/agents")"
check '  and the refusal says why' invite_required "$(code)"

operator=$(cat "$work/data/operator.key")
check 'the operator comes through the proxy' 201 \
  "$(ask -H "Authorization: Bearer $operator" "${json[@]}" -d '{"uses":2}' "$url/v1/operator/invites")"
invite=$(jq -r .code "$work/answer")
register() { # NAME: id and key
  ask "${json[@]}" -d "{\"name\":\"$1\",\"invite_code\":\"$invite\"}" "$url/v1/agents" >/dev/null
  jq -r '.agent_id + " " + .api_key' "$work/answer"
}
read -r alice alice_key <<<"$(register alice)"
read -r bob bob_key <<<"$(register bob)"
as_alice=(-H "Authorization: Bearer $alice_key" "${json[@]}")
as_bob=(-H "Authorization: Bearer $bob_key" "${json[@]}")
letter="{\"recipient_id\":\"$bob\",\"subject\":\"hello\",\"body\":\"by TLS\"}"
check 'a stranger may not write' 403 "$(ask "${as_alice[@]}" -d "$letter" "$url/v1/messages")"
check 'bob lets alice write' 201 "$(ask "${as_bob[@]}" -d "{\"agent_id\":\"$alice\"}" "$url/v1/authorizations")"

mcp=(-H 'Accept: application/json, text/event-stream')
call="{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"a2a_send_message\",\"arguments\":$letter}}"
check 'a message goes by /mcp' 200 "$(ask "${as_alice[@]}" "${mcp[@]}" -d "$call" "$url/mcp")"
check '  and is accepted' false "$(jq -r .result.isError "$work/answer")"
list='{"jsonrpc":"2.0","id":1,"method":"tools/list"}'
check 'without a key /mcp offers one tool' 200 "$(ask "${json[@]}" "${mcp[@]}" -d "$list" "$url/mcp")"
check '  which registers' a2a_register "$(jq -r '.result.tools[].name' "$work/answer")"
check 'bob has it' 200 "$(ask "${as_bob[@]}" "$url/v1/inbox")"
check '  unread' 1 "$(jq -r .unread_count "$work/answer")"

ask "${as_bob[@]}" -d '{}' "$url/v1/inbox/read" >/dev/null
SECONDS=0
waited=$(ask "${as_bob[@]}" "$url/v1/inbox?wait=5")
if [ "$waited" = 400 ] && [ "$(code)" = unknown_argument ]; then
  echo 'skip  a wait for mail: this daemon has none'
else
  check 'a wait for mail passes' 200 "$waited"
  check '  and lasts' true "$([ "$SECONDS" -ge 4 ] && echo true || echo false)"
fi

check 'another host name is refused' 421 "$(ask -H 'Host: evil.example' "$url/healthz")"
check 'a web page of another origin is refused' 403 "$(ask -H 'Origin: https://evil.example' "$url/healthz")"
head -c 1100000 /dev/zero | tr '\0' x >"$work/large"
check 'what is too large is refused' 413 "$(ask "${as_alice[@]}" --data-binary "@$work/large" "$url/v1/messages")"
check '/metrics is not shown' 404 "$(ask "$url/metrics")"
check '  not even to who says to be local' 404 "$(ask -H 'X-Forwarded-For: 127.0.0.1' "$url/metrics")"
check '  but on the machine itself it is' 200 "$(curl -sS -o "$work/answer" -w '%{http_code}' "$backend/metrics")"
check '  unless a proxy asks' 401 "$(curl -sS -o "$work/answer" -w '%{http_code}' -H 'X-Forwarded-For: 203.0.113.7' "$backend/metrics")"
check 'no key is in the log of the proxy' '' "$(grep -o 'a2a_[sa]k_' "$work/access.log" || true)"
check 'no key is in the log of the daemon' '' "$(grep -o 'a2a_[sa]k_' "$work/daemon.log" || true)"
exit "$failed"
