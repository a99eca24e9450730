package io.btautomations.btql.json;

import io.btautomations.btql.source.SourceSpan;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value and where it stands. */
sealed interface JsonTree {

    SourceSpan span();

    /** What it is, for messages. */
    String kind();

    /** @param members of several with one key the last one */
    record JsonObject(Map<String, JsonTree> members, SourceSpan span) implements JsonTree {

        Optional<JsonTree> member(String key) {
            return Optional.ofNullable(members.get(key));
        }

        /** The member, if it is there and not null. */
        Optional<JsonTree> present(String key) {
            return member(key).filter(value -> !(value instanceof JsonNull));
        }

        /** @throws RejectedJson if there is none */
        JsonTree required(String key) {
            return member(key).orElseThrow(() -> RejectedJson.unexpected("this object has no \"" + key + "\"", span));
        }

        @Override
        public String kind() {
            return "an object";
        }
    }

    record JsonArray(List<JsonTree> elements, SourceSpan span) implements JsonTree {

        @Override
        public String kind() {
            return "an array";
        }
    }

    record JsonString(String value, SourceSpan span) implements JsonTree {

        @Override
        public String kind() {
            return "a string";
        }
    }

    record JsonNumber(BigDecimal value, SourceSpan span) implements JsonTree {

        @Override
        public String kind() {
            return "a number";
        }
    }

    record JsonBoolean(boolean value, SourceSpan span) implements JsonTree {

        @Override
        public String kind() {
            return "a boolean";
        }
    }

    record JsonNull(SourceSpan span) implements JsonTree {

        @Override
        public String kind() {
            return "null";
        }
    }

    /** @throws RejectedJson if it is no object */
    default JsonObject asObject() {
        if (this instanceof JsonObject object) {
            return object;
        }
        throw isNot("an object");
    }

    /** @throws RejectedJson if it is no array */
    default JsonArray asArray() {
        if (this instanceof JsonArray array) {
            return array;
        }
        throw isNot("an array");
    }

    /** @throws RejectedJson if it is no string */
    default String asString() {
        if (this instanceof JsonString string) {
            return string.value();
        }
        throw isNot("a string");
    }

    /** @throws RejectedJson if it is no whole number between these */
    default long asWhole(long least, long most) {
        if (this instanceof JsonNumber number
                && number.value().stripTrailingZeros().scale() <= 0
                && number.value().compareTo(BigDecimal.valueOf(least)) >= 0
                && number.value().compareTo(BigDecimal.valueOf(most)) <= 0) {
            return number.value().longValueExact();
        }
        throw isNot("a whole number from " + least);
    }

    private RejectedJson isNot(String wanted) {
        return RejectedJson.unexpected("expected " + wanted + ", found " + kind(), span());
    }
}
