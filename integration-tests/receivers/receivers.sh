#!/usr/bin/env bash
# Receivers of webhooks that are other people's code, on loopback.
#
#   receivers.sh verify                    checks the delivery on standard input, see verify.mjs
#   receivers.sh alertmanager DIR PORT     starts Prometheus Alertmanager; DIR/pid holds the process id
#   receivers.sh stop DIR                  stops it and waits until it is gone
#
# What is missing is fetched once and kept in $BTAUTOMATIONS_CACHE (default: the user's cache folder).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${BTAUTOMATIONS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/btautomations}/receivers

fail() { echo "receivers: $*" >&2; exit 75; }

debian_package() { # NAME COMMAND: has Debian's package, if the command is missing
    command -v "$2" >/dev/null && return
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || fail "this needs '$2': install it and run again"
    apt-get update -qq >&2 && apt-get install -y -qq "$1" >&2
}

verify() {
    debian_package nodejs node
    debian_package npm npm
    mkdir -p "$cache/npm"
    if ! cmp -s "$here/package.json" "$cache/npm/package.json" || [ ! -d "$cache/npm/node_modules" ]; then
        cp "$here/package.json" "$cache/npm/package.json"
        (cd "$cache/npm" && npm install --silent --no-audit --no-fund >&2) || fail "npm could not fetch what package.json names"
    fi
    NODE_MODULES_HOME=$cache/npm node "$here/verify.mjs"
}

# Debian's program, without its service: unpacked into the cache, but for the template whose place is compiled in.
alertmanager_program() {
    local templates=/usr/share/prometheus/alertmanager
    command -v prometheus-alertmanager && return
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || fail "this needs Prometheus Alertmanager: install it and run again"
    if [ ! -x "$cache/usr/bin/prometheus-alertmanager" ]; then
        mkdir -p "$cache"
        apt-get update -qq >&2
        (cd "$cache" && apt-get download -qq prometheus-alertmanager >&2 && dpkg -x prometheus-alertmanager_*.deb .) ||
            fail "Debian's prometheus-alertmanager could not be fetched"
    fi
    mkdir -p "$templates"
    cp -n "$cache$templates"/*.tmpl "$templates/"
    echo "$cache/usr/bin/prometheus-alertmanager"
}

alertmanager() {
    local dir=$1 port=$2 program deadline=$((SECONDS + 60))
    program=$(alertmanager_program)
    mkdir -p "$dir"
    printf 'route:\n  receiver: nobody\nreceivers:\n  - name: nobody\n' >"$dir/alertmanager.yml"
    nohup "$program" --config.file="$dir/alertmanager.yml" --storage.path="$dir/data" \
        --web.listen-address="127.0.0.1:$port" --cluster.listen-address= >"$dir/log" 2>&1 </dev/null &
    echo $! >"$dir/pid"
    until curl -sf -o /dev/null "http://127.0.0.1:$port/-/ready"; do
        kill -0 "$(cat "$dir/pid")" 2>/dev/null || { tail -5 "$dir/log" >&2; fail "Alertmanager ended while it started"; }
        [ $SECONDS -lt $deadline ] || fail "Alertmanager did not answer within a minute"
        sleep 0.2
    done
}

stop() {
    local pid
    pid=$(cat "$1/pid" 2>/dev/null) || return 0
    kill "$pid" 2>/dev/null || true
    while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
    rm -f "$1/pid"
}

case ${1:-} in
    verify) verify ;;
    alertmanager) alertmanager "${2:?DIR}" "${3:?PORT}" ;;
    stop) stop "${2:?DIR}" ;;
    *) sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
