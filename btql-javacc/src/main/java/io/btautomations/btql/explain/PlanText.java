package io.btautomations.btql.explain;

import io.btautomations.btql.plan.PlanNode;
import io.btautomations.btql.value.JsonText;
import io.btautomations.btql.value.ObjectValue;
import io.btautomations.btql.value.TextValue;
import io.btautomations.btql.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** Shows plans as text and as JSON. */
public final class PlanText {

    private PlanText() {}

    /** One line for each step, the last step first, inputs indented. */
    public static String text(PlanNode plan) {
        StringBuilder text = new StringBuilder();
        append(text, plan, 0);
        return text.toString();
    }

    private static void append(StringBuilder text, PlanNode node, int depth) {
        text.append("  ".repeat(depth)).append(StepDetails.name(node));
        StepDetails.of(node)
                .forEach((name, detail) ->
                        text.append("  ").append(name).append(": ").append(detail));
        text.append('\n');
        if (node instanceof PlanNode.Subquery subquery) {
            append(text, subquery.query(), depth + 1);
        }
        node.input().ifPresent(input -> append(text, input, depth + 1));
    }

    /** The last step as an object with its input within it. */
    public static String json(PlanNode plan) {
        return JsonText.of(object(plan));
    }

    static ObjectValue object(PlanNode node) {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("step", new TextValue(StepDetails.name(node)));
        StepDetails.of(node).forEach((name, detail) -> members.put(name, new TextValue(detail)));
        if (node instanceof PlanNode.Subquery subquery) {
            members.put("input", object(subquery.query()));
        }
        node.input().ifPresent(input -> members.put("input", object(input)));
        return new ObjectValue(members);
    }
}
