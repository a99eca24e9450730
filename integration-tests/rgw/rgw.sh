#!/usr/bin/env bash
# A Ceph object gateway with a Security Token Service, on loopback, from Debian's packages; and in front of it HAProxy, once as
# the token service and once as a store that fails by plan (faults.cfg).
#
#   rgw.sh fetch                          unpacks what is missing into the cache; installs nothing
#   rgw.sh start DIR S3 STS FAULTS MON    starts it: its files in DIR, on these ports, MON and the one after it for Ceph itself
#   rgw.sh stop DIR                       stops it and waits until it is gone
#
# The cache is $BTAUTOMATIONS_CACHE (default: the user's cache folder). Objects are kept in memory.
#
# Ceph reads an external id and does not offer it to the policies of roles. So HAProxy hands it on as the one thing of a request
# that policies can see and that no signature covers, the Referer; whether the role may be assumed is Ceph's own decision.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${BTAUTOMATIONS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/btautomations}/rgw
root=$cache/root
libraries=$root/usr/lib/x86_64-linux-gnu
packages=(radosgw ceph-mon ceph-osd ceph-common haproxy)

fail() { echo "rgw: $*" >&2; exit 75; }

fetch() {
    [ -e "$cache/complete" ] && return
    command -v apt-get >/dev/null || fail "this needs Debian's packages, and there is no apt-get"
    [ "$(uname -m)" = x86_64 ] || fail "this knows the packages of x86_64 only, not of $(uname -m)"
    rm -rf "$cache"
    mkdir -p "$cache/packages/partial" "$root"
    # --download-only lists what is not installed; without root it works as well, on a lock of its own
    local own=(-o Dir::Cache::archives="$cache/packages" -o Debug::NoLocking=1 -o APT::Sandbox::User=root)
    apt-get update -qq >&2 || echo "rgw: the package lists are as old as they are" >&2
    apt-get install -y -qq --no-install-recommends --download-only "${own[@]}" "${packages[@]}" >&2 ||
        fail "Debian's packages could not be fetched"
    local package
    for package in "$cache"/packages/*.deb; do dpkg-deb -x "$package" "$root"; done
    rm -rf "$cache/packages"
    touch "$cache/complete"
}

use_unpacked() {
    export LD_LIBRARY_PATH=$libraries:$libraries/ceph:$root/lib/x86_64-linux-gnu
    export PYTHONPATH=$root/usr/lib/python3/dist-packages
    export PATH=$root/usr/bin:$root/usr/sbin:$PATH
}

until_true() { # SECONDS WHAT COMMAND...
    local deadline=$((SECONDS + $1)) what=$2
    shift 2
    until "$@" >/dev/null 2>&1; do
        [ $SECONDS -lt "$deadline" ] || fail "$what is not there; see $dir/log"
        sleep 0.2
    done
}

background() { # NAME COMMAND...
    local name=$1
    shift
    nohup "$@" >"$dir/log/$name.out" 2>&1 </dev/null &
    echo $! >"$dir/$name.pid"
}

answers() { curl -s -o /dev/null -m 2 "http://127.0.0.1:$1/"; }

configuration() {
    cat <<CONF
[global]
fsid = $(cat /proc/sys/kernel/random/uuid)
mon host = $monitor
public addr = 127.0.0.1
cluster addr = 127.0.0.1
keyring = $dir/keyring
run dir = $dir
log file = $dir/log/\$name.log
mon cluster log file = $dir/log/cluster.log
admin socket = $dir/\$name.asok
plugin dir = $libraries/ceph
erasure code dir = $libraries/ceph/erasure-code
osd class dir = $libraries/rados-classes
auth allow insecure global id reclaim = false
mon allow pool size one = true
mon max pg per osd = 1000
mon data avail crit = 1
mon data avail warn = 2
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 2
osd pool default pgp num = 2
osd crush chooseleaf type = 0
# pools appear in seconds rather than in a quarter of a minute
paxos propose interval = 0.05
paxos min wait = 0.01
[mon.a]
mon data = $dir/mon
[osd.0]
osd data = $dir/osd
osd objectstore = memstore
memstore device bytes = 4294967296
osd class update on start = false
[client.rgw.a]
rgw data = $dir/gateway
rgw frontends = beast endpoint=127.0.0.1:$s3
rgw enable apis = s3, sts, iam, admin
rgw s3 auth use sts = true
rgw sts key = 0123456789abcdef
rgw crypt require ssl = false
rgw crypt s3 kms backend = testing
rgw crypt s3 kms encryption keys = export-key=$(head -c 32 /dev/zero | tr '\0' k | base64)
rgw num rados handles = 1
CONF
}

keys() {
    local new=--create-keyring who
    while read -r who; do
        # shellcheck disable=SC2086
        eval ceph-authtool $new "$dir/keyring" --gen-key -n $who
        new=
    done <<WHO
mon. --cap mon 'allow *'
client.admin --cap mon 'allow *' --cap osd 'allow *'
osd.0 --cap mon 'allow profile osd' --cap osd 'allow *'
client.rgw.a --cap mon 'allow rwx' --cap osd 'allow rwx'
WHO
}

storage() {
    local id uuid
    uuid=$(cat /proc/sys/kernel/random/uuid)
    monmaptool --create --clobber --fsid "$(sed -n 's/^fsid = //p' "$dir/ceph.conf")" --addv a "$monitor" "$dir/monmap"
    ceph-mon -c "$dir/ceph.conf" --mkfs -i a --monmap "$dir/monmap" --keyring "$dir/keyring"
    background monitor ceph-mon -c "$dir/ceph.conf" -i a -f
    id=$(timeout 60 ceph -c "$dir/ceph.conf" osd new "$uuid")
    ceph-osd -c "$dir/ceph.conf" -i "$id" --mkfs --osd-uuid "$uuid"
    ceph -c "$dir/ceph.conf" osd crush add "$id" 1.0 root=default host=localhost
    background storage ceph-osd -c "$dir/ceph.conf" -i "$id" -f
    until_true 60 "Ceph's storage" sh -c "timeout 5 ceph -c '$dir/ceph.conf' osd stat | grep -q '1 up'"
}

admin() { radosgw-admin -c "$dir/ceph.conf" -n client.rgw.a --admin-socket="$dir/admin.\$pid.asok" "$@"; }

role() { # NAME CONDITION: a role that the vendor may assume, under the condition
    admin role create --role-name="$1" --assume-role-policy-doc='{"Version":"2012-10-17","Statement":[{"Effect":"Allow",
        "Principal":{"AWS":["arn:aws:iam:::user/vendor"]},"Action":["sts:AssumeRole"]'"$2"'}]}'
    admin role-policy put --role-name="$1" --policy-name=export --policy-doc='{"Version":"2012-10-17","Statement":[{
        "Effect":"Allow","Action":["s3:PutObject","s3:GetObject","s3:AbortMultipartUpload","s3:ListBucket",
        "s3:ListBucketMultipartUploads",
        "s3:DeleteObject"],"Resource":"arn:aws:s3:::*"}]}'
}

accounts() {
    admin user create --uid=owner --display-name=owner --access-key=owner-key --secret=owner-secret
    admin user create --uid=vendor --display-name=vendor --access-key=vendor-key --secret=vendor-secret --max-buckets=-1
    role export ',"Condition":{"StringEquals":{"aws:Referer":"bt:org_123:proj_456:archive"}}'
    role open ''
}

start() {
    dir=$1 s3=$2 sts=$3 faults=$4
    monitor="[v2:127.0.0.1:$(($5 + 1)),v1:127.0.0.1:$5]"
    fetch
    use_unpacked
    mkdir -p "$dir"/{mon,osd,gateway,log}
    configuration >"$dir/ceph.conf"
    { keys && storage; } >"$dir/log/start.out" 2>&1 || { tail -5 "$dir/log/start.out" >&2; fail "Ceph does not start"; }
    background gateway radosgw -c "$dir/ceph.conf" -n client.rgw.a -f
    until_true 120 "Ceph's gateway" answers "$s3"
    accounts >"$dir/log/accounts.out" 2>&1 || { tail -5 "$dir/log/accounts.out" >&2; fail "no accounts"; }
    S3_PORT=$s3 STS_PORT=$sts FAULTS_PORT=$faults background proxy haproxy -db -f "$here/faults.cfg"
    until_true 30 "HAProxy" answers "$faults"
}

stop() {
    local name pid
    for name in proxy gateway storage monitor; do
        pid=$(cat "$1/$name.pid" 2>/dev/null) || continue
        kill "$pid" 2>/dev/null || true
        while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
        rm -f "$1/$name.pid"
    done
}

case ${1:-} in
    fetch) fetch ;;
    start) start "${2:?DIR}" "${3:?S3 port}" "${4:?STS port}" "${5:?port of faults}" "${6:?port of Ceph}" ;;
    stop) stop "${2:?DIR}" ;;
    *) sed -n '2,12s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
