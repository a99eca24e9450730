package io.btautomations.core.braintrust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.btautomations.core.braintrust.ApiException.Remedy;
import io.btautomations.core.braintrust.ApiServer.Reply;
import io.btautomations.core.braintrust.BraintrustApi.Organization;
import io.btautomations.core.braintrust.BraintrustApi.Project;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListingsTest {

    private static final String ID = "497f6eca-6276-4993-bfeb-53cbbbba6f08";

    private final ApiServer server = new ApiServer();
    private final World world = new World();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aProjectIsFoundByItsName() throws Exception {
        server.answer(Reply.json("{\"objects\":[{\"id\":\"" + ID
                + "\",\"org_id\":\"o\",\"name\":\"Chat & more\"},{\"id\":\"x\",\"org_id\":\"o\",\"name\":\"Chat\"}]}"));
        try (BraintrustApi api = world.open(server.url("/prefix"))) {
            assertThat(api.project("Chat & more")).contains(new Project(ID, "Chat & more", "o"));
        }
        assertThat(server.asked().getFirst().method()).isEqualTo("GET");
        assertThat(server.asked().getFirst().path())
                .isEqualTo("/prefix/v1/project?project_name=Chat+%26+more&org_name=acme");
        assertThat(server.asked().getFirst().headers())
                .containsEntry("authorization", "Bearer " + World.KEY)
                .containsEntry("x-bt-org-name", "acme");
    }

    @Test
    void aProjectIsFoundByItsId() throws Exception {
        server.answer(Reply.json("{\"objects\":[{\"id\":\"" + ID + "\",\"org_id\":\"o\",\"name\":\"Chat\"}]}")
                .packed());
        try (BraintrustApi api = world.open(server.url(""))) {
            assertThat(api.project(ID)).contains(new Project(ID, "Chat", "o"));
        }
        assertThat(server.asked().getFirst().path()).isEqualTo("/v1/project?ids=" + ID + "&org_name=acme");
    }

    @Test
    void aProjectThatIsNotSeenIsNone() throws Exception {
        server.answer(Reply.json("{\"objects\":[]}"));
        try (BraintrustApi api = world.open(server.url(""))) {
            assertThat(api.project("Chat")).isEmpty();
        }
    }

    @Test
    void oneNameForSeveralProjectsIsNotEnough() throws Exception {
        server.answer(Reply.json("{\"objects\":[{\"id\":\"1\",\"org_id\":\"o\",\"name\":\"Chat\"},"
                + "{\"id\":\"2\",\"org_id\":\"p\",\"name\":\"Chat\"}]}"));
        try (BraintrustApi api = world.open(server.url(""))) {
            ApiException refused = catchThrowableOfType(ApiException.class, () -> api.project("Chat"));
            assertThat(refused)
                    .hasMessage("the key sees 2 projects of this name at " + server.url("")
                            + "; set Organization Name, or give the project's id");
            assertThat(refused.remedy()).isEqualTo(Remedy.CHANGE);
        }
    }

    @Test
    void askingForOrganizationsChecksTheKey() throws Exception {
        server.answer(Reply.json("{\"objects\":[{\"id\":\"o\",\"name\":\"acme\",\"api_url\":null}]}"))
                .answer(Reply.status(401, ""));
        try (BraintrustApi api = world.open(server.url(""))) {
            assertThat(api.organizations()).containsExactly(new Organization("o", "acme"));
            assertThat(catchThrowableOfType(ApiException.class, api::organizations))
                    .hasMessageStartingWith(server.url("") + " does not take the key (401)");
        }
        assertThat(server.asked().getFirst().path()).isEqualTo("/v1/organization");
    }

    @Test
    void whatIsNoListIsNoAnswer() throws Exception {
        server.answer(Reply.json("{\"projects\":[]}"))
                .answer(Reply.json("<html>"))
                .answer(Reply.json("{\"objects\":[{"));
        try (BraintrustApi api = world.open(server.url(""))) {
            for (String message : new String[] {
                " has no list 'objects'; check API URL",
                " is a web page; check API URL, and what a proxy may answer",
                " is damaged: it is no JSON"
            }) {
                assertThat(catchThrowableOfType(ApiException.class, () -> api.project("Chat")))
                        .hasMessage("the answer of " + server.url("") + message);
            }
        }
    }
}
