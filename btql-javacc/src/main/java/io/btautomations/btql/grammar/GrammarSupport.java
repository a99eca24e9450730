package io.btautomations.btql.grammar;

import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.diagnostic.Diagnostic;
import io.btautomations.btql.diagnostic.DiagnosticCode;

/** What the grammar must know beyond the next token: how deep it is, and whether a word is a name here. */
abstract class GrammarSupport implements BtqlGrammarConstants {

    AstFactory factory = new AstFactory("");
    ClauseFactory clauses = new ClauseFactory(factory);
    PrecedenceFolder folder = new PrecedenceFolder(factory);
    private TextKind kind = TextKind.FILTER;
    private ParseLimits limits = ParseLimits.STANDARD;
    private boolean includesInSql;

    private int depth;
    private int queryDepth;
    private int openConditionals;
    private int openCases;
    private final OpenBrackets openBrackets = new OpenBrackets();

    abstract Token getToken(int index);

    final void prepare(String text, TextKind kind, ParseOptions options) {
        this.factory = new AstFactory(text);
        this.clauses = new ClauseFactory(factory);
        this.folder = new PrecedenceFolder(factory);
        this.kind = kind;
        this.limits = options.limits();
        this.includesInSql = options.includesInSql();
    }

    final OpenBrackets brackets() {
        return openBrackets;
    }

    final void enter() {
        depth++;
        if (depth > limits.depth()) {
            throw new RejectedText(Diagnostic.error(
                            DiagnosticCode.TOO_DEEP,
                            "this nests deeper than " + limits.depth() + " levels",
                            AstFactory.span(getToken(1)))
                    .withHint("split the text, or write long alternatives as a list: x IN ('a', 'b')"));
        }
    }

    final void leave() {
        depth--;
    }

    final void enterQuery() {
        enter();
        queryDepth++;
    }

    final void leaveQuery() {
        leave();
        queryDepth--;
    }

    /** The expression, if its tree is not too high; asked once for each that is in no other. */
    final Expression checked(Expression expression) {
        int length = expression.span().end() - expression.span().start();
        if (depth == queryDepth && (length > limits.depth() || factory.isRepeating())) {
            TreeSize.check(expression, limits.depth(), 4 * length);
        }
        return expression;
    }

    final void openBracket() {
        openBrackets.push(getToken(0).beginColumn);
    }

    final void closeBracket() {
        openBrackets.pop();
    }

    final void openConditional() {
        openConditionals++;
    }

    final void closeConditional() {
        openConditionals--;
    }

    final void openCase() {
        openCases++;
    }

    final void closeCase() {
        openCases--;
    }

    final boolean next(int tokenKind) {
        return getToken(1).kind == tokenKind;
    }

    final boolean arithmeticAhead() {
        return WordKinds.isArithmetic(getToken(1).kind);
    }

    /** Whether the next token, if it is a word, is a name here: not the head of a clause, nor reserved. */
    final boolean nameAhead() {
        return nameAt(1);
    }

    final boolean implicitAliasAhead() {
        return WordKinds.isPlainName(getToken(1).kind) && getToken(2).kind != COLON;
    }

    final boolean shapeAhead() {
        return WordKinds.isShape(getToken(1).kind) && getToken(2).kind != COLON;
    }

    /**
     * Whether a percent sign follows that makes the number before it a percentage: it touches the number, and what
     * follows it is no operand. A minus with space on both sides is an operator, any other minus begins an operand.
     */
    final boolean percentSignAhead() {
        Token sign = getToken(1);
        if (sign.kind != PERCENT || sign.beginColumn != getToken(0).endColumn) {
            return false;
        }
        Token after = getToken(2);
        if (after.kind == MINUS) {
            return after.beginColumn > sign.endColumn && getToken(3).beginColumn > after.endColumn;
        }
        return !WordKinds.beginsValue(after.kind)
                && !(WordKinds.isWord(after.kind) && nameAt(2) && !isTrailingWord(after));
    }

    final void refuseIncludes(Token token) {
        if (kind == TextKind.SQL && !includesInSql) {
            throw new RejectedText(Diagnostic.error(
                            DiagnosticCode.INCLUDES_IN_SQL,
                            factory.quote(token) + " is not an operator of SQL",
                            AstFactory.span(token))
                    .withHint("write: tags IN ('x'), or contains(tags, 'x')"));
        }
    }

    private boolean nameAt(int index) {
        Token token = getToken(index);
        if (WordKinds.isPlainName(token.kind)) {
            return true;
        }
        if (WordKinds.isCaseWord(token.kind)) {
            return openCases == 0;
        }
        if (kind == TextKind.SQL) {
            return !WordKinds.isReservedInSql(token.kind);
        }
        boolean atClauseLevel = openBrackets.isEmpty() && openConditionals == 0;
        return !(kind == TextKind.BTQL && atClauseLevel && getToken(index + 1).kind == COLON);
    }

    private static boolean isTrailingWord(Token token) {
        return token.kind == ASC || token.kind == DESC;
    }
}
