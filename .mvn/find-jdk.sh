# Sourced by mvnw and automations: sets JAVA_HOME to a JDK of at least release 21, or explains what to install.

java_release() { # HOME -> its feature release, or 0
    release_file="$1/release"
    [ -x "$1/bin/javac" ] && [ -r "$release_file" ] || { echo 0; return; }
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$release_file")
    echo "${version:-0}"
}

find_jdk() {
    for home in "${JAVA_HOME:-}" \
        /usr/lib/jvm/*/ /usr/java/*/ /opt/java/*/ /opt/jdk*/ /opt/*jdk*/ \
        "$HOME"/.sdkman/candidates/java/*/ "$HOME"/.jdks/*/ "$HOME"/.local/share/mise/installs/java/*/ \
        /Library/Java/JavaVirtualMachines/*/Contents/Home/ /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home/; do
        home=${home%/}
        [ -n "$home" ] && [ "$(java_release "$home")" -ge 21 ] && { echo "$home"; return 0; }
    done
    on_path=$(command -v javac 2>/dev/null) || return 1
    while [ -L "$on_path" ]; do on_path=$(readlink -f "$on_path"); done
    home=${on_path%/bin/javac}
    [ "$(java_release "$home")" -ge 21 ] && echo "$home"
}

JAVA_HOME=$(find_jdk) || {
    echo "This needs a JDK of release 21 or later: install one (for example Eclipse Temurin 21) or point JAVA_HOME at it." >&2
    exit 78
}
export JAVA_HOME
