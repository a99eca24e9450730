package io.btautomations.core.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/**
 * Builds rows. Of a file of one of our schemas they are the rows that were written: JSON columns are the JSON that they
 * hold, the members of {@code extra} stand where they stood, and transaction ids are text.
 */
final class RowMaterializer extends RecordMaterializer<ObjectNode> {

    private final Root root;

    /** @param schema the one that the file says it has */
    RowMaterializer(MessageType type, Optional<RowSchema> schema) {
        root = new Root(type, schema);
    }

    @Override
    public ObjectNode getCurrentRecord() {
        return root.row;
    }

    @Override
    public GroupConverter getRootConverter() {
        return root;
    }

    private static final class Root extends GroupConverter {

        private final List<Converter> fields = new ArrayList<>();
        private ObjectNode row = JsonNodeFactory.instance.objectNode();

        Root(MessageType type, Optional<RowSchema> schema) {
            for (Type field : type.getFields()) {
                fields.add(schema.flatMap(known -> own(field, known)).orElseGet(() -> foreign(field)));
            }
        }

        @Override
        public Converter getConverter(int field) {
            return fields.get(field);
        }

        @Override
        public void start() {
            row = JsonNodeFactory.instance.objectNode();
        }

        @Override
        public void end() {}

        private Converter foreign(Type field) {
            String name = field.getName();
            if (!field.isRepetition(Repetition.REPEATED)) {
                return TreeConverter.of(field, value -> row.set(name, value));
            }
            return TreeConverter.of(field, value -> row.withArrayProperty(name).add(value));
        }

        /** How a column of ours is read; empty if it is read as any other. */
        private Optional<Converter> own(Type field, RowSchema schema) {
            if (!field.isPrimitive() || field.isRepetition(Repetition.REPEATED)) {
                return Optional.empty();
            }
            PrimitiveType type = field.asPrimitiveType();
            String name = field.getName();
            if (name.equals(RowSchema.EXTRA)) {
                return Optional.of(new ScalarConverter(type, ScalarForms::json, this::spread));
            }
            ColumnType kept = schema.columns().stream()
                    .filter(column -> column.name().equals(name))
                    .findFirst()
                    .map(Column::type)
                    .orElse(ColumnType.TEXT);
            if (kept == ColumnType.JSON) {
                return Optional.of(new ScalarConverter(type, ScalarForms::json, value -> row.set(name, value)));
            }
            if (kept == ColumnType.LONG && schema.isOfLogs()) {
                return Optional.of(new ScalarConverter(type, value -> row.put(name, value.asText())));
            }
            return Optional.empty();
        }

        /** Puts members back; what their column holds of them gives way. */
        private void spread(JsonNode extra) {
            byte[] bytes = extra.toString().getBytes(StandardCharsets.UTF_8);
            try {
                for (Map.Entry<String, int[]> place :
                        JsonMembers.places(bytes, 0, bytes.length).entrySet()) {
                    int start = place.getValue()[0];
                    int length = place.getValue()[1] - start;
                    row.putRawValue(
                            place.getKey(), new RawValue(new String(bytes, start, length, StandardCharsets.UTF_8)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
