package io.btautomations.engine.service;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** The JDK's TLS over key stores in memory. */
final class Tls {

    private Tls() {}

    /** Managers of the keys in a store. */
    static KeyManager[] keys(KeyStore store, char[] password) throws GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        return factory.getKeyManagers();
    }

    /** No keys. */
    static KeyManager[] noKeys() {
        return new KeyManager[0];
    }

    /** Managers of the trust in a store's certificates; without a store, in those that the JVM trusts. */
    static TrustManager[] trust(Optional<KeyStore> store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store.orElse(null));
        return factory.getTrustManagers();
    }

    /** @throws GeneralSecurityException if there is no such protocol */
    static LentServices lend(String protocol, KeyManager[] keys, TrustManager[] trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance(protocol);
        context.init(keys, trust, null);
        return LentServices.of(context);
    }
}
