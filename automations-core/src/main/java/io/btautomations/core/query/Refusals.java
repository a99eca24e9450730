package io.btautomations.core.query;

import io.btautomations.btql.BtqlException;
import io.btautomations.btql.ast.AliasedExpression;
import io.btautomations.btql.ast.Query;
import io.btautomations.btql.ast.Source;
import io.btautomations.btql.ast.Subquery;
import io.btautomations.btql.diagnostic.Diagnostic;
import io.btautomations.btql.diagnostic.DiagnosticRenderer;
import io.btautomations.btql.diagnostic.Severity;
import io.btautomations.btql.source.SourceSpan;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says why a query cannot be put to what is new in a log, with the place in its text. */
final class Refusals {

    /** Texts in quotes and comments, where words are no keywords. */
    private static final Pattern NO_WORDS =
            Pattern.compile("'(?:[^'\\\\]|\\\\.|'')*'|\"(?:[^\"\\\\]|\\\\.)*\"|--[^\n]*");

    private static final String SNAPSHOT = "or set Query Mode to 'Snapshot', which sends the whole result each run";

    private final String text;
    private final Query query;

    Refusals(String text, Query query) {
        this.text = text;
        this.query = query;
    }

    /** There is nothing that the query reads. */
    BtqlException withoutSource() {
        return refuse(
                "SRC-201",
                "the query does not say what it reads",
                query.span(),
                "add from: project_logs('...'), or set Project ID or Project Name");
    }

    /** It reads traces, whose rows change when a span is added. */
    BtqlException ofShape(Source source) {
        return refuse(
                "SRC-202",
                "the shape " + source.shape().orElseThrow().word() + " cannot be read from where the last run ended",
                source.span(),
                "read spans here, set Data to 'Traces', " + SNAPSHOT);
    }

    /** It gives the name of the key to something else. */
    BtqlException ofAlias(AliasedExpression column) {
        return refuse(
                "SRC-203",
                "the name " + Trees.KEY + " is taken: rows are read in the order of the field of that name",
                column.span(),
                "choose another alias");
    }

    /** @throws BtqlException if the query is not for rows of the log one by one */
    void unlessRows(Query rows) throws BtqlException {
        if (!rows.sort().isEmpty()) {
            SourceSpan span =
                    rows.sort().getFirst().span().to(rows.sort().getLast().span());
            throw refuse(
                    "SRC-204", "rows are read in the order of the log, not sorted", span, "leave it out, " + SNAPSHOT);
        }
        if (rows.limit().isPresent()) {
            throw refuse(
                    "SRC-205",
                    "all rows of a run are read, no limit applies",
                    clause("limit\\s*:\\s*\\d*", "limit\\s+\\d+"),
                    "leave it out, and bound runs by Max Run Rows, " + SNAPSHOT);
        }
        unlessRepeatable(rows);
        if (rows.from().orElseThrow() instanceof Subquery subquery) {
            throw refuse(
                    "SRC-207",
                    "a query of rows cannot be continued through a subquery",
                    subquery.span(),
                    "write it without the subquery, " + SNAPSHOT);
        }
        if (!rows.infer().isEmpty()) {
            throw refuse(
                    "SRC-208",
                    "what infer says is no row of the log",
                    rows.infer().getFirst().span(),
                    "select fields, " + SNAPSHOT);
        }
        if (!rows.unpivots().isEmpty()) {
            throw refuse(
                    "SRC-209",
                    "unpivoting makes several rows of one, which cannot be continued in their midst",
                    rows.unpivots().getFirst().span(),
                    "leave it out, " + SNAPSHOT);
        }
    }

    /** @throws BtqlException if the result for a range is not the same each time, or not of that range alone */
    void unlessRepeatable(Query any) throws BtqlException {
        if (any.cursor().isPresent()) {
            throw refuse(
                    "SRC-206",
                    "the checkpoint says where a run begins, no cursor does",
                    clause("cursor\\s*:\\s*\\S*", "offset\\s+\\S+"),
                    "leave it out, " + SNAPSHOT);
        }
        if (any.sample().isPresent()) {
            throw refuse(
                    "SRC-210",
                    "a sample is another one each time",
                    any.sample().get().span(),
                    "leave it out, " + SNAPSHOT);
        }
    }

    /** Where the clause stands that the tree does not keep the place of. */
    private SourceSpan clause(String btql, String sql) {
        StringBuilder words = new StringBuilder(text);
        Matcher quiet = NO_WORDS.matcher(text);
        while (quiet.find()) {
            for (int index = quiet.start() + 1; index < quiet.end() - 1; index++) {
                words.setCharAt(index, '_');
            }
        }
        Matcher clause = Pattern.compile("\\b(?:" + btql + "|" + sql + ")", Pattern.CASE_INSENSITIVE)
                .matcher(words);
        SourceSpan found = query.span();
        while (clause.find()) {
            found = new SourceSpan(clause.start(), clause.end());
        }
        return found;
    }

    private BtqlException refuse(String code, String message, SourceSpan span, String hint) {
        Diagnostic diagnostic = new Diagnostic(code, Severity.ERROR, message, span, List.of(), Optional.of(hint));
        List<Diagnostic> diagnostics = List.of(diagnostic);
        return new BtqlException(diagnostics, DiagnosticRenderer.of(text).text(diagnostics));
    }
}
