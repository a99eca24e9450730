package io.btautomations.engine.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.btautomations.core.setting.ServiceKind;
import io.btautomations.core.setting.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys and certificates as PEM: judged by a server that wants to know its client. */
class PemKeysTest {

    private static final ServiceType TYPE =
            ServiceType.find(ServiceKind.TLS, "PEMEncodedSSLContextProvider").orElseThrow();

    @TempDir
    private Path folder;

    private final Map<String, String> texts = new HashMap<>();
    private TestKeys keys;

    @BeforeEach
    void makeKeys() throws Exception {
        keys = TestKeys.create(folder);
        texts.put("Private Key", keys.keyPem());
        texts.put("Certificate Chain", keys.certificatePem());
        texts.put("Certificate Authorities", keys.certificatePem());
    }

    private LentServices lend() throws ServiceException {
        Settings settings = Settings.of(texts);
        assertThat(settings.check(TYPE.settings())).isEmpty();
        return TYPE.lender().lend(settings);
    }

    private int ask() throws Exception {
        SSLContext both = TYPE.lender()
                .lend(Settings.of(Map.of(
                        "Private Key", keys.keyPem(),
                        "Certificate Chain", keys.certificatePem(),
                        "Certificate Authorities", keys.certificatePem())))
                .tls()
                .orElseThrow();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(both) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = both.getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            HttpsURLConnection connection = (HttpsURLConnection)
                    URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/")
                            .toURL()
                            .openConnection();
            connection.setSSLSocketFactory(lend().tls().orElseThrow().getSocketFactory());
            return connection.getResponseCode();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void keyAndTrustMayStandInTheSettings() throws Exception {
        assertThat(ask()).isEqualTo(204);
    }

    @Test
    void keyAndTrustMayStandInFiles() throws Exception {
        texts.put("Private Key Source", "FILES");
        for (String name : List.of("Private Key", "Certificate Chain")) {
            Path file = Files.writeString(folder.resolve(name), texts.getOrDefault(name, ""));
            texts.remove(name);
            texts.put(name + " Location", file.toString());
        }
        Path authorities = Files.writeString(folder.resolve("authorities"), keys.certificatePem());
        texts.put("Certificate Authorities", authorities.toString());

        assertThat(ask()).isEqualTo(204);
    }

    @Test
    void withoutKeyNobodyIsShownOne() {
        texts.put("Private Key Source", "UNDEFINED");
        assertThatThrownBy(this::ask).isInstanceOf(IOException.class);
    }

    @Test
    void theSystemsTrustDoesNotHoldForAnOwnServer() {
        texts.put("Certificate Authorities Source", "SYSTEM");
        assertThatThrownBy(this::ask).isInstanceOf(SSLException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Private Key             | -----BEGIN RSA PRIVATE KEY----- x | Private Key must be a PKCS #8 key without password, which begins with '-----BEGIN PRIVATE KEY-----'; openssl pkcs8 -topk8 -nocrypt makes one of other forms
            Private Key             | -----BEGIN PRIVATE KEY----- AAAA -----END PRIVATE KEY----- | Private Key is no key for the certificate in Certificate Chain
            Private Key             | /nowhere/hunter2 | Private Key is neither PEM nor a file that can be read
            Certificate Authorities | /nowhere/ca.pem  | Certificate Authorities is neither PEM nor a file that can be read '/nowhere/ca.pem'
            Certificate Authorities | -----BEGIN X----- | Certificate Authorities must be X.509 certificates in PEM, each of which begins with '-----BEGIN CERTIFICATE-----'
            TLS Protocol            | TLSv9            | this Java does not have the protocol 'TLSv9'
            """)
    void saysWhatIsWrong(String setting, String text, String message) {
        texts.put(setting, text);
        assertThatThrownBy(this::lend)
                .isInstanceOfSatisfying(
                        ServiceException.class, e -> assertThat(e.setting()).isEqualTo(setting))
                .hasMessage(message);
    }
}
