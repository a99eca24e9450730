package io.btautomations.btql.print;

import io.btautomations.btql.ast.Access;
import io.btautomations.btql.ast.AggregateNames;
import io.btautomations.btql.ast.AliasedExpression;
import io.btautomations.btql.ast.And;
import io.btautomations.btql.ast.Arithmetic;
import io.btautomations.btql.ast.ArrayConstructor;
import io.btautomations.btql.ast.BooleanLiteral;
import io.btautomations.btql.ast.Branch;
import io.btautomations.btql.ast.Comparison;
import io.btautomations.btql.ast.ComparisonOperator;
import io.btautomations.btql.ast.Conditional;
import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.FunctionCall;
import io.btautomations.btql.ast.In;
import io.btautomations.btql.ast.IndexStep;
import io.btautomations.btql.ast.IntervalLiteral;
import io.btautomations.btql.ast.IsNull;
import io.btautomations.btql.ast.KeyStep;
import io.btautomations.btql.ast.Literal;
import io.btautomations.btql.ast.NamedArgument;
import io.btautomations.btql.ast.Negate;
import io.btautomations.btql.ast.Not;
import io.btautomations.btql.ast.NullLiteral;
import io.btautomations.btql.ast.NumberLiteral;
import io.btautomations.btql.ast.ObjectConstructor;
import io.btautomations.btql.ast.ObjectEntry;
import io.btautomations.btql.ast.Or;
import io.btautomations.btql.ast.Path;
import io.btautomations.btql.ast.PathStep;
import io.btautomations.btql.ast.PercentLiteral;
import io.btautomations.btql.ast.Star;
import io.btautomations.btql.ast.StringLiteral;
import java.util.List;
import java.util.function.Consumer;

/** Writes expressions, with parentheses only where the text would read as another tree without. */
final class ExpressionPrinter {

    private final Dialect dialect;
    private final StringBuilder text;

    ExpressionPrinter(Dialect dialect, StringBuilder text) {
        this.dialect = dialect;
        this.text = text;
    }

    void print(Expression expression) {
        switch (expression) {
            case Literal literal -> literal(literal);
            case Path path -> path(path, false);
            case Access access -> access(access);
            case Star star -> star(star);
            case ArrayConstructor array -> list('[', array.elements(), ']');
            case ObjectConstructor object -> object(object);
            case FunctionCall call -> call(call);
            case Negate negate -> negate(negate);
            case Not not -> not(not);
            case IsNull isNull -> isNull(isNull, false);
            case Comparison comparison -> comparison(comparison, false);
            case Arithmetic arithmetic -> arithmetic(arithmetic);
            case And and -> terms(and.terms(), " AND ", Level.NOT);
            case Or or -> terms(or.terms(), " OR ", Level.AND);
            case Conditional conditional -> conditional(conditional);
            case In in -> in(in, false);
        }
    }

    /** Columns with their aliases, separated by commas. */
    void columns(List<AliasedExpression> columns) {
        each(columns, column -> {
            print(column.expression());
            column.alias().ifPresent(alias -> text.append(" AS ").append(Quoting.name(alias.text())));
        });
    }

    <T> void each(List<T> items, Consumer<T> print) {
        for (int index = 0; index < items.size(); index++) {
            if (index > 0) {
                text.append(", ");
            }
            print.accept(items.get(index));
        }
    }

    private void literal(Literal literal) {
        switch (literal) {
            case NullLiteral ignored -> text.append("null");
            case BooleanLiteral truth -> text.append(truth.value());
            case NumberLiteral number -> text.append(Quoting.number(number.value()));
            case PercentLiteral percent ->
                text.append(Quoting.number(percent.percentage())).append('%');
            case StringLiteral string -> text.append(Quoting.text(string.value()));
            case IntervalLiteral interval ->
                text.append("interval ")
                        .append(interval.amount())
                        .append(' ')
                        .append(interval.unit().word());
        }
    }

    /**
     * A path. Where a value is more likely than a field, a lone name in double quotes would read as a text, so back
     * quotes are used there.
     */
    private void path(Path path, boolean asValue) {
        String root = path.root();
        if (Quoting.isFreeWord(root, dialect)) {
            text.append(root);
        } else if (asValue && path.steps().size() == 1) {
            text.append(Quoting.backQuoted(root));
        } else {
            text.append(Quoting.doubleQuoted(root));
        }
        steps(path.steps().subList(1, path.steps().size()));
    }

    private void steps(List<PathStep> steps) {
        for (PathStep step : steps) {
            switch (step) {
                case KeyStep key -> text.append('.').append(Quoting.name(key.key()));
                case IndexStep index -> text.append('[').append(index.index()).append(']');
            }
        }
    }

    private void access(Access access) {
        boolean bare = access.base() instanceof FunctionCall
                || access.base() instanceof ArrayConstructor
                || access.base() instanceof ObjectConstructor;
        if (bare) {
            print(access.base());
        } else {
            inParentheses(access.base());
        }
        steps(access.steps());
    }

    private void star(Star star) {
        text.append('*');
        if (!star.replacements().isEmpty()) {
            text.append(" REPLACE (");
            columns(star.replacements());
            text.append(')');
        }
    }

    private void object(ObjectConstructor object) {
        text.append('{');
        each(object.entries(), this::entry);
        text.append('}');
    }

    private void entry(ObjectEntry entry) {
        text.append(Quoting.doubleQuoted(entry.key())).append(": ");
        value(entry.value());
    }

    private void call(FunctionCall call) {
        text.append(call.name().text()).append('(');
        if (call.distinct()) {
            text.append("DISTINCT ");
        }
        if (AggregateNames.contains(call.name().text())) {
            each(call.arguments(), this::print);
        } else {
            each(call.arguments(), this::value);
        }
        if (!call.arguments().isEmpty() && !call.namedArguments().isEmpty()) {
            text.append(", ");
        }
        each(call.namedArguments(), this::namedArgument);
        text.append(')');
    }

    private void namedArgument(NamedArgument argument) {
        text.append(argument.name().text()).append(" => ");
        value(argument.value());
    }

    /** Two minuses in a row would begin a comment, and a minus before a number would become its sign. */
    private void negate(Negate negate) {
        text.append('-');
        boolean signed = negate.operand() instanceof Negate
                || negate.operand() instanceof NumberLiteral
                || negate.operand() instanceof PercentLiteral;
        if (signed) {
            inParentheses(negate.operand());
        } else {
            operand(negate.operand(), Level.PRIMARY);
        }
    }

    private void not(Not not) {
        switch (not.operand()) {
            case In in -> in(in, true);
            case IsNull isNull -> isNull(isNull, true);
            case Comparison comparison when Level.isInfix(not) -> comparison(comparison, true);
            case Expression operand -> {
                text.append("NOT ");
                operand(operand, Level.NOT);
            }
        }
    }

    private void isNull(IsNull isNull, boolean negated) {
        operand(isNull.operand(), Level.SUM);
        text.append(negated ? " IS NOT NULL" : " IS NULL");
    }

    private void comparison(Comparison comparison, boolean negated) {
        operand(comparison.left(), Level.SUM);
        boolean is = comparison.operator() == ComparisonOperator.IS;
        text.append(negated && !is ? " NOT " : " ")
                .append(comparison.operator().symbol())
                .append(negated && is ? " NOT " : " ");
        valueOperand(comparison.right(), Level.SUM);
    }

    private void in(In in, boolean negated) {
        operand(in.value(), Level.SUM);
        text.append(negated ? " NOT IN " : " IN ");
        if (in.list() instanceof ArrayConstructor array) {
            boolean brackets = dialect == Dialect.BTQL;
            list(brackets ? '[' : '(', array.elements(), brackets ? ']' : ')');
        } else {
            print(in.list());
        }
    }

    private void arithmetic(Arithmetic arithmetic) {
        Level level = Level.of(arithmetic.operator());
        arithmeticOperand(arithmetic.left(), arithmetic.right(), level);
        text.append(' ').append(arithmetic.operator().symbol()).append(' ');
        arithmeticOperand(arithmetic.right(), arithmetic.left(), level.rightOperand());
    }

    /** Next to an interval a text is more likely than a field. */
    private void arithmeticOperand(Expression operand, Expression other, Level level) {
        if (other instanceof IntervalLiteral) {
            valueOperand(operand, level);
        } else {
            operand(operand, level);
        }
    }

    private void terms(List<Expression> terms, String separator, Level level) {
        for (int index = 0; index < terms.size(); index++) {
            if (index > 0) {
                text.append(separator);
            }
            operand(terms.get(index), level);
        }
    }

    private void conditional(Conditional conditional) {
        if (dialect == Dialect.SQL) {
            caseExpression(conditional);
            return;
        }
        for (Branch branch : conditional.branches()) {
            operand(branch.condition(), Level.OR);
            text.append(" ? ");
            valueOperand(branch.value(), Level.OR);
            text.append(" : ");
        }
        valueOperand(conditional.otherwise(), Level.OR);
    }

    private void caseExpression(Conditional conditional) {
        text.append("CASE");
        for (Branch branch : conditional.branches()) {
            text.append(" WHEN ");
            print(branch.condition());
            text.append(" THEN ");
            value(branch.value());
        }
        if (!(conditional.otherwise() instanceof NullLiteral)) {
            text.append(" ELSE ");
            value(conditional.otherwise());
        }
        text.append(" END");
    }

    private void list(char open, List<Expression> elements, char close) {
        text.append(open);
        each(elements, this::value);
        text.append(close);
    }

    private void value(Expression expression) {
        valueOperand(expression, Level.CONDITIONAL);
    }

    private void valueOperand(Expression expression, Level least) {
        if (expression instanceof Path path) {
            path(path, true);
        } else {
            operand(expression, least);
        }
    }

    private void operand(Expression expression, Level least) {
        if (Level.of(expression, dialect).compareTo(least) < 0) {
            inParentheses(expression);
        } else {
            print(expression);
        }
    }

    private void inParentheses(Expression expression) {
        text.append('(');
        print(expression);
        text.append(')');
    }
}
