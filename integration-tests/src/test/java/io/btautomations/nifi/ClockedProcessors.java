package io.btautomations.nifi;

import io.btautomations.core.port.Randomness;
import io.btautomations.core.port.Waiting;
import io.btautomations.core.port.WallClock;
import org.apache.nifi.processor.Processor;

/** The processors as they are shipped, on a clock and a randomness of a test's making. */
public final class ClockedProcessors {

    private ClockedProcessors() {}

    /** The processor of that simple type. */
    public static Processor of(String type, WallClock clock, Randomness randomness, Waiting waiting) {
        HostPorts machine = HostPorts.ofThisMachine();
        HostPorts ports = new HostPorts(clock, randomness, waiting, machine.http(), machine.objects());
        return switch (type) {
            case "ScheduledBtqlQuery" -> new ScheduledBtqlQuery(ports);
            case "FilterBtql" -> new FilterBtql(ports);
            case "RateLimitOnce" -> new RateLimitOnce(ports);
            case "PostWebhookPayload" -> new PostWebhookPayload(ports);
            case "ExportToS3" -> new ExportToS3(ports);
            default -> throw new IllegalArgumentException("no processor '" + type + "'");
        };
    }
}
