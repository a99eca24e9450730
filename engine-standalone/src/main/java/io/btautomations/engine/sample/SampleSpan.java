package io.btautomations.engine.sample;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One row. Values are texts, numbers, flags, lists and maps of those, as JSON has them.
 *
 * @param id row id
 * @param spanId span id
 * @param rootSpanId span id of the trace's root
 * @param parents span ids above; empty for the root
 * @param created when it was created
 * @param stored when it was written to the log
 * @param transaction counts transactions within one second
 * @param name of the span
 * @param type of the span
 * @param input what went in
 * @param output what came out; empty if it failed
 * @param expected what should have come out, if someone said so
 * @param error why it failed
 * @param scores by name
 * @param metadata by name
 * @param tags none for null
 * @param metrics by name
 */
record SampleSpan(
        String id,
        String spanId,
        String rootSpanId,
        List<String> parents,
        Instant created,
        Instant stored,
        int transaction,
        String name,
        String type,
        Object input,
        Optional<Object> output,
        Optional<Object> expected,
        Optional<String> error,
        Map<String, Object> scores,
        Map<String, Object> metadata,
        List<String> tags,
        Map<String, Object> metrics) {}
