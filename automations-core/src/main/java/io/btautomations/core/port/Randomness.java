package io.btautomations.core.port;

/** Randomness for identifiers and jitter. Safe for use by several threads. */
@FunctionalInterface
public interface Randomness {

    /** Fills {@code bytes}. */
    void nextBytes(byte[] bytes);
}
