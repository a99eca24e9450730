package io.btautomations.engine.observe;

import io.btautomations.engine.run.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what there is to say to the log. */
public final class LogJournal implements Journal {

    private static final Logger LOG = LoggerFactory.getLogger("automations");

    @Override
    public void say(Level level, String automation, String component, String message) {
        String text = who(automation, component) + message;
        switch (level) {
            case DEBUG -> LOG.debug("{}", text);
            case INFO -> LOG.info("{}", text);
            case WARN -> LOG.warn("{}", text);
            case ERROR -> LOG.error("{}", text);
        }
    }

    @Override
    public void bug(String automation, String component, RuntimeException error) {
        LOG.error("{}an error of the program: {}; please report it", who(automation, component), error.toString());
        LOG.debug("where it comes from", error);
    }

    private static String who(String automation, String component) {
        String separator = automation.isEmpty() || component.isEmpty() ? "" : " / ";
        String name = automation + separator + component;
        return name.isEmpty() ? "" : "[" + name + "] ";
    }
}
