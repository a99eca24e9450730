package io.btautomations.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.btautomations.benchmarks.engine.Engine;
import io.btautomations.benchmarks.engine.Engines;
import io.btautomations.benchmarks.engine.Task;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One engine on one task in a process of its own. Warms up, measures some batches of passes, then prints a line for
 * each batch: the result, CPU seconds and seconds by the clock of a pass, and the peak of physical memory so far in
 * kilobytes. All threads of the process count, those of the compiler and the collector too.
 */
final class Measurement {

    /** CPU time is told in steps of 10 ms; so long batches keep the error of each small. */
    private static final double BATCH_SECONDS = 1;

    private static final int WARM_UP_BATCHES = 6;
    private static final int BATCHES = 3;

    /** What is told of a batch, at the end: classes that printing needs would have code compiled anew. */
    private record Batch(long result, double cpuSeconds, double clockSeconds, long kilobytes) {}

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final Engine engine;
    private final Task task;
    private final Path rows;
    private final Path output;
    private long result;
    private int passes;

    private Measurement(Engine engine, Task task, Path rows, Path output) {
        this.engine = engine;
        this.task = task;
        this.rows = rows;
        this.output = output;
    }

    /** Arguments: engine, task, file of rows, file to write to. */
    public static void main(String[] arguments) throws Exception {
        new Measurement(
                        Engines.of(arguments[0]),
                        Task.valueOf(arguments[1]),
                        Path.of(arguments[2]),
                        Path.of(arguments[3]))
                .run();
    }

    private void run() throws Exception {
        for (int batch = 0; batch < WARM_UP_BATCHES; batch++) {
            secondsOfPass();
        }
        List<Batch> batches = new ArrayList<>();
        for (int number = 0; number < BATCHES; number++) {
            long begin = System.nanoTime();
            double cpuSeconds = secondsOfPass();
            double clockSeconds = (System.nanoTime() - begin) / 1e9 / passes;
            batches.add(new Batch(result, cpuSeconds, clockSeconds, PeakMemory.kilobytes()));
        }
        for (Batch batch : batches) {
            System.out.printf(
                    Locale.ROOT,
                    "%d %.5f %.5f %d%n",
                    batch.result(),
                    batch.cpuSeconds(),
                    batch.clockSeconds(),
                    batch.kilobytes());
        }
    }

    /** Mean CPU seconds of a pass, over a batch. */
    private double secondsOfPass() throws Exception {
        passes = 0;
        long before = system.getProcessCpuTime();
        double spent = 0;
        while (spent < BATCH_SECONDS) {
            result = engine.run(task, rows, output);
            passes++;
            spent = (system.getProcessCpuTime() - before) / 1e9;
        }
        return spent / passes;
    }
}
