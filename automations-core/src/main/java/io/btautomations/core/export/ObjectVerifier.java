package io.btautomations.core.export;

import com.github.luben.zstd.ZstdInputStream;
import io.btautomations.core.objects.ObjectKeys;
import io.btautomations.core.parquet.ParquetFooter;
import io.btautomations.core.port.ObjectStore;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Verifies single objects against what the commit log says of them. For one thread. */
final class ObjectVerifier {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MOST_FOOTER_BYTES = 4 << 20;

    private final ObjectStore store;
    private final Findings findings;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    ObjectVerifier(ObjectStore store, Findings findings) {
        this.store = store;
        this.findings = findings;
    }

    /** @param entry key of the entry that names the object */
    void verify(LoggedObject object, String entry) throws IOException {
        if (!ObjectKeys.isConfined(object.key()) || object.key().startsWith(ExportLayout.CONTROL)) {
            findings.error("EXP-214", entry, "the entry names an object outside the export");
            return;
        }
        Optional<InputStream> content = store.read(object.key());
        if (content.isEmpty()) {
            findings.error(
                    "EXP-211",
                    object.key(),
                    "the object is missing; " + entry + " names it with " + object.rows() + " rows");
            return;
        }
        try (InputStream stream = content.get()) {
            compare(object, stream);
        }
    }

    private void compare(LoggedObject object, InputStream stream) throws IOException {
        MessageDigest digest = Hashes.newDigest();
        CountingStream raw = new CountingStream(new DigestInputStream(stream, digest));
        long rows;
        try {
            rows = object.key().endsWith(".parquet") ? footerRows(raw) : rows(decoded(object.key(), raw));
        } catch (IOException e) {
            if (raw.failed()) {
                throw e;
            }
            rows = -1;
        }
        while (raw.read(buffer, 0, buffer.length) >= 0) {
            continue; // what lies behind the rows belongs to the hash as well
        }
        String sha256 = Hashes.hex(digest);
        if (!sha256.equals(object.sha256()) || raw.count() != object.bytes()) {
            findings.error(
                    "EXP-212",
                    object.key(),
                    "the object was altered: it has " + raw.count() + " bytes with SHA-256 " + sha256
                            + ", the commit log says " + object.bytes() + " bytes with " + object.sha256());
        } else if (rows != object.rows()) {
            findings.error(
                    "EXP-213",
                    object.key(),
                    rows < 0
                            ? "the object cannot be decoded"
                            : "the object has " + rows + " rows, the commit log says " + object.rows());
        }
    }

    private static InputStream decoded(String key, InputStream raw) throws IOException {
        if (key.endsWith(".gz")) {
            return new GZIPInputStream(raw);
        }
        return key.endsWith(".zst") ? new ZstdInputStream(raw) : raw;
    }

    /** The rows that the footer tells of; an object's end is all that is kept of it. */
    private long footerRows(InputStream raw) throws IOException {
        byte[] ring = new byte[MOST_FOOTER_BYTES];
        long length = 0;
        for (int read = raw.read(buffer); read >= 0; read = raw.read(buffer)) {
            int at = (int) (length % ring.length);
            int first = Math.min(read, ring.length - at);
            System.arraycopy(buffer, 0, ring, at, first);
            System.arraycopy(buffer, first, ring, 0, read - first);
            length += read;
        }
        int kept = (int) Math.min(length, ring.length);
        int begin = (int) ((length - kept) % ring.length);
        byte[] tail = new byte[kept];
        int first = Math.min(kept, ring.length - begin);
        System.arraycopy(ring, begin, tail, 0, first);
        System.arraycopy(ring, 0, tail, first, kept - first);
        return ParquetFooter.rows(tail);
    }

    private long rows(InputStream lines) throws IOException {
        long rows = 0;
        boolean inRow = false;
        for (int read = lines.read(buffer); read >= 0; read = lines.read(buffer)) {
            for (int i = 0; i < read; i++) {
                boolean ends = buffer[i] == '\n';
                rows += ends ? 1 : 0;
                inRow = !ends;
            }
        }
        return inRow ? rows + 1 : rows;
    }

    /** Counts, and tells failures of the store from failures to decode. */
    private static final class CountingStream extends FilterInputStream {

        private long count;
        private boolean failed;

        CountingStream(InputStream stream) {
            super(stream);
        }

        long count() {
            return count;
        }

        boolean failed() {
            return failed;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                int read = super.read(target, offset, length);
                count += Math.max(0, read);
                return read;
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        }
    }
}
