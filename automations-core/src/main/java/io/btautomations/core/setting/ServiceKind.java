package io.btautomations.core.setting;

/** What a host may lend to a step, besides texts. */
public enum ServiceKind {
    /** A way out through a proxy. */
    PROXY,
    /** Keys and trust for TLS. */
    TLS
}
