package io.btautomations.core.setting;

/** A text that is no value of a setting. The message completes the sentence "{@code Interval} must be ...". */
public final class SettingFormatException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param expectation what the value must be, for example {@code a whole number from 1 to 100000} */
    public SettingFormatException(String expectation) {
        super(expectation);
    }
}
