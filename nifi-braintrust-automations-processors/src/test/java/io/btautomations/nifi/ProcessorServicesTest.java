package io.btautomations.nifi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.btautomations.core.catalog.Steps;
import io.btautomations.core.step.StepDescriptor;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.nifi.processor.Processor;
import org.junit.jupiter.api.Test;

class ProcessorServicesTest {

    /** The processors that NiFi finds, new ones each time. */
    static List<StepProcessor> registered() {
        return ServiceLoader.load(Processor.class).stream()
                .filter(provider -> StepProcessor.class.isAssignableFrom(provider.type()))
                .map(provider -> (StepProcessor) provider.get())
                .toList();
    }

    @Test
    void everyStepOfTheCoreIsAProcessor() {
        assertEquals(
                Steps.all().stream().map(StepDescriptor::type).toList(),
                registered().stream()
                        .map(processor -> processor.getClass().getSimpleName())
                        .toList());
    }
}
