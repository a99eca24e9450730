package io.btautomations.benchmarks.engine;

import java.nio.file.Path;

/** Something that can filter a file of JSON Lines. */
public interface Engine {

    /** The answer of an engine that does only a part of the task. */
    long NO_RESULT = -1;

    /**
     * Does the task once, on as many threads as the task says.
     *
     * @param rows the file
     * @param output where lines go, for tasks that write
     * @return number of rows that fit
     */
    long run(Task task, Path rows, Path output) throws Exception;
}
