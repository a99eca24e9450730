package io.btautomations.nifi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.btautomations.core.catalog.Steps;
import io.btautomations.core.step.AttributeDescriptor;
import io.btautomations.core.step.Route;
import io.btautomations.core.step.StepDescriptor;
import io.btautomations.core.step.StepDescriptor.Input;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.nifi.annotation.behavior.InputRequirement;
import org.apache.nifi.annotation.behavior.InputRequirement.Requirement;
import org.apache.nifi.annotation.behavior.ReadsAttribute;
import org.apache.nifi.annotation.behavior.ReadsAttributes;
import org.apache.nifi.annotation.behavior.WritesAttribute;
import org.apache.nifi.annotation.behavior.WritesAttributes;
import org.apache.nifi.annotation.documentation.CapabilityDescription;
import org.apache.nifi.annotation.documentation.MultiProcessorUseCase;
import org.apache.nifi.annotation.documentation.ProcessorConfiguration;
import org.apache.nifi.annotation.documentation.SeeAlso;
import org.apache.nifi.annotation.documentation.Tags;
import org.apache.nifi.annotation.documentation.UseCase;
import org.apache.nifi.components.PropertyDescriptor;
import org.apache.nifi.processor.Relationship;
import org.apache.nifi.util.TestRunners;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What NiFi shows of the processors is what the core declares. */
class AnnotationsTest {

    /** What is set has no word of direction before it; what it is set to has. */
    private static final Pattern QUOTED = Pattern.compile("(to |at |example )?\"([^\"]+)\"");

    /** Java wants annotations written out; a failure shows the text to put in their place. */
    private static String lines(Stream<AttributeDescriptor> attributes) {
        return attributes
                .map(attribute -> attribute.name() + ": " + attribute.description())
                .collect(Collectors.joining("\n"));
    }

    static List<StepProcessor> processors() {
        return ProcessorServicesTest.registered();
    }

    private static StepDescriptor step(StepProcessor processor) {
        return Steps.byType(processor.getClass().getSimpleName()).orElseThrow();
    }

    private static <A extends java.lang.annotation.Annotation> A annotation(StepProcessor processor, Class<A> type) {
        A annotation = processor.getClass().getAnnotation(type);
        assertNotNull(annotation, type.getSimpleName() + " on " + processor.getClass());
        return annotation;
    }

    @ParameterizedTest
    @MethodSource("processors")
    void attributesAreThoseOfTheStep(StepProcessor processor) {
        StepDescriptor step = step(processor);
        ReadsAttributes reads = processor.getClass().getAnnotation(ReadsAttributes.class);
        ReadsAttribute[] read = reads == null ? new ReadsAttribute[0] : reads.value();

        assertEquals(
                lines(step.writes().stream()),
                lines(Arrays.stream(
                                annotation(processor, WritesAttributes.class).value())
                        .map(AnnotationsTest::descriptor)));
        assertEquals(lines(step.reads().stream()), lines(Arrays.stream(read).map(AnnotationsTest::descriptor)));
    }

    private static AttributeDescriptor descriptor(WritesAttribute attribute) {
        return new AttributeDescriptor(attribute.attribute(), attribute.description());
    }

    private static AttributeDescriptor descriptor(ReadsAttribute attribute) {
        return new AttributeDescriptor(attribute.attribute(), attribute.description());
    }

    @ParameterizedTest
    @MethodSource("processors")
    void theDescriptionBeginsWithTheStepsSummary(StepProcessor processor) {
        String description = annotation(processor, CapabilityDescription.class).value();

        assertTrue(description.startsWith(step(processor).summary() + " "), description);
    }

    @ParameterizedTest
    @MethodSource("processors")
    void inputIsWhatTheStepTakes(StepProcessor processor) {
        Requirement expected =
                step(processor).input() == Input.FORBIDDEN ? Requirement.INPUT_FORBIDDEN : Requirement.INPUT_REQUIRED;

        assertEquals(expected, annotation(processor, InputRequirement.class).value());
    }

    @ParameterizedTest
    @MethodSource("processors")
    void relationshipsAndPropertiesAreThoseOfTheStep(StepProcessor processor) {
        StepDescriptor step = step(processor);

        assertEquals(
                step.routes().stream().map(Route::name).collect(Collectors.toSet()),
                processor.getRelationships().stream().map(Relationship::getName).collect(Collectors.toSet()));
        assertEquals(
                step.settings().stream().map(Object::toString).toList(),
                processor.getPropertyDescriptors().stream()
                        .map(PropertyDescriptor::getName)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("processors")
    void thereIsHelp(StepProcessor processor) {
        Set<Class<?>> others = processors().stream().map(Object::getClass).collect(Collectors.toSet());
        others.remove(processor.getClass());

        assertTrue(annotation(processor, Tags.class).value().length >= 5);
        assertTrue(processor.getClass().getAnnotationsByType(UseCase.class).length >= 1);
        assertEquals(
                others,
                Arrays.stream(annotation(processor, SeeAlso.class).value()).collect(Collectors.toSet()));
        String guide = "/docs/" + processor.getClass().getName() + "/additionalDetails.md";
        assertNotNull(getClass().getResource(guide), guide);
    }

    @ParameterizedTest
    @MethodSource("processors")
    void useCasesNamePropertiesAndLeaveNoRelationshipOpen(StepProcessor processor) {
        for (UseCase useCase : processor.getClass().getAnnotationsByType(UseCase.class)) {
            requireNames(processor, useCase.configuration());
            if (named(useCase.configuration()).stream().anyMatch(relationships(processor)::contains)) {
                requireRelationships(processor, useCase.configuration());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("processors")
    void useCasesOfSeveralProcessorsLeaveNoRelationshipOpen(StepProcessor processor) {
        Map<Class<?>, StepProcessor> all =
                processors().stream().collect(Collectors.toMap(Object::getClass, Function.identity()));
        for (MultiProcessorUseCase useCase : processor.getClass().getAnnotationsByType(MultiProcessorUseCase.class)) {
            for (ProcessorConfiguration configuration : useCase.configurations()) {
                StepProcessor configured = all.get(configuration.processorClass());
                requireNames(configured, configuration.configuration());
                requireRelationships(configured, configuration.configuration());
            }
        }
    }

    /** What is quoted is a property or a relationship, unless it is a value. */
    private static void requireNames(StepProcessor processor, String configuration) {
        Set<String> names = relationships(processor);
        processor.getPropertyDescriptors().forEach(property -> names.add(property.getName()));
        assertEquals(
                List.of(),
                named(configuration).stream()
                        .filter(name -> !names.contains(name))
                        .toList());
    }

    private static void requireRelationships(StepProcessor processor, String configuration) {
        Set<String> open = relationships(processor);
        open.removeAll(named(configuration));
        assertEquals(Set.of(), open, configuration);
    }

    private static Set<String> relationships(StepProcessor processor) {
        return processor.getRelationships().stream().map(Relationship::getName).collect(Collectors.toSet());
    }

    private static List<String> named(String configuration) {
        return QUOTED.matcher(configuration)
                .results()
                .filter(result -> result.group(1) == null)
                .map(result -> result.group(2))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("processors")
    void propertiesDescribeThemselves(StepProcessor processor) {
        for (PropertyDescriptor property : processor.getPropertyDescriptors()) {
            assertEquals(property.getName(), property.getDisplayName());
            assertTrue(
                    property.getDescription().endsWith(".")
                            || property.getDescription().endsWith("required"),
                    property.getName() + ": " + property.getDescription());
        }
    }

    @ParameterizedTest
    @MethodSource("processors")
    void aProcessorLoadsWithoutSideEffects(StepProcessor processor) {
        assertNotNull(TestRunners.newTestRunner(processor).getProcessContext());
    }
}
