package io.btautomations.core.step;

/** What a step has to say after a unit of work. */
public enum Progress {
    /** There was nothing to do; come back after the step's own pause. */
    IDLE,
    /** Work was done; come back on schedule. */
    DONE,
    /** Work was done and more waits; come back at once. */
    MORE
}
