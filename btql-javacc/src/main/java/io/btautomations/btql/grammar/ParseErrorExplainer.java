package io.btautomations.btql.grammar;

import io.btautomations.btql.diagnostic.Diagnostic;
import io.btautomations.btql.diagnostic.DiagnosticCode;
import io.btautomations.btql.source.LineColumn;
import io.btautomations.btql.source.SourceSpan;
import io.btautomations.btql.source.SourceText;
import java.util.List;
import java.util.Map;

/** Says why a token could not be used: a typical slip in its own words, or what was expected instead. */
final class ParseErrorExplainer implements BtqlGrammarConstants {

    private static final Map<String, String> OTHER_QUOTES =
            Map.of("‘", "'", "’", "'", "“", "\"", "”", "\"", "´", "'", "«", "\"", "»", "\"");
    private static final Map<String, String> OPERATOR_HINTS = Map.ofEntries(
            Map.entry("->", "write the path with dots: metadata.model"),
            Map.entry("->>", "write the path with dots: metadata.model"),
            Map.entry("#>", "write the path with dots: metadata.model"),
            Map.entry("#>>", "write the path with dots: metadata.model"),
            Map.entry("@>", "use INCLUDES, or IN for one element"),
            Map.entry("<@", "use IN"),
            Map.entry("||", "join texts with concat(a, b), conditions with OR"),
            Map.entry("&&", "use AND"),
            Map.entry("!", "use NOT"),
            Map.entry("===", "use ="),
            Map.entry("!==", "use !="),
            Map.entry("&", "use AND"),
            Map.entry("~", "there are no regular expressions; use LIKE, ILIKE or MATCH"),
            Map.entry("~*", "there are no regular expressions; use LIKE, ILIKE or MATCH"),
            Map.entry("!~", "there are no regular expressions; use NOT LIKE, NOT ILIKE or NOT MATCH"),
            Map.entry("!~*", "there are no regular expressions; use NOT LIKE, NOT ILIKE or NOT MATCH"),
            Map.entry("=~", "there are no regular expressions; use LIKE, ILIKE or MATCH"));

    private final String text;
    private final TextKind kind;
    private final BtqlGrammar grammar;

    ParseErrorExplainer(String text, TextKind kind, BtqlGrammar grammar) {
        this.text = text;
        this.kind = kind;
        this.grammar = grammar;
    }

    Diagnostic explain(ParseException failure) {
        Token token = grammar.getToken(1);
        Token before = failure.lastConsumed();
        ExpectedTokens expected = new ExpectedTokens(failure.expectedKinds());
        return switch (token.kind) {
            case UNEXPECTED -> unexpectedCharacter(token);
            case UNCLOSED -> unclosedQuote(token);
            case FOREIGN_OPERATOR -> foreignOperator(token);
            default ->
                new Slips(kind, grammar, expected, before, token).find().orElseGet(() -> unexpected(token, expected));
        };
    }

    private Diagnostic unexpected(Token token, ExpectedTokens expected) {
        Diagnostic diagnostic = token.kind == EOF
                ? endOfText(token)
                : Diagnostic.error(
                        DiagnosticCode.UNEXPECTED_TOKEN,
                        "unexpected " + grammar.factory.quote(token),
                        AstFactory.span(token));
        Diagnostic complete = diagnostic.withExpected(expected.names());
        boolean unclosed = !grammar.brackets().isEmpty()
                && (expected.contains(RPAREN) || expected.contains(RBRACKET) || expected.contains(RBRACE));
        return unclosed && token.kind == EOF ? complete.withHint(unclosedHint()) : complete;
    }

    private Diagnostic endOfText(Token token) {
        boolean empty = grammar.getToken(0).kind == EOF;
        SourceSpan span = new SourceSpan(token.beginColumn, token.beginColumn);
        return empty
                ? Diagnostic.error(DiagnosticCode.EMPTY_TEXT, "the text is empty", span)
                : Diagnostic.error(DiagnosticCode.UNEXPECTED_END, "unexpected end of the text", span);
    }

    private String unclosedHint() {
        int offset = grammar.brackets().innermost();
        LineColumn place = new SourceText(text).at(offset);
        return "the '" + text.charAt(offset) + "' at line " + place.line() + ", column " + place.column()
                + " is not closed";
    }

    private Diagnostic unexpectedCharacter(Token token) {
        int codePoint = text.codePointAt(token.beginColumn);
        String character = Character.toString(codePoint);
        SourceSpan span = new SourceSpan(token.beginColumn, token.beginColumn + character.length());
        Diagnostic diagnostic = Diagnostic.error(
                DiagnosticCode.UNEXPECTED_CHARACTER, "unexpected character " + describe(codePoint), span);
        if (OTHER_QUOTES.containsKey(character)) {
            return diagnostic.withHint("use a straight quote: " + OTHER_QUOTES.get(character));
        }
        if (Character.isLetter(codePoint) || character.equals("$") || character.equals("@") || character.equals("#")) {
            return diagnostic.withHint("a name with other characters than a-z, 0-9 and _ is put in double quotes");
        }
        return diagnostic;
    }

    private static String describe(int codePoint) {
        boolean visible = !Character.isISOControl(codePoint)
                && Character.isDefined(codePoint)
                && Character.getType(codePoint) != Character.SURROGATE
                && Character.getType(codePoint) != Character.FORMAT
                && Character.getType(codePoint) != Character.PRIVATE_USE;
        String number = String.format("U+%04X", codePoint);
        return visible ? "'" + Character.toString(codePoint) + "' (" + number + ")" : number;
    }

    private Diagnostic unclosedQuote(Token token) {
        char quote = text.charAt(token.beginColumn);
        SourceSpan line = new SourceText(text).lineAt(token.beginColumn);
        SourceSpan span = new SourceSpan(token.beginColumn, Math.max(token.beginColumn + 1, line.end()));
        Diagnostic diagnostic =
                Diagnostic.error(DiagnosticCode.UNCLOSED_QUOTE, "this " + quote + " is not closed", span);
        boolean escaped = text.substring(token.beginColumn, token.endColumn).contains("\\" + quote);
        return diagnostic.withHint(
                escaped
                        ? "a backslash takes the quote after it into the text; a backslash itself is written \\\\"
                        : "close it with " + quote + "; within the text a " + quote + " is written twice");
    }

    private Diagnostic foreignOperator(Token token) {
        String operator = grammar.factory.text(token);
        Diagnostic diagnostic = Diagnostic.error(
                DiagnosticCode.UNSUPPORTED_OPERATOR,
                "the operator '" + operator + "' does not exist here",
                AstFactory.span(token));
        return OPERATOR_HINTS.containsKey(operator)
                ? diagnostic.withHint(OPERATOR_HINTS.get(operator))
                : diagnostic.withExpected(List.of("operator"));
    }
}
