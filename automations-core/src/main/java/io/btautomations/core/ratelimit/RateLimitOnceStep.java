package io.btautomations.core.ratelimit;

import static io.btautomations.core.ratelimit.RateLimitDescriptions.FAILURE;
import static io.btautomations.core.ratelimit.RateLimitDescriptions.NOTIFY;
import static io.btautomations.core.ratelimit.RateLimitDescriptions.ROWS_MATCHED;
import static io.btautomations.core.ratelimit.RateLimitDescriptions.ROWS_REPEATED;
import static io.btautomations.core.ratelimit.RateLimitDescriptions.SUPPRESSED;

import io.btautomations.core.ratelimit.RowCount.Contradiction;
import io.btautomations.core.setting.Formats;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.Counter;
import io.btautomations.core.step.FlowItem;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.Step;
import io.btautomations.core.step.StepContext;
import io.btautomations.core.step.StepDescriptor;
import io.btautomations.core.step.StepException;
import io.btautomations.core.step.StepSession;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Lets at most one notification per interval through; every match is in exactly one of them. A host triggers it every
 * second, also when no input waits.
 */
public final class RateLimitOnceStep implements Step {

    public static final Counter ROWS_NOTIFIED = RateLimitDescriptions.ROWS_NOTIFIED;
    public static final Counter NOTIFICATIONS = RateLimitDescriptions.NOTIFICATIONS;

    public static final StepDescriptor DESCRIPTOR = new StepDescriptor(
            "RateLimitOnce",
            "Sends at most one notification per interval; the matches in between are counted into the next one, so that"
                    + " every match is in exactly one notification.",
            StepDescriptor.Input.REQUIRED,
            RateLimitDescriptions.SETTINGS,
            RateLimitDescriptions.ROUTES,
            RateLimitDescriptions.READS,
            RateLimitDescriptions.WRITES,
            RateLimitDescriptions.COUNTERS,
            RowExpressions::problems,
            RateLimitOnceStep::new);

    private static final String READ_STATE = "Read state";
    private static final int MOST_INPUTS = 100;

    private final StepContext context;
    private final LimitRules rules;
    private final RowCount rowCount;
    private final LedgerStore books;
    private final Set<String> underWay = new LinkedHashSet<>();
    private final Set<String> settled = new LinkedHashSet<>();
    private boolean toldOfOther;
    private Instant lastLook = Instant.MAX;
    private Instant nextLook = Instant.MIN;

    private RateLimitOnceStep(StepContext context) {
        Settings settings = context.settings();
        this.context = context;
        this.rules = LimitRules.of(settings);
        this.rowCount = new RowCount(RowExpressions.of(settings, context.clock()));
        this.books = new LedgerStore(context, rules);
    }

    /** Number of matches that wait to be told of, as the step's state has it; empty if that is no state of the step. */
    public static OptionalLong pending(Map<String, String> state) {
        String pending = state.getOrDefault(LedgerCodec.PENDING, "");
        return pending.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(pending)) : OptionalLong.empty();
    }

    @Override
    public Progress trigger(StepSession session) throws StepException {
        Instant now = context.clock().now().truncatedTo(ChronoUnit.MILLIS);
        List<FlowItem> taken = session.take(MOST_INPUTS);
        boolean mayFire = session.accepts(NOTIFY);
        if (taken.isEmpty() && (!mayFire || isCovered(now))) {
            return Progress.IDLE;
        }
        List<FlowItem> inputs = new ArrayList<>();
        List<Arrival> arrivals = new ArrayList<>();
        for (FlowItem item : taken) {
            Optional<Arrival> arrival = admit(item, session);
            if (arrival.isPresent()) {
                inputs.add(item);
                arrivals.add(arrival.get());
            }
        }
        LedgerStore.Stored stored = books.round(arrivals, now, mayFire, underWay, settled);
        settled.clear();
        Set<String> tokens = send(session, inputs, arrivals, stored);
        if (!tokens.isEmpty()) {
            session.afterCommit(() -> settle(tokens));
        }
        lastLook = now;
        nextLook = stored.round().nextLook();
        return taken.size() == MOST_INPUTS ? Progress.MORE : Progress.DONE;
    }

    @Override
    public List<CheckResult> verify(Map<String, String> attributes) {
        Optional<String> hidden = context.state().hidden();
        if (hidden.isPresent()) {
            return List.of(CheckResult.skipped(READ_STATE, hidden.get()));
        }
        try {
            return List.of(CheckResult.passed(READ_STATE, books.describe()));
        } catch (StepException e) {
            return List.of(CheckResult.failed(READ_STATE, String.valueOf(e.getMessage())));
        }
    }

    private void settle(Set<String> tokens) throws StepException {
        settled.addAll(tokens);
        underWay.removeAll(tokens);
        books.retire(settled);
        settled.clear();
    }

    /** Whether nothing can be due yet, by what is known of the books; unknown once the clock stepped back. */
    private boolean isCovered(Instant now) {
        return now.isBefore(nextLook) && !now.isBefore(lastLook);
    }

    /** The input as an arrival; empty if it is not to be counted and has been sent on. */
    private Optional<Arrival> admit(FlowItem item, StepSession session) throws StepException {
        try {
            RowTallies tallies = rowCount.of(item, session);
            if (item.attribute(Attributes.AUTOMATION_IS_TEST)
                    .filter("true"::equals)
                    .isPresent()) {
                sendTest(item, tallies.rows(), session);
                return Optional.empty();
            }
            return Optional.of(Arrival.of(item, tallies));
        } catch (Contradiction e) {
            String reason = String.valueOf(e.getMessage());
            context.events().warn("Matches not counted: " + reason);
            context.events().routed(item, FAILURE, reason);
            session.transfer(session.withAttributes(item, Map.of(Attributes.LIMIT_ERROR.name(), reason)), FAILURE);
            return Optional.empty();
        }
    }

    private void sendTest(FlowItem item, long rows, StepSession session) {
        if (rows == 0) {
            context.events()
                    .warn("The test found no matching logs, so nothing is sent; you may need to adjust the BTQL filter"
                            + " or the interval");
            session.transfer(item, SUPPRESSED);
            return;
        }
        Instant now = context.clock().now();
        TimeWindow window = Arrival.window(item).orElseGet(() -> new TimeWindow(now.minus(rules.interval()), now));
        FlowItem test = session.withAttributes(item, NotificationAttributes.ofTest(rows, window, rules.interval()));
        context.events().routed(test, NOTIFY, "test run");
        session.transfer(test, NOTIFY);
    }

    /** Sends out what the round decided; answers the tokens of what has taken effect once the session is committed. */
    private Set<String> send(
            StepSession session, List<FlowItem> inputs, List<Arrival> arrivals, LedgerStore.Stored stored) {
        Set<String> tokens = new LinkedHashSet<>();
        for (int i = 0; i < inputs.size(); i++) {
            Arrival arrival = arrivals.get(i);
            switch (stored.round().verdicts().get(i)) {
                case Verdict.Counted counted -> {
                    context.events().count(ROWS_MATCHED, arrival.tallies().rows());
                    context.events().count(ROWS_REPEATED, counted.repeatedRows());
                    send(session, inputs.get(i), counted.notifications(), stored);
                    if (counted.isRecorded(arrival)) {
                        tokens.add(arrival.token().key());
                    }
                }
                case Verdict.Recalled recalled -> {
                    send(session, inputs.get(i), recalled.notifications(), stored);
                    tokens.add(arrival.token().key());
                }
                case Verdict.Repeated repeated -> session.drop(inputs.get(i));
            }
        }
        stored.round().fires().forEach((token, notification) -> {
            Map<String, String> attributes = new TreeMap<>(stored.context(notification));
            attributes.put(Attributes.MIME_TYPE.name(), "application/jsonl");
            attributes.put(Attributes.RECORD_COUNT.name(), "0");
            FlowItem item = session.write(Optional.empty()).finish(attributes);
            notify(session, item, notification, stored);
            tokens.add(token);
            underWay.add(token);
        });
        return tokens;
    }

    private void send(
            StepSession session, FlowItem input, List<Notification> notifications, LedgerStore.Stored stored) {
        if (notifications.isEmpty()) {
            context.events().routed(input, SUPPRESSED, "counted into the next notification");
            session.transfer(input, SUPPRESSED);
            return;
        }
        for (Notification more : notifications.subList(1, notifications.size())) {
            notify(session, session.slice(input, 0, input.size()), more, stored);
        }
        notify(session, input, notifications.get(0), stored);
    }

    private void notify(StepSession session, FlowItem item, Notification notification, LedgerStore.Stored stored) {
        FlowItem sent =
                session.withAttributes(item, NotificationAttributes.of(notification, rules.interval(), stored.life()));
        if (notification.group().equals(Ledger.OTHER) && !toldOfOther) {
            toldOfOther = true;
            context.events()
                    .warn("There are more than " + rules.maxGroups() + " groups; the rest share the one named "
                            + Ledger.OTHER + ". Raise Max Groups, or group by something with fewer values");
        }
        context.events().count(NOTIFICATIONS, 1);
        context.events().count(ROWS_NOTIFIED, notification.count());
        context.events()
                .routed(
                        sent,
                        NOTIFY,
                        "stands for " + notification.count() + " matches in "
                                + Formats.show(Duration.between(
                                        notification.window().start(),
                                        notification.window().end())));
        session.transfer(sent, NOTIFY);
    }
}
