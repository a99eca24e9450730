package io.btautomations.core.aws;

import io.btautomations.core.port.ObjectStore;
import io.btautomations.core.setting.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects below a prefix of a bucket. */
final class S3ObjectStore implements ObjectStore {

    private static final int PAGE = 1_000;

    private final S3Place place;
    private final S3Clients clients;
    private final Settings settings;
    private final S3Failures failures;

    S3ObjectStore(S3Place place, S3Clients clients, Settings settings) {
        this.place = place;
        this.clients = clients;
        this.settings = settings;
        this.failures = new S3Failures(place, settings);
    }

    @Override
    public Upload upload(String key, String contentType) throws IOException {
        return upload(key, contentType, S3Upload.Mode.of(settings));
    }

    @Override
    public Upload uploadInParts(String key, String contentType) throws IOException {
        boolean conditional = settings.get(S3Settings.CONDITIONAL_WRITES);
        return upload(key, contentType, new S3Upload.Mode(S3Upload.PART_BYTES, true, false, conditional));
    }

    private Upload upload(String key, String contentType, S3Upload.Mode mode) throws IOException {
        return new S3Upload(new S3Requests(place, settings, key, contentType), clients.s3(), failures, mode);
    }

    @Override
    public Optional<ObjectInfo> head(String key) throws IOException {
        try {
            HeadObjectResponse head = clients.s3()
                    .headObject(request -> request.bucket(place.bucket()).key(place.key(key)));
            return Optional.of(new ObjectInfo(head.contentLength(), head.eTag()));
        } catch (S3Exception e) {
            if (e.statusCode() == 404 && !S3Failures.isNoSuchBucket(e)) {
                return Optional.empty();
            }
            throw failures.explained(S3Operation.HEAD, key, e);
        } catch (SdkException e) {
            throw failures.explained(S3Operation.HEAD, key, e);
        }
    }

    @Override
    public Optional<InputStream> read(String key) throws IOException {
        try {
            return Optional.of(clients.s3()
                    .getObject(request -> request.bucket(place.bucket()).key(place.key(key))));
        } catch (S3Exception e) {
            if (e.statusCode() == 404 && !S3Failures.isNoSuchBucket(e)) {
                return Optional.empty();
            }
            throw failures.explained(S3Operation.GET, key, e);
        } catch (SdkException e) {
            throw failures.explained(S3Operation.GET, key, e);
        }
    }

    @Override
    public List<String> list(String prefix, String after) throws IOException {
        ListObjectsV2Request.Builder request = ListObjectsV2Request.builder()
                .bucket(place.bucket())
                .prefix(place.key(prefix))
                .maxKeys(PAGE);
        if (!after.isEmpty()) {
            request.startAfter(place.key(after));
        }
        try {
            return clients.s3().listObjectsV2(request.build()).contents().stream()
                    .map(S3Object::key)
                    .map(key -> key.substring(place.prefix().length()))
                    .toList();
        } catch (SdkException e) {
            throw failures.explained(S3Operation.LIST, prefix, e);
        }
    }

    @Override
    public void delete(String key) throws IOException {
        try {
            clients.s3().deleteObject(request -> request.bucket(place.bucket()).key(place.key(key)));
        } catch (SdkException e) {
            throw failures.explained(S3Operation.DELETE, key, e);
        }
    }

    @Override
    public String describe(String key) {
        return place.describe(key);
    }

    @Override
    public void close() {
        clients.close();
    }
}
