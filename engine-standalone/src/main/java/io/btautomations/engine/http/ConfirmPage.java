package io.btautomations.engine.http;

import io.btautomations.engine.overview.AutomationOverview;
import java.util.Optional;

/** Asks for the name of an automation, so that nothing irreversible is done by a slip. */
final class ConfirmPage {

    private final Pages pages;

    ConfirmPage(Pages pages) {
        this.pages = pages;
    }

    /**
     * The question.
     *
     * @param point what was typed into field {@code to} before
     * @param complaint what was wrong with what was typed, if something was
     */
    Response ask(Irreversible what, AutomationOverview overview, String point, Optional<String> complaint) {
        String body = pages.page(what.title(), false, html -> {
            html.open("h1").text(what.title() + " ");
            Pages.name(html, overview.name());
            html.close().leaf("p", what.explanation());
            complaint.ifPresent(text -> html.leaf("p", text, "class", "error"));
            pages.openForm(html, overview.name(), what.action());
            what.point().ifPresent(label -> {
                html.open("label").text(label + ": ");
                html.single("input", "name", "to", "value", point, "autocomplete", "off", "required", "required");
                html.close();
            });
            html.open("label").text("To " + what.verb() + " it, type its name, ");
            Pages.name(html, overview.name());
            html.text(": ");
            html.single("input", "name", "confirm", "autocomplete", "off", "required", "required");
            html.close();
            html.leaf("button", what.title(), "class", "danger");
            html.leaf("a", "Cancel", "href", "/", "class", "button").close();
        });
        return Response.html(complaint.isPresent() ? 422 : 200, body);
    }
}
