package io.btautomations.engine.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How times and maps stand in the store: readable with any tool, times sorted as text. */
final class Texts {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Texts() {}

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    static @Nullable String time(Optional<Instant> instant) {
        return instant.map(Texts::time).orElse(null);
    }

    static Instant time(String text) {
        return Instant.parse(text);
    }

    static Optional<Instant> optionalTime(@Nullable String text) {
        return Optional.ofNullable(text).map(Instant::parse);
    }

    static String map(Map<String, ?> map) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(map));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a map of texts that is no JSON", e);
        }
    }

    static Map<String, String> map(String text) throws StoreException {
        return read(text, new TypeReference<>() {});
    }

    static Map<String, Long> counts(String text) throws StoreException {
        return read(text, new TypeReference<>() {});
    }

    private static <T> T read(String text, TypeReference<T> type) throws StoreException {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new StoreException(StoreException.Kind.DAMAGED, "the state holds a text that is no JSON", e);
        }
    }
}
