#!/usr/bin/env bash
# A picture of a web page, taken by headless Chromium: screenshot.sh URL FILE.png
set -euo pipefail
url=${1:?URL} file=${2:?FILE.png}
. "$(dirname "$0")/../browser/find-chromium.sh"
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
"$chromium" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --hide-scrollbars --user-data-dir="$profile" --window-size=1400,1000 \
    --virtual-time-budget=20000 --screenshot="$file" "$url" >/dev/null 2>&1
[ -s "$file" ] || { echo "screenshot: no picture of $url" >&2; exit 70; }
