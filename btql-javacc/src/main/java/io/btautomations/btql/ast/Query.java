package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A query of either dialect. A component that the text does not mention is empty.
 *
 * @param select {@code select:} or the list after {@code SELECT}. A grouped query in SQL has its columns here and its
 *     keys in {@code dimensions}; in BTQL it has {@code dimensions} and {@code measures}, and seldom this
 * @param dimensions {@code dimensions:} or {@code GROUP BY}; a whole number is a position in {@code select}, from 1
 * @param measures {@code measures:}; SQL has none
 * @param infer {@code infer:}, paths or one star
 * @param from {@code from:} or {@code FROM}
 * @param filter {@code filter:} or {@code WHERE}
 * @param finalFilter {@code final_filter:} or {@code HAVING}
 * @param traceFilter {@code trace_filter:}; BTQL only
 * @param unpivots {@code unpivot:} or {@code UNPIVOT}, applied in this order
 * @param pivot {@code pivot:} or {@code PIVOT}
 * @param sample {@code sample:} or {@code TABLESAMPLE}
 * @param sort {@code sort:} or {@code ORDER BY}
 * @param limit {@code limit:} or {@code LIMIT}, 0 or more
 * @param cursor {@code cursor:} or {@code OFFSET '...'}
 * @param previewLength {@code preview_length:}, -1 for no limit; BTQL only
 * @param comparisonKey {@code comparison_key:}; BTQL only
 * @param weightedScores {@code weighted_scores:}, each with an alias; BTQL only
 * @param customColumns {@code custom_columns:}, each with an alias; BTQL only
 * @param inferenceBudget {@code inference_budget:}; BTQL only
 * @param settings {@code SETTINGS}; SQL only
 */
public record Query(
        List<AliasedExpression> select,
        List<AliasedExpression> dimensions,
        List<AliasedExpression> measures,
        List<Expression> infer,
        Optional<From> from,
        Optional<Expression> filter,
        Optional<Expression> finalFilter,
        Optional<Expression> traceFilter,
        List<Unpivot> unpivots,
        Optional<Pivot> pivot,
        Optional<Sample> sample,
        List<SortItem> sort,
        OptionalLong limit,
        Optional<String> cursor,
        OptionalInt previewLength,
        Optional<Expression> comparisonKey,
        List<AliasedExpression> weightedScores,
        List<AliasedExpression> customColumns,
        OptionalLong inferenceBudget,
        List<QuerySetting> settings,
        SourceSpan span)
        implements Node {

    public Query {
        select = List.copyOf(select);
        dimensions = List.copyOf(dimensions);
        measures = List.copyOf(measures);
        infer = List.copyOf(infer);
        unpivots = List.copyOf(unpivots);
        sort = List.copyOf(sort);
        weightedScores = List.copyOf(weightedScores);
        customColumns = List.copyOf(customColumns);
        settings = List.copyOf(settings);
    }
}
