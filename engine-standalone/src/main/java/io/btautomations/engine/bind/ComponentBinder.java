package io.btautomations.engine.bind;

import io.btautomations.core.setting.Scope;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.setting.SettingFormatException;
import io.btautomations.core.setting.SettingProblem;
import io.btautomations.core.step.StepDescriptor;
import io.btautomations.engine.flow.Finding;
import io.btautomations.engine.flow.FlowProcessor;
import io.btautomations.engine.flow.Place;
import io.btautomations.engine.flow.Suggestion;
import io.btautomations.engine.graph.Node;
import io.btautomations.engine.resolve.Resolver;
import io.btautomations.engine.resolve.Template;
import io.btautomations.engine.resolve.UnresolvedException;
import io.btautomations.engine.schedule.Schedule;
import io.btautomations.engine.schedule.Schedules;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Binds one processor. */
final class ComponentBinder {

    private static final Pattern ONE_REFERENCE = Pattern.compile("#\\{[^}]*}");

    private final Node node;
    private final FlowProcessor processor;
    private final HostedType type;
    private final Resolver resolver;
    private final ZoneId zone;
    private final List<Finding> findings;
    /** Settings that are unset because the parameter that they consist of has no value. */
    private final Map<String, UnresolvedException> missing = new LinkedHashMap<>();

    private boolean failed;

    ComponentBinder(Node node, HostedType type, Resolver resolver, ZoneId zone, List<Finding> findings) {
        this.node = node;
        this.processor = node.processor();
        this.type = type;
        this.resolver = resolver;
        this.zone = zone;
        this.findings = findings;
    }

    Optional<BoundComponent> bind() {
        Map<String, String> properties = todaysNames();
        StepDescriptor descriptor = type.descriptor(properties.keySet());
        checkNames(properties.keySet(), descriptor);
        checkRules();
        Map<String, Template> templates = new LinkedHashMap<>();
        for (Setting<?> setting : descriptor.settings()) {
            Optional.ofNullable(properties.get(setting.name()))
                    .flatMap(text -> prepare(setting, text))
                    .or(() -> prepareDefault(setting))
                    .ifPresent(template -> templates.put(setting.name(), template));
        }
        Optional<Schedule> schedule = schedule();
        Optional<BoundSettings> settings = failed ? Optional.empty() : settings(templates);
        if (settings.isEmpty() || schedule.isEmpty()) {
            return Optional.empty();
        }
        check(descriptor, settings.get());
        return Optional.of(new BoundComponent(node, type.hosting(), descriptor, settings.get(), schedule.get()));
    }

    private Map<String, String> todaysNames() {
        Map<String, String> properties = new LinkedHashMap<>();
        processor
                .properties()
                .forEach((name, text) -> properties.put(type.oldNames().getOrDefault(name, name), text));
        return properties;
    }

    private void checkNames(Set<String> names, StepDescriptor descriptor) {
        if (type.openSettings()) {
            return;
        }
        Set<String> known = new LinkedHashSet<>();
        descriptor.settings().forEach(setting -> known.add(setting.name()));
        for (String name : names) {
            if (!known.contains(name)) {
                Finding finding = Finding.warning(
                        "FLOW-211",
                        "'" + name + "' is no setting of " + type.type() + " in the standalone engine and is ignored",
                        place(name));
                findings.add(Suggestion.closest(name, known)
                        .map(other -> finding.withHint("did you mean '" + other + "'?"))
                        .orElse(finding));
            }
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

    private Optional<Template> prepare(Setting<?> setting, String text) {
        try {
            return Optional.of(resolver.prepare(text, setting.scope(), setting.sensitive()));
        } catch (UnresolvedException e) {
            if (e.isMissingValue() && ONE_REFERENCE.matcher(text).matches()) {
                missing.put(setting.name(), e);
            } else {
                report(e, place(setting.name()));
            }
            return Optional.empty();
        }
    }

    private Optional<Template> prepareDefault(Setting<?> setting) {
        return setting.scope() == Scope.LITERAL
                ? Optional.empty()
                : setting.defaultText().flatMap(text -> prepare(setting, text));
    }

    private Optional<BoundSettings> settings(Map<String, Template> templates) {
        try {
            return Optional.of(new BoundSettings(templates));
        } catch (UnresolvedException e) {
            report(e, processor.place().child("properties"));
            return Optional.empty();
        }
    }

    private void check(StepDescriptor descriptor, BoundSettings settings) {
        List<SettingProblem> problems = settings.fixed().check(descriptor.settings()).stream()
                .filter(problem -> !dependsOnItem(problem.setting(), descriptor, settings))
                .toList();
        if (problems.isEmpty()) {
            problems = descriptor.rules().check(settings.fixed());
        }
        for (SettingProblem problem : problems) {
            UnresolvedException reason = missing.get(problem.setting());
            if (reason != null) {
                report(reason, place(problem.setting()));
            } else {
                findings.add(Finding.error(problem.code(), problem.message(), place(problem.setting())));
            }
        }
    }

    private static boolean dependsOnItem(String name, StepDescriptor descriptor, BoundSettings settings) {
        return settings.hasExpressions(name)
                && descriptor.settings().stream()
                        .anyMatch(setting -> setting.name().equals(name) && setting.scope() == Scope.ITEM);
    }

    private Optional<Schedule> schedule() {
        String strategy = processor.scheduling().strategy();
        Place place = processor.place().child("schedulingPeriod");
        try {
            String period = resolver.prepare(processor.scheduling().period(), Scope.LITERAL, false)
                    .evaluate(Map.of());
            return switch (strategy) {
                case "TIMER_DRIVEN" -> Optional.of(Schedules.timer(period));
                case "CRON_DRIVEN" -> Optional.of(Schedules.cron(period, zone));
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
            report(e, place);
            return Optional.empty();
        }
    }

    private void report(UnresolvedException e, Place place) {
        failed = true;
        Finding finding = Finding.error(e.code(), String.valueOf(e.getMessage()), place);
        findings.add(e.hint().map(finding::withHint).orElse(finding));
    }

    private Place place(String setting) {
        String key = processor.properties().containsKey(setting)
                ? setting
                : type.oldNames().entrySet().stream()
                        .filter(entry -> entry.getValue().equals(setting)
                                && processor.properties().containsKey(entry.getKey()))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(setting);
        return processor.place().child("properties").child(key);
    }
}
