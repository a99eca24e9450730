package io.btautomations.core.braintrust;

import java.util.List;
import java.util.Optional;

/** Braintrust's API as far as a reader of logs needs it. Safe for use by several threads. */
public interface BraintrustApi extends BtqlApi {

    /** The API by HTTP. Nothing is sent before something is asked. */
    static BraintrustApi open(ApiOptions options, Surroundings surroundings) {
        return new HttpBraintrustApi(options, surroundings, RequestBudgets.OF_THIS_JVM);
    }

    /**
     * The project of this id or name; empty if the key sees none.
     *
     * @throws ApiException also if the key sees several of that name, in different organizations
     */
    Optional<Project> project(String idOrName) throws ApiException;

    /** The organizations that the key belongs to: asking for them checks the key. */
    List<Organization> organizations() throws ApiException;

    /**
     * A project.
     *
     * @param id as queries name it
     * @param organizationId id of the organization that owns it
     */
    record Project(String id, String name, String organizationId) {}

    /** An organization. */
    record Organization(String id, String name) {}
}
