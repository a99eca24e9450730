package io.btautomations.core.export;

import io.btautomations.core.port.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an export again and proves it against its commit logs: chains unbroken, every named object there and unaltered,
 * row counts equal, the source's log covered without gap or overlap, nothing added. Writes nothing. For one thread.
 */
public final class ExportVerifier {

    private static final Pattern ENTRY =
            Pattern.compile(Pattern.quote(ExportLayout.CONTROL) + "([^/]+)/([^/]+)/log/(\\d{20})\\.json");
    private static final Pattern TEST = Pattern.compile(Pattern.quote(ExportLayout.CONTROL) + "[^/]+/test/[^/]+");

    private final ObjectStore store;

    /** @param store of the export, opened at its path; stays open */
    public ExportVerifier(ObjectStore store) {
        this.store = store;
    }

    /**
     * Verifies everything below the store's root.
     *
     * @param location of the export, as the user named it
     * @throws IOException if the store failed, so that nothing is said about the export
     */
    public VerificationReport verify(String location) throws IOException {
        NavigableSet<String> unexplained = new TreeSet<>(keysFrom(""));
        Findings findings = new Findings(store);
        Map<String, List<Long>> logs = logs();
        List<LogVerifier> verified = new ArrayList<>();
        for (Map.Entry<String, List<Long>> log : logs.entrySet()) {
            LogVerifier verifier = new LogVerifier(store, log.getKey(), findings);
            verifier.verify(log.getValue());
            unexplained.removeIf(verifier::explains);
            verified.add(verifier);
        }
        unexplained.removeIf(key -> TEST.matcher(key).matches());
        for (String key : unexplained) {
            unexplained(key, verified, findings);
        }
        if (logs.isEmpty()) {
            findings.error("EXP-200", ExportLayout.CONTROL, "there is no commit log here; name the path of an export");
        }
        return new VerificationReport(
                location, verified.stream().map(LogVerifier::summary).toList(), findings.list());
    }

    private static void unexplained(String key, List<LogVerifier> logs, Findings findings) {
        if (logs.stream().anyMatch(log -> log.duplicates(key))) {
            findings.error(
                    "EXP-251",
                    key,
                    "no entry names the object, but another object holds the rows of its range; delete it, or readers"
                            + " count them twice");
        } else if (logs.stream().anyMatch(log -> log.mayYetExplain(key))) {
            findings.warning(
                    "EXP-252",
                    key,
                    "no entry names the object yet: its rows are being exported, or were left by an attempt that failed");
        } else {
            findings.error("EXP-253", key, "the object is not of this export; readers may take it for exported rows");
        }
    }

    /** Numbers of the entries of each log by its directory, sorted. */
    private Map<String, List<Long>> logs() throws IOException {
        Map<String, List<Long>> logs = new LinkedHashMap<>();
        for (String key : keysFrom(ExportLayout.CONTROL)) {
            Matcher entry = ENTRY.matcher(key);
            if (entry.matches()) {
                String directory = ExportLayout.CONTROL + entry.group(1) + "/" + entry.group(2) + "/";
                logs.computeIfAbsent(directory, name -> new ArrayList<>()).add(Long.parseLong(entry.group(3)));
            }
        }
        return logs;
    }

    private List<String> keysFrom(String prefix) throws IOException {
        List<String> keys = new ArrayList<>();
        List<String> page = store.list(prefix, "");
        while (!page.isEmpty()) {
            keys.addAll(page);
            page = store.list(prefix, page.get(page.size() - 1));
        }
        return keys;
    }
}
