package io.btautomations.btql.print;

import io.btautomations.btql.ast.Query;
import io.btautomations.btql.ast.QueryBuilder;

/** What both dialects say in the same way. */
final class Common {

    private Common() {}

    /** A query of the parts that need no translation; columns, filter, grouping and pivot are not among them. */
    static QueryBuilder parts(Query query) {
        QueryBuilder builder = new QueryBuilder().span(query.span());
        query.from().ifPresent(builder::from);
        query.finalFilter().ifPresent(builder::finalFilter);
        builder.unpivots(query.unpivots());
        query.sample().ifPresent(builder::sample);
        builder.sort(query.sort());
        query.limit().ifPresent(builder::limit);
        query.cursor().ifPresent(builder::cursor);
        return builder;
    }
}
