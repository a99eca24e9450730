package io.btautomations.core.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * Schemas in the terms of Parquet. All columns are optional; lists and maps have the standard three levels. JSON is
 * declared as text: a reader that checks columns of type JSON refuses the whole file for one value that it does not
 * take, such as half a surrogate pair, which JSON allows.
 */
final class MessageTypes {

    private MessageTypes() {}

    static MessageType of(RowSchema schema) {
        List<Type> fields = new ArrayList<>();
        schema.columns().forEach(column -> fields.add(field(column)));
        fields.add(field(Column.of(RowSchema.EXTRA, ColumnType.JSON)));
        return new MessageType("row", fields);
    }

    private static Type field(Column column) {
        String name = column.name();
        return switch (column.type()) {
            case TEXT, JSON ->
                Types.optional(PrimitiveTypeName.BINARY).as(stringType()).named(name);
            case TIMESTAMP ->
                Types.optional(PrimitiveTypeName.INT64)
                        .as(timestampType(true, TimeUnit.MICROS))
                        .named(name);
            case LONG -> Types.optional(PrimitiveTypeName.INT64).named(name);
            case DOUBLE -> Types.optional(PrimitiveTypeName.DOUBLE).named(name);
            case BOOLEAN -> Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
            case TEXT_LIST ->
                Types.optionalList()
                        .requiredElement(PrimitiveTypeName.BINARY)
                        .as(stringType())
                        .named(name);
            case NUMBER_MAP ->
                Types.optionalMap()
                        .key(Types.required(PrimitiveTypeName.BINARY)
                                .as(stringType())
                                .named("key"))
                        .optionalValue(PrimitiveTypeName.DOUBLE)
                        .named(name);
        };
    }
}
