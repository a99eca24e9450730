package io.btautomations.engine.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.core.export.ExportPolicies;
import io.btautomations.core.export.ExportToS3Step;
import io.btautomations.core.identity.AutomationId;
import io.btautomations.core.setting.Settings;
import io.btautomations.core.source.ScheduledBtqlQueryStep;
import io.btautomations.core.source.setting.SourceSettings;
import io.btautomations.core.step.Attributes;
import io.btautomations.engine.bind.BoundAutomation;
import io.btautomations.engine.bind.BoundComponent;
import io.btautomations.engine.flow.FlowException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the policies that exports need. */
@Command(
        name = "iam",
        description = {
            "Prints what exports to buckets need in AWS: the trust policy of the role, with its external id,",
            "and the permissions, no more than are used."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:printed", "1:no export of the flow goes to a bucket", "78:a flow cannot run as it is"})
final class IamCommand implements Callable<Integer> {

    private static final String UNKNOWN_PRINCIPAL = "<ARN of the user or role that runs the export>";

    private final Console console;

    @Mixin
    private FlowOptions flows = new FlowOptions();

    @Option(
            names = "--principal",
            paramLabel = "ARN",
            description = "Who runs the export and may assume the role; default: a place to fill in.")
    private @Nullable String principal;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private OutputFormat format = OutputFormat.text;

    IamCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, FlowException, CommandFailure {
        ArrayNode exports = Json.object().putArray("exports");
        for (BoundAutomation automation : flows.require(console)) {
            for (BoundComponent component : of(automation, ExportToS3Step.DESCRIPTOR.type())) {
                print(automation, component, exports.addObject());
            }
        }
        if (exports.isEmpty()) {
            throw new CommandFailure(ExitCode.FINDINGS, "the flow has no ExportToS3, so it needs no policies");
        }
        if (format == OutputFormat.json) {
            console.out().println(Json.pretty(Json.object().set("exports", exports)));
        }
        return ExitCode.OK;
    }

    private void print(BoundAutomation automation, BoundComponent export, ObjectNode json) throws CommandFailure {
        ExportPolicies policies = policies(automation, export);
        json.put("automation", automation.name());
        policies.trustPolicy().ifPresent(policy -> json.set("trustPolicy", Json.tree(policy)));
        json.set("permissionPolicy", Json.tree(policies.permissionPolicy()));
        if (format == OutputFormat.text) {
            policies.trustPolicy().ifPresent(policy -> {
                console.out().println("Trust policy of the role of " + automation.name() + ":");
                console.out().println(Json.pretty(policy));
            });
            console.out().println("Permissions of " + automation.name() + ":");
            console.out().println(Json.pretty(policies.permissionPolicy()));
        }
    }

    private ExportPolicies policies(BoundAutomation automation, BoundComponent export) throws CommandFailure {
        Map<String, String> attributes = of(automation, ScheduledBtqlQueryStep.DESCRIPTOR.type()).stream()
                .findFirst()
                .map(IamCommand::identity)
                .orElse(Map.of());
        try {
            return ExportPolicies.of(
                    export.settings().fixed(),
                    attributes,
                    export.id(),
                    Optional.of(principal == null ? UNKNOWN_PRINCIPAL : principal));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FINDINGS, automation.name() + ": " + e.getMessage());
        }
    }

    /** What the items of a source say of the automation. */
    private static Map<String, String> identity(BoundComponent source) {
        Settings settings = source.settings().fixed();
        Map<String, String> identity = new HashMap<>();
        identity.put(
                Attributes.AUTOMATION_ID.name(),
                AutomationId.of(settings.find(SourceSettings.AUTOMATION_ID), source.id()));
        settings.find(SourceSettings.ORGANIZATION_ID)
                .ifPresent(id -> identity.put(Attributes.ORGANIZATION_ID.name(), id));
        settings.find(SourceSettings.PROJECT_ID).ifPresent(id -> identity.put(Attributes.PROJECT_ID.name(), id));
        return identity;
    }

    private static List<BoundComponent> of(BoundAutomation automation, String type) {
        return automation.components().stream()
                .filter(component -> component.descriptor().type().equals(type))
                .toList();
    }
}
