package io.btautomations.engine.run;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes that do not change. */
sealed interface Content {

    long size();

    InputStream open();

    /** A part of the content; shares its bytes. */
    Content slice(long offset, long length);

    /** Bytes in memory. */
    record InMemory(byte[] bytes, int offset, int length) implements Content {

        static InMemory of(byte[] bytes) {
            return new InMemory(bytes, 0, bytes.length);
        }

        @Override
        public long size() {
            return length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes, offset, length);
        }

        @Override
        public Content slice(long from, long count) {
            return new InMemory(bytes, Math.toIntExact(offset + from), Math.toIntExact(count));
        }
    }

    /** Bytes in a file of the unit of work. */
    record OnDisk(Path file, long offset, long length) implements Content {

        @Override
        public long size() {
            return length;
        }

        @Override
        public InputStream open() {
            try {
                SeekableByteChannel channel = Files.newByteChannel(file);
                channel.position(offset);
                return new Bounded(Channels.newInputStream(channel), length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Content slice(long from, long count) {
            return new OnDisk(file, offset + from, count);
        }
    }
}
