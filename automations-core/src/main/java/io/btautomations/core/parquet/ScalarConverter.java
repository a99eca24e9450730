package io.btautomations.core.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.PrimitiveType;

/** Hands on single values. */
final class ScalarConverter extends PrimitiveConverter {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final LongFunction<JsonNode> whole;
    private final Function<Binary, JsonNode> bytes;
    private final Consumer<JsonNode> taker;

    ScalarConverter(PrimitiveType type, Consumer<JsonNode> taker) {
        this(type, ScalarForms.bytes(type), taker);
    }

    /** Of a column whose bytes are known to be of that form. */
    ScalarConverter(PrimitiveType type, Function<Binary, JsonNode> bytes, Consumer<JsonNode> taker) {
        this.whole = ScalarForms.whole(type);
        this.bytes = bytes;
        this.taker = taker;
    }

    @Override
    public void addBinary(Binary value) {
        taker.accept(bytes.apply(value));
    }

    @Override
    public void addBoolean(boolean value) {
        taker.accept(NODES.booleanNode(value));
    }

    @Override
    public void addDouble(double value) {
        taker.accept(NODES.numberNode(value));
    }

    @Override
    public void addFloat(float value) {
        taker.accept(NODES.numberNode(value));
    }

    @Override
    public void addInt(int value) {
        taker.accept(whole.apply(value));
    }

    @Override
    public void addLong(long value) {
        taker.accept(whole.apply(value));
    }
}
