package io.btautomations.core.source.track;

import io.btautomations.core.source.file.Packing;

/**
 * A file that was read before and is not where it was.
 *
 * @param before by what the state knows it
 */
record Displaced(TrackedFile file, FileChange.Before before) {

    static Displaced named(TrackedFile file) {
        return new Displaced(file, FileChange.Before.name(file.path()));
    }

    static Displaced finished(String path, FileMemory.Known known) {
        return new Displaced(known.as(path), FileChange.Before.mark(known.mark()));
    }

    /** Whether the state knows it by its mark only. */
    boolean isFinished() {
        return before.mark().isPresent();
    }

    /** Whether it was in its place until now. */
    boolean isNews() {
        return file.left().isEmpty();
    }

    boolean isPlain() {
        return Packing.of(file.path()) == Packing.PLAIN;
    }

    /** Whether this is what was read of it. */
    boolean is(long mark, long length) {
        return file.mark() == mark && file.offset() == length;
    }
}
