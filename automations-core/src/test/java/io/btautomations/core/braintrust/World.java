package io.btautomations.core.braintrust;

import io.btautomations.core.http.OkHttpTransports;
import io.btautomations.core.port.HttpTransports;
import io.btautomations.core.testkit.SeededRandomness;
import io.btautomations.core.testkit.VirtualClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a client lives in tests: real HTTP, and time that passes only when somebody waits. */
final class World {

    static final String KEY = "sk-secret-key-0123456789";

    final VirtualClock clock = new VirtualClock();
    final List<Duration> waits = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();
    final List<String> rows = new ArrayList<>();
    final RequestBudgets budgets = new RequestBudgets();
    boolean stopped;
    HttpTransports http = new OkHttpTransports();

    Surroundings surroundings() {
        return new Surroundings(
                options -> http.open(options), clock, new SeededRandomness(7), this::pass, warnings::add);
    }

    BraintrustApi open(ApiOptions options) {
        return new HttpBraintrustApi(options, surroundings(), budgets);
    }

    BraintrustApi open(URI url) {
        return open(options(url, ApiOptions.Wire.JSON));
    }

    static ApiOptions options(URI url, ApiOptions.Wire wire) {
        return new ApiOptions(
                url, KEY, Optional.of("acme"), Duration.ofSeconds(10), 20, wire, true, 1 << 20, Duration.ofMinutes(3));
    }

    /** Takes rows as texts. */
    void take(byte[] bytes, int from, int to) {
        rows.add(new String(bytes, from, to - from, StandardCharsets.UTF_8));
    }

    private boolean pass(Duration time) {
        if (stopped) {
            return false;
        }
        waits.add(time);
        clock.advance(time);
        return true;
    }
}
