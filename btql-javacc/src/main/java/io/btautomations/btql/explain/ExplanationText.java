package io.btautomations.btql.explain;

import io.btautomations.btql.diagnostic.DiagnosticRenderer;
import io.btautomations.btql.value.ArrayValue;
import io.btautomations.btql.value.BooleanValue;
import io.btautomations.btql.value.JsonReader;
import io.btautomations.btql.value.JsonText;
import io.btautomations.btql.value.NullValue;
import io.btautomations.btql.value.ObjectValue;
import io.btautomations.btql.value.TextValue;
import io.btautomations.btql.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Shows explanations. */
public final class ExplanationText {

    private static final String NO_TREE = "none: the text has parts that only SQL can say";
    private static final int LONGEST_VALUE = 60;

    private ExplanationText() {}

    /**
     * An explanation for a person, several lines, each ended by LF.
     *
     * @param withTree whether to show the text in Braintrust's JSON form
     * @param judgement on a row, if there is one
     */
    public static String text(Explanation explanation, boolean withTree, Optional<Judgement> judgement) {
        StringBuilder text = new StringBuilder();
        line(text, "dialect", dialect(explanation));
        line(text, "canonical", explanation.canonicalText());
        if (!explanation.paths().isEmpty()) {
            line(text, "reads", String.join(", ", explanation.paths()));
        }
        explanation.rowCondition().ifPresent(condition -> line(text, "on rows", condition));
        explanation.foldings().forEach(folding -> line(text, "constant", folding.text() + " is " + folding.value()));
        if (withTree) {
            line(text, "ast", explanation.tree().orElse(NO_TREE));
        }
        text.append("plan\n");
        PlanText.text(explanation.plan())
                .lines()
                .forEach(line -> text.append("  ").append(line).append('\n'));
        judgement.ifPresent(present -> {
            text.append("row\n");
            append(text, present, 1);
        });
        DiagnosticRenderer renderer = new DiagnosticRenderer(explanation.source());
        explanation
                .warnings()
                .forEach(warning -> text.append(renderer.text(warning)).append('\n'));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "%-10s", name)).append(value.replace("\n", "\n          "));
        while (text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
        text.append('\n');
    }

    private static void append(StringBuilder text, Judgement judgement, int depth) {
        text.append("  ".repeat(depth))
                .append(String.format(Locale.ROOT, "%-8s", truth(judgement)))
                .append(judgement.condition());
        String separator = "    -- ";
        for (Map.Entry<String, Value> value : judgement.values().entrySet()) {
            text.append(separator).append(value.getKey()).append(" is ").append(shortened(value.getValue()));
            separator = ", ";
        }
        text.append('\n');
        judgement.parts().forEach(part -> append(text, part, depth + 1));
    }

    private static String shortened(Value value) {
        String spelled = JsonText.of(value);
        return spelled.codePointCount(0, spelled.length()) <= LONGEST_VALUE
                ? spelled
                : spelled.substring(0, spelled.offsetByCodePoints(0, LONGEST_VALUE)) + "...";
    }

    /**
     * An explanation for a program: one JSON object on one line.
     *
     * @param withTree whether to show the text in Braintrust's JSON form
     * @param judgement on a row, if there is one
     */
    public static String json(Explanation explanation, boolean withTree, Optional<Judgement> judgement) {
        Map<String, Value> members = outline(explanation);
        members.put("reads", texts(explanation.paths()));
        explanation.rowCondition().ifPresent(condition -> members.put("condition", new TextValue(condition)));
        members.put("constants", constants(explanation.foldings()));
        members.put("plan", PlanText.object(explanation.plan()));
        String warnings = new DiagnosticRenderer(explanation.source()).json(explanation.warnings());
        members.put("warnings", embedded(warnings));
        if (withTree) {
            members.put("ast", tree(explanation));
        }
        judgement.ifPresent(present -> members.put("row", object(present)));
        return JsonText.of(new ObjectValue(members));
    }

    /**
     * The shortest explanation for a program: that the text has a meaning, its dialect and its canonical spelling, as
     * one JSON object on one line.
     */
    public static String outlineJson(Explanation explanation, boolean withTree) {
        Map<String, Value> members = outline(explanation);
        if (withTree) {
            members.put("ast", tree(explanation));
        }
        return JsonText.of(new ObjectValue(members));
    }

    private static Map<String, Value> outline(Explanation explanation) {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("ok", BooleanValue.TRUE);
        members.put("dialect", new TextValue(dialect(explanation)));
        members.put("canonical", new TextValue(explanation.canonicalText()));
        return members;
    }

    private static Value tree(Explanation explanation) {
        return explanation.tree().map(ExplanationText::embedded).orElse(NullValue.NULL);
    }

    private static Value constants(List<Folding> foldings) {
        List<Value> constants = new ArrayList<>();
        for (Folding folding : foldings) {
            Map<String, Value> members = new LinkedHashMap<>();
            members.put("text", new TextValue(folding.text()));
            members.put("value", new TextValue(folding.value()));
            constants.add(new ObjectValue(members));
        }
        return new ArrayValue(constants);
    }

    private static Value object(Judgement judgement) {
        Map<String, Value> members = new LinkedHashMap<>();
        members.put("verdict", new TextValue(truth(judgement)));
        members.put("condition", new TextValue(judgement.condition()));
        if (!judgement.values().isEmpty()) {
            members.put("values", new ObjectValue(judgement.values()));
        }
        if (!judgement.parts().isEmpty()) {
            members.put(
                    "parts",
                    new ArrayValue(judgement.parts().stream()
                            .map(ExplanationText::object)
                            .toList()));
        }
        return new ObjectValue(members);
    }

    private static Value texts(List<String> texts) {
        return new ArrayValue(
                texts.stream().map(text -> (Value) new TextValue(text)).toList());
    }

    private static Value embedded(String json) {
        return JsonReader.read(json).orElseThrow();
    }

    private static String truth(Judgement judgement) {
        return judgement.truth().name().toLowerCase(Locale.ROOT);
    }

    private static String dialect(Explanation explanation) {
        return explanation.kind().name().toLowerCase(Locale.ROOT);
    }
}
