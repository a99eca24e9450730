package io.btautomations.nifi;

import io.btautomations.core.setting.SettingProblem;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.step.CheckResult;
import io.btautomations.core.step.Step;
import io.btautomations.core.step.StepDescriptor;
import io.btautomations.core.step.StepException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.nifi.annotation.behavior.TriggerWhenAnyDestinationAvailable;
import org.apache.nifi.annotation.lifecycle.OnScheduled;
import org.apache.nifi.annotation.lifecycle.OnStopped;
import org.apache.nifi.annotation.lifecycle.OnUnscheduled;
import org.apache.nifi.components.ConfigVerificationResult;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.components.ValidationContext;
import org.apache.nifi.components.ValidationResult;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.AbstractSessionFactoryProcessor;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSessionFactory;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.processor.VerifiableProcessor;

/**
 * Hosts a step of the core: its settings become properties, its routes relationships, its units of work sessions. What
 * the step does is the core's business and the same on every host.
 */
public abstract class StepProcessor extends AbstractSessionFactoryProcessor implements VerifiableProcessor {

    private final StepDeclaration declaration;
    private final HostPorts ports;
    private final CounterLevels levels = new CounterLevels();
    private volatile Optional<StepRunner> runner = Optional.empty();

    /** A processor for the step, on this machine. */
    protected StepProcessor(StepDescriptor step) {
        this(step, HostPorts.ofThisMachine());
    }

    StepProcessor(StepDescriptor step, HostPorts ports) {
        this.declaration = StepDeclaration.of(step);
        this.ports = ports;
    }

    @Override
    protected final List<PropertyDescriptor> getSupportedPropertyDescriptors() {
        return List.copyOf(declaration.properties().values());
    }

    @Override
    public final Set<Relationship> getRelationships() {
        return new LinkedHashSet<>(declaration.relationships().values());
    }

    /** Checks everything in the core, so that a user reads the same texts on every host. */
    @Override
    protected final Collection<ValidationResult> customValidate(ValidationContext context) {
        PropertyTexts texts = declaration.texts();
        Settings settings = texts.known(context);
        Set<String> deferred = texts.deferred(context);
        StepDescriptor step = declaration.step();
        List<SettingProblem> problems = new ArrayList<>(settings.check(step.settings()));
        problems.removeIf(problem -> deferred.contains(problem.setting()));
        if (problems.isEmpty()) {
            problems.addAll(step.rules().check(settings));
        }
        List<ValidationResult> results = new ArrayList<>();
        for (SettingProblem problem : problems) {
            results.add(new ValidationResult.Builder()
                    .subject(problem.setting())
                    .explanation(problem.message())
                    .valid(false)
                    .build());
        }
        return results;
    }

    /** Begins anew: nothing is kept of how the processor was set before. Warns of what is probably not meant. */
    @OnScheduled
    public final void start(ProcessContext context) {
        Settings settings = declaration.texts().of(context, Map.of());
        for (SettingProblem advice : declaration.step().rules().advise(settings)) {
            getLogger().warn(advice.message());
        }
        runner = Optional.of(new StepRunner(
                declaration,
                identity(),
                ports,
                getLogger(),
                levels,
                this::isScheduled,
                getClass().isAnnotationPresent(TriggerWhenAnyDestinationAvailable.class)));
    }

    @Override
    public final void onTrigger(ProcessContext context, ProcessSessionFactory sessions) {
        runner.orElseThrow(() -> new IllegalStateException("The processor was not started"))
                .run(context, sessions);
    }

    /** Lets a source that waits for room go home. */
    @OnUnscheduled
    public final void unschedule() {
        runner.ifPresent(StepRunner::unschedule);
    }

    /** Lets go of connections, files and threads. */
    @OnStopped
    public final void stop() {
        runner.ifPresent(StepRunner::close);
        runner = Optional.empty();
    }

    /** Tests the processor as it is set; moves no checkpoint, no window and no counter. */
    @Override
    public final List<ConfigVerificationResult> verify(
            ProcessContext context, ComponentLog log, Map<String, String> attributes) {
        try (Step step = declaration.step().open(imagined(context, log, attributes))) {
            return step.verify(attributes).stream()
                    .map(StepProcessor::verificationResult)
                    .toList();
        } catch (StepException e) {
            return List.of(verificationResult(CheckResult.failed("Start", String.valueOf(e.getMessage()))));
        }
    }

    private ComponentContext imagined(ProcessContext context, ComponentLog log, Map<String, String> attributes)
            throws StepException {
        return new ComponentContext(
                identity(),
                context,
                declaration.texts().of(context, attributes),
                declaration,
                () -> true,
                new ComponentState(context.getStateManager()).readOnly(),
                ports,
                new LentServices(declaration, context).network(),
                new ComponentEvents(log, declaration, new CounterLevels()));
    }

    private ComponentContext.Identity identity() {
        return new ComponentContext.Identity(
                getIdentifier(), getNodeTypeProvider().getCurrentNode());
    }

    private static ConfigVerificationResult verificationResult(CheckResult result) {
        return new ConfigVerificationResult.Builder()
                .verificationStepName(result.name())
                .outcome(
                        switch (result.outcome()) {
                            case PASSED -> ConfigVerificationResult.Outcome.SUCCESSFUL;
                            case FAILED -> ConfigVerificationResult.Outcome.FAILED;
                            case SKIPPED -> ConfigVerificationResult.Outcome.SKIPPED;
                        })
                .explanation(result.explanation())
                .build();
    }
}
