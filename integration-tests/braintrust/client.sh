#!/usr/bin/env bash
# Braintrust's own client against a server on this machine.
#
#   client.sh log URL COUNT      logs COUNT conversations, a dataset and an experiment; says what they were
#   client.sh fetch URL          fetches all of it again
#   client.sh merge              merges parts into rows as the client does: a case per line of standard input
#
# What is missing is fetched once and kept in $BTAUTOMATIONS_CACHE (default: the user's cache folder).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${BTAUTOMATIONS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/btautomations}/braintrust

fail() { echo "braintrust: $*" >&2; exit 75; }

debian_package() { # NAME COMMAND: has Debian's package, if the command is missing
    command -v "$2" >/dev/null && return
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || fail "this needs '$2': install it and run again"
    apt-get update -qq >&2 && apt-get install -y -qq "$1" >&2
}

case ${1:-} in
    log | fetch | merge) ;;
    *) sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
debian_package nodejs node
debian_package npm npm
mkdir -p "$cache"
if ! cmp -s "$here/package.json" "$cache/package.json" || [ ! -d "$cache/node_modules/braintrust" ]; then
    rm -f "$cache/package.json"
    (cd "$cache" && cp "$here/package.json" wanted.json && npm install --silent --no-audit --no-fund --ignore-scripts \
        --no-save "braintrust@$(node -p 'require("./wanted.json").dependencies.braintrust')" >&2) ||
        fail "npm could not fetch what package.json names"
    cp "$here/package.json" "$cache/package.json"
fi
cp "$here"/*.mjs "$cache/"
cd "$cache"
if [ -n "${2:-}" ]; then
    export BRAINTRUST_API_URL=$2 BRAINTRUST_APP_URL=$2 BRAINTRUST_API_KEY=${BRAINTRUST_API_KEY:-any-key}
fi
exec node --import ./only-loopback.mjs "./$1.mjs" "${3:-}"
