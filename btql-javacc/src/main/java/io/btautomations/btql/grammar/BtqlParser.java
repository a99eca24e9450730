package io.btautomations.btql.grammar;

import io.btautomations.btql.BtqlException;
import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.From;
import io.btautomations.btql.ast.Query;
import io.btautomations.btql.diagnostic.Diagnostic;
import io.btautomations.btql.diagnostic.DiagnosticCode;
import io.btautomations.btql.diagnostic.DiagnosticRenderer;
import io.btautomations.btql.source.SourceSpan;
import io.btautomations.btql.source.SourceText;
import java.util.List;

/**
 * Reads texts of the language. Any text gets an answer in time and memory that grow with its length: a tree, or one
 * diagnostic for the furthest place that could not be understood. Immutable and safe for use by several threads.
 */
public final class BtqlParser {

    private final ParseOptions options;

    /** A parser that accepts what Braintrust accepts today, within the standard limits. */
    public BtqlParser() {
        this(ParseOptions.STANDARD);
    }

    public BtqlParser(ParseOptions options) {
        this.options = options;
    }

    /**
     * Reads one expression: a filter, perhaps with {@code WHERE} before it, or the expression of a measure, a column or
     * a comparison key.
     *
     * @throws BtqlException if the text is no expression; an empty text is none
     */
    public Expression parseFilter(String text) throws BtqlException {
        return parse(text, TextKind.FILTER, BtqlGrammar::FilterText);
    }

    /**
     * Reads a query of the dialect that it is written in.
     *
     * @throws BtqlException if the text is no query of that dialect
     */
    public Query parseQuery(String text) throws BtqlException {
        return parseQuery(text, kindOf(text) == TextKind.SQL ? Dialect.SQL : Dialect.BTQL);
    }

    /**
     * Reads a query of one dialect.
     *
     * @throws BtqlException if the text is no query of that dialect
     */
    public Query parseQuery(String text, Dialect dialect) throws BtqlException {
        return switch (dialect) {
            case BTQL -> parse(text, TextKind.BTQL, BtqlGrammar::BtqlText);
            case SQL -> parse(text, TextKind.SQL, BtqlGrammar::SqlText);
        };
    }

    /**
     * Reads what can stand after {@code from:}, such as {@code project_logs('p') traces}.
     *
     * @throws BtqlException if the text is no source
     */
    public From parseSource(String text) throws BtqlException {
        return parse(text, TextKind.BTQL, BtqlGrammar::SourceText);
    }

    /**
     * What a text is by its first two words, right or wrong: with {@code SELECT} or {@code WITH} at the beginning and
     * no colon after it a query in SQL, with any word and a colon a query of clauses, else a filter.
     */
    public TextKind kindOf(String text) {
        BtqlGrammarTokenManager tokens = new BtqlGrammarTokenManager(new SpanCharStream(text));
        Token first = tokens.getNextToken();
        Token second = first.kind == BtqlGrammarConstants.EOF ? first : tokens.getNextToken();
        boolean isWord = WordKinds.isReserved(first.kind) || WordKinds.isWord(first.kind);
        if (isWord && second.kind == BtqlGrammarConstants.COLON) {
            return TextKind.BTQL;
        }
        boolean isSql = first.kind == BtqlGrammarConstants.SELECT || first.kind == BtqlGrammarConstants.WITH;
        return isSql ? TextKind.SQL : TextKind.FILTER;
    }

    /** Whether a text holds nothing but white space and comments. */
    public boolean isBlank(String text) {
        Token first = new BtqlGrammarTokenManager(new SpanCharStream(text)).getNextToken();
        return first.kind == BtqlGrammarConstants.EOF;
    }

    /** Whether a word, without quotes, can be the name of a function. */
    public static boolean isFunctionName(String word) {
        int kind = onlyKind(word);
        return kind == BtqlGrammarConstants.CONTAINS
                || kind == BtqlGrammarConstants.INCLUDES
                || WordKinds.isFunctionName(kind);
    }

    /** Whether a word, without quotes, can be the name of a source. */
    public static boolean isSourceName(String word) {
        return onlyKind(word) == BtqlGrammarConstants.IDENTIFIER;
    }

    /** The kind of the one token that a text is; the kind of what is unexpected if it is not just one. */
    private static int onlyKind(String text) {
        Token token = new BtqlGrammarTokenManager(new SpanCharStream(text)).getNextToken();
        boolean whole = token.beginColumn == 0 && token.endColumn == text.length();
        return whole ? token.kind : BtqlGrammarConstants.UNEXPECTED;
    }

    private <T> T parse(String text, TextKind kind, Production<T> production) throws BtqlException {
        try {
            return parseOrReject(text, kind, production);
        } catch (RejectedText rejected) {
            List<Diagnostic> diagnostics = List.of(rejected.diagnostic());
            throw new BtqlException(diagnostics, new DiagnosticRenderer(new SourceText(text)).text(diagnostics));
        }
    }

    private <T> T parseOrReject(String text, TextKind kind, Production<T> production) {
        int longest = options.limits().textLength();
        if (text.length() > longest) {
            throw new RejectedText(Diagnostic.error(
                    DiagnosticCode.TEXT_TOO_LONG,
                    "the text has " + text.length() + " characters; at most " + longest + " are read",
                    new SourceSpan(longest, longest)));
        }
        BtqlGrammarTokenManager tokens = new BtqlGrammarTokenManager(new SpanCharStream(text));
        tokens.limitTokens(options.limits().tokens());
        BtqlGrammar grammar = new BtqlGrammar(tokens);
        grammar.prepare(text, kind, options);
        try {
            return production.read(grammar);
        } catch (ParseException failure) {
            throw new RejectedText(new ParseErrorExplainer(text, kind, grammar).explain(failure));
        }
    }

    /** A whole text of the grammar. */
    @FunctionalInterface
    private interface Production<T> {

        T read(BtqlGrammar grammar) throws ParseException;
    }
}
