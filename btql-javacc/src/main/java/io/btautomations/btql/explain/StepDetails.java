package io.btautomations.btql.explain;

import io.btautomations.btql.ast.SampleMethod;
import io.btautomations.btql.ast.SortDirection;
import io.btautomations.btql.bind.BoundQuery;
import io.btautomations.btql.plan.PlanNode;
import io.btautomations.btql.row.FieldPath;
import io.btautomations.btql.row.PathSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says in words what a step does. */
final class StepDetails {

    private StepDetails() {}

    static String name(PlanNode node) {
        return switch (node) {
            case PlanNode.Scan scan -> "scan";
            case PlanNode.Subquery subquery -> "subquery";
            case PlanNode.SelectTraces select -> "select traces";
            case PlanNode.Summarize summarize -> "summarize";
            case PlanNode.Filter filter -> "filter";
            case PlanNode.Unpivot unpivot -> "unpivot";
            case PlanNode.TakeSample sample -> "sample";
            case PlanNode.After after -> "after cursor";
            case PlanNode.Group group -> "group";
            case PlanNode.Sort sort -> "sort";
            case PlanNode.Limit limit -> "limit";
            case PlanNode.Project project -> "project";
            case PlanNode.Pivot pivot -> "pivot";
            case PlanNode.Infer infer -> "infer";
        };
    }

    static Map<String, String> of(PlanNode node) {
        Map<String, String> details = new LinkedHashMap<>();
        switch (node) {
            case PlanNode.Scan scan -> {
                scan.source().ifPresent(source -> details.put("source", source + scan.ids()));
                details.put("shape", scan.shape().word());
                details.put("reads", paths(scan.paths()));
            }
            case PlanNode.Subquery subquery -> details.put("reads", paths(subquery.paths()));
            case PlanNode.SelectTraces select -> {
                for (int i = 0; i < select.anySpan().size(); i++) {
                    details.put(
                            "any_span " + (i + 1), Spelling.of(select.anySpan().get(i)));
                }
                Spelling.of(select.onSpan()).ifPresent(text -> details.put("on one span", text));
                Spelling.of(select.onTrace()).ifPresent(text -> details.put("on the trace", text));
            }
            case PlanNode.Summarize summarize -> details.put("reads", paths(summarize.paths()));
            case PlanNode.Filter filter -> details.put("condition", Spelling.of(filter.condition()));
            case PlanNode.Unpivot unpivot -> {
                details.put("entries of", Spelling.of(unpivot.entries().expression()));
                details.put("as", String.join(", ", unpivot.entries().names()));
            }
            case PlanNode.TakeSample sample -> {
                boolean isRate = sample.sample().method() == SampleMethod.RATE;
                details.put(isRate ? "rate" : "rows", sample.sample().value().toPlainString());
            }
            case PlanNode.After after -> details.put("order", direction(after.direction()));
            case PlanNode.Group group -> {
                details.put("keys", Spelling.list(group.grouping().keys()));
                details.put("aggregates", Spelling.list(group.grouping().aggregates()));
            }
            case PlanNode.Sort sort -> details.put("by", sort(sort.keys()));
            case PlanNode.Limit limit -> details.put("rows", Long.toString(limit.count()));
            case PlanNode.Project project -> {
                details.put("columns", (project.star() ? "*, " : "") + outputs(project.outputs()));
                if (project.preview().isPresent()) {
                    details.put(
                            "preview length", Integer.toString(project.preview().getAsInt()));
                }
            }
            case PlanNode.Pivot pivot -> {
                details.put("column", Spelling.of(pivot.pivot().column()));
                details.put("keys", outputs(pivot.pivot().keys()));
                details.put("measures", outputs(pivot.pivot().measures()));
            }
            case PlanNode.Infer infer -> {
                details.put(
                        "fields",
                        infer.infer().roots().isEmpty()
                                ? "*"
                                : Spelling.list(infer.infer().roots()));
            }
        }
        return details;
    }

    private static String paths(PathSet paths) {
        List<String> names = paths.paths().stream()
                .map(path -> path.equals(FieldPath.ROW) ? "*" : path.toString())
                .sorted()
                .toList();
        return String.join(", ", names);
    }

    private static String outputs(List<BoundQuery.Output> outputs) {
        return String.join(
                ", ",
                outputs.stream()
                        .map(output -> named(output, Spelling.of(output.expression())))
                        .toList());
    }

    private static String named(BoundQuery.Output output, String text) {
        return text.equals(output.name()) ? text : text + " AS " + new FieldPath(List.of(output.name()));
    }

    private static String sort(List<BoundQuery.Sort> keys) {
        return String.join(
                ", ",
                keys.stream()
                        .map(key -> Spelling.of(key.expression()) + " " + direction(key.direction()))
                        .toList());
    }

    private static String direction(SortDirection direction) {
        return direction == SortDirection.ASCENDING ? "ASC" : "DESC";
    }
}
