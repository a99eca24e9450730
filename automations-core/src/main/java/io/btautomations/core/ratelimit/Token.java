package io.btautomations.core.ratelimit;

import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.FlowItem;
import java.util.Optional;
import java.util.regex.Pattern;

/** What makes an input recognisable when it comes again: the run and fragment of its source, or else its own id. */
sealed interface Token {

    /** How it stands in the limiter's state. */
    String key();

    /**
     * A part of a source's run.
     *
     * @param run key of the run
     * @param index from 0
     * @param count number of the run's fragments, known on the last one only
     */
    record Fragment(String run, int index, Optional<Integer> count) implements Token {
        @Override
        public String key() {
            return run + "#" + index;
        }
    }

    /** An item that belongs to no run. */
    record Item(String key) implements Token {}

    Pattern INDEX = Pattern.compile("\\d{1,9}");

    /** The token of an input. One that something between source and limiter split or merged is known by its own id. */
    static Token of(FlowItem item) {
        Optional<String> run = item.attribute(Attributes.RUN_ID).filter(id -> !id.isEmpty());
        boolean untouched = item.attribute(Attributes.FRAGMENT_IDENTIFIER).equals(run);
        Optional<Integer> index = number(item.attribute(Attributes.FRAGMENT_INDEX));
        if (run.isEmpty() || !untouched || index.isEmpty()) {
            return new Item(Hashes.key(item.id()));
        }
        String generation = item.attribute(Attributes.AUTOMATION_GENERATION).orElse("");
        return new Fragment(
                Hashes.key(generation + "\n" + run.get()),
                index.get(),
                number(item.attribute(Attributes.FRAGMENT_COUNT)));
    }

    private static Optional<Integer> number(Optional<String> text) {
        return text.filter(value -> INDEX.matcher(value).matches()).map(Integer::valueOf);
    }
}
