package io.btautomations.engine.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.btautomations.core.port.Waiting;
import io.btautomations.core.setting.SettingFormatException;
import io.btautomations.core.source.Rewind;
import io.btautomations.engine.store.Command;
import io.btautomations.engine.store.EngineStore;
import io.btautomations.engine.store.StoreException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What the buttons do. Safe for use by several threads. */
final class Actions {

    /** How long an answer waits for what was asked for to be done; the page tells of it afterwards too. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private static final Duration POLL = Duration.ofMillis(50);

    private final Controls controls;
    private final EngineStore store;
    private final TestDesk tests;
    private final Waiting waiting;

    Actions(Controls controls, EngineStore store, TestDesk tests, Waiting waiting) {
        this.controls = controls;
        this.store = store;
        this.tests = tests;
        this.waiting = waiting;
    }

    /** Leaves word for the engine. */
    Response ask(Command.Verb verb, Request request)
            throws RequestFailure, StoreException, IOException, InterruptedException {
        return ask(verb, automation(request), "", request);
    }

    /** Leaves word for the engine to do what cannot be undone. */
    Response ask(Irreversible what, Request request)
            throws RequestFailure, StoreException, IOException, InterruptedException {
        String automation = automation(request);
        Optional<String> complaint = complaint(what, request);
        if (complaint.isPresent()) {
            throw new RequestFailure(422, complaint.get());
        }
        return ask(what.verb(), automation, request.field("to").orElse("").strip(), request);
    }

    /** What is wrong with a request for something that cannot be undone, if something is. */
    Optional<String> complaint(Irreversible what, Request request) throws RequestFailure, IOException {
        String typed = request.field("confirm").orElse("").strip();
        String automation = request.field("automation").orElse("").strip();
        if (typed.isEmpty() || !typed.equals(automation)) {
            return Optional.of("Nothing was done: to " + what.verb()
                    + " the automation, its name has to be typed as it is, '" + automation + "'.");
        }
        String point = request.field("to").orElse("").strip();
        try {
            if (what.point().isPresent()) {
                Rewind.parse(point);
            }
            return Optional.empty();
        } catch (SettingFormatException e) {
            return Optional.of("Nothing was done: the point to " + what.verb() + " to must be " + e.getMessage()
                    + ", got '" + point + "'.");
        }
    }

    private Response ask(Command.Verb verb, String automation, String argument, Request request)
            throws RequestFailure, StoreException, InterruptedException {
        long number = store.request(automation, verb, argument);
        Command command = settled(number);
        return request.isJson() ? answer(command) : Response.seeOther("/?asked=" + number);
    }

    /** Has an automation tested. */
    Response test(Request request) throws RequestFailure, IOException, InterruptedException {
        String automation = automation(request);
        TestDesk.Test test = tests.start(automation);
        TestDesk.await(test, LONGEST_WAIT);
        if (!request.isJson()) {
            return Response.seeOther("/?tested=" + URLEncoder.encode(automation, StandardCharsets.UTF_8));
        }
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("automation", automation);
        Optional<Controls.TestOutcome> outcome = test.outcome();
        outcome.ifPresent(end -> node.put("succeeded", end.succeeded()).put("outcome", end.sentence()));
        return new Response(outcome.isPresent() ? 200 : 202, Response.JSON, Map.of(), node.toPrettyString() + "\n");
    }

    /** What became of something that was asked for. */
    Response result(Request request) throws RequestFailure, StoreException {
        return answer(command(request.parameter("number").orElse(""))
                .orElseThrow(() -> new RequestFailure(404, "nothing of that number was asked for")));
    }

    /** Something that was asked for, by its number as text. */
    Optional<Command> command(String number) throws StoreException {
        return number.matches("\\d{1,18}") ? store.command(Long.parseLong(number)) : Optional.empty();
    }

    private static Response answer(Command command) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("number", command.number())
                .put("automation", command.automation())
                .put("verb", command.verb().toString());
        command.outcome().ifPresent(outcome -> node.put("outcome", outcome));
        int status = command.outcome().isPresent() ? 200 : 202;
        return new Response(status, Response.JSON, Map.of(), node.toPrettyString() + "\n");
    }

    private Command settled(long number) throws StoreException, InterruptedException {
        Command command = store.command(number).orElseThrow();
        for (long waited = 0;
                command.outcome().isEmpty() && waited < LONGEST_WAIT.toMillis();
                waited += POLL.toMillis()) {
            waiting.pass(POLL);
            command = store.command(number).orElseThrow();
        }
        return command;
    }

    private String automation(Request request) throws RequestFailure, IOException {
        String name = request.field("automation")
                .orElseThrow(() -> new RequestFailure(400, "the request does not name an automation"));
        if (controls.automations().stream().noneMatch(known -> known.name().equals(name))) {
            throw new RequestFailure(404, "no automation of that name runs here");
        }
        return name;
    }
}
