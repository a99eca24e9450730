package io.btautomations.core.webhook;

import io.btautomations.core.setting.SettingFormatException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs deliveries as Standard Webhooks 1.0 has it. */
sealed interface SigningKey {

    String EXPECTATION = "secrets with spaces or line ends between them, each 'whsec_' and 24 to 64 bytes in Base64, or"
            + " 'whsk_' and an ed25519 key of 32 bytes in Base64";

    /** The signature of these bytes with its scheme, as it stands in the header. */
    String sign(byte[] signed);

    /** The keys of a text, in order. */
    static List<SigningKey> parse(String text) throws SettingFormatException {
        List<SigningKey> keys = new ArrayList<>();
        for (String secret : text.strip().split("\\s+")) {
            keys.add(one(secret));
        }
        return keys;
    }

    private static SigningKey one(String secret) throws SettingFormatException {
        try {
            if (secret.startsWith("whsec_")) {
                byte[] bytes = Base64.getDecoder().decode(secret.substring("whsec_".length()));
                if (bytes.length >= 24 && bytes.length <= 64) {
                    return new Shared(bytes);
                }
            }
            if (secret.startsWith("whsk_")) {
                byte[] bytes = Base64.getDecoder().decode(secret.substring("whsk_".length()));
                if (bytes.length == 32 || bytes.length == 64) {
                    return Private.of(Arrays.copyOf(bytes, 32));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new SettingFormatException(EXPECTATION);
        }
        throw new SettingFormatException(EXPECTATION);
    }

    /** A secret that sender and receiver share: HMAC-SHA256. */
    final class Shared implements SigningKey {

        private static final String ALGORITHM = "HmacSHA256";
        private final SecretKeySpec key;

        Shared(byte[] secret) {
            this.key = new SecretKeySpec(secret, ALGORITHM);
        }

        @Override
        public String sign(byte[] signed) {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(key);
                return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
            }
        }
    }

    /** A key that only the sender has: ed25519. */
    final class Private implements SigningKey {

        private static final String ALGORITHM = "Ed25519";
        private final PrivateKey key;

        private Private(PrivateKey key) {
            this.key = key;
        }

        static Private of(byte[] seed) {
            try {
                return new Private(KeyFactory.getInstance(ALGORITHM)
                        .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Java 15 and later have ed25519", e);
            }
        }

        @Override
        public String sign(byte[] signed) {
            try {
                Signature signature = Signature.getInstance(ALGORITHM);
                signature.initSign(key);
                signature.update(signed);
                return "v1a," + Base64.getEncoder().encodeToString(signature.sign());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Java 15 and later have ed25519", e);
            }
        }
    }
}
