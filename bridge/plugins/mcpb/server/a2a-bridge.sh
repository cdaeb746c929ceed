#!/bin/sh
# Starts the a2a-bridge that is installed here. Desktop applications are started without the PATH of a shell, so it is looked for where
# installers put it: links that lead to the newest version.
set -u

# Nothing was chosen; some hosts leave the name of an empty setting in its place.
# shellcheck disable=SC2016 # The name itself is what is looked for.
case ${A2A_PROFILE-} in
  '' | '${'*) unset A2A_PROFILE ;;
esac

for folder in "${A2A_BIN_DIR:-$HOME/.local/bin}" /opt/homebrew/opt/a2a/bin /usr/local/opt/a2a/bin /home/linuxbrew/.linuxbrew/opt/a2a/bin \
  "${SDKMAN_DIR:-$HOME/.sdkman}/candidates/a2a/current/bin"; do
  if [ -x "$folder/a2a-bridge" ]; then exec "$folder/a2a-bridge" "$@"; fi
done
if command -v a2a-bridge >/dev/null; then exec a2a-bridge "$@"; fi
printf '%s\n' 'a2a: there is no a2a-bridge on this machine. Install a2a, then start this application anew.' >&2
exit 127
