package io.btautomations.core.export;

import io.btautomations.core.aws.S3Settings;
import io.btautomations.core.port.ObjectStore;
import io.btautomations.core.step.StepContext;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The exporters at work, one for each automation's generation; those used least lately are closed. For one thread. */
final class Exporters implements AutoCloseable {

    private static final int MOST = 8;

    private final StepContext context;
    private final BoundState bound;
    private final Map<String, Exporter> open = new LinkedHashMap<>(MOST, 0.75f, true);

    Exporters(StepContext context) {
        this.context = context;
        this.bound = new BoundState(context.state());
    }

    /**
     * The exporter of a target, which is bound to it from now on.
     *
     * @throws BindingException if the target is bound to something else
     */
    Exporter of(ExportTarget target) throws IOException, BindingException {
        requireOneWriter(target);
        Optional<Exporter> known = Optional.ofNullable(open.get(target.identity()));
        if (known.isPresent()) {
            return known.get();
        }
        ExportPlan plan = ExportPlan.of(target.settings());
        Binding binding = plan.binding(target.settings());
        bound.check(target.layout(), binding);
        ObjectStore store = store(target);
        try {
            binding.claim(store, target.layout());
            bound.remember(target.layout(), binding);
        } catch (IOException | BindingException e) {
            store.close();
            throw e;
        }
        Exporter exporter = new Exporter(store, target.layout(), plan);
        open.put(target.identity(), exporter);
        closeLeastUsed();
        return exporter;
    }

    /** A store of the target for a test, which binds nothing; the caller closes it. */
    ObjectStore store(ExportTarget target) throws IOException {
        return context.objects()
                .through(context.network())
                .open(target.location().uri(), target.settings());
    }

    @Override
    public void close() {
        open.values().forEach(Exporter::close);
        open.clear();
    }

    private void requireOneWriter(ExportTarget target) throws BindingException {
        if (context.isClustered()
                && target.location().scheme().equals("s3")
                && !target.settings().get(S3Settings.CONDITIONAL_WRITES)) {
            throw new BindingException(S3Settings.CONDITIONAL_WRITES.name()
                    + " is false, and without them only one machine may export to " + target.location()
                    + ", not a cluster; set it to true, or choose another store");
        }
    }

    private void closeLeastUsed() {
        Iterator<Exporter> eldest = open.values().iterator();
        while (open.size() > MOST) {
            eldest.next().close();
            eldest.remove();
        }
    }
}
