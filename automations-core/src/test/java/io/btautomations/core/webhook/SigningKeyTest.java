package io.btautomations.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.btautomations.core.setting.SettingFormatException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTest {

    private static final String SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /** Public key of RFC 8032, section 7.1, test 1, behind the header of an X.509 key. */
    private static final String PUBLIC_KEY =
            "302a300506032b6570032100" + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    static String hmac(String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET), "HmacSHA256"));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static boolean isOfTheTestKey(String signature, String signed) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(PUBLIC_KEY))));
            verifier.update(signed.getBytes(StandardCharsets.UTF_8));
            return signature.startsWith("v1a,")
                    && verifier.verify(Base64.getDecoder().decode(signature.substring("v1a,".length())));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theTestVectorOfStandardWebhooksIsSignedAsItShouldBe() throws SettingFormatException {
        byte[] signed =
                "msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
        assertThat(SigningKey.parse("whsec_" + SECRET).get(0).sign(signed))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void theTestVectorOfEd25519IsSignedAsItShouldBe() throws SettingFormatException {
        byte[] seed = HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        String expected =
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                        + "d25bf5f0595bbe24655141438e7a100b";
        String signature = SigningKey.parse("whsk_" + Base64.getEncoder().encodeToString(seed))
                .get(0)
                .sign(new byte[0]);
        assertThat(HexFormat.of().formatHex(Base64.getDecoder().decode(signature.substring("v1a,".length()))))
                .isEqualTo(expected);
        assertThat(isOfTheTestKey(signature, "")).isTrue();
    }

    @Test
    void severalSecretsMayBeGiven() throws SettingFormatException {
        assertThat(SigningKey.parse(" whsec_" + SECRET + "\n\twhsec_" + SECRET + " "))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "whsec_", "whsec_c2hvcnQ=", "whsec_!!", "whsk_c2hvcnQ=", "whpk_x"})
    void whatIsNoSecretIsRefusedWithoutShowingIt(String text) {
        assertThatThrownBy(() -> SigningKey.parse(text))
                .isInstanceOf(SettingFormatException.class)
                .hasMessageStartingWith("secrets with spaces or line ends between them, each 'whsec_' and");
    }
}
