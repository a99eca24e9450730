package io.btautomations.core.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/**
 * Builds what a group of columns holds: an object, an array or an entry of either. Members that are null are left out,
 * elements and entries that are null are kept.
 */
final class TreeConverter extends GroupConverter {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final List<Converter> fields = new ArrayList<>();
    private final Runnable start;
    private final Runnable end;

    private TreeConverter(Runnable start, Runnable end) {
        this.start = start;
        this.end = end;
    }

    @Override
    public Converter getConverter(int field) {
        return fields.get(field);
    }

    @Override
    public void start() {
        start.run();
    }

    @Override
    public void end() {
        end.run();
    }

    /** A converter of one value of that type, however often it stands in a row. */
    static Converter of(Type type, Consumer<JsonNode> taker) {
        if (type.isPrimitive()) {
            return new ScalarConverter(type.asPrimitiveType(), taker);
        }
        GroupType group = type.asGroupType();
        boolean holdsOneRepeated =
                group.getFieldCount() == 1 && group.getType(0).isRepetition(Repetition.REPEATED);
        boolean isMap = group.getLogicalTypeAnnotation() instanceof MapLogicalTypeAnnotation
                || group.getLogicalTypeAnnotation() instanceof MapKeyValueTypeAnnotation;
        if (holdsOneRepeated && group.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation) {
            return list(group, taker);
        }
        if (holdsOneRepeated && isMap && isEntry(group.getType(0))) {
            return map(group.getType(0).asGroupType(), taker);
        }
        return object(group, taker);
    }

    /** An object with a member for each field that is not null; a repeated field is an array. */
    static TreeConverter object(GroupType group, Consumer<JsonNode> taker) {
        Hold<ObjectNode> object = new Hold<>(NODES.objectNode());
        TreeConverter converter =
                new TreeConverter(() -> object.value = NODES.objectNode(), () -> taker.accept(object.value));
        for (Type field : group.getFields()) {
            converter.fields.add(of(field, member(field, object)));
        }
        return converter;
    }

    private static Consumer<JsonNode> member(Type field, Hold<ObjectNode> object) {
        String name = field.getName();
        if (!field.isRepetition(Repetition.REPEATED)) {
            return value -> object.value.set(name, value);
        }
        return value -> object.value.withArrayProperty(name).add(value);
    }

    private static TreeConverter list(GroupType group, Consumer<JsonNode> taker) {
        Hold<ArrayNode> array = new Hold<>(NODES.arrayNode());
        TreeConverter converter =
                new TreeConverter(() -> array.value = NODES.arrayNode(), () -> taker.accept(array.value));
        Type repeated = group.getType(0);
        if (isElement(group, repeated)) {
            converter.fields.add(of(repeated, value -> array.value.add(value)));
        } else {
            Hold<JsonNode> element = new Hold<>(NullNode.getInstance());
            TreeConverter wrapper = new TreeConverter(
                    () -> element.value = NullNode.getInstance(), () -> array.value.add(element.value));
            wrapper.fields.add(of(repeated.asGroupType().getType(0), value -> element.value = value));
            converter.fields.add(wrapper);
        }
        return converter;
    }

    /** Whether the repeated field of a list is its element, as old writers had it, and not a wrapper around it. */
    private static boolean isElement(GroupType list, Type repeated) {
        return repeated.isPrimitive()
                || repeated.asGroupType().getFieldCount() != 1
                || repeated.asGroupType().getType(0).isRepetition(Repetition.REPEATED)
                || repeated.getName().equals("array")
                || repeated.getName().equals(list.getName() + "_tuple");
    }

    private static boolean isEntry(Type repeated) {
        return !repeated.isPrimitive()
                && repeated.asGroupType().getFieldCount() <= 2
                && repeated.asGroupType().getType(0).isPrimitive();
    }

    /** An object whose members' names are the keys, as text. */
    private static TreeConverter map(GroupType entry, Consumer<JsonNode> taker) {
        Hold<ObjectNode> object = new Hold<>(NODES.objectNode());
        Hold<String> key = new Hold<>("");
        Hold<JsonNode> value = new Hold<>(NullNode.getInstance());
        TreeConverter converter =
                new TreeConverter(() -> object.value = NODES.objectNode(), () -> taker.accept(object.value));
        TreeConverter entries = new TreeConverter(
                () -> value.value = NullNode.getInstance(), () -> object.value.set(key.value, value.value));
        entries.fields.add(
                of(entry.getType(0), found -> key.value = found.isTextual() ? found.textValue() : found.toString()));
        if (entry.getFieldCount() == 2) {
            entries.fields.add(of(entry.getType(1), found -> value.value = found));
        }
        converter.fields.add(entries);
        return converter;
    }

    /** What is being built. */
    private static final class Hold<T> {

        private T value;

        Hold(T value) {
            this.value = value;
        }
    }
}
