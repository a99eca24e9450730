package io.btautomations.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What a reader of an export has of the rows of a {@link GrowingLog}: it follows the commit log and reads its objects.
 */
final class ExportLedger {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "logs/";

    private final S3Client client;
    private final String bucket;
    private final BitSet rows = new BitSet();
    private final Set<String> named = new HashSet<>();
    private final List<String> doubled = new ArrayList<>();
    private String log = PREFIX + "_automations/";
    private String last = log;
    private volatile long count;

    ExportLedger(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    /** Reads what was committed since; for one thread at a time. */
    void follow() throws IOException {
        for (S3Object entry : client.listObjectsV2Paginator(
                        request -> request.bucket(bucket).prefix(log).startAfter(last))
                .contents()) {
            if (entry.key().contains("/log/")) {
                Optional<JsonNode> committed = entry(entry.key());
                if (committed.isEmpty()) {
                    return;
                }
                for (JsonNode object : committed.get().path("objects")) {
                    read(PREFIX + object.path("key").asText());
                }
                last = entry.key();
                log = last.substring(0, last.lastIndexOf('/') + 1);
            }
        }
    }

    /** How many different rows there are. */
    long rows() {
        return count;
    }

    /** Rows that came twice, and objects that were committed twice. */
    List<String> doubled() {
        return doubled;
    }

    /** Whether all rows up to that one are there. */
    boolean isWholeTo(long row) {
        return rows.nextClearBit(0) == row && rows.length() == row;
    }

    /** Objects in the bucket that no entry of the commit log names. */
    List<String> strays() {
        return client
                .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(PREFIX + "date="))
                .contents()
                .stream()
                .map(S3Object::key)
                .filter(key -> !named.contains(key))
                .toList();
    }

    /** Uploads that were begun and neither ended nor aborted. */
    List<String> unfinishedUploads() {
        return client.listMultipartUploads(request -> request.bucket(bucket)).uploads().stream()
                .map(upload -> upload.key())
                .toList();
    }

    int objects() {
        return named.size();
    }

    /** An entry; none while the store lists it, but does not have it yet. */
    private Optional<JsonNode> entry(String key) throws IOException {
        try {
            return Optional.of(JSON.readTree(
                    client.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                            .asByteArray()));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    private void read(String key) throws IOException {
        if (!named.add(key)) {
            doubled.add(key);
        }
        try (InputStream object =
                        client.getObject(request -> request.bucket(bucket).key(key));
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(new ZstdInputStream(object), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                int row = GrowingLog.number(line);
                if (rows.get(row)) {
                    doubled.add(line);
                } else {
                    rows.set(row);
                    count++;
                }
                line = lines.readLine();
            }
        }
    }
}
