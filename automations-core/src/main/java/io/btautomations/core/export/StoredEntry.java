package io.btautomations.core.export;

/**
 * A log entry as it stands in the store.
 *
 * @param sha256 of its bytes, in hex; the next entry carries it
 */
record StoredEntry(LogEntry entry, String sha256) {

    long number() {
        return entry.number();
    }
}
