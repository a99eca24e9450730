# Sourced: sets chromium to a Chromium. Installs Debian's if there is none and this runs as root.
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -z "$chromium" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq >&2 && apt-get install -y -qq chromium >&2
    chromium=$(command -v chromium || true)
fi
[ -n "$chromium" ] || { echo "This needs Chromium: install it (on Debian 'apt-get install chromium') and run again" >&2; exit 78; }
