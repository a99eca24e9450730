package io.btautomations.btql.bind;

import io.btautomations.btql.ast.AliasedExpression;
import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.KeyStep;
import io.btautomations.btql.ast.Path;
import io.btautomations.btql.diagnostic.DiagnosticCode;
import io.btautomations.btql.print.CanonicalPrinter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names the columns of a result: by alias, else by the last piece of a path, else by the expression's canonical text.
 * Paths that would have one name are named in full; with an alias of the same name they are an error.
 */
final class OutputNames {

    private OutputNames() {}

    /** The expression as the language writes it. */
    static String spell(Expression expression) {
        return CanonicalPrinter.expression(expression, Dialect.BTQL);
    }

    /** The names of {@code columns}, one for each. */
    static List<String> of(List<AliasedExpression> columns, Findings findings) {
        Map<String, Integer> shortNames = new HashMap<>();
        Set<String> aliases = new HashSet<>();
        for (AliasedExpression column : columns) {
            column.alias()
                    .ifPresentOrElse(
                            alias -> aliases.add(alias.text()),
                            () -> shortNames.merge(shortName(column.expression()), 1, Integer::sum));
        }
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (AliasedExpression column : columns) {
            String name = name(column, shortNames, aliases);
            if (!taken.add(name)) {
                findings.error(
                        DiagnosticCode.DUPLICATE_OUTPUT,
                        column.span(),
                        "there is a column '" + Findings.quote(name) + "' already",
                        "give one of them another name with AS");
            }
            names.add(name);
        }
        return names;
    }

    private static String name(AliasedExpression column, Map<String, Integer> shortNames, Set<String> aliases) {
        if (column.alias().isPresent()) {
            return column.alias().get().text();
        }
        String shortName = shortName(column.expression());
        boolean collides = shortNames.getOrDefault(shortName, 0) > 1 && !aliases.contains(shortName);
        return collides ? spell(column.expression()) : shortName;
    }

    private static String shortName(Expression expression) {
        return expression instanceof Path path && path.steps().getLast() instanceof KeyStep last
                ? last.key()
                : spell(expression);
    }
}
