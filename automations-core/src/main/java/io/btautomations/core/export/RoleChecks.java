package io.btautomations.core.export;

import io.btautomations.core.aws.IamPolicies;
import io.btautomations.core.aws.RoleAccess;
import io.btautomations.core.aws.S3Settings;
import io.btautomations.core.port.Network;
import io.btautomations.core.step.CheckResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a test tells of a bucket's role: whether it can be assumed, whether only by us, and the policies it needs. */
final class RoleChecks {

    static final String UNKNOWN_PRINCIPAL = "<ARN of the user or role that runs the export>";

    private RoleChecks() {}

    /** The checks; none for a target that is no bucket. */
    static List<CheckResult> run(ExportTarget target, Network network) {
        List<CheckResult> results = new ArrayList<>();
        if (!target.location().scheme().equals("s3")) {
            return results;
        }
        Optional<String> externalId = target.settings().find(S3Settings.EXTERNAL_ID);
        if (target.settings().find(S3Settings.ROLE).isPresent()) {
            RoleAccess access = new RoleAccess(target.settings(), network);
            assume(access, results);
            String trust = IamPolicies.trustPolicy(principal(access), externalId.orElse("*"));
            results.add(CheckResult.passed("Trust policy of the role", trust));
        }
        String permissions = IamPolicies.permissionPolicy(target.location().uri(), target.settings());
        results.add(CheckResult.passed("Permission policy", permissions));
        return results;
    }

    private static void assume(RoleAccess access, List<CheckResult> results) {
        try {
            access.assume();
            results.add(CheckResult.passed("Assume role", "The role was assumed with its external id"));
            String openness = access.isOpenToAnyExternalId()
                    ? ExportToS3Step.WARNING
                            + "the role can be assumed without the external id too; its trust policy should require"
                            + " sts:ExternalId"
                    : "Without the external id the role cannot be assumed, as it must be";
            results.add(CheckResult.passed("External id is required", openness));
        } catch (IOException e) {
            results.add(CheckResult.failed(
                    "Assume role", Optional.ofNullable(e.getMessage()).orElse("")));
        }
    }

    private static String principal(RoleAccess access) {
        try {
            return access.caller();
        } catch (IOException e) {
            return UNKNOWN_PRINCIPAL; // the failure to assume the role says why
        }
    }
}
