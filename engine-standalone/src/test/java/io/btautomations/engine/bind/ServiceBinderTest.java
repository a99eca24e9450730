package io.btautomations.engine.bind;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.core.port.ProxyServer;
import io.btautomations.core.port.ProxyServer.Credentials;
import io.btautomations.engine.flow.Finding;
import io.btautomations.engine.flow.Fixture;
import io.btautomations.engine.resolve.ParameterValues;
import io.btautomations.engine.service.LentServices;
import io.btautomations.engine.service.TestKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stock controller services come to, and what is said of those that come to nothing. */
class ServiceBinderTest {

    @TempDir
    private static Path folder;

    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, String> values = new HashMap<>(Map.of(
            "Webhook URL", "https://127.0.0.1/secret",
            "Proxy Password", "hunter2",
            "Store Password", TestKeys.PASSWORD));

    @BeforeAll
    static void makeStores() throws Exception {
        TestKeys keys = TestKeys.create(folder);
        keys.saveKey(folder.resolve("own.jks"), "JKS");
        keys.saveTrust(folder.resolve("trust.p12"), "PKCS12");
        TestKeys.saveNothing(folder.resolve("empty.p12"), "PKCS12");
        Files.writeString(folder.resolve("text.p12"), "no key store");
    }

    private static String flow() {
        return Fixture.replace(Fixture.text("services.json"), "FOLDER", folder.toString());
    }

    private List<BoundAutomation> bind(String text) {
        return new Binder(StepCatalogue.standard(), ParameterValues.of(values), ZoneId.of("UTC"), findings)
                .bind(List.of(Fixture.read("x.json", text, findings)));
    }

    private LentServices lent(String text) {
        return bind(text).getFirst().hosted(Hosting.OUTBOX).getFirst().services();
    }

    @Test
    void servicesOfAGroupAroundSeeItsParametersAndLendToTheGroupWithin() {
        LentServices lent = lent(flow());

        assertThat(findings).isEmpty();
        assertThat(lent.proxy())
                .contains(new ProxyServer("proxy.internal", 3128, Optional.of(new Credentials("alice", "hunter2"))));
        assertThat(lent.tls()).isPresent();
    }

    @Test
    void propertiesMayHaveTheNamesOfLaterReleases() {
        LentServices lent = lent(flow().replace("proxy-type", "Proxy Type")
                .replace("proxy-server-host", "Proxy Server Host")
                .replace("proxy-server-port", "Proxy Server Port")
                .replace("proxy-user-password", "Proxy User Password")
                .replace("key-password", "Key Password")
                .replace("SSL Protocol", "TLS Protocol"));

        assertThat(findings).isEmpty();
        assertThat(lent.proxy()).isPresent();
        assertThat(lent.tls()).isPresent();
    }

    @Test
    void aDirectProxyIsNone() {
        assertThat(lent(Fixture.replace(flow(), "\"proxy-type\": \"HTTP\"", "\"proxy-type\": \"DIRECT\""))
                        .proxy())
                .isEmpty();
        assertThat(findings).isEmpty();
    }

    @Test
    void trustAloneIsEnough() {
        String trustOnly = flow().replaceAll("(?m)^.*\"Keystore .*\\R", "");
        assertThat(lent(trustOnly).tls()).isPresent();
        assertThat(findings).isEmpty();
    }

    static Stream<Arguments> mistakes() {
        String proxy = "/flowContents/controllerServices/0/";
        String keys = "/flowContents/controllerServices/1/";
        String post = "/flowContents/processGroups/1/processors/1/properties/";
        return Stream.of(
                Arguments.of(
                        "\"Service\": \"the-proxy\"".replace("Service", "Proxy Configuration Service"),
                        "\"Proxy Configuration Service\": \"elsewhere\"",
                        "FLOW-216 error: Proxy Configuration Service refers to the controller service 'Company proxy',"
                                + " which is not in this file for this group\n  at x.json#" + post
                                + "Proxy Configuration Service (PostWebhookPayload 'Post')\n"
                                + "  hint: in NiFi, choose Download flow definition, With external services"),
                Arguments.of(
                        "\"Proxy Configuration Service\": \"the-proxy\"",
                        "\"Proxy Configuration Service\": \"the-neighbours\"",
                        "FLOW-216 error: Proxy Configuration Service refers to the controller service 'the-neighbours',"
                                + " which is not in this file for this group\n  at x.json#" + post
                                + "Proxy Configuration Service (PostWebhookPayload 'Post')\n"
                                + "  hint: in NiFi, choose Download flow definition, With external services"),
                Arguments.of(
                        "StandardRestrictedSSLContextService",
                        "VaultSSLContextService",
                        "FLOW-217 error: service type 'VaultSSLContextService' is not available in the standalone engine"
                                + " as SSL Context Service\n  at x.json#" + keys
                                + "type (VaultSSLContextService 'Keys')\n"
                                + "  hint: it has SUPPORTED; use one of them, or run this flow in NiFi"),
                Arguments.of(
                        "\"SSL Context Service\": \"the-keys\"",
                        "\"SSL Context Service\": \"the-proxy\"",
                        "FLOW-217 error: service type 'StandardProxyConfigurationService' is not available in the"
                                + " standalone engine as SSL Context Service\n  at x.json#" + proxy
                                + "type (StandardProxyConfigurationService 'Way out')\n"
                                + "  hint: it has SUPPORTED; use one of them, or run this flow in NiFi"),
                Arguments.of(
                        "\"proxy-type\": \"HTTP\"",
                        "\"proxy-type\": \"SOCKS\"",
                        "SET-102 error: Proxy Type must be one of 'DIRECT', 'HTTP', got 'SOCKS'\n  at x.json#" + proxy
                                + "properties/proxy-type (StandardProxyConfigurationService 'Way out')"),
                Arguments.of(
                        "\"proxy-server-port\": \"3128\"",
                        "\"proxy-server-port\": null",
                        "SET-101 error: Proxy Server Port is required and not set\n  at x.json#" + proxy
                                + "properties/Proxy Server Port (StandardProxyConfigurationService 'Way out')"),
                Arguments.of(
                        "\"#{Proxy Password}\"",
                        "null",
                        "SET-101 error: Proxy User Password is required beside Proxy User Name\n  at x.json#" + proxy
                                + "properties/Proxy User Password (StandardProxyConfigurationService 'Way out')"),
                Arguments.of(
                        "\"#{Proxy Password}\"",
                        "\"#{Proxy}\"",
                        "FLOW-308 error: the setting is sensitive and parameter 'Proxy' is not\n  at x.json#" + proxy
                                + "properties/proxy-user-password (StandardProxyConfigurationService 'Way out')\n"
                                + "  hint: mark the parameter as sensitive, or refer to another one"),
                Arguments.of(
                        "\"#{Proxy Password}\"",
                        "\"#{Webhook URL}\"",
                        "FLOW-302 error: parameter 'Webhook URL' is not in parameter context 'Shared'\n  at x.json#"
                                + proxy
                                + "properties/proxy-user-password (StandardProxyConfigurationService 'Way out')"),
                Arguments.of(
                        "\"socks-version\"",
                        "\"socks\"",
                        "FLOW-211 warning: 'socks' is no setting of StandardProxyConfigurationService in the standalone"
                                + " engine and is ignored\n  at x.json#" + proxy
                                + "properties/socks (StandardProxyConfigurationService 'Way out')"),
                Arguments.of(
                        "/trust.p12",
                        "/missing.p12",
                        "FLOW-218 error: there is no file 'FOLDER/missing.p12'\n  at x.json#" + keys
                                + "properties/Truststore Filename (StandardRestrictedSSLContextService 'Keys')"),
                Arguments.of(
                        "/trust.p12",
                        "/text.p12",
                        "FLOW-218 error: 'FOLDER/text.p12' cannot be read as PKCS12\n  at x.json#" + keys
                                + "properties/Truststore Filename (StandardRestrictedSSLContextService 'Keys')"),
                Arguments.of(
                        "/trust.p12",
                        "/empty.p12",
                        "FLOW-218 error: 'FOLDER/empty.p12' holds no trusted certificate, so nobody would be trusted;"
                                + " put certificates in with keytool -importcert\n  at x.json#" + keys
                                + "properties/Truststore Filename (StandardRestrictedSSLContextService 'Keys')"),
                Arguments.of(
                        "\"Truststore Password\": \"#{Store Password}\"",
                        "\"Truststore Password\": \"#{Proxy Password}\"",
                        "FLOW-218 error: the password does not open 'FOLDER/trust.p12'\n  at x.json#" + keys
                                + "properties/Truststore Password (StandardRestrictedSSLContextService 'Keys')"),
                Arguments.of(
                        "\"key-password\": null",
                        "\"key-password\": \"#{Proxy Password}\"",
                        "FLOW-218 error: the password does not open the key in 'FOLDER/own.jks'\n  at x.json#" + keys
                                + "properties/key-password (StandardRestrictedSSLContextService 'Keys')"),
                Arguments.of(
                        "\"Keystore Password\": \"#{Store Password}\",",
                        "",
                        "SET-101 error: Keystore Password is required beside Keystore Filename\n  at x.json#" + keys
                                + "properties/Keystore Password (StandardRestrictedSSLContextService 'Keys')"),
                Arguments.of(
                        "\"Truststore Type\": \"PKCS12\"",
                        "\"Truststore Type\": \"BCFKS\"",
                        "SET-102 error: Truststore Type must be one of 'JKS', 'PKCS12', got 'BCFKS'\n  at x.json#"
                                + keys + "properties/Truststore Type (StandardRestrictedSSLContextService 'Keys')"),
                Arguments.of(
                        "\"SSL Protocol\": \"TLS\"",
                        "\"SSL Protocol\": \"TLSv9\"",
                        "FLOW-218 error: this Java does not have the protocol 'TLSv9'\n  at x.json#" + keys
                                + "properties/SSL Protocol (StandardRestrictedSSLContextService 'Keys')"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void saysWhatIsInTheWay(String part, String replacement, String rendered) {
        bind(Fixture.replace(flow(), part, replacement));
        assertThat(findings)
                .extracting(Finding::render)
                .containsExactly(rendered.replace("FOLDER", folder.toString())
                        .replace(
                                "SUPPORTED",
                                "StandardSSLContextService, StandardRestrictedSSLContextService,"
                                        + " PEMEncodedSSLContextProvider"));
    }

    @Test
    void aPasswordWithoutValueIsAskedForByTheNameOfItsParameter() {
        values.remove("Store Password");
        bind(flow());
        assertThat(findings).extracting(Finding::render).containsExactly("""
                        FLOW-301 error: parameter 'Store Password' has no value
                          at x.json#/flowContents/controllerServices/1/properties/Keystore Password (StandardRestrictedSSLContextService 'Keys')
                          hint: set it by --parameters FILE or the variable AUTOMATIONS_PARAM_STORE_PASSWORD""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Record Reader", "Record Writer"})
    void recordServicesAreNiFisAlone(String setting) {
        bind(Fixture.replace(
                Fixture.text("nested.json"),
                "\"BTQL Filter\": ",
                "\"" + setting + "\": \"a-service\", \"BTQL Filter\": "));
        assertThat(findings)
                .extracting(Finding::render)
                .filteredOn(finding -> finding.startsWith("FLOW-2"))
                .containsExactly("FLOW-219 error: " + setting
                        + " is available in NiFi only: the standalone engine reads and writes JSON\n"
                        + "  at x.json#/flowContents/processGroups/0/processGroups/0/processors/0/properties/" + setting
                        + " (FilterBtql 'Low factuality')\n"
                        + "  hint: turn the content into JSON Lines first and leave " + setting
                        + " empty, or run this flow in NiFi");
    }

    @Test
    void noFindingShowsASecret() {
        for (Arguments mistake : mistakes().toList()) {
            bind(Fixture.replace(flow(), (String) mistake.get()[0], (String) mistake.get()[1]));
        }
        assertThat(findings)
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.render()).doesNotContain("hunter2", TestKeys.PASSWORD));
    }
}
