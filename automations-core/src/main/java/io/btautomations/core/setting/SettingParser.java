package io.btautomations.core.setting;

/** Turns a setting's text into its value. */
@FunctionalInterface
public interface SettingParser<T> {

    /**
     * The value of a text.
     *
     * @throws SettingFormatException if the text has none
     */
    T parse(String text) throws SettingFormatException;
}
