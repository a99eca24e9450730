package io.btautomations.core.setting;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The texts that a host found for a step's settings, after parameters and expressions. Immutable. */
public final class Settings {

    private static final int SHOWN_CHARACTERS = 40;

    private final Map<String, String> texts;

    private Settings(Map<String, String> texts) {
        this.texts = texts;
    }

    /**
     * Settings with these texts by name. A setting that is not named, or named with an empty text, has its default; but
     * a setting of {@link Scope#ITEM} with an empty text has no value: that is what its expression came to.
     */
    public static Settings of(Map<String, String> texts) {
        return new Settings(Map.copyOf(texts));
    }

    /** These settings with {@code text} for one of them. */
    public Settings with(Setting<?> setting, String text) {
        Map<String, String> changed = new HashMap<>(texts);
        changed.put(setting.name(), text);
        return of(changed);
    }

    /**
     * The value of a setting that has one: a required one, or one with a default.
     *
     * @throws IllegalArgumentException if it has none, or a text that does not parse; {@link #check} finds both
     *     beforehand
     */
    public <T> T get(Setting<T> setting) {
        return find(setting).orElseThrow(() -> new IllegalArgumentException(setting.name() + " is not set"));
    }

    /**
     * The value of a setting; empty if there is neither text nor default.
     *
     * @throws IllegalArgumentException if the text does not parse; {@link #check} finds that beforehand
     */
    public <T> Optional<T> find(Setting<T> setting) {
        Optional<String> text = textOf(setting);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(setting.parse(text.get()));
        } catch (SettingFormatException e) {
            throw new IllegalArgumentException(mustBe(setting, text.get(), e), e);
        }
    }

    /** Whether the setting applies: all of its conditions hold. */
    public boolean applies(Setting<?> setting, Collection<Setting<?>> all) {
        return setting.conditions().stream()
                .allMatch(condition -> all.stream()
                        .filter(other -> other.name().equals(condition.setting()))
                        .anyMatch(other -> applies(other, all)
                                && textOf(other)
                                        .filter(text -> condition.values().contains(text))
                                        .isPresent()));
    }

    /** What is missing or does not parse among {@code all}, in their order; nothing for settings that do not apply. */
    public List<SettingProblem> check(Collection<Setting<?>> all) {
        List<SettingProblem> problems = new ArrayList<>();
        for (Setting<?> setting : all) {
            if (applies(setting, all)) {
                check(setting).ifPresent(problems::add);
            }
        }
        return problems;
    }

    private Optional<SettingProblem> check(Setting<?> setting) {
        Optional<String> text = textOf(setting);
        if (text.isEmpty()) {
            return setting.required()
                    ? Optional.of(
                            new SettingProblem("SET-101", setting.name(), setting.name() + " is required and not set"))
                    : Optional.empty();
        }
        try {
            setting.parse(text.get());
            return Optional.empty();
        } catch (SettingFormatException e) {
            return Optional.of(new SettingProblem("SET-102", setting.name(), mustBe(setting, text.get(), e)));
        }
    }

    private Optional<String> textOf(Setting<?> setting) {
        Optional<String> given = Optional.ofNullable(texts.get(setting.name()));
        Optional<String> text = given.filter(value -> !value.isEmpty());
        boolean cameToNothing = given.isPresent() && setting.scope() == Scope.ITEM;
        return text.isPresent() || cameToNothing ? text : setting.defaultText();
    }

    private static String mustBe(Setting<?> setting, String text, SettingFormatException e) {
        String expectation = setting.name() + " must be " + e.getMessage();
        return setting.sensitive() ? expectation : expectation + ", got '" + shortened(text) + "'";
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
    }
}
