package io.btautomations.engine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.btautomations.engine.store.Change;
import io.btautomations.engine.store.RunRecord;
import io.btautomations.engine.store.StoreException;
import java.io.IOException;
import java.io.StringReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** No text changes what a page is made of: a strict parser of XML finds the elements of a harmless page. */
class EscapingProperties {

    /** What these hold grows with every run. */
    private static final Set<String> REPEATED = Set.of("svg", "tbody");

    private static TestSite site;

    @BeforeContainer
    static void open() throws IOException {
        site = new TestSite(Files.createTempDirectory("escaping"), Optional.empty());
    }

    @AfterContainer
    static void close() throws StoreException {
        site.close();
    }

    @Property(tries = 30)
    void theElementsOfThePagesDoNotDependOnTexts(@ForAll("storable") String name, @ForAll("storable") String error)
            throws StoreException {
        String harmless = "harmless";
        for (String page : List.of(
                "/?x=", "/automation?automation=", "/confirm-reset?automation=", "/confirm-rewind?automation=")) {
            Element expected = page(page, harmless, harmless);
            Element found = page(page, name, error);
            assertThat(elements(found)).as(page).isEqualTo(elements(expected));
            assertThat(text(found, "bdi")).allSatisfy(shown -> assertThat(shown).isEqualTo(printable(name)));
            if (!page.startsWith("/confirm")) {
                assertThat(found.getTextContent()).contains("Last error: " + printable(error));
            }
        }
    }

    @Property(tries = 500)
    void whatIsWrittenIsRead(@ForAll("hostile") String text) {
        String document = new Html().open("p", "title", text).text(text).close().document();
        Element found = parse(document);
        assertThat(found.getTextContent()).isEqualTo(printable(text));
        assertThat(found.getAttribute("title"))
                .as("attributes know one kind of space")
                .isEqualTo(printable(text).replaceAll("[\t\n]", " "));
    }

    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<String> pieces = Arbitraries.of(
                "<script>alert(1)</script>",
                "</bdi>",
                "\"",
                "'",
                "\" onload=\"x",
                "&",
                "&lt;",
                "&#0;",
                "]]>",
                "<!--",
                "-->",
                "\u0000",
                "\u202e",
                "\ud800",
                "\r\n",
                "\t",
                "=",
                "<",
                ">",
                "`",
                "é",
                "\uffff",
                "javascript:");
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(12);
        return Arbitraries.oneOf(pieces, any)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(parts -> "a" + String.join("", parts) + "z");
    }

    /** A text that a store gives back as it got it. */
    @Provide
    Arbitrary<String> storable() {
        return hostile().map(text -> text.replaceAll("[\\x00\\ud800-\\udfff]", "?"));
    }

    /** A page of one automation that failed. */
    private static Element page(String path, String name, String error) throws StoreException {
        site.clear();
        site.add(name, Optional.of(error));
        site.store.commit(List.of(new Change.Record(new RunRecord(
                name,
                "schedule",
                TestSite.NOW,
                TestSite.NOW,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.of(error)))));
        TestSite.Answer answer = site.get(path + URLEncoder.encode(name, StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return parse(answer.body());
    }

    private static Element parse(String document) {
        try {
            DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            return builder.parse(new InputSource(new StringReader(document))).getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(e.getMessage() + "\n" + document, e);
        }
    }

    /** Every element with its place, its name and the names of its attributes. */
    private static List<String> elements(Element root) {
        List<String> found = new ArrayList<>();
        walk(root, "", found);
        return found;
    }

    private static void walk(Element element, String path, List<String> found) {
        StringBuilder here = new StringBuilder(path + "/" + element.getTagName());
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            here.append(" ").append(attributes.item(i).getNodeName());
        }
        found.add(here.toString());
        if (REPEATED.contains(element.getTagName())) {
            return;
        }
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                walk(inner, path + "/" + element.getTagName(), found);
            }
        }
    }

    private static List<String> text(Element root, String tag) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < root.getElementsByTagName(tag).getLength(); i++) {
            texts.add(root.getElementsByTagName(tag).item(i).getTextContent());
        }
        return texts;
    }

    /** What no document can hold is replaced. */
    private static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints().forEach(character -> {
            boolean isControl = Character.isISOControl(character) && "\t\n\r".indexOf(character) < 0;
            boolean isPlain = Character.getType(character) != Character.SURROGATE
                    && (character & 0xFFFE) != 0xFFFE
                    && (character < 0xFDD0 || character > 0xFDEF);
            printable.appendCodePoint(isPlain && !isControl ? character : 0xFFFD);
        });
        return printable.toString();
    }
}
