package io.btautomations.btql.bind;

import io.btautomations.btql.ast.AliasedExpression;
import io.btautomations.btql.ast.AstEquality;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.KeyStep;
import io.btautomations.btql.ast.Path;
import io.btautomations.btql.ast.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The names that a query's lists of columns give to expressions. */
final class Aliases {

    private final Map<String, Expression> explicit = new LinkedHashMap<>();
    private final Map<String, Map<Expression, Path>> implicit = new LinkedHashMap<>();

    Aliases(Query query) {
        Stream.of(query.select(), query.dimensions(), query.measures(), AddedColumns.of(query))
                .flatMap(List::stream)
                .forEach(this::add);
    }

    private Aliases(Map<String, Expression> explicit, Map<String, Map<Expression, Path>> implicit) {
        this.explicit.putAll(explicit);
        this.implicit.putAll(implicit);
    }

    /** The same without the alias {@code name}: what an expression sees that is given this name. */
    Aliases without(String name) {
        Aliases others = new Aliases(explicit, implicit);
        others.explicit.remove(name);
        return others;
    }

    private void add(AliasedExpression column) {
        if (column.alias().isPresent()) {
            explicit.putIfAbsent(column.alias().get().text(), column.expression());
        } else if (column.expression() instanceof Path path
                && path.steps().size() > 1
                && path.steps().getLast() instanceof KeyStep last) {
            implicit.computeIfAbsent(last.key(), key -> new LinkedHashMap<>())
                    .putIfAbsent(AstEquality.withoutSpans(path), path);
        }
    }

    /** The expression that was given this name. */
    Optional<Expression> explicit(String name) {
        return Optional.ofNullable(explicit.get(name));
    }

    /** The paths that end with this name and were given no other. */
    List<Path> implicit(String name) {
        return List.copyOf(implicit.getOrDefault(name, Map.of()).values());
    }
}
