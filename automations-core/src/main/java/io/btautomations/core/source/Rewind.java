package io.btautomations.core.source;

import io.btautomations.core.braintrust.TransactionId;
import io.btautomations.core.setting.SettingFormatException;
import io.btautomations.core.source.log.StartPoint;
import io.btautomations.core.source.log.Times;
import io.btautomations.core.step.StepException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A wish that a source read again from an earlier point, in a new generation. It takes the place of the source's state;
 * the source's next trigger grants it.
 */
public final class Rewind {

    private static final String TO_KEY = "rewind.to";
    private static final String BEGINNING = "beginning";
    private static final String EXPECTATION =
            "'beginning', a time such as '2026-01-31T00:00:00Z', or an _xact_id such as '1000196942215778304'";

    private final StartPoint start;
    private final String text;

    private Rewind(StartPoint start, String text) {
        this.start = start;
        this.text = text;
    }

    /**
     * The wish that a text names: {@code beginning}, a time in ISO-8601 with its zone, or an {@code _xact_id}. What was
     * written then is read again.
     *
     * @throws SettingFormatException if it is none of them
     */
    public static Rewind parse(String text) throws SettingFormatException {
        String word = text.strip();
        if (word.equals(BEGINNING)) {
            return new Rewind(new StartPoint.Oldest(), word);
        }
        try {
            if (!word.isEmpty() && word.chars().allMatch(Character::isDigit)) {
                TransactionId transaction = TransactionId.parse(word);
                return new Rewind(new StartPoint.AtTransaction(transaction), transaction.toString());
            }
            Instant time = Times.toMillis(Instant.parse(word));
            return new Rewind(new StartPoint.AtTime(time), time.toString());
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw new SettingFormatException(EXPECTATION);
        }
    }

    /** The entries that take the place of a source's state: the wish, and what it supersedes. */
    public Map<String, String> inPlaceOf(Map<String, String> state) {
        Map<String, String> entries = new TreeMap<>();
        entries.put(SourceState.VERSION_KEY, SourceState.VERSION);
        entries.put(TO_KEY, text);
        Superseded.by(state).ifPresent(superseded -> entries.putAll(superseded.entries()));
        return entries;
    }

    /** The wish in the place of a state; empty if that is none. */
    static Optional<Rewind> of(Map<String, String> entries) throws StepException {
        String to = entries.get(TO_KEY);
        if (to == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(to));
        } catch (SettingFormatException e) {
            throw new StepException("The state asks to rewind to '" + to + "', which must be " + e.getMessage(), e);
        }
    }

    /** Where to read from. */
    StartPoint start() {
        return start;
    }

    /** As users write it. */
    @Override
    public String toString() {
        return text;
    }
}
