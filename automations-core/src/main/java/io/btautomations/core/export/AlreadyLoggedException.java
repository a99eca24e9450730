package io.btautomations.core.export;

/** While a fragment was being written, it turned out that the commit log has it already. */
final class AlreadyLoggedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient StoredEntry entry;

    AlreadyLoggedException(StoredEntry entry) {
        super("the commit log has the fragment as entry " + entry.number());
        this.entry = entry;
    }

    StoredEntry entry() {
        return entry;
    }
}
