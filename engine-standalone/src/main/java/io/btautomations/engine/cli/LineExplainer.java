package io.btautomations.engine.cli;

import io.btautomations.btql.Btql;
import io.btautomations.btql.BtqlException;
import io.btautomations.btql.BtqlOptions;
import io.btautomations.btql.diagnostic.DiagnosticRenderer;
import io.btautomations.btql.explain.Explanation;
import io.btautomations.btql.explain.ExplanationText;
import io.btautomations.btql.grammar.TextKind;
import io.btautomations.btql.source.SourceText;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Answers each line of a stream with one line of JSON, as soon as nothing more is to be read at the moment. */
final class LineExplainer {

    private final BtqlOptions options;
    private final Optional<TextKind> kind;
    private final boolean withTree;
    private final boolean denyWarnings;
    private boolean allWell = true;

    LineExplainer(BtqlOptions options, Optional<TextKind> kind, boolean withTree, boolean denyWarnings) {
        this.options = options;
        this.kind = kind;
        this.withTree = withTree;
        this.denyWarnings = denyWarnings;
    }

    /** Whether all texts have a meaning. */
    boolean run(InputStream in, OutputStream out) throws IOException {
        OutputStream answers = new BufferedOutputStream(out, 1 << 16);
        // A line is cut where the language gives up on it anyway: an escape is two bytes, a code unit at most three
        int longest = 3 * options.parsing().limits().textLength() + 6;
        TextLines lines = new TextLines(in, longest, () -> {
            answers.flush();
            out.flush();
        });
        Optional<byte[]> line = lines.next();
        while (line.isPresent()) {
            String text = unescaped(new String(line.get(), StandardCharsets.UTF_8));
            answers.write(answer(text).getBytes(StandardCharsets.UTF_8));
            answers.write('\n');
            line = lines.next();
        }
        answers.flush();
        return allWell;
    }

    private String answer(String text) {
        try {
            Explanation explanation =
                    kind.isPresent() ? Btql.explain(text, kind.get(), options) : Btql.explain(text, options);
            allWell &= !denyWarnings || explanation.warnings().isEmpty();
            return ExplanationText.outlineJson(explanation, withTree);
        } catch (BtqlException e) {
            allWell = false;
            return "{\"ok\":false,\"diagnostics\":" + new DiagnosticRenderer(new SourceText(text)).json(e.diagnostics())
                    + "}";
        }
    }

    /** The text that a line stands for; a backslash before anything but n, t and a backslash is one. */
    static String unescaped(String line) {
        if (line.indexOf('\\') < 0) {
            return line;
        }
        StringBuilder text = new StringBuilder(line.length());
        int at = 0;
        while (at < line.length()) {
            char next = line.charAt(at);
            char after = at + 1 < line.length() ? line.charAt(at + 1) : ' ';
            boolean isEscape = next == '\\' && (after == 'n' || after == 't' || after == '\\');
            text.append(isEscape ? meaning(after) : next);
            at += isEscape ? 2 : 1;
        }
        return text.toString();
    }

    private static char meaning(char escaped) {
        return switch (escaped) {
            case 'n' -> '\n';
            case 't' -> '\t';
            default -> escaped;
        };
    }
}
