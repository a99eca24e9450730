package io.btautomations.core.setting;

/**
 * Why a step cannot run as it is set.
 *
 * @param code stable identifier, {@code SET-1xx}
 * @param setting name of the setting at fault
 * @param message what was found and what would be right, one sentence; never shows a sensitive value
 */
public record SettingProblem(String code, String setting, String message) {}
