#!/usr/bin/env bash
# Headless Chromium that is driven over its DevTools protocol, until it is ended: browser.sh PROFILE
# Says on standard error where it listens.
set -euo pipefail
profile=${1:?PROFILE}
. "$(dirname "$0")/find-chromium.sh"
exec "$chromium" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --hide-scrollbars --user-data-dir="$profile" --window-size=1200,900 \
    --remote-debugging-port=0 about:blank
