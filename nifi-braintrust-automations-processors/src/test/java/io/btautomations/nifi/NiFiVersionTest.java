package io.btautomations.nifi;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.nifi.processor.Processor;
import org.apache.nifi.util.TestRunner;
import org.junit.jupiter.api.Test;

/** The tests run twice, and this one tells that the second time is not on the NiFi of the first. */
class NiFiVersionTest {

    @Test
    void theTestsRunOnTheNiFiThatTheBuildNames() {
        String version = System.getProperty("nifi.mock.version");
        assertTrue(version != null, "run the tests by the build");
        assertTrue(origin(TestRunner.class).endsWith("nifi-mock-" + version + ".jar"), origin(TestRunner.class));
        boolean oldestApi = origin(Processor.class).endsWith("nifi-api-2.0.0.jar");
        assertTrue(oldestApi == version.equals("2.3.0"), origin(Processor.class));
    }

    private static String origin(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }
}
