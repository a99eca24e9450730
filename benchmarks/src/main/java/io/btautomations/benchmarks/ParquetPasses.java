package io.btautomations.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.btautomations.benchmarks.engine.ParquetEngine;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;

/**
 * One engine that writes Parquet in a process of its own. Prints a line for each pass: rows, CPU seconds and seconds by
 * the clock of the pass, CPU seconds of the process so far, and the peak of its physical memory so far in kilobytes.
 * All threads of the process count, those of the compiler and the collector too.
 */
final class ParquetPasses {

    private ParquetPasses() {}

    /** Arguments: engine, file of rows, file to write to, passes. */
    public static void main(String[] arguments) throws Exception {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        ParquetEngine engine = ParquetEngine.valueOf(arguments[0]);
        for (int pass = 0; pass < Integer.parseInt(arguments[3]); pass++) {
            long begin = System.nanoTime();
            long before = system.getProcessCpuTime();
            long rows = engine.export(Path.of(arguments[1]), Path.of(arguments[2]));
            long after = system.getProcessCpuTime();
            System.out.printf(
                    Locale.ROOT,
                    "%d %.3f %.3f %.3f %d%n",
                    rows,
                    (after - before) / 1e9,
                    (System.nanoTime() - begin) / 1e9,
                    after / 1e9,
                    PeakMemory.kilobytes());
        }
    }
}
