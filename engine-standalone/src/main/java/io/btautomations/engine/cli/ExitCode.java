package io.btautomations.engine.cli;

/** What the process answers; documented and stable. */
final class ExitCode {

    static final int OK = 0;
    /** Findings, or runs that failed. */
    static final int FINDINGS = 1;
    /** The command line makes no sense. */
    static final int USAGE = 2;
    /** An error of the program. */
    static final int INTERNAL = 70;
    /** A file or a disk. */
    static final int IO = 74;
    /** Try again later. */
    static final int TEMPORARY = 75;
    /** A flow, a parameter or a setting. */
    static final int CONFIGURATION = 78;

    private ExitCode() {}
}
