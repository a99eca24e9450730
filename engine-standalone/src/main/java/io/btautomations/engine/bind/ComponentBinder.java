package io.btautomations.engine.bind;

import io.btautomations.core.setting.Scope;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.setting.SettingFormatException;
import io.btautomations.core.setting.SettingProblem;
import io.btautomations.core.step.StepDescriptor;
import io.btautomations.engine.flow.Finding;
import io.btautomations.engine.flow.FlowProcessor;
import io.btautomations.engine.flow.Place;
import io.btautomations.engine.graph.Node;
import io.btautomations.engine.resolve.Resolver;
import io.btautomations.engine.resolve.UnresolvedException;
import io.btautomations.engine.schedule.Schedule;
import io.btautomations.engine.schedule.Schedules;
import io.btautomations.engine.service.LentServices;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Binds one processor. */
final class ComponentBinder {

    private final Node node;
    private final FlowProcessor processor;
    private final HostedType type;
    private final Resolver resolver;
    private final ServiceBinder services;
    private final Supplier<ZoneId> zone;
    private final List<Finding> findings;

    ComponentBinder(
            Node node,
            HostedType type,
            Resolver resolver,
            ServiceBinder services,
            Supplier<ZoneId> zone,
            List<Finding> findings) {
        this.node = node;
        this.processor = node.processor();
        this.type = type;
        this.resolver = resolver;
        this.services = services;
        this.zone = zone;
        this.findings = findings;
    }

    Optional<BoundComponent> bind() {
        SettingsBinder binder =
                new SettingsBinder(processor.properties(), type.oldNames(), processor.place(), resolver, findings);
        StepDescriptor descriptor = type.descriptor(binder.todaysNames().keySet());
        if (!type.openSettings()) {
            binder.checkNames(type.type(), descriptor.settings());
        }
        checkRules();
        Optional<BoundSettings> settings = binder.bind(descriptor.settings(), descriptor.rules());
        Optional<Schedule> schedule = schedule();
        if (settings.isEmpty() || schedule.isEmpty()) {
            return Optional.empty();
        }
        checkSchedule(descriptor.rules(), settings.get(), schedule.get());
        return Optional.of(new BoundComponent(
                node,
                type.hosting(),
                descriptor,
                settings.get(),
                lent(descriptor, settings.get(), binder),
                schedule.get()));
    }

    private LentServices lent(StepDescriptor descriptor, BoundSettings settings, SettingsBinder binder) {
        LentServices lent = LentServices.NONE;
        for (Setting<?> setting : descriptor.settings()) {
            Optional<String> identifier = setting.service()
                    .flatMap(kind -> settings.fixed().find(setting).map(String::valueOf));
            if (identifier.isPresent()) {
                Place reference = binder.place(setting.name());
                lent = services.bind(node.group(), setting, identifier.get(), reference)
                        .map(lent::and)
                        .orElse(lent);
            }
        }
        return lent;
    }

    private void checkSchedule(StepDescriptor.Rules rules, BoundSettings settings, Schedule schedule) {
        Place place = processor.place().child("schedulingPeriod");
        List<SettingProblem> problems = rules.checkSchedule(settings.fixed(), schedule.shortestPause());
        problems.forEach(problem -> findings.add(Finding.error(problem.code(), problem.message(), place)));
        if (problems.isEmpty()) {
            rules.adviseSchedule(settings.fixed(), schedule.shortestPause())
                    .forEach(advice -> findings.add(Finding.warning(advice.code(), advice.message(), place)));
        }
    }

    private void checkRules() {
        if (processor.annotationData().isPresent()) {
            findings.add(Finding.error(
                    "FLOW-215",
                    "the advanced rules of " + type.type() + " are not available in the standalone engine",
                    processor.place().child("annotationData")));
        }
    }

    private Optional<Schedule> schedule() {
        String strategy = processor.scheduling().strategy();
        Place place = processor.place().child("schedulingPeriod");
        try {
            String period = resolver.prepare(processor.scheduling().period(), Scope.LITERAL, false)
                    .evaluate(Map.of());
            return switch (strategy) {
                case "TIMER_DRIVEN" -> Optional.of(Schedules.timer(period));
                case "CRON_DRIVEN" -> Optional.of(Schedules.cron(period, zone.get()));
                default -> {
                    findings.add(Finding.error(
                            "FLOW-402",
                            "the scheduling strategy must be TIMER_DRIVEN or CRON_DRIVEN, got '" + strategy + "'",
                            processor.place().child("schedulingStrategy")));
                    yield Optional.empty();
                }
            };
        } catch (SettingFormatException e) {
            findings.add(Finding.error(
                    "FLOW-401",
                    "the run schedule must be " + e.getMessage() + ", got '"
                            + processor.scheduling().period() + "'",
                    place));
            return Optional.empty();
        } catch (UnresolvedException e) {
            findings.add(SettingsBinder.finding(e, place));
            return Optional.empty();
        }
    }
}
