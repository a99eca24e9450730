package io.btautomations.engine.imports;

import io.btautomations.engine.flow.Finding;
import java.util.List;

/**
 * What became of a file of automations.
 *
 * @param automations those that could be carried over, in the order of the file
 * @param findings what could not be, each with its place in the file, and what the flows themselves suffer from
 */
public record ImportReport(List<ImportedAutomation> automations, List<Finding> findings) {
    public ImportReport {
        automations = List.copyOf(automations);
        findings = List.copyOf(findings);
    }
}
