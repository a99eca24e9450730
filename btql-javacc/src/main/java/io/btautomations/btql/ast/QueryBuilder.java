package io.btautomations.btql.ast;

import io.btautomations.btql.source.SourceSpan;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Puts a {@link Query} together part by part, or changes parts of one. A part that is not set is empty. For one thread.
 */
public final class QueryBuilder {

    private List<AliasedExpression> select = List.of();
    private List<AliasedExpression> dimensions = List.of();
    private List<AliasedExpression> measures = List.of();
    private List<Expression> infer = List.of();
    private Optional<From> from = Optional.empty();
    private Optional<Expression> filter = Optional.empty();
    private Optional<Expression> finalFilter = Optional.empty();
    private Optional<Expression> traceFilter = Optional.empty();
    private List<Unpivot> unpivots = List.of();
    private Optional<Pivot> pivot = Optional.empty();
    private Optional<Sample> sample = Optional.empty();
    private List<SortItem> sort = List.of();
    private OptionalLong limit = OptionalLong.empty();
    private Optional<String> cursor = Optional.empty();
    private OptionalInt previewLength = OptionalInt.empty();
    private Optional<Expression> comparisonKey = Optional.empty();
    private List<AliasedExpression> weightedScores = List.of();
    private List<AliasedExpression> customColumns = List.of();
    private OptionalLong inferenceBudget = OptionalLong.empty();
    private List<QuerySetting> settings = List.of();
    private SourceSpan span = SourceSpan.NONE;

    /** A query that says nothing. */
    public QueryBuilder() {}

    /** All parts of a query, to be changed. */
    public QueryBuilder(Query query) {
        select = query.select();
        dimensions = query.dimensions();
        measures = query.measures();
        infer = query.infer();
        from = query.from();
        filter = query.filter();
        finalFilter = query.finalFilter();
        traceFilter = query.traceFilter();
        unpivots = query.unpivots();
        pivot = query.pivot();
        sample = query.sample();
        sort = query.sort();
        limit = query.limit();
        cursor = query.cursor();
        previewLength = query.previewLength();
        comparisonKey = query.comparisonKey();
        weightedScores = query.weightedScores();
        customColumns = query.customColumns();
        inferenceBudget = query.inferenceBudget();
        settings = query.settings();
        span = query.span();
    }

    /** Sets {@link Query#select()}. */
    public QueryBuilder select(List<AliasedExpression> select) {
        this.select = List.copyOf(select);
        return this;
    }

    /** Sets {@link Query#dimensions()}. */
    public QueryBuilder dimensions(List<AliasedExpression> dimensions) {
        this.dimensions = List.copyOf(dimensions);
        return this;
    }

    /** Sets {@link Query#measures()}. */
    public QueryBuilder measures(List<AliasedExpression> measures) {
        this.measures = List.copyOf(measures);
        return this;
    }

    /** Sets {@link Query#infer()}. */
    public QueryBuilder infer(List<Expression> infer) {
        this.infer = List.copyOf(infer);
        return this;
    }

    /** Sets {@link Query#from()}. */
    public QueryBuilder from(From from) {
        this.from = Optional.of(from);
        return this;
    }

    /** Sets {@link Query#filter()}. */
    public QueryBuilder filter(Expression filter) {
        this.filter = Optional.of(filter);
        return this;
    }

    /** Sets {@link Query#finalFilter()}. */
    public QueryBuilder finalFilter(Expression finalFilter) {
        this.finalFilter = Optional.of(finalFilter);
        return this;
    }

    /** Sets {@link Query#traceFilter()}. */
    public QueryBuilder traceFilter(Expression traceFilter) {
        this.traceFilter = Optional.of(traceFilter);
        return this;
    }

    /** Sets {@link Query#unpivots()}. */
    public QueryBuilder unpivots(List<Unpivot> unpivots) {
        this.unpivots = List.copyOf(unpivots);
        return this;
    }

    /** Sets {@link Query#pivot()}. */
    public QueryBuilder pivot(Pivot pivot) {
        this.pivot = Optional.of(pivot);
        return this;
    }

    /** Sets {@link Query#sample()}. */
    public QueryBuilder sample(Sample sample) {
        this.sample = Optional.of(sample);
        return this;
    }

    /** Sets {@link Query#sort()}. */
    public QueryBuilder sort(List<SortItem> sort) {
        this.sort = List.copyOf(sort);
        return this;
    }

    /** Sets {@link Query#limit()}. */
    public QueryBuilder limit(long limit) {
        this.limit = OptionalLong.of(limit);
        return this;
    }

    /** Sets {@link Query#cursor()}. */
    public QueryBuilder cursor(String cursor) {
        this.cursor = Optional.of(cursor);
        return this;
    }

    /** Takes {@link Query#cursor()} away. */
    public QueryBuilder withoutCursor() {
        this.cursor = Optional.empty();
        return this;
    }

    /** Sets {@link Query#previewLength()}. */
    public QueryBuilder previewLength(int previewLength) {
        this.previewLength = OptionalInt.of(previewLength);
        return this;
    }

    /** Sets {@link Query#comparisonKey()}. */
    public QueryBuilder comparisonKey(Expression comparisonKey) {
        this.comparisonKey = Optional.of(comparisonKey);
        return this;
    }

    /** Sets {@link Query#weightedScores()}. */
    public QueryBuilder weightedScores(List<AliasedExpression> weightedScores) {
        this.weightedScores = List.copyOf(weightedScores);
        return this;
    }

    /** Sets {@link Query#customColumns()}. */
    public QueryBuilder customColumns(List<AliasedExpression> customColumns) {
        this.customColumns = List.copyOf(customColumns);
        return this;
    }

    /** Sets {@link Query#inferenceBudget()}. */
    public QueryBuilder inferenceBudget(long inferenceBudget) {
        this.inferenceBudget = OptionalLong.of(inferenceBudget);
        return this;
    }

    /** Sets {@link Query#settings()}. */
    public QueryBuilder settings(List<QuerySetting> settings) {
        this.settings = List.copyOf(settings);
        return this;
    }

    /** Sets {@link Query#span()}. */
    public QueryBuilder span(SourceSpan span) {
        this.span = span;
        return this;
    }

    /** The query with the parts set so far. */
    public Query build() {
        return new Query(
                select,
                dimensions,
                measures,
                infer,
                from,
                filter,
                finalFilter,
                traceFilter,
                unpivots,
                pivot,
                sample,
                sort,
                limit,
                cursor,
                previewLength,
                comparisonKey,
                weightedScores,
                customColumns,
                inferenceBudget,
                settings,
                span);
    }
}
