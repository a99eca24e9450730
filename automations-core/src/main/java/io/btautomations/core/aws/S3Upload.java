package io.btautomations.core.aws;

import io.btautomations.core.port.ObjectStore.ObjectInfo;
import io.btautomations.core.port.ObjectStore.Upload;
import io.btautomations.core.setting.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * An object on its way to S3: one conditional PutObject while it fits a part, a multipart upload with a conditional end
 * beyond. At most one part waits on this machine.
 */
final class S3Upload extends Upload {

    /** Size of a part, and of the largest object that is sent in one request; 10,000 parts make 640 GB. */
    static final long PART_BYTES = 64L << 20;

    private final S3Requests requests;
    private final S3Client client;
    private final S3Failures failures;
    private final Mode mode;
    private final Spool spool = new Spool();
    private final List<CompletedPart> parts = new ArrayList<>();
    private Optional<String> uploadId = Optional.empty();

    /**
     * How an object is sent.
     *
     * @param partBytes size of a part
     * @param parted whether even an object that fits a part is sent as one
     * @param looking whether it is looked for an object in the way before a multipart upload ends, as some stores heed
     *     no condition there
     * @param conditional whether the store is told the condition; if not, it is looked for an object in the way before
     */
    record Mode(long partBytes, boolean parted, boolean looking, boolean conditional) {

        static Mode of(Settings settings) {
            return new Mode(PART_BYTES, false, true, settings.get(S3Settings.CONDITIONAL_WRITES));
        }
    }

    S3Upload(S3Requests requests, S3Client client, S3Failures failures, Mode mode) {
        this.requests = requests;
        this.client = client;
        this.failures = failures;
        this.mode = mode;
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int end = offset + length;
        while (from < end) {
            if (spool.size() == mode.partBytes()) {
                sendPart();
            }
            int fits = (int) Math.min(end - from, mode.partBytes() - spool.size());
            spool.write(bytes, from, fits);
            from += fits;
        }
    }

    @Override
    public boolean create() throws IOException {
        return finish(S3Condition.absent(), Optional.empty());
    }

    @Override
    public boolean replace(ObjectInfo expected) throws IOException {
        return finish(S3Condition.unchanged(expected.etag()), Optional.of(expected.etag()));
    }

    @Override
    public void close() throws IOException {
        spool.close();
        if (uploadId.isPresent()) {
            String id = uploadId.get();
            uploadId = Optional.empty();
            try {
                client.abortMultipartUpload(requests.abort(id));
            } catch (SdkException e) {
                throw failures.explained(S3Operation.ABORT, requests.key(), e);
            }
        }
    }

    private boolean finish(S3Condition condition, Optional<String> expected) throws IOException {
        try {
            boolean parted = mode.parted() || uploadId.isPresent();
            if (parted && (spool.size() > 0 || parts.isEmpty())) {
                sendPart();
            }
            boolean looks = !mode.conditional() || (parted && mode.looking());
            if (looks && !currentTag().equals(expected)) {
                return false;
            }
            S3Condition told = mode.conditional() ? condition : S3Condition.none();
            if (!parted) {
                client.putObject(requests.put(told), spool.body());
                return true;
            }
            client.completeMultipartUpload(requests.complete(uploadId.orElseThrow(), parts, told));
            uploadId = Optional.empty();
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == 412 || (expected.isPresent() && e.statusCode() == 404 && !isLost(e))) {
                return false;
            }
            throw failures.explained(S3Operation.PUT, requests.key(), e);
        } catch (SdkException e) {
            throw failures.explained(S3Operation.PUT, requests.key(), e);
        }
    }

    /** What is there now; asked before the end of a multipart upload, because not every store heeds its condition. */
    private Optional<String> currentTag() throws IOException {
        try {
            return Optional.of(client.headObject(requests.head()).eTag());
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                return Optional.empty();
            }
            throw failures.explained(S3Operation.HEAD, requests.key(), e);
        }
    }

    private static boolean isLost(S3Exception e) {
        return S3Failures.isNoSuchBucket(e) || S3Failures.code(e).equals("NoSuchUpload");
    }

    private void sendPart() throws IOException {
        try {
            if (uploadId.isEmpty()) {
                uploadId = Optional.of(
                        client.createMultipartUpload(requests.begin()).uploadId());
                abortLeftovers(uploadId.get());
            }
            int number = parts.size() + 1;
            UploadPartResponse sent = client.uploadPart(requests.part(uploadId.get(), number), spool.body());
            parts.add(CompletedPart.builder()
                    .partNumber(number)
                    .eTag(sent.eTag())
                    .checksumCRC32(sent.checksumCRC32())
                    .build());
            spool.reset();
        } catch (SdkException e) {
            throw failures.explained(S3Operation.PUT, requests.key(), e);
        }
    }

    /** Aborts what a writer of the same object left behind that was killed. */
    private void abortLeftovers(String own) {
        try {
            for (MultipartUpload upload :
                    client.listMultipartUploads(requests.uploads()).uploads()) {
                if (requests.isOf(upload) && !upload.uploadId().equals(own)) {
                    client.abortMultipartUpload(requests.abort(upload.uploadId()));
                }
            }
        } catch (S3Exception e) {
            return; // it may not be allowed, and the store may not know it; a lifecycle rule of the bucket does it as
            // well
        }
    }
}
