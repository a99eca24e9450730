package io.btautomations.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.btautomations.it.NiFiServer;
import io.btautomations.it.RunningNiFi;
import io.btautomations.it.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every step does the same on every host. */
@ExtendWith(RunningNiFi.class)
class ContractIT {

    /** Whoever takes as long goes round in circles. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Path OUTCOMES = TestFiles.freshFolder("contract");

    @TestFactory
    List<DynamicTest> onNiFiMock() {
        return on(new MockHost());
    }

    @TestFactory
    List<DynamicTest> standalone() {
        return on(new StandaloneHost(TestFiles.freshFolder("contract-stores")));
    }

    @TestFactory
    List<DynamicTest> onTheServer(NiFiServer server) {
        return on(new ServerHost(server));
    }

    @TestFactory
    List<DynamicTest> onStateless() {
        return on(new StatelessHost(new StatelessNiFi()));
    }

    private List<DynamicTest> on(Host host) {
        List<DynamicTest> tests = new ArrayList<>();
        for (String step : Scenario.STEPS) {
            for (Scenario scenario : Scenario.of(step)) {
                if (excuse(host, scenario).isEmpty()) {
                    tests.add(DynamicTest.dynamicTest(
                            scenario.toString(),
                            () -> assertTimeoutPreemptively(PATIENCE, () -> play(scenario, host))));
                }
            }
        }
        return tests;
    }

    private static Optional<String> excuse(Host host, Scenario scenario) {
        return Optional.ofNullable(scenario.without().get(host.name())).or(() -> host.excuse(scenario));
    }

    private void play(Scenario scenario, Host host) throws IOException {
        try (Stage stage = new Stage(TestFiles.freshFolder("contract-stage"))) {
            String outcome = Performance.of(scenario, host, stage);
            Files.writeString(
                    OUTCOMES.resolve((scenario + "." + host.name() + ".json").replaceAll("[^\\w.-]+", "_")), outcome);
            assertThat(outcome).isEqualTo(Performance.expected(scenario, host));
        }
    }
}
