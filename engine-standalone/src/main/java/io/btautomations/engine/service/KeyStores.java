package io.btautomations.engine.service;

import io.btautomations.core.setting.Scope;
import io.btautomations.core.setting.ServiceKind;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.setting.SettingProblem;
import io.btautomations.core.setting.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;

/** NiFi's SSL context services over key stores in files. */
final class KeyStores {

    /** The forms of key stores that the JDK reads. */
    private enum Form implements StockChoice {
        JKS,
        PKCS12
    }

    private static final Setting<String> KEYS = file("Keystore Filename");
    private static final Setting<String> KEYS_PASSWORD = secret("Keystore Password");
    private static final Setting<String> KEY_PASSWORD = secret("Key Password");
    private static final Setting<Form> KEYS_FORM =
            Setting.choice("Keystore Type", Form.class).build();
    private static final Setting<String> TRUST = file("Truststore Filename");
    private static final Setting<String> TRUST_PASSWORD = secret("Truststore Password");
    private static final Setting<Form> TRUST_FORM =
            Setting.choice("Truststore Type", Form.class).build();
    private static final Setting<String> PROTOCOL =
            Setting.text("TLS Protocol").defaultText("TLS").build();

    private KeyStores() {}

    static ServiceType type(String name) {
        return new ServiceType(
                name,
                ServiceKind.TLS,
                List.of(KEYS, KEYS_PASSWORD, KEY_PASSWORD, KEYS_FORM, TRUST, TRUST_PASSWORD, TRUST_FORM, PROTOCOL),
                Map.of("key-password", KEY_PASSWORD.name(), "SSL Protocol", PROTOCOL.name()),
                KeyStores::problems,
                KeyStores::lend);
    }

    private static Setting<String> file(String name) {
        return Setting.text(name).scope(Scope.ENVIRONMENT).build();
    }

    private static Setting<String> secret(String name) {
        return Setting.text(name).sensitive().build();
    }

    private static List<SettingProblem> problems(Settings settings) {
        List<SettingProblem> problems = new ArrayList<>();
        if (settings.find(KEYS).isPresent()) {
            require(settings, KEYS_PASSWORD, KEYS, problems);
            require(settings, KEYS_FORM, KEYS, problems);
        }
        if (settings.find(TRUST).isPresent()) {
            require(settings, TRUST_FORM, TRUST, problems);
        }
        if (settings.find(KEYS).isEmpty() && settings.find(TRUST).isEmpty()) {
            problems.add(new SettingProblem(
                    "SET-101", TRUST.name(), TRUST.name() + " or " + KEYS.name() + " must be set, and neither is"));
        }
        return problems;
    }

    private static void require(
            Settings settings, Setting<?> setting, Setting<?> beside, List<SettingProblem> problems) {
        if (settings.find(setting).isEmpty()) {
            problems.add(new SettingProblem(
                    "SET-101", setting.name(), setting.name() + " is required beside " + beside.name()));
        }
    }

    private static LentServices lend(Settings settings) throws ServiceException {
        KeyManager[] keys = keys(settings);
        TrustManager[] trust = trust(settings);
        try {
            return Tls.lend(settings.get(PROTOCOL), keys, trust);
        } catch (GeneralSecurityException e) {
            throw new ServiceException(
                    PROTOCOL, "this Java does not have the protocol '" + settings.get(PROTOCOL) + "'", e);
        }
    }

    /** The managers of the user's own keys; none if there is no store. */
    private static KeyManager[] keys(Settings settings) throws ServiceException {
        if (settings.find(KEYS).isEmpty()) {
            return Tls.noKeys();
        }
        KeyStore store = load(settings, KEYS, settings.get(KEYS_FORM), KEYS_PASSWORD);
        Setting<String> password = settings.find(KEY_PASSWORD).isPresent() ? KEY_PASSWORD : KEYS_PASSWORD;
        try {
            return Tls.keys(store, settings.get(password).toCharArray());
        } catch (GeneralSecurityException e) {
            throw new ServiceException(
                    password, "the password does not open the key in '" + settings.get(KEYS) + "'", e);
        }
    }

    /** The managers of the user's own trust; those of the JVM if there is no store. */
    private static TrustManager[] trust(Settings settings) throws ServiceException {
        try {
            if (settings.find(TRUST).isEmpty()) {
                return Tls.trust(Optional.empty());
            }
            KeyStore store = load(settings, TRUST, settings.get(TRUST_FORM), TRUST_PASSWORD);
            if (store.size() == 0) {
                throw new ServiceException(
                        TRUST,
                        "'" + settings.get(TRUST) + "' holds no trusted certificate, so nobody would be trusted; put"
                                + " certificates in with keytool -importcert");
            }
            return Tls.trust(Optional.of(store));
        } catch (GeneralSecurityException e) {
            throw new ServiceException(TRUST, "the certificates to trust cannot be used: " + e.getMessage(), e);
        }
    }

    private static KeyStore load(Settings settings, Setting<String> file, Form form, Setting<String> password)
            throws ServiceException {
        String name = settings.get(file);
        Optional<char[]> secret = settings.find(password).map(String::toCharArray);
        try (InputStream in = Files.newInputStream(Path.of(name))) {
            KeyStore store = KeyStore.getInstance(form.value());
            store.load(in, secret.orElse(null));
            return store;
        } catch (NoSuchFileException e) {
            throw new ServiceException(file, "there is no file '" + name + "'", e);
        } catch (IOException e) {
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw new ServiceException(password, "the password does not open '" + name + "'", e);
            }
            throw new ServiceException(file, "'" + name + "' cannot be read as " + form, e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new ServiceException(file, "'" + name + "' cannot be read as " + form, e);
        }
    }
}
