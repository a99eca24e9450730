package io.btautomations.core.setting;

/** What a host may lend to a step, besides texts. */
public enum ServiceKind {
    /** A way out through a proxy. */
    PROXY,
    /** Keys and trust for TLS. */
    TLS,
    /** A way to read content of another format than JSON; NiFi has such. */
    RECORD_READER,
    /** A way to write content of another format than JSON; NiFi has such. */
    RECORD_WRITER
}
