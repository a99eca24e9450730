package io.btautomations.core.ratelimit;

import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.FlowItem;
import io.btautomations.core.step.StepException;
import io.btautomations.core.step.StepSession;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How many rows an input holds, and which: from its attributes where they say enough, else from its content. */
final class RowCount {

    /** An input whose attributes and content cannot both be true. The message says why, for the user. */
    static final class Contradiction extends Exception {

        private static final long serialVersionUID = 1L;

        Contradiction(String message) {
            super(message);
        }
    }

    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");
    private static final Set<String> JSON_TYPES =
            Set.of("application/jsonl", "application/x-ndjson", "application/x-jsonlines", "application/json");

    private final RowReader reader;
    private final boolean distinct;

    RowCount(RowIdPath path, boolean distinct) {
        this.reader = new RowReader(path);
        this.distinct = distinct;
    }

    /** The rows of the input. */
    RowTally of(FlowItem item, StepSession session) throws Contradiction, StepException {
        Optional<Long> told = told(item);
        if (told.isPresent() && (told.get() == 0 || !distinct || !isJson(item))) {
            return RowTally.anonymous(told.get());
        }
        RowTally found = read(item, session);
        if (told.isEmpty()) {
            return found;
        }
        if (told.get() < found.ids().size()) {
            throw new Contradiction("record.count is " + told.get() + ", but the content has "
                    + found.ids().size() + " rows with an id; count the rows anew after changing the content");
        }
        return new RowTally(told.get(), found.ids());
    }

    private RowTally read(FlowItem item, StepSession session) throws StepException {
        try {
            return reader.read(() -> session.read(item));
        } catch (IOException e) {
            throw new StepException("The content of an input cannot be read: " + e.getMessage(), e);
        }
    }

    private static Optional<Long> told(FlowItem item) throws Contradiction {
        Optional<String> text = item.attribute(Attributes.RECORD_COUNT);
        if (text.isPresent() && !NUMBER.matcher(text.get()).matches()) {
            throw new Contradiction("record.count must be a whole number, got '" + text.get() + "'");
        }
        return text.map(Long::valueOf);
    }

    /** Whether the content is JSON, as far as the input says. */
    private static boolean isJson(FlowItem item) {
        return item.attribute(Attributes.MIME_TYPE)
                .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .map(type -> type.isEmpty() || JSON_TYPES.contains(type) || type.endsWith("+json"))
                .orElse(true);
    }
}
