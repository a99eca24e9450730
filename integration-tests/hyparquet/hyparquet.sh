#!/usr/bin/env bash
# Reads Parquet files with hyparquet, see read.mjs.
#
#   hyparquet.sh read FILE...      prints their rows as JSON Lines
#
# What is missing is fetched once and kept in $BTAUTOMATIONS_CACHE (default: the user's cache folder).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${BTAUTOMATIONS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/btautomations}/hyparquet

fail() { echo "hyparquet: $*" >&2; exit 75; }

debian_package() { # NAME COMMAND: has Debian's package, if the command is missing
    command -v "$2" >/dev/null && return
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || fail "this needs '$2': install it and run again"
    apt-get update -qq >&2 && apt-get install -y -qq "$1" >&2
}

read_files() {
    debian_package nodejs node
    debian_package npm npm
    mkdir -p "$cache"
    if ! cmp -s "$here/package.json" "$cache/package.json" || [ ! -d "$cache/node_modules" ]; then
        cp "$here/package.json" "$cache/package.json"
        (cd "$cache" && npm install --silent --no-audit --no-fund >&2) || fail "npm could not fetch what package.json names"
    fi
    NODE_MODULES_HOME=$cache node "$here/read.mjs" "$@"
}

case ${1:-} in
    read) shift; read_files "$@" ;;
    *) sed -n '2,6s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
