package io.btautomations.core.aws;

import io.btautomations.core.setting.Settings;
import java.util.List;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** The requests that make one object, with encryption and storage class as they are set. */
record S3Requests(S3Place place, Settings settings, String key, String contentType) {

    PutObjectRequest put(S3Condition condition) {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(place.bucket())
                .key(place.key(key))
                .contentType(contentType);
        condition.ifNoneMatch().ifPresent(request::ifNoneMatch);
        condition.ifMatch().ifPresent(request::ifMatch);
        switch (settings.get(S3Settings.ENCRYPTION)) {
            case BUCKET_DEFAULT -> {}
            case SSE_S3 -> request.serverSideEncryption("AES256");
            case SSE_KMS -> {
                request.serverSideEncryption("aws:kms");
                settings.find(S3Settings.KMS_KEY).ifPresent(request::ssekmsKeyId);
            }
        }
        StorageTier tier = settings.get(S3Settings.STORAGE_CLASS);
        if (tier != StorageTier.STANDARD) {
            request.storageClass(tier.header());
        }
        settings.find(S3Settings.TAGS).map(ObjectTags::tagging).ifPresent(request::tagging);
        return request.build();
    }

    CreateMultipartUploadRequest begin() {
        PutObjectRequest whole = put(S3Condition.none());
        return CreateMultipartUploadRequest.builder()
                .bucket(whole.bucket())
                .key(whole.key())
                .contentType(whole.contentType())
                .serverSideEncryption(whole.serverSideEncryption())
                .ssekmsKeyId(whole.ssekmsKeyId())
                .storageClass(whole.storageClass())
                .tagging(whole.tagging())
                .build();
    }

    UploadPartRequest part(String uploadId, int number) {
        return UploadPartRequest.builder()
                .bucket(place.bucket())
                .key(place.key(key))
                .uploadId(uploadId)
                .partNumber(number)
                .build();
    }

    CompleteMultipartUploadRequest complete(String uploadId, List<CompletedPart> parts, S3Condition condition) {
        CompleteMultipartUploadRequest.Builder request = CompleteMultipartUploadRequest.builder()
                .bucket(place.bucket())
                .key(place.key(key))
                .uploadId(uploadId)
                .multipartUpload(upload -> upload.parts(parts));
        condition.ifNoneMatch().ifPresent(request::ifNoneMatch);
        condition.ifMatch().ifPresent(request::ifMatch);
        return request.build();
    }

    AbortMultipartUploadRequest abort(String uploadId) {
        return AbortMultipartUploadRequest.builder()
                .bucket(place.bucket())
                .key(place.key(key))
                .uploadId(uploadId)
                .build();
    }

    ListMultipartUploadsRequest uploads() {
        return ListMultipartUploadsRequest.builder()
                .bucket(place.bucket())
                .prefix(place.key(key))
                .build();
    }

    /** Whether it is an upload of this object. */
    boolean isOf(MultipartUpload upload) {
        return place.key(key).equals(upload.key());
    }

    HeadObjectRequest head() {
        return HeadObjectRequest.builder()
                .bucket(place.bucket())
                .key(place.key(key))
                .build();
    }
}
