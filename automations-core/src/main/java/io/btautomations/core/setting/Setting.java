package io.btautomations.core.setting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One thing a user can set on a step. Immutable.
 *
 * @param <T> type of its value
 */
public final class Setting<T> {

    /**
     * The setting applies only while another one has one of these values.
     *
     * @param setting name of the other setting
     * @param values texts of the other setting's value
     */
    public record Condition(String setting, List<String> values) {
        public Condition {
            values = List.copyOf(values);
        }
    }

    private final String name;
    private final String description;
    private final SettingParser<T> parser;
    private final Optional<String> defaultText;
    private final boolean required;
    private final boolean sensitive;
    private final Scope scope;
    private final List<Choice> choices;
    private final List<Condition> conditions;
    private final Optional<ServiceKind> service;

    private Setting(Builder<T> builder) {
        this.name = builder.name;
        this.description = builder.description;
        this.parser = builder.parser;
        this.defaultText = builder.defaultText;
        this.required = builder.required;
        this.sensitive = builder.sensitive;
        this.scope = builder.scope;
        this.choices = List.copyOf(builder.choices);
        this.conditions = List.copyOf(builder.conditions);
        this.service = builder.service;
    }

    /** A setting whose value is what {@code parser} makes of its text. */
    public static <T> Builder<T> of(String name, SettingParser<T> parser) {
        return new Builder<>(name, parser);
    }

    /** A setting that takes any text. */
    public static Builder<String> text(String name) {
        return new Builder<>(name, text -> text);
    }

    /** A setting that takes one of an enum's constants, by {@link Choice#value()}. */
    public static <E extends Enum<E> & Choice> Builder<E> choice(String name, Class<E> type) {
        List<E> constants = Arrays.asList(type.getEnumConstants());
        Builder<E> builder = new Builder<>(
                name,
                text -> constants.stream()
                        .filter(constant -> constant.value().equals(text))
                        .findFirst()
                        .orElseThrow(() -> new SettingFormatException("one of " + listed(constants))));
        builder.choices.addAll(constants);
        return builder;
    }

    /** A setting that is on or off. */
    public static Builder<Boolean> flag(String name) {
        return choice(name, Flag.class).map(Flag::isOn);
    }

    /**
     * A setting that names something the host lends. The host puts it where it belongs; a step never reads the name.
     */
    public static Builder<String> service(String name, ServiceKind kind) {
        Builder<String> builder = text(name);
        builder.service = Optional.of(kind);
        return builder;
    }

    private static String listed(List<? extends Choice> choices) {
        return String.join(
                ", ", choices.stream().map(choice -> "'" + choice.value() + "'").toList());
    }

    /** Title Case name, the key in a flow definition. */
    public String name() {
        return name;
    }

    /** What it does, for a user. */
    public String description() {
        return description;
    }

    /** The text used where the user gives none. */
    public Optional<String> defaultText() {
        return defaultText;
    }

    /** Whether the step cannot run without a value (while the setting applies). */
    public boolean required() {
        return required;
    }

    /** Whether the value is a secret, never to be shown, stored or logged. */
    public boolean sensitive() {
        return sensitive;
    }

    /** Where expressions in the value may look. */
    public Scope scope() {
        return scope;
    }

    /** The allowed values; empty if any text that parses is allowed. */
    public List<Choice> choices() {
        return choices;
    }

    /** When the setting applies: while all of these hold. */
    public List<Condition> conditions() {
        return conditions;
    }

    /** What the value names, if it is not for the step itself but for the host. */
    public Optional<ServiceKind> service() {
        return service;
    }

    /**
     * The value of a text.
     *
     * @throws SettingFormatException if the text is no value of this setting
     */
    public T parse(String text) throws SettingFormatException {
        return parser.parse(text);
    }

    @Override
    public String toString() {
        return name;
    }

    /** Collects what is known of a setting. Not safe for use by several threads. */
    public static final class Builder<T> {

        private final String name;
        private final SettingParser<T> parser;
        private final List<Choice> choices = new ArrayList<>();
        private final List<Condition> conditions = new ArrayList<>();
        private String description = "";
        private Optional<String> defaultText = Optional.empty();
        private boolean required;
        private boolean sensitive;
        private Scope scope = Scope.LITERAL;
        private Optional<ServiceKind> service = Optional.empty();

        private Builder(String name, SettingParser<T> parser) {
            this.name = name;
            this.parser = parser;
        }

        public Builder<T> description(String text) {
            description = text;
            return this;
        }

        public Builder<T> defaultText(String text) {
            defaultText = Optional.of(text);
            return this;
        }

        public Builder<T> required() {
            required = true;
            return this;
        }

        public Builder<T> sensitive() {
            sensitive = true;
            return this;
        }

        public Builder<T> scope(Scope value) {
            scope = value;
            return this;
        }

        /** The setting applies only while {@code other} has one of {@code values}. */
        public Builder<T> when(Setting<?> other, Choice... values) {
            conditions.add(new Condition(
                    other.name(), Arrays.stream(values).map(Choice::value).toList()));
            return this;
        }

        public Setting<T> build() {
            return new Setting<>(this);
        }

        private <R> Builder<R> map(Function<T, R> change) {
            Builder<R> mapped = new Builder<>(name, text -> change.apply(parser.parse(text)));
            mapped.choices.addAll(choices);
            return mapped;
        }
    }
}
