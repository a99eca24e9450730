package io.btautomations.core.filter;

import io.btautomations.btql.Btql;
import io.btautomations.btql.BtqlException;
import io.btautomations.btql.BtqlOptions;
import io.btautomations.btql.CompiledFilter;
import io.btautomations.btql.RowFilter;
import io.btautomations.btql.Verdict;
import io.btautomations.btql.row.RowBlock;
import io.btautomations.btql.row.RowBlocks;
import io.btautomations.btql.row.RowLimits;
import io.btautomations.core.step.CheckResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tests a filter: what it means, and what it says of sample rows. */
final class FilterCheck {

    private static final String PARSE = "Parse filter";
    private static final String MEANING = "Look for slips";
    private static final String SAMPLE = "Filter sample rows";
    private static final String FIELDS = "Find fields in sample rows";

    private final BtqlOptions options;

    FilterCheck(BtqlOptions options) {
        this.options = options;
    }

    List<CheckResult> run(String text, Optional<String> sample) {
        try {
            CompiledFilter filter = Btql.filter(text, options);
            List<CheckResult> results = new ArrayList<>();
            results.add(CheckResult.passed(PARSE, meaning(filter)));
            FilterRules.advice(text, filter).forEach(advice -> results.add(CheckResult.failed(MEANING, advice)));
            if (sample.isEmpty()) {
                results.add(CheckResult.skipped(
                        SAMPLE,
                        "No rows to try it on: give some as JSON Lines in the attribute "
                                + FilterBtqlStep.SAMPLE.name()));
            } else {
                results.addAll(onSample(filter, sample.get()));
            }
            return results;
        } catch (BtqlException e) {
            return List.of(CheckResult.failed(PARSE, String.valueOf(e.getMessage())));
        } catch (IOException e) {
            return List.of(CheckResult.failed(SAMPLE, String.valueOf(e.getMessage())));
        }
    }

    private static String meaning(CompiledFilter filter) {
        return filter.matchesAll()
                ? "Every row matches"
                : filter.canonicalText() + " reads " + String.join(", ", filter.paths());
    }

    private List<CheckResult> onSample(CompiledFilter filter, String sample) throws IOException, BtqlException {
        List<CheckResult> results = new ArrayList<>();
        long rows = count(sample, Btql.filter("", options), Verdict.values());
        long malformed = count(sample, filter, Verdict.MALFORMED);
        long matched = count(sample, filter, Verdict.TRUE);
        String text = matched + " of " + rows + " rows match"
                + (malformed > 0 ? ", " + malformed + " are not one JSON object" : "");
        results.add(malformed > 0 ? CheckResult.failed(SAMPLE, text) : CheckResult.passed(SAMPLE, text));
        List<String> missing = new ArrayList<>();
        for (String path : filter.paths()) {
            if (count(sample, Btql.filter(path + " IS NOT NULL", options), Verdict.TRUE) == 0) {
                missing.add(path);
            }
        }
        results.add(
                missing.isEmpty()
                        ? CheckResult.passed(FIELDS, "Every field that the filter reads is in some row")
                        : CheckResult.failed(FIELDS, "No row has a value for " + String.join(", ", missing)));
        return results;
    }

    private static long count(String sample, CompiledFilter filter, Verdict... counted) throws IOException {
        RowFilter tester = filter.newRowFilter();
        List<Verdict> verdicts = List.of(counted);
        long count = 0;
        try (RowBlocks blocks =
                RowBlocks.of(new ByteArrayInputStream(sample.getBytes(StandardCharsets.UTF_8)), RowLimits.DEFAULT)) {
            Optional<RowBlock> block = blocks.next();
            while (block.isPresent()) {
                RowBlock rows = block.get();
                for (int row = 0; row < rows.rowCount(); row++) {
                    boolean isCounted = verdicts.contains(tester.test(rows.bytes(), rows.start(row), rows.end(row)));
                    count += isCounted ? 1 : 0;
                }
                block = blocks.next();
            }
        }
        return count;
    }
}
