package io.btautomations.nifi;

import io.btautomations.core.setting.Choice;
import io.btautomations.core.setting.Formats;
import io.btautomations.core.setting.Scope;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.setting.SettingProblem;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.step.Attributes;
import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.Counter;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.Route;
import io.btautomations.core.step.Step;
import io.btautomations.core.step.StepContext;
import io.btautomations.core.step.StepDescriptor;
import io.btautomations.core.step.StepException;
import io.btautomations.core.step.StepSession;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A step with one setting of each kind, whose work a test brings. */
final class FakeStep implements Step {

    /** What a test has the step do. */
    interface Work {
        Progress trigger(StepContext context, StepSession session) throws StepException;
    }

    enum Mode implements Choice {
        PLAIN("Plain"),
        FANCY("Fancy");

        private final Text text;

        Mode(String value) {
            this.text = new Text(value, "Works in a " + value.toLowerCase(Locale.ROOT) + " way.");
        }

        @Override
        public Text text() {
            return text;
        }
    }

    static final Setting<Mode> MODE = Setting.choice("Mode", Mode.class)
            .description("How to work.")
            .defaultText(Mode.PLAIN.value())
            .required()
            .build();
    static final Setting<Duration> PAUSE = Setting.of(
                    "Pause", Formats.duration(Duration.ofSeconds(1), Duration.ofHours(1)))
            .description("A pause.")
            .defaultText("5 s")
            .required()
            .scope(Scope.ENVIRONMENT)
            .build();
    static final Setting<Long> LEVEL = Setting.of("Level", Formats.wholeNumber(1, 10))
            .description("A level.")
            .required()
            .when(MODE, Mode.FANCY)
            .build();
    static final Setting<String> SECRET =
            Setting.text("Secret").description("A secret.").sensitive().build();
    static final Setting<String> LABEL = Setting.text("Label")
            .description("A label.")
            .scope(Scope.ITEM)
            .defaultText("${label}")
            .build();

    static final Route SUCCESS = new Route("success", "What went well");
    static final Route FAILURE = new Route("failure", "What did not");
    static final Counter THINGS = new Counter("Things Done", "A thing done");
    static final Counter WAITING = Counter.level("Things Waiting", "Things to do");

    private final Work work;
    private final StepContext context;
    private final AtomicInteger open;

    private FakeStep(Work work, StepContext context, AtomicInteger open) {
        this.work = work;
        this.context = context;
        this.open = open;
        open.incrementAndGet();
    }

    /** A descriptor of a step that does this work. */
    static StepDescriptor descriptor(StepDescriptor.Input input, Work work) {
        return descriptor(input, work, new AtomicInteger());
    }

    /** A descriptor of a step that does this work, with a count of the steps that are open. */
    static StepDescriptor descriptor(StepDescriptor.Input input, Work work, AtomicInteger open) {
        return new StepDescriptor(
                "Fake",
                "Does what a test wants.",
                input,
                List.of(MODE, PAUSE, LEVEL, SECRET, LABEL),
                List.of(SUCCESS, FAILURE),
                List.of(Attributes.RECORD_COUNT),
                List.of(Attributes.RECORD_COUNT),
                List.of(THINGS),
                new FakeRules(),
                context -> new FakeStep(work, context, open));
    }

    private static final class FakeRules implements StepDescriptor.Rules {

        @Override
        public List<SettingProblem> check(Settings settings) {
            return said(settings, "forbidden", "Label must not be 'forbidden'");
        }

        @Override
        public List<SettingProblem> advise(Settings settings) {
            return said(settings, "odd", "Label is 'odd', which is probably not meant");
        }

        private static List<SettingProblem> said(Settings settings, String label, String message) {
            return settings.find(LABEL)
                    .filter(label::equals)
                    .map(found -> List.of(new SettingProblem("SET-199", LABEL.name(), message)))
                    .orElse(List.of());
        }
    }

    @Override
    public Progress trigger(StepSession session) throws StepException {
        return work.trigger(context, session);
    }

    @Override
    public List<CheckResult> verify(Map<String, String> attributes) {
        String label = context.settings().find(LABEL).orElse("none");
        return List.of(
                CheckResult.passed("Look", "label is " + label),
                CheckResult.failed("Reach", "nobody there"),
                CheckResult.skipped("Send", "nobody to send to"));
    }

    @Override
    public void close() {
        open.decrementAndGet();
    }
}
