package io.btautomations.btql.json;

import io.btautomations.btql.BtqlException;
import io.btautomations.btql.ast.AliasedExpression;
import io.btautomations.btql.ast.And;
import io.btautomations.btql.ast.Expression;
import io.btautomations.btql.ast.From;
import io.btautomations.btql.ast.Name;
import io.btautomations.btql.ast.Path;
import io.btautomations.btql.ast.Pivot;
import io.btautomations.btql.ast.Query;
import io.btautomations.btql.ast.QueryBuilder;
import io.btautomations.btql.ast.Sample;
import io.btautomations.btql.ast.SampleMethod;
import io.btautomations.btql.ast.Shape;
import io.btautomations.btql.ast.SortDirection;
import io.btautomations.btql.ast.SortItem;
import io.btautomations.btql.ast.Source;
import io.btautomations.btql.ast.StringLiteral;
import io.btautomations.btql.ast.Unpivot;
import io.btautomations.btql.diagnostic.NearestName;
import io.btautomations.btql.grammar.BtqlParser;
import io.btautomations.btql.json.JsonTree.JsonArray;
import io.btautomations.btql.json.JsonTree.JsonNull;
import io.btautomations.btql.json.JsonTree.JsonNumber;
import io.btautomations.btql.json.JsonTree.JsonObject;
import io.btautomations.btql.json.JsonTree.JsonString;
import io.btautomations.btql.source.SourceSpan;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Makes queries of JSON. */
final class QueryReader {

    private static final List<String> KEYS = List.of(
            "select",
            "infer",
            "dimensions",
            "measures",
            "from",
            "filter",
            "final_filter",
            "trace_filter",
            "unpivot",
            "pivot",
            "sample",
            "sort",
            "limit",
            "cursor",
            "preview_length",
            "comparison_key",
            "weighted_scores",
            "custom_columns",
            "inference_budget");

    private final BtqlParser parser;
    private final ExpressionReader expressions;

    QueryReader(BtqlParser parser) {
        this.parser = parser;
        this.expressions = new ExpressionReader(parser);
    }

    /** @throws RejectedJson if it is no query */
    Query read(JsonTree tree) {
        JsonObject object = tree.asObject();
        QueryBuilder query = new QueryBuilder().span(object.span());
        object.members().forEach((key, value) -> {
            if (!(value instanceof JsonNull) || !KEYS.contains(key)) {
                member(key, value, query);
            }
        });
        Query built = query.build();
        boolean saysWhat = !built.select().isEmpty()
                || !built.dimensions().isEmpty()
                || !built.measures().isEmpty()
                || !built.infer().isEmpty();
        if (!saysWhat) {
            throw RejectedJson.unexpected(
                    "the query has none of \"select\", \"dimensions\", \"measures\", \"infer\"", object.span());
        }
        return built;
    }

    private void member(String key, JsonTree value, QueryBuilder query) {
        switch (key) {
            case "select" -> query.select(each(value, this::selected));
            case "infer" -> query.infer(infer(value));
            case "dimensions" -> query.dimensions(each(value, this::column));
            case "measures" -> query.measures(each(value, this::column));
            case "from" -> query.from(from(value));
            case "filter" -> condition(value).ifPresent(query::filter);
            case "final_filter" -> condition(value).ifPresent(query::finalFilter);
            case "trace_filter" -> condition(value).ifPresent(query::traceFilter);
            case "unpivot" -> query.unpivots(each(value, this::unpivot));
            case "pivot" -> pivot(value).ifPresent(query::pivot);
            case "sample" -> query.sample(sample(value));
            case "sort" -> query.sort(each(value, this::sortItem));
            case "limit" -> query.limit(value.asWhole(0, Long.MAX_VALUE));
            case "cursor" -> query.cursor(value.asString());
            case "preview_length" -> query.previewLength((int) value.asWhole(-1, Integer.MAX_VALUE));
            case "comparison_key" -> query.comparisonKey(expressions.read(value));
            case "weighted_scores" -> query.weightedScores(each(value, this::namedColumn));
            case "custom_columns" -> query.customColumns(each(value, this::namedColumn));
            case "inference_budget" -> query.inferenceBudget(value.asWhole(0, Long.MAX_VALUE));
            default -> throw unknownKey(key, value.span());
        }
    }

    private static RejectedJson unknownKey(String key, SourceSpan span) {
        RejectedJson unknown = RejectedJson.unexpected("a query has no \"" + shortened(key) + "\"", span);
        return NearestName.to(key, KEYS)
                .map(name -> new RejectedJson(unknown.diagnostic().withHint("did you mean \"" + name + "\"?")))
                .orElse(unknown);
    }

    private static String shortened(String key) {
        return key.length() > 40 ? key.substring(0, 40) : key;
    }

    private AliasedExpression selected(JsonTree tree) {
        return ExpressionReader.isStar(tree)
                ? new AliasedExpression(expressions.star(tree.asObject()), Optional.empty(), tree.span())
                : column(tree);
    }

    private AliasedExpression column(JsonTree tree) {
        JsonObject object = tree.asObject();
        Optional<Name> alias = object.present("alias").map(QueryReader::name);
        return new AliasedExpression(expressions.read(object.required("expr")), alias, object.span());
    }

    private AliasedExpression namedColumn(JsonTree tree) {
        tree.asObject().required("alias");
        return column(tree);
    }

    private List<Expression> infer(JsonTree tree) {
        return each(
                tree,
                item -> ExpressionReader.isStar(item)
                        ? expressions.star(item.asObject())
                        : expressions.path(item.asObject()));
    }

    /** A condition, or several that must all hold. */
    private Optional<Expression> condition(JsonTree tree) {
        if (!(tree instanceof JsonArray array)) {
            return Optional.of(expressions.read(tree));
        }
        List<Expression> terms = each(array, expressions::read);
        return terms.size() < 2 ? terms.stream().findFirst() : Optional.of(new And(terms, array.span()));
    }

    private From from(JsonTree tree) {
        if (tree instanceof JsonString text) {
            return source(text);
        }
        JsonObject object = tree.asObject();
        Optional<Shape> shape = object.present("shape").map(QueryReader::shape);
        boolean call = object.required("op").asString().equals("function");
        Path path = expressions.path(call ? object.required("name").asObject() : object);
        if (path.steps().size() != 1 || !BtqlParser.isSourceName(path.root())) {
            throw RejectedJson.unexpected("this is no name of a source", path.span());
        }
        List<StringLiteral> ids = call ? each(object.required("args"), this::id) : List.of();
        if (call && ids.isEmpty()) {
            throw RejectedJson.unexpected("the source has no ids", object.span());
        }
        String name = call ? path.root().toLowerCase(Locale.ROOT) : path.root();
        return new Source(new Name(name, path.span()), ids, shape, object.span());
    }

    private From source(JsonString text) {
        try {
            return parser.parseSource(text.value());
        } catch (BtqlException rejected) {
            throw RejectedJson.unexpected(rejected.diagnostics().getFirst().message(), text.span());
        }
    }

    private StringLiteral id(JsonTree tree) {
        if (expressions.read(tree) instanceof StringLiteral id) {
            return id;
        }
        throw RejectedJson.unexpected("an id is a string", tree.span());
    }

    private static Shape shape(JsonTree tree) {
        for (Shape shape : Shape.values()) {
            if (shape.word().equals(tree.asString())) {
                return shape;
            }
        }
        throw RejectedJson.unexpected("the shape is none of spans, traces, summary", tree.span());
    }

    private Unpivot unpivot(JsonTree tree) {
        JsonObject object = tree.asObject();
        Expression expression = expressions.read(object.required("expr"));
        JsonTree alias = object.required("alias");
        List<JsonTree> names = alias instanceof JsonArray array ? array.elements() : List.of(alias);
        return switch (names.size()) {
            case 1 -> new Unpivot(expression, Optional.empty(), name(names.getFirst()), object.span());
            case 2 ->
                new Unpivot(expression, Optional.of(name(names.getFirst())), name(names.getLast()), object.span());
            default -> throw RejectedJson.unexpected("an unpivot has one name or two", alias.span());
        };
    }

    private Optional<Pivot> pivot(JsonTree tree) {
        List<AliasedExpression> measures = each(tree, this::column);
        return measures.isEmpty() ? Optional.empty() : Optional.of(new Pivot(measures, Optional.empty(), tree.span()));
    }

    private Sample sample(JsonTree tree) {
        if (tree instanceof JsonNumber) {
            return count(tree, OptionalLong.empty(), tree.span());
        }
        JsonObject object = tree.asObject();
        JsonObject method = object.required("method").asObject();
        Optional<JsonTree> seedTree = object.present("seed");
        OptionalLong seed = seedTree.isPresent()
                ? OptionalLong.of(seedTree.get().asWhole(0, Long.MAX_VALUE))
                : OptionalLong.empty();
        JsonTree value = method.required("value");
        return switch (method.required("type").asString()) {
            case "count" -> count(value, seed, object.span());
            case "rate" -> rate(value, seed, object.span());
            default -> throw RejectedJson.unexpected("the type is none of rate, count", method.span());
        };
    }

    private static Sample count(JsonTree value, OptionalLong seed, SourceSpan span) {
        return new Sample(SampleMethod.COUNT, BigDecimal.valueOf(value.asWhole(0, Long.MAX_VALUE)), seed, span);
    }

    private static Sample rate(JsonTree value, OptionalLong seed, SourceSpan span) {
        if (value instanceof JsonNumber number
                && number.value().signum() >= 0
                && number.value().compareTo(BigDecimal.ONE) <= 0) {
            return new Sample(SampleMethod.RATE, number.value(), seed, span);
        }
        throw RejectedJson.unexpected("the rate is not between 0 and 1", value.span());
    }

    private SortItem sortItem(JsonTree tree) {
        JsonObject object = tree.asObject();
        String direction = object.present("dir").map(JsonTree::asString).orElse("asc");
        if (!direction.equals("asc") && !direction.equals("desc")) {
            throw RejectedJson.unexpected(
                    "\"dir\" is none of asc, desc", object.required("dir").span());
        }
        return new SortItem(
                expressions.read(object.required("expr")),
                direction.equals("asc") ? SortDirection.ASCENDING : SortDirection.DESCENDING,
                object.span());
    }

    private static Name name(JsonTree tree) {
        return new Name(tree.asString(), tree.span());
    }

    private static <T> List<T> each(JsonTree tree, Function<JsonTree, T> read) {
        List<T> nodes = new ArrayList<>();
        tree.asArray().elements().forEach(element -> nodes.add(read.apply(element)));
        return nodes;
    }
}
