package io.btautomations.benchmarks.engine;

import java.nio.file.Path;
import java.sql.SQLException;

/** Writes all rows of a file as Parquet with Zstandard. */
public enum ParquetEngine {
    /** ExportToS3 to a directory: partitions by date, checksums, hashes and commit log included. */
    OURS {
        @Override
        public long export(Path rows, Path output) throws Exception {
            return new ParquetExport(rows, output).run();
        }

        @Override
        public String files(Path output) {
            return ParquetExport.directory(output) + "/date=*/*.parquet";
        }
    },
    /** DuckDB's COPY to one file, on one thread. */
    DUCKDB {
        @Override
        public long export(Path rows, Path output) throws Exception {
            return copy(rows, output, 1);
        }
    },
    /** DuckDB's COPY to one file, on two threads. */
    DUCKDB_TWO_THREADS {
        @Override
        public long export(Path rows, Path output) throws Exception {
            return copy(rows, output, 2);
        }
    };

    /**
     * Does it once, in place of what was written before.
     *
     * @return number of rows
     */
    public abstract long export(Path rows, Path output) throws Exception;

    /** The files that were written, with asterisks. */
    public String files(Path output) {
        return file(output).toString();
    }

    /** What the files of an engine hold, in one line that is the same for the same rows. */
    public String digest(Path output) throws SQLException {
        try (DuckEngine reader = new DuckEngine()) {
            return reader.digest(files(output));
        }
    }

    private static long copy(Path rows, Path output, int threads) throws SQLException {
        try (DuckEngine writer = new DuckEngine()) {
            return writer.export(rows, file(output), threads);
        }
    }

    private static Path file(Path output) {
        return output.resolveSibling(output.getFileName() + ".parquet");
    }
}
