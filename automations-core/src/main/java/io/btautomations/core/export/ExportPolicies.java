package io.btautomations.core.export;

import io.btautomations.core.aws.IamPolicies;
import io.btautomations.core.aws.RoleAccess;
import io.btautomations.core.aws.S3Settings;
import io.btautomations.core.port.Network;
import io.btautomations.core.setting.Settings;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * The policies that an export needs in AWS, filled in.
 *
 * @param trustPolicy who may assume the role, JSON; empty if no role is set
 * @param permissionPolicy what the role, or the user in use, may do, JSON
 */
public record ExportPolicies(Optional<String> trustPolicy, String permissionPolicy) {

    /**
     * The policies of an export as it is set.
     *
     * @param settings of the step, as they stand without an item
     * @param attributes of the items that its source sends: {@code automation.id}, {@code braintrust.org.id},
     *     {@code braintrust.project.id}
     * @param componentId of the step
     * @param principal ARN of whoever exports; empty to ask AWS who we are
     * @throws IOException if the export does not go to a bucket, the external id is not known, or AWS does not say who
     *     we are
     */
    public static ExportPolicies of(
            Settings settings, Map<String, String> attributes, String componentId, Optional<String> principal)
            throws IOException {
        try {
            ExportTarget target = ExportTarget.of(settings, attributes, componentId);
            if (!target.location().scheme().equals("s3")) {
                throw new IOException(target.location() + " is no bucket, so it needs no policies");
            }
            Optional<String> trust = Optional.empty();
            if (target.settings().find(S3Settings.ROLE).isPresent()) {
                String trusted = principal.isPresent()
                        ? principal.get()
                        : new RoleAccess(target.settings(), Network.DIRECT).caller();
                trust = Optional.of(
                        IamPolicies.trustPolicy(trusted, target.settings().get(S3Settings.EXTERNAL_ID)));
            }
            return new ExportPolicies(
                    trust, IamPolicies.permissionPolicy(target.location().uri(), target.settings()));
        } catch (UnfitItemException e) {
            throw new IOException(e.reason(), e);
        }
    }
}
