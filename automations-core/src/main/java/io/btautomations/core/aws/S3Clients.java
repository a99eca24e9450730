package io.btautomations.core.aws;

import io.btautomations.core.port.Network;
import io.btautomations.core.port.ProxyServer;
import io.btautomations.core.setting.Settings;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Properties;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The client of one store, built when it is first needed. What the store answers is never retried here: whoever calls
 * rolls back and tries again. Only a connection that broke without an answer is tried once more, because a kept
 * connection may be closed by the store at any time; so "there is one already" may mean our own first try. Safe for use
 * by several threads.
 */
final class S3Clients implements AutoCloseable {

    private static final int CONNECTION_ATTEMPTS = 2;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(60);

    private final Settings settings;
    private final Network network;
    private final Deque<SdkAutoCloseable> opened = new ArrayDeque<>();
    private Optional<S3Client> client = Optional.empty();

    S3Clients(Settings settings, Network network) {
        this.settings = settings;
        this.network = network;
    }

    /**
     * The client.
     *
     * @throws IOException if the credentials that are set cannot be read
     */
    synchronized S3Client s3() throws IOException {
        if (client.isEmpty()) {
            client = Optional.of(build());
        }
        return client.get();
    }

    @Override
    public synchronized void close() {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
        client = Optional.empty();
    }

    private S3Client build() throws IOException {
        S3ClientBuilder builder = S3Client.builder()
                .httpClient(httpClient())
                .overrideConfiguration(retries())
                .region(Region.of(settings.get(S3Settings.REGION)))
                .credentialsProvider(credentials())
                .forcePathStyle(settings.get(S3Settings.PATH_STYLE))
                .serviceConfiguration(configuration ->
                        configuration.chunkedEncodingEnabled(settings.get(S3Settings.CHUNKED_ENCODING)));
        settings.find(S3Settings.ENDPOINT).ifPresent(builder::endpointOverride);
        return keep(builder.build());
    }

    /**
     * A client of the Security Token Service with our own credentials, closed with this.
     *
     * @throws IOException if the credentials that are set cannot be read
     */
    synchronized StsClient sts() throws IOException {
        StsClientBuilder builder = StsClient.builder()
                .httpClient(httpClient())
                .overrideConfiguration(retries())
                .region(Region.of(settings.get(S3Settings.STS_REGION)))
                .credentialsProvider(ownCredentials());
        settings.find(S3Settings.STS_ENDPOINT).ifPresent(builder::endpointOverride);
        return keep(builder.build());
    }

    /** The request for the credentials of the role that is set. */
    static AssumeRoleRequest assumeRole(Settings settings) {
        AssumeRoleRequest.Builder request = AssumeRoleRequest.builder()
                .roleArn(settings.get(S3Settings.ROLE))
                .roleSessionName(settings.get(S3Settings.ROLE_SESSION_NAME))
                .durationSeconds(settings.get(S3Settings.ROLE_SESSION_TIME).intValue());
        settings.find(S3Settings.EXTERNAL_ID).ifPresent(request::externalId);
        return request.build();
    }

    private AwsCredentialsProvider credentials() throws IOException {
        if (settings.find(S3Settings.ROLE).isEmpty()) {
            return ownCredentials();
        }
        return keep(StsAssumeRoleCredentialsProvider.builder()
                .stsClient(sts())
                .refreshRequest(assumeRole(settings))
                .build());
    }

    private AwsCredentialsProvider ownCredentials() throws IOException {
        if (settings.get(S3Settings.ANONYMOUS)) {
            return AnonymousCredentialsProvider.create();
        }
        Optional<String> accessKey = settings.find(S3Settings.ACCESS_KEY_ID);
        if (accessKey.isPresent()) {
            return fixed(accessKey.get(), settings.get(S3Settings.SECRET_ACCESS_KEY));
        }
        Optional<String> file = settings.find(S3Settings.CREDENTIALS_FILE);
        if (file.isPresent()) {
            return fromFile(file.get());
        }
        Optional<String> profile = settings.find(S3Settings.PROFILE);
        return profile.isPresent()
                ? keep(ProfileCredentialsProvider.create(profile.get()))
                : keep(DefaultCredentialsProvider.builder().build());
    }

    private static AwsCredentialsProvider fromFile(String file) throws IOException {
        Properties properties = new Properties();
        try (InputStream stream = new FileInputStream(file)) {
            properties.load(stream);
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(
                    "cannot read the Credentials File " + file + ": it must be a readable properties file", e);
        }
        Optional<String> key = Optional.ofNullable(properties.getProperty("accessKey"));
        Optional<String> secret = Optional.ofNullable(properties.getProperty("secretKey"));
        if (key.isEmpty() || secret.isEmpty()) {
            throw new IOException("the Credentials File " + file + " must hold accessKey and secretKey");
        }
        return fixed(key.get(), secret.get());
    }

    private static AwsCredentialsProvider fixed(String accessKey, String secret) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secret));
    }

    private SdkHttpClient httpClient() {
        Apache5HttpClient.Builder builder =
                Apache5HttpClient.builder().connectionTimeout(CONNECT_TIMEOUT).socketTimeout(SOCKET_TIMEOUT);
        network.proxy().ifPresent(proxy -> builder.proxyConfiguration(configuration(proxy)));
        network.tls().ifPresent(tls -> builder.tlsSocketStrategy(new DefaultClientTlsStrategy(tls)));
        return keep(builder.build());
    }

    private static ProxyConfiguration configuration(ProxyServer proxy) {
        ProxyConfiguration.Builder builder = ProxyConfiguration.builder()
                .endpoint(URI.create("http://" + proxy.host() + ":" + proxy.port()))
                .useSystemPropertyValues(false)
                .useEnvironmentVariableValues(false);
        proxy.credentials()
                .ifPresent(known -> builder.username(known.user())
                        .password(known.password())
                        .preemptiveBasicAuthenticationEnabled(true));
        return builder.build();
    }

    private static ClientOverrideConfiguration retries() {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(StandardRetryStrategy.builder()
                        .useClientDefaults(false)
                        .maxAttempts(CONNECTION_ATTEMPTS)
                        .backoffStrategy(BackoffStrategy.retryImmediately())
                        .circuitBreakerEnabled(false)
                        .retryOnException(failure ->
                                failure instanceof SdkClientException && failure.getCause() instanceof IOException)
                        .build())
                .build();
    }

    private <T extends SdkAutoCloseable> T keep(T closeable) {
        opened.push(closeable);
        return closeable;
    }
}
