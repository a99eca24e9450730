package io.btautomations.btql.grammar;

import io.btautomations.btql.diagnostic.Diagnostic;
import io.btautomations.btql.diagnostic.DiagnosticCode;
import io.btautomations.btql.diagnostic.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Knows what people write who think of another language, of the other dialect, or of nothing bad. */
final class Slips implements BtqlGrammarConstants {

    private static final Set<String> JOINS =
            Set.of("join", "inner", "left", "right", "full", "cross", "natural", "lateral");
    private static final Set<String> SET_OPERATIONS = Set.of("union", "intersect", "except", "minus");
    private static final Map<Integer, String> CLAUSE_FOR = Map.of(
            WHERE, "filter:",
            GROUP, "dimensions: with measures:",
            HAVING, "final_filter:",
            ORDER, "sort:",
            OFFSET, "cursor:",
            TABLESAMPLE, "sample:");
    private static final Map<Integer, String> SQL_FOR = Map.of(
            FILTER, "WHERE",
            DIMENSIONS, "GROUP BY",
            FINAL_FILTER, "HAVING",
            SORT, "ORDER BY",
            LIMIT, "LIMIT",
            CURSOR, "OFFSET '...'",
            SAMPLE, "TABLESAMPLE",
            UNPIVOT, "UNPIVOT (value FOR name IN (...))",
            PIVOT, "PIVOT (... FOR column IN (ANY))");

    private final TextKind kind;
    private final BtqlGrammar grammar;
    private final ExpectedTokens expected;
    private final Token before;
    private final Token token;
    private final String word;

    Slips(TextKind kind, BtqlGrammar grammar, ExpectedTokens expected, Token before, Token token) {
        this.kind = kind;
        this.grammar = grammar;
        this.expected = expected;
        this.before = before;
        this.token = token;
        this.word = lower(token);
    }

    /** The slip that was made, if it is one of those known. */
    Optional<Diagnostic> find() {
        List<Supplier<Optional<Diagnostic>>> slips = new ArrayList<>(List.of(this::interval, this::clauseHead));
        if (kind == TextKind.SQL) {
            slips.addAll(List.of(this::joins, this::sqlFeatures, this::pivotValues, this::tableAlias));
        } else {
            slips.add(this::sqlWord);
        }
        slips.addAll(List.of(
                this::reservedWord,
                this::subquery,
                this::listOutsideIn,
                this::arrow,
                this::numericKey,
                this::matchCall));
        for (Supplier<Optional<Diagnostic>> slip : slips) {
            Optional<Diagnostic> found = slip.get();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Diagnostic> interval() {
        if (before.kind == INTERVAL && isUsedAsName(token.kind)) {
            return reserved(before);
        }
        if (before.kind == INTERVAL) {
            String quoted = token.kind == STRING || token.kind == QUOTED ? ", not a text" : "";
            return found(DiagnosticCode.MALFORMED_INTERVAL, "an interval is a number and a unit" + quoted, token)
                    .map(diagnostic -> diagnostic.withHint("write: interval 7 day"));
        }
        if (before.kind == INTEGER && expected.isOnly(IDENTIFIER)) {
            return found(DiagnosticCode.MALFORMED_INTERVAL, "this interval has no unit", before)
                    .map(diagnostic -> diagnostic.withHint("write: interval " + grammar.factory.text(before) + " day"));
        }
        return Optional.empty();
    }

    /** A word with a colon where no such clause can begin. */
    private Optional<Diagnostic> clauseHead() {
        if (kind == TextKind.FILTER && token.kind == COLON && WordKinds.isClause(before.kind)) {
            return found(
                            DiagnosticCode.UNEXPECTED_TOKEN,
                            "a filter has no clauses: unexpected '" + lower(before) + ":'",
                            before)
                    .map(diagnostic -> diagnostic.withHint("write only the condition"));
        }
        boolean headed = (WordKinds.isWord(token.kind) || WordKinds.isClause(token.kind)) && after().kind == COLON;
        if (!headed) {
            return Optional.empty();
        }
        if (kind == TextKind.SQL && WordKinds.isClause(token.kind)) {
            String hint = SQL_FOR.containsKey(token.kind)
                    ? "in SQL write " + SQL_FOR.get(token.kind)
                    : "a query that begins with SELECT is SQL; one of clauses begins with 'select:'";
            return found(DiagnosticCode.UNEXPECTED_TOKEN, "the clause '" + word + ":' does not belong to SQL", token)
                    .map(diagnostic -> diagnostic.withHint(hint));
        }
        if (kind == TextKind.BTQL && !WordKinds.isClause(token.kind)) {
            Optional<Diagnostic> unknown =
                    found(DiagnosticCode.UNKNOWN_CLAUSE, "unknown clause " + quoted() + "", token);
            String hint = CLAUSE_FOR.containsKey(token.kind)
                    ? "the clause is " + CLAUSE_FOR.get(token.kind)
                    : NearestName.to(word, clauses())
                            .map(name -> "did you mean '" + name + ":'?")
                            .orElse("the clauses are " + String.join(", ", clauses()));
            return unknown.map(diagnostic -> diagnostic.withHint(hint));
        }
        return Optional.empty();
    }

    private Optional<Diagnostic> joins() {
        if (JOINS.contains(word) || lower(before).equals("join") || (token.kind == COMMA && isAfterSource())) {
            return unsupported(
                    "a query has one source; JOIN does not exist",
                    "several objects of one kind are listed: experiment('a', 'b')");
        }
        if (SET_OPERATIONS.contains(word) || SET_OPERATIONS.contains(lower(before))) {
            return unsupported("UNION, INTERSECT and EXCEPT do not exist", "run the queries one by one");
        }
        return Optional.empty();
    }

    private Optional<Diagnostic> sqlFeatures() {
        if (token.kind == WITH) {
            return unsupported("WITH does not exist", "put the inner query into FROM: SELECT ... FROM (SELECT ...) t");
        }
        if (word.equals("over") || lower(before).equals("over")) {
            return unsupported("window functions do not exist", "group with GROUP BY");
        }
        if (word.equals("sets") && lower(before).equals("grouping")) {
            return unsupported("GROUPING SETS do not exist", "run a query for each of the groupings");
        }
        if (token.kind == DISTINCT && before.kind == SELECT) {
            return unsupported("SELECT DISTINCT does not exist", "group with GROUP BY, or use count(DISTINCT x)");
        }
        if (before.kind == OFFSET && token.kind == INTEGER) {
            return unsupported(
                    "OFFSET takes a cursor, not a number", "use the cursor of the answer before: OFFSET 'cursor'");
        }
        return Optional.empty();
    }

    private Optional<Diagnostic> pivotValues() {
        if (!expected.isOnly(ANY)) {
            return Optional.empty();
        }
        return found(DiagnosticCode.PIVOT_VALUES, "PIVOT takes no list of values", token)
                .map(diagnostic -> diagnostic.withHint("write IN (ANY); choose values with WHERE"));
    }

    private Optional<Diagnostic> tableAlias() {
        boolean alias = isAfterSource() && (token.kind == AS || WordKinds.isPlainName(token.kind));
        if (alias) {
            return unsupported("a source has no alias", "refer to its fields by their own names");
        }
        if (isAfterSource() && WordKinds.isShape(token.kind)) {
            return found(DiagnosticCode.UNEXPECTED_TOKEN, "in SQL the shape is an argument of the source", token)
                    .map(diagnostic -> diagnostic.withHint("write: project_logs('id', shape => '" + word + "')"));
        }
        return Optional.empty();
    }

    private Optional<Diagnostic> sqlWord() {
        if (!CLAUSE_FOR.containsKey(token.kind) || expected.isExpression()) {
            return Optional.empty();
        }
        String name = word.toUpperCase(Locale.ROOT) + (after().kind == BY ? " BY" : "");
        String hint = kind == TextKind.FILTER
                ? "a filter is one condition; queries begin with SELECT or select:"
                : "the clause is " + CLAUSE_FOR.get(token.kind);
        return found(DiagnosticCode.UNEXPECTED_TOKEN, name + " belongs to SQL", token)
                .map(diagnostic -> diagnostic.withHint(hint));
    }

    private Optional<Diagnostic> subquery() {
        if (token.kind != SELECT || !expected.isExpression()) {
            return Optional.empty();
        }
        if (kind == TextKind.FILTER && before.kind == EOF) {
            return found(DiagnosticCode.UNEXPECTED_TOKEN, "a filter is one condition, not a query", token)
                    .map(diagnostic -> diagnostic.withHint("write only what stands after WHERE"));
        }
        return unsupported("a query within a condition does not exist", "a query can stand in FROM (SELECT ...)");
    }

    private Optional<Diagnostic> listOutsideIn() {
        boolean list = token.kind == COMMA && expected.contains(RPAREN) && expected.contains(PLUS);
        if (!list) {
            return Optional.empty();
        }
        return found(DiagnosticCode.UNEXPECTED_TOKEN, "a list in parentheses can only follow IN", token)
                .map(diagnostic -> diagnostic.withHint("an array is written ['a', 'b']"));
    }

    private Optional<Diagnostic> arrow() {
        if (token.kind != ARROW) {
            return Optional.empty();
        }
        return found(DiagnosticCode.UNEXPECTED_TOKEN, "unexpected '=>'", token)
                .map(diagnostic -> diagnostic.withHint("at least is written '>='"));
    }

    private Optional<Diagnostic> numericKey() {
        boolean afterName = token.kind == DECIMAL
                && token.beginColumn == before.endColumn
                && grammar.factory.text(token).startsWith(".");
        boolean afterDot = before.kind == DOT && (token.kind == INTEGER || token.kind == DECIMAL);
        if (!afterName && !afterDot) {
            return Optional.empty();
        }
        return found(DiagnosticCode.UNEXPECTED_TOKEN, "a key cannot begin with a digit", token)
                .map(diagnostic -> diagnostic.withHint("an element of an array is [0], a key is quoted: .\"0\""));
    }

    private Optional<Diagnostic> matchCall() {
        if (token.kind != MATCH || after().kind != LPAREN || !expected.isExpression()) {
            return Optional.empty();
        }
        return found(DiagnosticCode.UNEXPECTED_TOKEN, "MATCH stands between a field and a text", token)
                .map(diagnostic -> diagnostic.withHint("write: input MATCH 'some words'"));
    }

    private Optional<Diagnostic> reservedWord() {
        boolean reserved =
                WordKinds.isReserved(token.kind) || (kind == TextKind.SQL && WordKinds.isReservedInSql(token.kind));
        boolean name = expected.isExpression() || expected.contains(IDENTIFIER);
        boolean query = token.kind == SELECT && after().kind == STAR;
        return reserved && name && !query && isUsedAsName(after().kind) ? reserved(token) : Optional.empty();
    }

    private Optional<Diagnostic> reserved(Token name) {
        return found(DiagnosticCode.RESERVED_WORD, grammar.factory.quote(name) + " is a reserved word", name)
                .map(diagnostic -> diagnostic.withHint(
                        "as a name it is put in double quotes: \"" + grammar.factory.text(name) + "\""));
    }

    private static boolean isUsedAsName(int next) {
        return WordKinds.isComparisonSign(next)
                || WordKinds.isArithmetic(next)
                || next == DOT
                || next == LBRACKET
                || next == COMMA
                || next == AS
                || next == FROM
                || next == EOF;
    }

    private boolean isAfterSource() {
        return grammar.clauses.sourceEnd() == before.endColumn;
    }

    private Token after() {
        return grammar.getToken(2);
    }

    private String lower(Token any) {
        return any.kind == EOF ? "" : grammar.factory.text(any).toLowerCase(Locale.ROOT);
    }

    private String quoted() {
        return grammar.factory.quote(token);
    }

    private Optional<Diagnostic> unsupported(String message, String hint) {
        return found(DiagnosticCode.UNSUPPORTED_SQL, message, token).map(diagnostic -> diagnostic.withHint(hint));
    }

    private static Optional<Diagnostic> found(DiagnosticCode code, String message, Token place) {
        return Optional.of(Diagnostic.error(code, message, AstFactory.span(place)));
    }

    private static List<String> clauses() {
        List<String> words = new ArrayList<>();
        for (int clause = SELECT; clause <= INFERENCE_BUDGET; clause++) {
            words.add(tokenImage[clause].substring(1, tokenImage[clause].length() - 1));
        }
        return words;
    }
}
