package io.btautomations.core.source.local;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.btautomations.core.setting.Formats;
import io.btautomations.core.source.file.FileListing;
import io.btautomations.core.source.file.LastRow;
import io.btautomations.core.source.file.LogFile;
import io.btautomations.core.source.file.NewestRows;
import io.btautomations.core.source.file.Packing;
import io.btautomations.core.source.log.LogSource;
import io.btautomations.core.source.log.RowCounter;
import io.btautomations.core.source.log.RowSink;
import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.StepException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Tries to read local files and tells what is in them. */
final class LocalFilesCheck {

    private static final String FIND = "Find files";
    private static final String PARSE = "Parse newest row";
    private static final String COUNT = "Count newest rows";
    private static final int MOST_FIELDS = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FileListing listing;

    LocalFilesCheck(FileListing listing) {
        this.listing = listing;
    }

    List<CheckResult> run() {
        List<CheckResult> results = new ArrayList<>();
        try {
            List<LogFile> files = listing.files().stream()
                    .filter(file -> file.packing() != Packing.FOREIGN)
                    .toList();
            if (files.isEmpty()) {
                results.add(CheckResult.failed(
                        FIND, "Paths match no file now; files that appear later will be read from their beginning"));
                return results;
            }
            long bytes = files.stream().mapToLong(LogFile::size).sum();
            results.add(CheckResult.passed(FIND, counted(files.size(), "file") + " with " + counted(bytes, "byte")));
            results.addAll(sample(files));
        } catch (StepException e) {
            results.add(CheckResult.failed(results.isEmpty() ? FIND : COUNT, String.valueOf(e.getMessage())));
        }
        return results;
    }

    private static List<CheckResult> sample(List<LogFile> files) throws StepException {
        NewestRows newest = new NewestRows(files);
        RowCounter counter = new RowCounter();
        Sink all = new Sink(counter, 0);
        newest.copy(Long.MAX_VALUE, all);
        CheckResult count = CheckResult.passed(
                COUNT,
                counted(counter.rows(), "row") + " in the newest " + Formats.showSize(LogSource.MOST_NEWEST_BYTES));
        if (counter.rows() == 0) {
            return List.of(count, CheckResult.skipped(PARSE, "There is no whole row yet"));
        }
        Sink last = new Sink(new RowCounter(), (int) LastRow.LONGEST);
        newest.copy(1, last);
        return List.of(count, parsed(last));
    }

    private static CheckResult parsed(Sink row) {
        try {
            JsonNode node = JSON.readTree(row.kept.toByteArray());
            if (!node.isObject()) {
                return CheckResult.failed(PARSE, "The newest row in " + row.uri + " is no JSON object");
            }
            List<String> fields = new ArrayList<>();
            node.fieldNames().forEachRemaining(fields::add);
            boolean isShort = fields.size() <= MOST_FIELDS;
            String names = String.join(", ", isShort ? fields : fields.subList(0, MOST_FIELDS));
            return CheckResult.passed(
                    PARSE, "The newest row in " + row.uri + " has the fields " + names + (isShort ? "" : ", …"));
        } catch (JacksonException e) {
            return CheckResult.failed(
                    PARSE, "The newest row in " + row.uri + " is no JSON object: " + e.getOriginalMessage());
        } catch (IOException e) {
            return CheckResult.failed(PARSE, "The newest row in " + row.uri + " cannot be read: " + e.getMessage());
        }
    }

    private static String counted(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** Counts rows and keeps their beginning. */
    private static final class Sink implements RowSink {

        private final RowCounter counter;
        private final int most;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private String uri = "";

        Sink(RowCounter counter, int most) {
            this.counter = counter;
            this.most = most;
        }

        @Override
        public void from(String newUri) {
            uri = newUri;
        }

        @Override
        public void write(byte[] bytes, int from, int to) {
            for (int index = from; index < to; ) {
                index = counter.nextLine(bytes, index, to);
            }
            kept.write(bytes, from, Math.min(to - from, most - kept.size()));
        }

        @Override
        public void endRow() {
            counter.endLine();
        }
    }
}
