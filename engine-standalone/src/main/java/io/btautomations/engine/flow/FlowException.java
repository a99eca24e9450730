package io.btautomations.engine.flow;

import java.util.List;

/** A file that cannot be run, because it is no flow definition or because of what it says. */
public final class FlowException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    /** @param findings at least one error, and whatever else was found */
    public FlowException(List<Finding> findings) {
        super(String.join("\n", findings.stream().map(Finding::render).toList()));
        this.findings = List.copyOf(findings);
    }

    /** Everything that was found, errors and warnings. */
    public List<Finding> findings() {
        return findings;
    }
}
