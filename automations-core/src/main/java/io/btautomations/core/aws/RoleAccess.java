package io.btautomations.core.aws;

import io.btautomations.core.port.Network;
import io.btautomations.core.setting.Setting;
import io.btautomations.core.setting.Settings;
import java.io.IOException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/** What the Security Token Service says of us and of the role that is set. Asks it on every call. */
public final class RoleAccess {

    private final Settings settings;
    private final Network network;
    private final StsFailures failures;

    /**
     * What is said in answer to these settings.
     *
     * @param settings of the step, with a role and its external id
     * @param network the way to the service
     */
    public RoleAccess(Settings settings, Network network) {
        this.settings = settings;
        this.network = network;
        this.failures = new StsFailures(settings);
    }

    /**
     * Who we are without the role: an ARN.
     *
     * @throws IOException if the service does not say
     */
    public String caller() throws IOException {
        try (S3Clients clients = new S3Clients(settings, network)) {
            return clients.sts().getCallerIdentity().arn();
        } catch (SdkException e) {
            throw new IOException("cannot find out who we are: " + failures.reason(e), e);
        }
    }

    /**
     * Assumes the role with its external id.
     *
     * @throws IOException if that is refused; the message says what to grant
     */
    public void assume() throws IOException {
        try {
            tryWith(settings);
        } catch (SdkException e) {
            throw new IOException(failures.reason(e), e);
        }
    }

    /**
     * Whether the role can be assumed with another external id than ours, so that its trust policy does not protect it
     * from others who may use the same credentials.
     *
     * @throws IOException if the service does not say
     */
    public boolean isOpenToAnyExternalId() throws IOException {
        Setting<String> externalId = S3Settings.EXTERNAL_ID;
        try {
            tryWith(settings.with(externalId, ""));
            return true;
        } catch (StsException e) {
            if (e.statusCode() >= 400 && e.statusCode() < 500) {
                return false;
            }
            throw new IOException(failures.reason(e), e);
        } catch (SdkException e) {
            throw new IOException(failures.reason(e), e);
        }
    }

    private void tryWith(Settings changed) throws IOException {
        try (S3Clients clients = new S3Clients(changed, network)) {
            StsClient client = clients.sts();
            client.assumeRole(S3Clients.assumeRole(changed));
        }
    }
}
