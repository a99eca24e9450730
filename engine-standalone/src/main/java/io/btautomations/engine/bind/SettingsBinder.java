package io.btautomations.engine.bind;

import io.btautomations.core.setting.Scope;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.setting.SettingProblem;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.step.StepDescriptor.Rules;
import io.btautomations.engine.flow.Finding;
import io.btautomations.engine.flow.Place;
import io.btautomations.engine.flow.Suggestion;
import io.btautomations.engine.resolve.Resolver;
import io.btautomations.engine.resolve.Template;
import io.btautomations.engine.resolve.UnresolvedException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Binds the properties of one processor or controller service to the settings of its type. */
final class SettingsBinder {

    private static final Pattern ONE_REFERENCE = Pattern.compile("#\\{[^}]*}");

    private final Map<String, String> properties;
    private final Map<String, String> oldNames;
    private final Place place;
    private final Resolver resolver;
    private final List<Finding> findings;
    /** Settings that are unset because the parameter that they consist of has no value. */
    private final Map<String, UnresolvedException> missing = new LinkedHashMap<>();

    private boolean failed;

    /**
     * @param properties as they stand in the definition
     * @param oldNames earlier names of settings, with today's
     * @param place of the properties' owner
     */
    SettingsBinder(
            Map<String, String> properties,
            Map<String, String> oldNames,
            Place place,
            Resolver resolver,
            List<Finding> findings) {
        this.properties = properties;
        this.oldNames = oldNames;
        this.place = place;
        this.resolver = resolver;
        this.findings = findings;
    }

    /** The properties by today's names. */
    Map<String, String> todaysNames() {
        Map<String, String> today = new LinkedHashMap<>();
        properties.forEach((name, text) -> today.put(oldNames.getOrDefault(name, name), text));
        return today;
    }

    /** Finds properties that the type does not have. */
    void checkNames(String type, List<Setting<?>> settings) {
        Set<String> known = new LinkedHashSet<>();
        settings.forEach(setting -> known.add(setting.name()));
        for (String name : todaysNames().keySet()) {
            if (!known.contains(name)) {
                Finding finding = Finding.warning(
                        "FLOW-211",
                        "'" + name + "' is no setting of " + type + " in the standalone engine and is ignored",
                        place(name));
                findings.add(Suggestion.closest(name, known)
                        .map(other -> finding.withHint("did you mean '" + other + "'?"))
                        .orElse(finding));
            }
        }
    }

    /** The settings; empty if they cannot be resolved. What is wrong with their values is found, too. */
    Optional<BoundSettings> bind(List<Setting<?>> settings, Rules rules) {
        Map<String, String> today = todaysNames();
        Map<String, Template> templates = new LinkedHashMap<>();
        for (Setting<?> setting : settings) {
            Optional.ofNullable(today.get(setting.name()))
                    .flatMap(text -> prepare(setting, text))
                    .or(() -> prepareDefault(setting))
                    .ifPresent(template -> templates.put(setting.name(), template));
        }
        Optional<BoundSettings> bound = failed
                ? Optional.empty()
                : bound(templates).flatMap(all -> {
                    forget(settings, all.fixed(), templates);
                    return bound(templates);
                });
        bound.ifPresent(found -> check(settings, rules, found));
        return bound;
    }

    /** Takes away what is set though it does not apply, and may be nonsense. */
    private void forget(List<Setting<?>> all, Settings values, Map<String, Template> templates) {
        for (Setting<?> setting : all) {
            if (!values.applies(setting, all)) {
                templates.remove(setting.name());
                if (setting.scope() == Scope.ITEM) {
                    prepare(setting, "").ifPresent(nothing -> templates.put(setting.name(), nothing));
                }
            }
        }
    }

    /** Where the setting stands, by whichever name. */
    Place place(String setting) {
        String key = properties.containsKey(setting)
                ? setting
                : oldNames.entrySet().stream()
                        .filter(entry -> entry.getValue().equals(setting) && properties.containsKey(entry.getKey()))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(setting);
        return place.child("properties").child(key);
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

    private Optional<BoundSettings> bound(Map<String, Template> templates) {
        try {
            return Optional.of(new BoundSettings(templates));
        } catch (UnresolvedException e) {
            report(e, place.child("properties"));
            return Optional.empty();
        }
    }

    private void check(List<Setting<?>> all, Rules rules, BoundSettings settings) {
        List<SettingProblem> problems = settings.fixed().check(all).stream()
                .filter(problem -> !dependsOnItem(problem.setting(), all, settings))
                .toList();
        if (problems.isEmpty()) {
            problems = rules.check(settings.fixed());
        }
        if (problems.isEmpty()) {
            rules.advise(settings.fixed())
                    .forEach(advice ->
                            findings.add(Finding.warning(advice.code(), advice.message(), place(advice.setting()))));
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

    private static boolean dependsOnItem(String name, List<Setting<?>> all, BoundSettings settings) {
        return settings.hasExpressions(name)
                && all.stream().anyMatch(setting -> setting.name().equals(name) && setting.scope() == Scope.ITEM);
    }

    private void report(UnresolvedException e, Place where) {
        failed = true;
        findings.add(finding(e, where));
    }

    /** What an unresolved text says to the user. */
    static Finding finding(UnresolvedException e, Place where) {
        Finding finding = Finding.error(e.code(), String.valueOf(e.getMessage()), where);
        return e.hint().map(finding::withHint).orElse(finding);
    }
}
