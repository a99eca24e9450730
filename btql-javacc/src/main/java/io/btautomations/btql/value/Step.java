package io.btautomations.btql.value;

import java.util.ArrayList;
import java.util.List;

/** One step from a value into it. */
public sealed interface Step {

    /** To the value behind a key of an object; in an array, to those of all its elements. */
    record Key(String key) implements Step {}

    /** To an element of an array, from 0, or from -1 for the last backwards. */
    record Element(int index) implements Step {}

    /**
     * Where {@code steps} lead from {@code start}: null if nowhere, a {@link SpreadValue} of everything but null that
     * was found if a key led into an array.
     */
    static Value follow(Value start, List<Step> steps) {
        Value current = start;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (step instanceof Key && (current instanceof ArrayValue || current instanceof SpreadValue)) {
                return spread(current, steps.subList(i, steps.size()));
            }
            current = switch (step) {
                case Key key -> current instanceof ObjectValue object ? object.get(key.key()) : NullValue.NULL;
                case Element element -> element(current, element.index());
            };
        }
        return current;
    }

    private static Value element(Value value, int index) {
        List<Value> elements = switch (value) {
            case ArrayValue array -> array.elements();
            case SpreadValue spread -> spread.elements();
            default -> List.of();
        };
        long position = index < 0 ? (long) elements.size() + index : index;
        return position < 0 || position >= elements.size() ? NullValue.NULL : elements.get((int) position);
    }

    private static Value spread(Value array, List<Step> steps) {
        List<Value> elements = switch (array) {
            case ArrayValue plain -> plain.elements();
            case SpreadValue spread -> spread.elements();
            default -> List.of();
        };
        List<Value> found = new ArrayList<>();
        for (Value element : elements) {
            switch (follow(element, steps)) {
                case SpreadValue nested -> found.addAll(nested.elements());
                case NullValue none -> {}
                case Value single -> found.add(single);
            }
        }
        return found.isEmpty() ? NullValue.NULL : new SpreadValue(found);
    }
}
