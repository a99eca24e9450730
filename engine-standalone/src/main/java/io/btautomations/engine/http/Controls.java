package io.btautomations.engine.http;

import io.btautomations.engine.bind.BoundAutomation;
import java.util.List;
import java.util.Map;

/** The engine behind the page. Safe for use by several threads. */
public interface Controls {

    /**
     * How a test went.
     *
     * @param succeeded whether every step took what came
     * @param sentence tells a person
     * @param counters what the steps counted
     */
    record TestOutcome(boolean succeeded, String sentence, Map<String, Long> counters) {
        public TestOutcome {
            counters = Map.copyOf(counters);
        }
    }

    /** The automations that run at the moment. */
    List<BoundAutomation> automations();

    /** Tries one of them on the newest rows of its log, to the end; moves nothing. Takes as long as that takes. */
    TestOutcome test(String automation);
}
