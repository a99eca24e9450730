#!/usr/bin/env bash
# A real NiFi server on loopback, made of the parts that Maven Central has (NiFi's own distribution is not there).
#
#   nifi-home.sh parts                              fetch the parts once; prints their folder
#   nifi-home.sh create DIR                         lay out a home; NARs go into DIR/extensions, before the start or after
#   nifi-home.sh start DIR HTTP_PORT MANAGEMENT_PORT  start it and wait for its REST API; DIR/pid holds the process id
#   nifi-home.sh stop DIR                           stop it and wait until it is gone
#
# The parts are kept in $BTAUTOMATIONS_CACHE (default: the user's cache folder), a home only holds what the server writes.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../.." && pwd)
parts=${BTAUTOMATIONS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/btautomations}/nifi-2.3.0

fail() { echo "nifi-home: $*" >&2; exit 75; }

fetch_parts() {
    local stamp
    stamp=$(cksum <"$here/pom.xml")
    if [ "$(cat "$parts/complete" 2>/dev/null)" != "$stamp" ]; then
        echo "nifi-home: fetching the parts of NiFi (about 140 MB, once)" >&2
        rm -rf "$parts"
        mkdir -p "$parts/lib"
        "${MAVEN_HOME:+$MAVEN_HOME/bin/}mvn" -B -q -f "$here/pom.xml" dependency:copy-dependencies -DoutputDirectory="$parts/lib" >&2 \
            || fail "the parts of NiFi could not be fetched: is a Maven repository within reach?"
        echo "$stamp" >"$parts/complete"
    fi
    echo "$parts"
}

create() {
    mkdir -p "$1"/{conf,extensions,logs}
    cp "$here"/conf/* "$1/conf/"
}

answers() { [ "$(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$1/nifi-api/flow/about")" = 200 ]; }

start() {
    local home=$1 http=$2 management=$3 class_path=conf jar
    local deadline=$((SECONDS + 300))
    cd "$home"
    for jar in "$parts"/lib/*.jar; do class_path=$class_path:$jar; done
    sed -i -e "s|^nifi.web.http.port=.*|nifi.web.http.port=$http|" \
        -e "s|^nifi.nar.library.directory=.*|nifi.nar.library.directory=$parts/lib|" conf/nifi.properties
    nohup "$JAVA_HOME/bin/java" -cp "$class_path" -Xms128m -Xmx768m -XX:TieredStopAtLevel=1 -Djava.awt.headless=true \
        -Dsun.net.http.allowRestrictedHeaders=true \
        -Dnifi.properties.file.path="$PWD/conf/nifi.properties" \
        -Dorg.apache.nifi.bootstrap.config.log.dir="$PWD/logs" \
        -Dorg.apache.nifi.management.server.address="127.0.0.1:$management" \
        ${NIFI_JAVA_OPTIONS:-} org.apache.nifi.NiFi >logs/stdout 2>&1 </dev/null &
    echo $! >pid
    until answers "$http"; do
        kill -0 "$(cat pid)" 2>/dev/null || { tail -20 logs/stdout >&2; fail "NiFi ended while it started, see $PWD/logs"; }
        [ $SECONDS -lt $deadline ] || fail "NiFi did not answer within 5 minutes, see $PWD/logs"
        sleep 0.5
    done
}

stop() {
    local pid deadline=$((SECONDS + 60))
    pid=$(cat "$1/pid" 2>/dev/null) || return 0
    kill "$pid" 2>/dev/null || true
    while kill -0 "$pid" 2>/dev/null; do
        [ $SECONDS -lt $deadline ] || { kill -9 "$pid"; break; }
        sleep 0.2
    done
    rm -f "$1/pid"
}

. "$repository/.mvn/find-jdk.sh"
case ${1:-} in
    parts) fetch_parts ;;
    create) create "${2:?DIR}" ;;
    start) fetch_parts >/dev/null; start "${2:?DIR}" "${3:?HTTP_PORT}" "${4:?MANAGEMENT_PORT}" ;;
    stop) stop "${2:?DIR}" ;;
    *) sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
