package io.btautomations.engine.serve;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.btql.ast.Shape;
import io.btautomations.btql.bind.BoundQuery;
import io.btautomations.btql.plan.PlanNode;
import io.btautomations.btql.row.FieldPath;
import io.btautomations.btql.type.BtqlType;
import io.btautomations.btql.type.KnownField;
import io.btautomations.btql.type.RowSchema;
import io.btautomations.engine.serve.log.RowJson;

/** Says in JSON Schema what the rows of a result look like, as far as the query tells. */
final class ResultSchema {

    private ResultSchema() {}

    static ObjectNode of(PlanNode plan, PlanNode.Scan scan) {
        ObjectNode schema = RowJson.MAPPER.createObjectNode();
        schema.put("type", "array");
        ObjectNode items = schema.putObject("items");
        items.put("type", "object");
        ObjectNode properties = items.putObject("properties");
        if (plan instanceof PlanNode.Project project) {
            if (project.star()) {
                RowSchema rows = scan.shape() == Shape.SUMMARY ? RowSchema.SUMMARY : RowSchema.SPANS;
                rows.fields().forEach(field -> addTop(field, properties));
            }
            for (BoundQuery.Output output : project.outputs()) {
                properties.set(output.name(), type(output.expression().type()));
            }
        }
        return schema;
    }

    private static void addTop(KnownField field, ObjectNode properties) {
        FieldPath path = field.path();
        if (path.keys().size() == 1) {
            properties.set(path.keys().getFirst(), type(field.type()));
        }
    }

    private static ObjectNode type(BtqlType type) {
        ObjectNode schema = RowJson.MAPPER.createObjectNode();
        switch (type) {
            case BOOLEAN, NUMBER, OBJECT, ARRAY -> orNull(schema, type.word());
            case TEXT, INTERVAL -> orNull(schema, "string");
            case DATETIME -> {
                orNull(schema, "string");
                schema.put("format", "date-time");
            }
            case ANY -> {
                // anything fits the empty schema
            }
        }
        return schema;
    }

    private static void orNull(ObjectNode schema, String type) {
        ArrayNode types = schema.putArray("type");
        types.add(type);
        types.add("null");
    }
}
