package io.btautomations.engine.service;

import io.btautomations.core.setting.ServiceKind;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.setting.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;

/** NiFi's PEMEncodedSSLContextProvider: keys and certificates as texts between lines of dashes. */
final class PemKeys {

    /** Where the user's own key stands. */
    private enum KeySource implements StockChoice {
        UNDEFINED,
        PROPERTIES,
        FILES
    }

    /** Who is trusted. */
    private enum Authorities implements StockChoice {
        PROPERTIES,
        SYSTEM
    }

    private static final Setting<String> PROTOCOL =
            Setting.text("TLS Protocol").defaultText("TLS").build();
    private static final Setting<KeySource> KEY_SOURCE = Setting.choice("Private Key Source", KeySource.class)
            .defaultText(KeySource.PROPERTIES.value())
            .required()
            .build();
    private static final Setting<String> KEY = Setting.text("Private Key")
            .required()
            .sensitive()
            .when(KEY_SOURCE, KeySource.PROPERTIES)
            .build();
    private static final Setting<String> KEY_FILE = Setting.text("Private Key Location")
            .required()
            .when(KEY_SOURCE, KeySource.FILES)
            .build();
    private static final Setting<String> CHAIN = Setting.text("Certificate Chain")
            .required()
            .when(KEY_SOURCE, KeySource.PROPERTIES)
            .build();
    private static final Setting<String> CHAIN_FILE = Setting.text("Certificate Chain Location")
            .required()
            .when(KEY_SOURCE, KeySource.FILES)
            .build();
    private static final Setting<Authorities> AUTHORITIES_SOURCE = Setting.choice(
                    "Certificate Authorities Source", Authorities.class)
            .defaultText(Authorities.PROPERTIES.value())
            .required()
            .build();
    private static final Setting<String> AUTHORITIES = Setting.text("Certificate Authorities")
            .required()
            .when(AUTHORITIES_SOURCE, Authorities.PROPERTIES)
            .build();

    static final ServiceType TYPE = new ServiceType(
            "PEMEncodedSSLContextProvider",
            ServiceKind.TLS,
            List.of(PROTOCOL, KEY_SOURCE, KEY, KEY_FILE, CHAIN, CHAIN_FILE, AUTHORITIES_SOURCE, AUTHORITIES),
            Map.of(),
            settings -> List.of(),
            PemKeys::lend);

    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);
    private static final char[] NO_PASSWORD = {};

    private PemKeys() {}

    private static LentServices lend(Settings settings) throws ServiceException {
        KeyManager[] keys = switch (settings.get(KEY_SOURCE)) {
            case UNDEFINED -> Tls.noKeys();
            case PROPERTIES -> keys(settings, KEY, CHAIN);
            case FILES -> keys(settings, KEY_FILE, CHAIN_FILE);
        };
        TrustManager[] trust = trust(settings);
        try {
            return Tls.lend(settings.get(PROTOCOL), keys, trust);
        } catch (GeneralSecurityException e) {
            throw new ServiceException(
                    PROTOCOL, "this Java does not have the protocol '" + settings.get(PROTOCOL) + "'", e);
        }
    }

    private static KeyManager[] keys(Settings settings, Setting<String> keySetting, Setting<String> chainSetting)
            throws ServiceException {
        List<Certificate> chain = certificates(settings, chainSetting);
        Matcher found = PKCS8.matcher(text(settings, keySetting));
        if (!found.find()) {
            throw new ServiceException(
                    keySetting,
                    keySetting.name() + " must be a PKCS #8 key without password, which begins with '-----BEGIN PRIVATE"
                            + " KEY-----'; openssl pkcs8 -topk8 -nocrypt makes one of other forms");
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(found.group(1));
            PrivateKey key = KeyFactory.getInstance(
                            chain.getFirst().getPublicKey().getAlgorithm())
                    .generatePrivate(new PKCS8EncodedKeySpec(encoded));
            KeyStore store = empty();
            store.setKeyEntry("key", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
            return Tls.keys(store, NO_PASSWORD);
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new ServiceException(
                    keySetting, keySetting.name() + " is no key for the certificate in " + chainSetting.name(), e);
        }
    }

    private static TrustManager[] trust(Settings settings) throws ServiceException {
        try {
            if (settings.get(AUTHORITIES_SOURCE) == Authorities.SYSTEM) {
                return Tls.trust(Optional.empty());
            }
            KeyStore store = empty();
            for (Certificate certificate : certificates(settings, AUTHORITIES)) {
                store.setCertificateEntry("authority " + store.size(), certificate);
            }
            return Tls.trust(Optional.of(store));
        } catch (GeneralSecurityException | IOException e) {
            throw new ServiceException(AUTHORITIES, "the certificates to trust cannot be used: " + e.getMessage(), e);
        }
    }

    /** The certificates in a text or file; at least one. */
    private static List<Certificate> certificates(Settings settings, Setting<String> setting) throws ServiceException {
        byte[] text = text(settings, setting).getBytes(StandardCharsets.UTF_8);
        try {
            List<Certificate> certificates = List.copyOf(
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(text)));
            if (!certificates.isEmpty()) {
                return certificates;
            }
        } catch (CertificateException e) {
            throw noCertificates(setting, e);
        }
        throw noCertificates(setting, new CertificateException("none"));
    }

    private static ServiceException noCertificates(Setting<String> setting, CertificateException cause) {
        return new ServiceException(
                setting,
                setting.name() + " must be X.509 certificates in PEM, each of which begins with '-----BEGIN"
                        + " CERTIFICATE-----'",
                cause);
    }

    /** What a setting says itself, or the file that it names. */
    private static String text(Settings settings, Setting<String> setting) throws ServiceException {
        String value = settings.get(setting);
        if (value.contains("-----BEGIN ")) {
            return value;
        }
        try {
            return Files.readString(Path.of(value));
        } catch (IOException | InvalidPathException e) {
            String name = setting.sensitive() ? "" : " '" + value + "'";
            throw new ServiceException(
                    setting, setting.name() + " is neither PEM nor a file that can be read" + name, e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
