package io.btautomations.core.source.track;

import io.btautomations.core.source.file.FileProblem;
import io.btautomations.core.source.file.LineScanner;
import io.btautomations.core.source.file.LogFile;
import io.btautomations.core.source.file.Packing;
import io.btautomations.core.step.StepException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** What a file begins with. One that is gone or has become shorter meanwhile begins with nothing. */
final class FileBeginning {

    private FileBeginning() {}

    /** Whether the file begins with what was read of another. */
    static boolean holds(LogFile file, TrackedFile other) throws StepException {
        boolean isCutOff =
                file.packing() == Packing.PARQUET ? file.size() != other.offset() : file.size() < other.offset();
        return !isCutOff && check(file, other.offset()).filter(other::isOf).isPresent();
    }

    /** The check of the file's first {@code length} bytes, if it is that long. */
    static Optional<String> check(LogFile file, long length) throws StepException {
        try {
            return Optional.of(ContentCheck.of(file.path(), length));
        } catch (NoSuchFileException | EOFException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw FileProblem.unreadable(file, e);
        }
    }

    /** Where the file's last line that has an end does so. */
    static long endOfLines(LogFile file) throws StepException {
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            return new LineScanner(channel).afterLastLineEnd(0, file.size());
        } catch (NoSuchFileException | EOFException e) {
            return 0;
        } catch (IOException e) {
            throw FileProblem.unreadable(file, e);
        }
    }
}
