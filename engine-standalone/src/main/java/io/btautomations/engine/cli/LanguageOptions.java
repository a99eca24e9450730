package io.btautomations.engine.cli;

import io.btautomations.btql.BtqlOptions;
import picocli.CommandLine.Option;

/** What the meaning of a text depends on besides the text. */
final class LanguageOptions {

    private static final int FURTHEST = 1_080;

    @Option(
            names = "--tz-offset",
            paramLabel = "MINUTES",
            description = {
                "Minutes from local time to UTC, by which days and hours begin: 480 is US Pacific;",
                "default: ${DEFAULT-VALUE}"
            })
    private int offset;

    BtqlOptions options() throws CommandFailure {
        if (Math.abs(offset) > FURTHEST) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--tz-offset must be between -" + FURTHEST + " and " + FURTHEST + ", got " + offset);
        }
        return BtqlOptions.of(Worlds.CLOCK::now).withTimeZoneOffsetMinutes(offset);
    }
}
