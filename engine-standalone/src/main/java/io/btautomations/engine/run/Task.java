package io.btautomations.engine.run;

import java.time.Instant;
import java.util.Optional;

/** Something that has work to do from time to time. {@code work} is called by one thread at a time. */
interface Task extends AutoCloseable {

    /** Name for a person and for the thread. */
    String name();

    /** When it has something to do; may lie in the past. Empty: not until it is woken. */
    Optional<Instant> nextDue();

    /** Does what is due. */
    void work();

    @Override
    void close();
}
