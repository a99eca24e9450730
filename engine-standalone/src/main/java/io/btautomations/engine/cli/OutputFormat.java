package io.btautomations.engine.cli;

/** How results are written. */
enum OutputFormat {
    /** For people. */
    text,
    /** For programs. */
    json
}
