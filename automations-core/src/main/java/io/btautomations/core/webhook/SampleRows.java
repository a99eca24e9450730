package io.btautomations.core.webhook;

import io.btautomations.core.step.FlowItem;
import io.btautomations.core.step.StepException;
import io.btautomations.core.step.StepSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The first rows of an item, as text to show. */
final class SampleRows {

    /** Most UTF-16 units of one row; what is longer is cut by the form that shows it, or here. */
    private static final int LONGEST = 16_384;

    private SampleRows() {}

    /** Up to {@code most} rows; none of an item without content, which tells of rows that came before it. */
    static List<String> of(StepSession session, FlowItem item, long most) throws StepException {
        List<String> rows = new ArrayList<>();
        if (most == 0 || item.size() == 0) {
            return rows;
        }
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(session.read(item), StandardCharsets.UTF_8))) {
            StringBuilder row = new StringBuilder();
            int character = reader.read();
            while (character >= 0 && rows.size() < most) {
                if (character == '\n') {
                    add(rows, row);
                } else if (row.length() < LONGEST) {
                    row.append((char) character);
                }
                character = reader.read();
            }
            if (rows.size() < most) {
                add(rows, row);
            }
            return rows;
        } catch (IOException e) {
            throw new StepException("The rows to show cannot be read: " + e.getMessage(), e);
        }
    }

    private static void add(List<String> rows, StringBuilder row) {
        String text = row.toString().strip();
        if (!text.isEmpty()) {
            rows.add(text);
        }
        row.setLength(0);
    }
}
