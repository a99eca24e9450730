package io.btautomations.nifi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.btautomations.core.port.StateStore;
import io.btautomations.core.step.FlowItem;
import io.btautomations.core.step.ItemWriter;
import io.btautomations.core.step.Progress;
import io.btautomations.core.step.StepDescriptor;
import io.btautomations.core.step.StepDescriptor.Input;
import io.btautomations.core.step.StepException;
import io.btautomations.core.step.StepSession;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.nifi.annotation.behavior.Stateful;
import org.apache.nifi.components.AllowableValue;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.ConfigVerificationResult.Outcome;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.components.state.Scope;
import org.apache.nifi.expression.ExpressionLanguageScope;
import org.apache.nifi.provenance.ProvenanceEventRecord;
import org.apache.nifi.provenance.ProvenanceEventType;
import org.apache.nifi.util.MockFlowFile;
import org.apache.nifi.util.MockProcessContext;
import org.apache.nifi.util.TestRunner;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.api.Test;

class StepProcessorTest {

    private static final String SUCCESS = FakeStep.SUCCESS.name();

    @Stateful(scopes = Scope.CLUSTER, description = "what a test keeps")
    private static final class FakeProcessor extends StepProcessor {
        FakeProcessor(StepDescriptor step, HostPorts ports) {
            super(step, ports);
        }
    }

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final AtomicInteger openSteps = new AtomicInteger();

    private TestRunner runner(Input input, FakeStep.Work work) {
        HostPorts real = HostPorts.ofThisMachine();
        return TestRunners.newTestRunner(new FakeProcessor(
                FakeStep.descriptor(input, work, openSteps),
                new HostPorts(now::get, real.randomness(), real.waiting(), real.http(), real.objects())));
    }

    private static FakeStep.Work nothing() {
        return (context, session) -> Progress.IDLE;
    }

    @Test
    void propertiesFollowTheSettings() {
        FakeProcessor processor =
                new FakeProcessor(FakeStep.descriptor(Input.REQUIRED, nothing()), HostPorts.ofThisMachine());

        List<PropertyDescriptor> properties = processor.getPropertyDescriptors();

        assertEquals(
                List.of("Mode", "Pause", "Level", "Secret", "Label"),
                properties.stream().map(PropertyDescriptor::getName).toList());
        PropertyDescriptor mode = properties.get(0);
        assertEquals("How to work.", mode.getDescription());
        assertEquals("Plain", mode.getDefaultValue());
        assertEquals(
                List.of("Plain", "Fancy"),
                mode.getAllowableValues().stream().map(AllowableValue::getValue).toList());
        assertEquals("Works in a fancy way.", mode.getAllowableValues().get(1).getDescription());
        PropertyDescriptor level = properties.get(2);
        assertTrue(level.isRequired());
        assertEquals("Mode", level.getDependencies().iterator().next().getPropertyName());
        assertTrue(properties.get(3).isSensitive());
        assertEquals(
                List.of(
                        ExpressionLanguageScope.NONE,
                        ExpressionLanguageScope.ENVIRONMENT,
                        ExpressionLanguageScope.NONE,
                        ExpressionLanguageScope.NONE,
                        ExpressionLanguageScope.FLOWFILE_ATTRIBUTES),
                properties.stream()
                        .map(PropertyDescriptor::getExpressionLanguageScope)
                        .toList());
    }

    @Test
    void relationshipsFollowTheRoutes() {
        FakeProcessor processor =
                new FakeProcessor(FakeStep.descriptor(Input.REQUIRED, nothing()), HostPorts.ofThisMachine());

        assertEquals(
                List.of("success: What went well", "failure: What did not"),
                processor.getRelationships().stream()
                        .map(relationship -> relationship.getName() + ": " + relationship.getDescription())
                        .toList());
    }

    @Test
    void validationSpeaksTheCoresTexts() {
        TestRunner runner = runner(Input.REQUIRED, nothing());
        runner.setProperty("Pause", "2 d");

        assertEquals(
                List.of("Pause must be a duration from 1 s to 1 h, such as '5 mins', got '2 d'"), explanations(runner));
    }

    @Test
    void rulesAreValidatedOnceTheSingleSettingsAreRight() {
        TestRunner runner = runner(Input.REQUIRED, nothing());
        runner.setProperty("Label", "forbidden");
        assertEquals(List.of("Label must not be 'forbidden'"), explanations(runner));

        runner.setProperty("Pause", "2 d");
        assertEquals(1, explanations(runner).size());
        assertTrue(explanations(runner).getFirst().startsWith("Pause must be"));
    }

    @Test
    void whatIsProbablyNotMeantIsAWarningAtTheStartAndNoError() {
        TestRunner runner = runner(Input.FORBIDDEN, nothing());
        runner.setProperty("Label", "odd");
        runner.assertValid();

        runner.run(3);

        assertEquals(
                List.of("Label is 'odd', which is probably not meant"),
                runner.getLogger().getWarnMessages().stream()
                        .map(message -> withoutComponent(message.getMsg()))
                        .toList());
    }

    @Test
    void whatDependsOnTheFlowFileIsNotValidated() {
        TestRunner runner = runner(Input.REQUIRED, nothing());
        runner.setProperty("Label", "${label:replaceNull('forbidden')}");

        runner.assertValid();
    }

    @Test
    void settingsThatDoNotApplyAreNotValidated() {
        TestRunner runner = runner(Input.REQUIRED, nothing());
        runner.setProperty("Level", "99");
        runner.assertValid();

        runner.setProperty("Mode", "Fancy");
        assertEquals(List.of("Level must be a whole number from 1 to 10, got '99'"), explanations(runner));
    }

    @Test
    void settingsAreResolvedForEachFlowFile() {
        List<String> labels = new ArrayList<>();
        TestRunner runner = runner(Input.REQUIRED, (context, session) -> {
            for (FlowItem item : session.take(10)) {
                labels.add(session.settings(item).find(FakeStep.LABEL).orElse("none"));
                session.transfer(item, FakeStep.SUCCESS);
            }
            labels.add(context.settings().find(FakeStep.LABEL).orElse("none without an item"));
            return Progress.DONE;
        });
        runner.enqueue("", Map.of("label", "first"));
        runner.enqueue("");

        runner.run();

        assertEquals(List.of("first", "none", "none without an item"), labels);
        runner.assertAllFlowFilesTransferred(SUCCESS, 2);
    }

    @Test
    void contentIsReadWrittenAndSliced() {
        TestRunner runner = runner(Input.REQUIRED, (context, session) -> {
            FlowItem item = session.take(1).getFirst();
            ItemWriter writer = session.write(Optional.of(item));
            try (InputStream content = session.read(item)) {
                writer.write(content.readAllBytes());
                writer.write('!');
            } catch (IOException e) {
                throw new StepException("unreadable", e);
            }
            FlowItem louder = writer.finish(Map.of());
            assertEquals(6, louder.size());
            session.transfer(louder, FakeStep.SUCCESS);
            session.transfer(
                    session.withAttributes(session.slice(item, 1, 3), Map.of("part", "middle")), FakeStep.SUCCESS);
            ItemWriter abandoned = session.write(Optional.empty());
            abandoned.discard();
            session.transfer(item, FakeStep.FAILURE);
            return Progress.DONE;
        });
        runner.enqueue("hello", Map.of("kept", "yes"));

        runner.run();

        List<MockFlowFile> made = runner.getFlowFilesForRelationship(SUCCESS);
        assertEquals(2, made.size());
        made.get(0).assertContentEquals("hello!");
        made.get(0).assertAttributeEquals("kept", "yes");
        made.get(1).assertContentEquals("ell");
        made.get(1).assertAttributeEquals("part", "middle");
        made.get(1).assertAttributeEquals("kept", "yes");
        runner.getFlowFilesForRelationship(FakeStep.FAILURE.name()).getFirst().assertContentEquals("hello");
    }

    @Test
    void anItemPutBackWaitsInTheQueueWithItsChanges() {
        TestRunner runner = runner(Input.REQUIRED, (context, session) -> {
            FlowItem item = session.take(1).getFirst();
            session.putBack(session.withAttributes(item, Map.of("attempt", "1")));
            return Progress.DONE;
        });
        runner.enqueue("later");

        runner.run();

        runner.assertQueueNotEmpty();
        runner.assertTransferCount(SUCCESS, 0);
        assertEquals(1, runner.getPenalizedFlowFiles().size());
        runner.getPenalizedFlowFiles().getFirst().assertAttributeEquals("attempt", "1");
    }

    @Test
    void stateIsOfTheClusterAndChangesByCompareAndSwap() throws IOException {
        List<Boolean> replaced = new ArrayList<>();
        TestRunner runner = runner(Input.FORBIDDEN, (context, session) -> {
            try {
                StateStore.State first = context.state().read();
                assertEquals(Map.of(), first.entries());
                replaced.add(context.state().replace(first, Map.of("at", "1")));
                replaced.add(context.state().replace(first, Map.of("at", "2")));
            } catch (IOException e) {
                throw new StepException("no state", e);
            }
            return Progress.DONE;
        });

        runner.run();

        assertEquals(List.of(true, false), replaced);
        runner.getStateManager().assertStateEquals("at", "1", Scope.CLUSTER);
    }

    @Test
    void aFailureRollsBackAndIsReportedOnce() {
        AtomicReference<Optional<String>> failure = new AtomicReference<>(Optional.of("The store is away"));
        TestRunner runner = runner(Input.REQUIRED, (context, session) -> {
            FlowItem item = session.take(1).getFirst();
            session.transfer(item, FakeStep.SUCCESS);
            if (failure.get().isPresent()) {
                throw new StepException(failure.get().get());
            }
            return Progress.DONE;
        });
        runner.enqueue("kept");

        runner.run(3, false);

        runner.assertTransferCount(SUCCESS, 0);
        assertEquals(1, runner.getQueueSize().getObjectCount());
        assertEquals(List.of("The store is away"), errors(runner));
        assertTrue(((MockProcessContext) runner.getProcessContext()).isYieldCalled());

        failure.set(Optional.of("The store is full"));
        runner.run(2, false, false);
        assertEquals(List.of("The store is away", "The store is full"), errors(runner));

        failure.set(Optional.empty());
        runner.run(1, true, false);
        runner.assertAllFlowFilesTransferred(SUCCESS, 1);
        assertTrue(infos(runner).stream().anyMatch(text -> text.contains("Works again")));
    }

    @Test
    void aPeerThatAsksForPatienceIsLeftAlone() {
        AtomicInteger calls = new AtomicInteger();
        TestRunner runner = runner(Input.FORBIDDEN, (context, session) -> {
            calls.incrementAndGet();
            throw new StepException("Too many requests", Duration.ofSeconds(30));
        });

        runner.run(3, false);
        assertEquals(1, calls.get());

        now.updateAndGet(instant -> instant.plusSeconds(30));
        runner.run(1, true, false);
        assertEquals(2, calls.get());
    }

    @Test
    void aMistakeInTheStepIsNotSwallowed() {
        TestRunner runner = runner(Input.REQUIRED, (context, session) -> {
            session.take(1);
            throw new IllegalStateException("mistake");
        });
        runner.enqueue("kept");

        AssertionError error = assertThrows(AssertionError.class, () -> runner.run());

        assertTrue(String.valueOf(error.getMessage()).contains("mistake"));
        assertEquals(1, runner.getQueueSize().getObjectCount());
        assertEquals(0, openSteps.get());
    }

    @Test
    void aStepThatHasMoreToDoGetsSessionAfterSession() {
        AtomicInteger runs = new AtomicInteger();
        TestRunner runner = runner(Input.FORBIDDEN, (context, session) -> {
            session.transfer(session.write(Optional.empty()).finish(Map.of("run", "" + runs.get())), FakeStep.SUCCESS);
            return runs.incrementAndGet() < 5 ? Progress.MORE : Progress.DONE;
        });

        runner.run();

        runner.assertAllFlowFilesTransferred(SUCCESS, 5);
    }

    @Test
    void anInputThatIsPutBackEndsTheTurnEvenWhereNothingKeepsItFromComingAgain() {
        AtomicInteger runs = new AtomicInteger();
        TestRunner runner = runner(Input.REQUIRED, (context, session) -> {
            assertTrue(runs.incrementAndGet() < 100, "the same input again and again");
            session.take(1).forEach(session::putBack);
            return Progress.MORE;
        });
        runner.enqueue("not due");

        runner.run();

        assertEquals(1, runs.get());
        assertEquals(1, runner.getQueueSize().getObjectCount());
    }

    @Test
    void aSourceThatIsStoppedWhileItWaitsForRoomGoesHome() {
        AtomicInteger runs = new AtomicInteger();
        AtomicReference<TestRunner> self = new AtomicReference<>();
        TestRunner runner = runner(Input.FORBIDDEN, (context, session) -> {
            runs.incrementAndGet();
            self.get().setRelationshipUnavailable(SUCCESS);
            assertFalse(session.accepts(FakeStep.SUCCESS));
            assertTrue(session.accepts(FakeStep.FAILURE));
            ((StepProcessor) self.get().getProcessor()).unschedule();
            return Progress.MORE;
        });
        self.set(runner);

        runner.run();

        assertEquals(1, runs.get());
    }

    @Test
    void whatFollowsACommitRunsOnlyAfterIt() {
        List<String> order = new ArrayList<>();
        AtomicReference<StepException> problem = new AtomicReference<>();
        TestRunner runner = runner(Input.FORBIDDEN, (context, session) -> {
            session.afterCommit(() -> {
                order.add("after commit");
                context.events().count(FakeStep.THINGS, 2);
                if (problem.get() != null) {
                    throw problem.get();
                }
            });
            order.add("triggered");
            return Progress.MORE;
        });
        problem.set(new StepException("The checkpoint could not be written"));

        runner.run();

        assertEquals(List.of("triggered", "after commit"), order);
        assertEquals(2L, runner.getCounterValue("Things Done"));
        assertEquals(List.of("The checkpoint could not be written"), errors(runner));
    }

    @Test
    void aRollbackRunsNoCommitAction() {
        TestRunner runner = runner(Input.FORBIDDEN, (context, session) -> {
            session.afterCommit(() -> context.events().count(FakeStep.THINGS, 1));
            throw new StepException("failed");
        });

        runner.run();

        assertEquals(null, runner.getCounterValue("Things Done"));
    }

    @Test
    void aLevelIsWhatItsCounterShows() {
        Iterator<Long> levels = List.of(5L, 5L, 2L, 9L).iterator();
        TestRunner runner = runner(Input.FORBIDDEN, (context, session) -> {
            context.events().level(FakeStep.WAITING, levels.next());
            return Progress.DONE;
        });
        for (long shown : List.of(5L, 5L, 2L, 9L)) {
            runner.run();
            assertEquals(shown, runner.getCounterValue("Things Waiting"));
        }
    }

    @Test
    void eventsBecomeCountersAndProvenance() {
        TestRunner runner = runner(Input.REQUIRED, (context, session) -> {
            FlowItem item = session.take(1).getFirst();
            context.events().count(FakeStep.THINGS, 3);
            context.events().received(item, "btql://project", Duration.ofMillis(7));
            context.events().sent(item, "https://host/#1234", Duration.ofMillis(8));
            context.events().routed(item, FakeStep.SUCCESS, "it went well");
            context.events().warn("2 rows were malformed");
            session.transfer(item, FakeStep.SUCCESS);
            return Progress.DONE;
        });
        runner.enqueue("");

        runner.run();

        assertEquals(3L, runner.getCounterValue("Things Done"));
        assertEquals(
                "btql://project", event(runner, ProvenanceEventType.RECEIVE).getTransitUri());
        assertEquals(8, event(runner, ProvenanceEventType.SEND).getEventDuration());
        assertEquals("it went well", event(runner, ProvenanceEventType.ROUTE).getDetails());
        assertTrue(runner.getLogger().getWarnMessages().getFirst().getMsg().contains("2 rows were malformed"));
    }

    @Test
    void stepsAreOpenOnlyWhileTheProcessorRuns() {
        TestRunner runner = runner(Input.FORBIDDEN, (context, session) -> {
            assertEquals(1, openSteps.get());
            return Progress.DONE;
        });
        assertEquals(0, openSteps.get());

        runner.run(3);

        assertEquals(0, openSteps.get());
    }

    @Test
    void theContextTellsWhereTheStepLives() {
        TestRunner runner = runner(Input.FORBIDDEN, (context, session) -> {
            assertFalse(context.componentId().isEmpty());
            assertFalse(context.nodeId().isEmpty());
            assertEquals(context.componentName(), context.groupName());
            assertTrue(context.isScheduled());
            assertFalse(context.isTerminated(FakeStep.SUCCESS));
            return Progress.DONE;
        });

        runner.run();
    }

    @Test
    void verificationTellsWhatTheStepFound() {
        TestRunner runner = runner(Input.REQUIRED, nothing());

        List<ConfigVerificationResult> results = ((StepProcessor) runner.getProcessor())
                .verify(runner.getProcessContext(), runner.getLogger(), Map.of("label", "imagined"));

        assertEquals(
                List.of("Look", "Reach", "Send"),
                results.stream()
                        .map(ConfigVerificationResult::getVerificationStepName)
                        .toList());
        assertEquals(
                List.of(Outcome.SUCCESSFUL, Outcome.FAILED, Outcome.SKIPPED),
                results.stream().map(ConfigVerificationResult::getOutcome).toList());
        assertEquals("label is imagined", results.getFirst().getExplanation());
        assertEquals(0, openSteps.get());
    }

    @Test
    void sessionsAreUsedByTheirStepOnly() {
        List<StepSession> sessions = new ArrayList<>();
        TestRunner runner = runner(Input.FORBIDDEN, (context, session) -> {
            sessions.add(session);
            return sessions.size() < 2 ? Progress.MORE : Progress.DONE;
        });

        runner.run();

        assertFalse(sessions.get(0) == sessions.get(1));
    }

    private static ProvenanceEventRecord event(TestRunner runner, ProvenanceEventType type) {
        return runner.getProvenanceEvents().stream()
                .filter(event -> event.getEventType() == type)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> explanations(TestRunner runner) {
        return ((MockProcessContext) runner.getProcessContext())
                .validate().stream()
                        .filter(result -> !result.isValid())
                        .map(ValidationResult::getExplanation)
                        .toList();
    }

    private static List<String> errors(TestRunner runner) {
        return runner.getLogger().getErrorMessages().stream()
                .map(message -> withoutComponent(message.getMsg()))
                .toList();
    }

    private static List<String> infos(TestRunner runner) {
        return runner.getLogger().getInfoMessages().stream()
                .map(message -> withoutComponent(message.getMsg()))
                .toList();
    }

    private static String withoutComponent(String message) {
        return message.replaceFirst("^\\w+\\[id=[^]]*] ", "");
    }
}
