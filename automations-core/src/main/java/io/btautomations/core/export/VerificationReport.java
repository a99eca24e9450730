package io.btautomations.core.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Whether an export is what its commit logs say.
 *
 * @param location of the export
 * @param logs that were verified
 * @param findings in the order in which they were made
 */
public record VerificationReport(String location, List<VerifiedLog> logs, List<Finding> findings) {

    public VerificationReport {
        logs = List.copyOf(logs);
        findings = List.copyOf(findings);
    }

    /** Whether nothing is wrong; warnings do not count. */
    public boolean isClean() {
        return findings.stream().noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }

    /** The report for people, several lines. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        for (VerifiedLog log : logs) {
            text.append(String.format(
                    Locale.ROOT,
                    "automation %s, generation %s%n  rows %,d, objects %,d, bytes %,d, entries %,d, whole runs %,d%n",
                    log.automation(),
                    log.generation(),
                    log.rows(),
                    log.objects(),
                    log.bytes(),
                    log.entries(),
                    log.runs()));
            if (!log.end().isEmpty()) {
                text.append(String.format(Locale.ROOT, "  covers %s to %s%n", log.start(), log.end()));
            }
            text.append(String.format(Locale.ROOT, "  newest entry %s%n", log.head()));
        }
        for (Finding finding : findings) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s %s: %s%n  at %s%n",
                    finding.code(),
                    finding.severity().name().toLowerCase(Locale.ROOT),
                    finding.message(),
                    finding.subject()));
        }
        return text.append(summary()).append(System.lineSeparator()).toString();
    }

    /** The report for programs: one JSON object. */
    public String toJson() {
        ObjectNode node = LogFormat.newObject();
        node.put("location", location).put("clean", isClean());
        ArrayNode logNodes = node.putArray("logs");
        for (VerifiedLog log : logs) {
            logNodes.addObject()
                    .put("automation", log.automation())
                    .put("generation", log.generation())
                    .put("entries", log.entries())
                    .put("runs", log.runs())
                    .put("objects", log.objects())
                    .put("rows", log.rows())
                    .put("bytes", log.bytes())
                    .put("start", log.start())
                    .put("end", log.end())
                    .put("head", log.head());
        }
        ArrayNode findingNodes = node.putArray("findings");
        for (Finding finding : findings) {
            findingNodes
                    .addObject()
                    .put("code", finding.code())
                    .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                    .put("subject", finding.subject())
                    .put("message", finding.message());
        }
        return new String(LogFormat.line(node), StandardCharsets.UTF_8);
    }

    private String summary() {
        long errors = findings.stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .count();
        long warnings = findings.size() - errors;
        String outcome = isClean() ? "clean" : "NOT CLEAN";
        return location + " is " + outcome + ": " + errors + (errors == 1 ? " error, " : " errors, ") + warnings
                + (warnings == 1 ? " warning" : " warnings");
    }
}
