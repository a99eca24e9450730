package io.btautomations.engine.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key for 127.0.0.1 whose certificate nobody but a test trusts, made by the JDK's own tool, and stores of it. */
public final class TestKeys {

    public static final String PASSWORD = "changeit";

    private final KeyStore own;

    private TestKeys(KeyStore own) {
        this.own = own;
    }

    /** Makes a key. */
    public static TestKeys create(Path directory) throws IOException, GeneralSecurityException, InterruptedException {
        Path file = directory.resolve("made.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "own",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool made no key");
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return new TestKeys(store);
    }

    /** Stores the key and its certificate. */
    public void saveKey(Path file, String form) throws IOException, GeneralSecurityException {
        KeyStore store = empty(form);
        char[] password = PASSWORD.toCharArray();
        store.setKeyEntry("own", own.getKey("own", password), password, own.getCertificateChain("own"));
        save(store, file);
    }

    /** Stores the certificate alone. */
    public void saveTrust(Path file, String form) throws IOException, GeneralSecurityException {
        KeyStore store = empty(form);
        store.setCertificateEntry("own", certificate());
        save(store, file);
    }

    /** Stores nothing. */
    public static void saveNothing(Path file, String form) throws IOException, GeneralSecurityException {
        save(empty(form), file);
    }

    /** The key in PKCS #8. */
    String keyPem() throws GeneralSecurityException {
        return pem("PRIVATE KEY", own.getKey("own", PASSWORD.toCharArray()).getEncoded());
    }

    /** The certificate in X.509. */
    String certificatePem() throws GeneralSecurityException {
        return pem("CERTIFICATE", certificate().getEncoded());
    }

    private static String pem(String what, byte[] encoded) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(encoded) + "\n-----END " + what
                + "-----\n";
    }

    private Certificate certificate() throws GeneralSecurityException {
        return own.getCertificate("own");
    }

    /** For a server that has the key. */
    public SSLContext server() throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static KeyStore empty(String form) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(form);
        store.load(null, null);
        return store;
    }

    private static void save(KeyStore store, Path file) throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
    }
}
