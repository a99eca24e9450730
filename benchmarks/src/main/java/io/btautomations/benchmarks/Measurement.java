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
 * One engine on one task in a process of its own. Warms up for a second of CPU time, then prints the result and the CPU
 * seconds of each pass. All threads of the process count, those of the compiler and the collector too.
 */
final class Measurement {

    private static final double SECONDS = 1;
    private static final int LEAST_PASSES = 3;
    private static final int MOST_PASSES = 30;

    private Measurement() {}

    /** Arguments: engine, task, file of rows, file to write to. */
    public static void main(String[] arguments) throws Exception {
        Engine engine = Engines.of(arguments[0]);
        Task task = Task.valueOf(arguments[1]);
        Path rows = Path.of(arguments[2]);
        Path output = Path.of(arguments[3]);
        passes(engine, task, rows, output);
        List<Double> seconds = passes(engine, task, rows, output);
        StringBuilder line = new StringBuilder().append(engine.run(task, rows, output));
        for (double pass : seconds) {
            line.append(String.format(Locale.ROOT, " %.4f", pass));
        }
        System.out.println(line);
    }

    private static List<Double> passes(Engine engine, Task task, Path rows, Path output) throws Exception {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        List<Double> seconds = new ArrayList<>();
        double spent = 0;
        while (seconds.size() < LEAST_PASSES || (spent < SECONDS && seconds.size() < MOST_PASSES)) {
            long before = system.getProcessCpuTime();
            engine.run(task, rows, output);
            double pass = (system.getProcessCpuTime() - before) / 1e9;
            seconds.add(pass);
            spent += pass;
        }
        return seconds;
    }
}
