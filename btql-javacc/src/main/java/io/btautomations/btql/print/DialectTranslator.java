package io.btautomations.btql.print;

import io.btautomations.btql.BtqlException;
import io.btautomations.btql.ast.Dialect;
import io.btautomations.btql.ast.Query;

/**
 * Carries queries from one dialect to the other, where the meaning survives. A query that is already of the target
 * comes back with the same meaning, perhaps in the target's more usual form.
 */
public final class DialectTranslator {

    private DialectTranslator() {}

    /**
     * The query as this dialect says it.
     *
     * @throws BtqlException naming every part that the dialect cannot say
     */
    public static Query translate(Query query, Dialect target) throws BtqlException {
        return switch (target) {
            case BTQL -> ToBtql.translate(query);
            case SQL -> ToSql.translate(query);
        };
    }
}
