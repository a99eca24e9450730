package io.btautomations.core.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.btautomations.core.setting.Settings;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IamPoliciesTest {

    private static final URI PATH = URI.create("s3://archive/braintrust/spans");

    @Test
    void theTrustPolicyAsksForTheExternalId() throws IOException {
        JsonNode statement = parse(IamPolicies.trustPolicy("arn:aws:iam::1:role/x", "bt:o:p:a"))
                .at("/Statement/0");
        assertThat(statement.at("/Principal/AWS").asText()).isEqualTo("arn:aws:iam::1:role/x");
        assertThat(statement.at("/Action").asText()).isEqualTo("sts:AssumeRole");
        assertThat(statement.at("/Condition/StringEquals/sts:ExternalId").asText())
                .isEqualTo("bt:o:p:a");
    }

    @Test
    void aWildcardIsComparedAsOne() throws IOException {
        JsonNode policy = parse(IamPolicies.trustPolicy("arn:aws:iam::1:role/x", "bt:o:*"));
        assertThat(policy.at("/Statement/0/Condition/StringLike/sts:ExternalId").asText())
                .isEqualTo("bt:o:*");
    }

    @Test
    void deletingIsAllowedOnlyWhereATestWrites() throws IOException {
        JsonNode statements =
                parse(IamPolicies.permissionPolicy(PATH, Settings.of(Map.of()))).at("/Statement");
        assertThat(statements).hasSize(4);
        assertThat(statements.at("/0/Resource").asText()).isEqualTo("arn:aws:s3:::archive/braintrust/spans/*");
        assertThat(statements.at("/0/Action")).extracting(JsonNode::asText).doesNotContain("s3:DeleteObject");
        assertThat(statements.at("/1/Action/0").asText()).isEqualTo("s3:DeleteObject");
        assertThat(statements.at("/1/Resource").asText())
                .isEqualTo("arn:aws:s3:::archive/braintrust/spans/_automations/*/test/*");
        assertThat(statements.at("/2/Resource").asText()).isEqualTo("arn:aws:s3:::archive");
        assertThat(statements.at("/2/Condition/StringLike/s3:prefix").asText()).isEqualTo("braintrust/spans/*");
    }

    @Test
    void aKeyIsNamedInTheRolesPartition() throws IOException {
        Settings settings = Settings.of(Map.of(
                "Server Side Encryption", "SSE-KMS",
                "KMS Key ID", "1234",
                "Region", "us-gov-west-1",
                "Assume Role ARN", "arn:aws-us-gov:iam::123456789012:role/x"));
        JsonNode statement = parse(IamPolicies.permissionPolicy(PATH, settings)).at("/Statement/4");
        assertThat(statement.at("/Action"))
                .extracting(JsonNode::asText)
                .containsExactly("kms:GenerateDataKey", "kms:Decrypt");
        assertThat(statement.at("/Resource").asText()).isEqualTo("arn:aws-us-gov:kms:us-gov-west-1:*:key/1234");
    }

    private static JsonNode parse(String policy) throws IOException {
        return new ObjectMapper().readTree(policy);
    }
}
