package io.btautomations.engine.cli;

import io.btautomations.engine.bind.BoundAutomation;
import io.btautomations.engine.flow.Finding;
import io.btautomations.engine.run.Engine;
import io.btautomations.engine.run.Journal;
import io.btautomations.engine.run.Reload;
import io.btautomations.engine.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Has an engine go on with what its files say once they change. For one thread. */
final class FlowWatch {

    /** Between two looks. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private final FlowOptions flows;
    private final Map<String, String> environment;
    private String running;
    private String seen;

    /** @throws IOException if a file cannot be read */
    FlowWatch(FlowOptions flows, Map<String, String> environment) throws IOException {
        this.flows = flows;
        this.environment = environment;
        this.running = flows.stamp();
        this.seen = running;
    }

    /**
     * Reloads what changed since the last look but one and was left alone since the last one.
     *
     * @return what runs now, if anything was reloaded
     */
    Optional<List<BoundAutomation>> look(Engine engine, Journal journal) throws InterruptedException {
        String now = stamp();
        boolean settled = now.equals(seen);
        seen = now;
        if (!settled || now.equals(running)) {
            return Optional.empty();
        }
        try {
            FlowOptions.Loaded loaded = flows.load(environment);
            loaded.findings().forEach(finding -> journal.say(level(finding), "", "", finding.render()));
            if (loaded.hasErrors()) {
                refuse(journal, "the changed files cannot run");
                running = now;
                return Optional.empty();
            }
            tell(journal, engine.reload(loaded.automations()));
            running = now;
            return Optional.of(loaded.automations());
        } catch (IOException e) {
            refuse(journal, String.valueOf(e.getMessage()));
            running = now;
        } catch (StoreException e) {
            journal.say(Journal.Level.ERROR, "", "", e.getMessage() + "; the change is tried again");
        }
        return Optional.empty();
    }

    /** Files that cannot be read have a stamp, too, by which their coming back is noticed. */
    private String stamp() {
        try {
            return flows.stamp();
        } catch (IOException e) {
            return "unreadable: " + e.getMessage();
        }
    }

    private static void refuse(Journal journal, String reason) {
        journal.say(Journal.Level.ERROR, "", "", reason + "; what ran before goes on");
    }

    private static Journal.Level level(Finding finding) {
        return finding.isError() ? Journal.Level.ERROR : Journal.Level.WARN;
    }

    private static void tell(Journal journal, Reload reload) {
        tell(journal, reload.removed(), "taken away");
        tell(journal, reload.changed(), "changed");
        tell(journal, reload.added(), "started");
    }

    private static void tell(Journal journal, List<String> names, String what) {
        names.forEach(name -> journal.say(Journal.Level.INFO, name, "", what));
    }
}
