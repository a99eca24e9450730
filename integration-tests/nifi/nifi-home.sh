#!/usr/bin/env bash
# A real NiFi server on loopback, made of the parts that Maven Central has (NiFi's own distribution is not there).
#
#   nifi-home.sh parts                              fetch the parts once; prints their folder
#   nifi-home.sh create DIR                         lay out a home; NARs go into DIR/extensions, before the start or after
#   nifi-home.sh standard DIR                       put NiFi's standard processors into a home; the first time, they are fetched
#   nifi-home.sh start DIR HTTP_PORT MANAGEMENT_PORT  start it and wait for its REST API; DIR/pid holds the process id
#   nifi-home.sh stop DIR                           stop it and wait until it is gone
#   nifi-home.sh join DIR PROTOCOL_PORT BALANCE_PORT ZOOKEEPER_PORT   make a home a node of a cluster of two, before its start
#   nifi-home.sh zookeeper DIR PORT                 start the ZooKeeper that NiFi ships, as a process of its own; stop it like a server
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

standard() {
    local nar=$parts-standard/nifi-standard-nar-2.3.0.nar
    if [ ! -f "$nar" ]; then
        echo "nifi-home: fetching NiFi's standard processors (about 70 MB, once)" >&2
        rm -rf "$parts-standard"
        mkdir -p "$parts-standard"
        cp "$here/standard/pom.xml" "$parts-standard/"
        "${MAVEN_HOME:+$MAVEN_HOME/bin/}mvn" -B -q -f "$parts-standard/pom.xml" package >&2 \
            || fail "NiFi's standard processors could not be fetched: is a Maven repository within reach?"
        mv "$parts-standard"/target/*.nar "$nar"
    fi
    cp "$nar" "$1/extensions/"
}

join() {
    cat >>"$1/conf/nifi.properties" <<EOF
nifi.cluster.is.node=true
nifi.cluster.leader.election.implementation=CuratorLeaderElectionManager
nifi.cluster.protocol.is.secure=false
nifi.cluster.protocol.heartbeat.interval=2 sec
nifi.cluster.node.address=127.0.0.1
nifi.cluster.node.protocol.port=$2
nifi.cluster.load.balance.host=127.0.0.1
nifi.cluster.load.balance.port=$3
nifi.cluster.flow.election.max.candidates=2
nifi.cluster.flow.election.max.wait.time=60 secs
nifi.state.management.provider.cluster=zk-provider
nifi.zookeeper.connect.string=127.0.0.1:$4
nifi.zookeeper.root.node=/nifi
EOF
    sed -i -e '/^nifi.cluster.is.node=false$/d' "$1/conf/nifi.properties"
    sed -i -e "s|</stateManagement>|    <cluster-provider>\n        <id>zk-provider</id>\n        <class>org.apache.nifi.controller.state.providers.zookeeper.ZooKeeperStateProvider</class>\n        <property name=\"Connect String\">127.0.0.1:$4</property>\n        <property name=\"Root Node\">/nifi</property>\n        <property name=\"Session Timeout\">10 seconds</property>\n        <property name=\"Access Control\">Open</property>\n    </cluster-provider>\n</stateManagement>|" "$1/conf/state-management.xml"
}

zookeeper() {
    local home=$1 port=$2 class_path jar
    local deadline=$((SECONDS + 60))
    if [ ! -d "$parts/zookeeper" ]; then
        rm -rf "$parts/zookeeper.part"
        mkdir -p "$parts/zookeeper.part"
        (cd "$parts/zookeeper.part" && "$JAVA_HOME/bin/jar" xf "$parts"/lib/nifi-framework-nar-*.nar META-INF/bundled-dependencies)
        mv "$parts/zookeeper.part" "$parts/zookeeper"
    fi
    mkdir -p "$home"/{data,logs}
    printf 'tickTime=2000\ndataDir=%s/data\nclientPort=%s\nclientPortAddress=127.0.0.1\nadmin.enableServer=false\n' \
        "$home" "$port" >"$home/zoo.cfg"
    class_path=$(echo "$parts"/lib/*slf4j-api*.jar "$parts"/lib/logback-*.jar | tr ' ' :)
    for jar in zookeeper netty metrics snappy; do
        class_path=$class_path:$(echo "$parts/zookeeper/META-INF/bundled-dependencies/$jar"*.jar | tr ' ' :)
    done
    nohup "$JAVA_HOME/bin/java" -cp "$class_path" -Xmx128m -XX:TieredStopAtLevel=1 \
        org.apache.zookeeper.server.quorum.QuorumPeerMain "$home/zoo.cfg" >"$home/logs/stdout" 2>&1 </dev/null &
    echo $! >"$home/pid"
    until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
        kill -0 "$(cat "$home/pid")" 2>/dev/null || { tail -20 "$home/logs/stdout" >&2; fail "ZooKeeper ended while it started"; }
        [ $SECONDS -lt $deadline ] || fail "ZooKeeper did not answer within a minute, see $home/logs"
        sleep 0.2
    done
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
    standard) standard "${2:?DIR}" ;;
    start) fetch_parts >/dev/null; start "${2:?DIR}" "${3:?HTTP_PORT}" "${4:?MANAGEMENT_PORT}" ;;
    join) join "${2:?DIR}" "${3:?PROTOCOL_PORT}" "${4:?BALANCE_PORT}" "${5:?ZOOKEEPER_PORT}" ;;
    zookeeper) fetch_parts >/dev/null; zookeeper "${2:?DIR}" "${3:?PORT}" ;;
    stop) stop "${2:?DIR}" ;;
    *) sed -n '2,12s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
