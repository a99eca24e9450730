package io.btautomations.engine.run;

import io.btautomations.core.port.StateStore;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.Counter;
import io.btautomations.core.step.FlowItem;
import io.btautomations.core.step.ItemWriter;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.Route;
import io.btautomations.core.step.Step;
import io.btautomations.core.step.StepContext;
import io.btautomations.core.step.StepDescriptor;
import io.btautomations.core.step.StepException;
import io.btautomations.core.step.StepSession;
import io.btautomations.engine.bind.HostedType;
import io.btautomations.engine.bind.Hosting;
import io.btautomations.engine.bind.StepCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Steps whose world is in lists, so that a test sees what reached the outside and can make it fail. */
final class TestSteps {

    static final Route SUCCESS = new Route("success", "what went well");
    static final Route RETRY = new Route("retry", "what is to be tried again");
    static final Route FAILURE = new Route("failure", "what is given up");
    static final Counter ROWS = new Counter("Rows Received", "a row");

    /** The log that the source reads: a row an entry. */
    final List<String> log = new ArrayList<>();

    /** What the sink wrote outside, by item id: a repeated item replaces itself. */
    final Map<String, String> written = new TreeMap<>();

    /** In which order the sink wrote, repeats included. */
    final List<String> writes = new ArrayList<>();

    /** What the poster posted. */
    final List<String> posts = new ArrayList<>();

    /** How the next posts end; success once it is used up. */
    final Deque<Route> postEndings = new ArrayDeque<>();

    /** Failures of the sink that are still to come. */
    final Deque<Exception> sinkFailures = new ArrayDeque<>();

    int rowsPerRun = 2;
    int polls;
    int ticks;
    boolean tickSends;
    boolean sinkUsesFailureRoute;
    boolean sinkForgetsItems;
    boolean sinkPutsBack;

    StepCatalogue catalogue() {
        return StepCatalogue.of(List.of(
                HostedType.of(
                        descriptor("Source", StepDescriptor.Input.FORBIDDEN, List.of(SUCCESS), Source::new),
                        Hosting.SOURCE),
                HostedType.of(
                        descriptor("Pass", StepDescriptor.Input.REQUIRED, List.of(SUCCESS), Pass::new), Hosting.INLINE),
                HostedType.of(
                        descriptor("Sink", StepDescriptor.Input.REQUIRED, List.of(SUCCESS, FAILURE), Sink::new),
                        Hosting.INLINE),
                HostedType.of(
                        descriptor("Ticker", StepDescriptor.Input.REQUIRED, List.of(SUCCESS), Ticker::new),
                        Hosting.TICKING),
                HostedType.of(
                        descriptor(
                                "Poster", StepDescriptor.Input.REQUIRED, List.of(SUCCESS, RETRY, FAILURE), Poster::new),
                        Hosting.OUTBOX)));
    }

    private static StepDescriptor descriptor(
            String type, StepDescriptor.Input input, List<Route> routes, StepDescriptor.Factory factory) {
        return new StepDescriptor(
                type,
                "",
                input,
                List.of(),
                routes,
                List.of(),
                List.of(),
                List.of(ROWS),
                settings -> List.of(),
                factory);
    }

    private abstract static class TestStep implements Step {
        final StepContext context;

        TestStep(StepContext context) {
            this.context = context;
        }

        @Override
        public List<CheckResult> verify(Map<String, String> attributes) {
            return List.of(CheckResult.passed("test", "fine"));
        }
    }

    /** Plans, sends, and records as done: the protocol of a source. */
    private final class Source extends TestStep {

        Source(StepContext context) {
            super(context);
        }

        @Override
        public Progress trigger(StepSession session) throws StepException {
            polls++;
            if (!session.accepts(SUCCESS)) {
                return Progress.IDLE;
            }
            int done = number(read().entries().get("done"));
            int planned = number(read().entries().get("planned"));
            if (planned == 0) {
                planned = Math.min(log.size(), done + rowsPerRun);
                if (planned == done) {
                    return Progress.IDLE;
                }
                replace(read(), Map.of("done", "" + done, "planned", "" + planned));
            }
            for (int i = done; i < planned; i++) {
                FlowItem item = session.withAttributes(
                        item(session, Optional.empty(), log.get(i)),
                        Map.of(
                                Attributes.WINDOW_END.name(),
                                Attributes.time(context.clock().now())));
                session.transfer(item, SUCCESS);
                context.events().count(ROWS, 1);
            }
            int reached = planned;
            session.afterCommit(() -> replace(read(), Map.of("done", "" + reached)));
            return planned < log.size() ? Progress.MORE : Progress.DONE;
        }

        private StateStore.State read() throws StepException {
            try {
                return context.state().read();
            } catch (IOException e) {
                throw new StepException("cannot read", e);
            }
        }

        private void replace(StateStore.State expected, Map<String, String> next) throws StepException {
            try {
                if (!context.state().replace(expected, next)) {
                    throw new StepException("someone else was faster");
                }
            } catch (IOException e) {
                throw new StepException("cannot write", e);
            }
        }
    }

    private static final class Pass extends TestStep {

        Pass(StepContext context) {
            super(context);
        }

        @Override
        public Progress trigger(StepSession session) {
            for (FlowItem item : session.take(1)) {
                session.transfer(
                        item(session, Optional.of(item), text(session, item).toUpperCase(Locale.ROOT)), SUCCESS);
                session.drop(item);
            }
            return Progress.DONE;
        }
    }

    private final class Sink extends TestStep {

        Sink(StepContext context) {
            super(context);
        }

        @Override
        public Progress trigger(StepSession session) throws StepException {
            for (FlowItem item : session.take(1)) {
                written.put(item.id(), text(session, item));
                writes.add(text(session, item));
                Exception failure = sinkFailures.poll();
                if (failure instanceof StepException known) {
                    throw known;
                }
                if (failure instanceof RuntimeException known) {
                    throw known;
                }
                if (sinkPutsBack) {
                    session.putBack(item);
                } else if (!sinkForgetsItems) {
                    session.transfer(item, sinkUsesFailureRoute ? FAILURE : SUCCESS);
                }
            }
            return Progress.DONE;
        }
    }

    private final class Ticker extends TestStep {

        Ticker(StepContext context) {
            super(context);
        }

        @Override
        public Progress trigger(StepSession session) {
            List<FlowItem> items = session.take(10);
            items.forEach(session::drop);
            if (!items.isEmpty()) {
                return Progress.DONE;
            }
            ticks++;
            if (!tickSends || !session.accepts(SUCCESS)) {
                return Progress.IDLE;
            }
            session.transfer(item(session, Optional.empty(), "tick " + ticks), SUCCESS);
            return Progress.DONE;
        }
    }

    private final class Poster extends TestStep {

        Poster(StepContext context) {
            super(context);
        }

        @Override
        public Progress trigger(StepSession session) {
            for (FlowItem item : session.take(1)) {
                posts.add(text(session, item));
                Route ending = postEndings.isEmpty() ? SUCCESS : postEndings.poll();
                String notBefore =
                        context.clock().now().plus(Duration.ofSeconds(30)).toString();
                Map<String, String> attributes = ending == RETRY
                        ? Map.of(
                                Attributes.WEBHOOK_NOT_BEFORE.name(),
                                notBefore,
                                Attributes.WEBHOOK_ERROR.name(),
                                "busy")
                        : ending == FAILURE ? Map.of(Attributes.WEBHOOK_ERROR.name(), "gone") : Map.of();
                session.transfer(session.withAttributes(item, attributes), ending);
            }
            return Progress.MORE;
        }
    }

    private static FlowItem item(StepSession session, Optional<FlowItem> parent, String text) {
        ItemWriter writer = session.write(parent);
        try {
            writer.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return writer.finish(Map.of());
    }

    private static String text(StepSession session, FlowItem item) {
        try (InputStream in = session.read(item)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int number(String text) {
        return text == null ? 0 : Integer.parseInt(text);
    }
}
