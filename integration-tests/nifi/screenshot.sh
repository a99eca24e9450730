#!/usr/bin/env bash
# A picture of a web page, taken by headless Chromium: screenshot.sh URL FILE.png
# Installs Debian's chromium if there is none and this runs as root.
set -euo pipefail
url=${1:?URL} file=${2:?FILE.png}
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -z "$chromium" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq >&2 && apt-get install -y -qq chromium >&2
    chromium=$(command -v chromium || true)
fi
[ -n "$chromium" ] || { echo "screenshot: this needs Chromium: install it (on Debian 'apt-get install chromium') and run again" >&2; exit 78; }
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
"$chromium" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --hide-scrollbars --user-data-dir="$profile" --window-size=1400,1000 \
    --virtual-time-budget=20000 --screenshot="$file" "$url" >/dev/null 2>&1
[ -s "$file" ] || { echo "screenshot: no picture of $url" >&2; exit 70; }
