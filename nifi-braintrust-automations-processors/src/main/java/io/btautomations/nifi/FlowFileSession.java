package io.btautomations.nifi;

import io.btautomations.core.setting.Settings;
import io.btautomations.core.step.FlowItem;
import io.btautomations.core.step.ItemRecords;
import io.btautomations.core.step.ItemWriter;
import io.btautomations.core.step.Route;
import io.btautomations.core.step.StepSession;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.nifi.flowfile.FlowFile;
import org.apache.nifi.logging.ComponentLog;
import org.apache.nifi.processor.ProcessContext;
import org.apache.nifi.processor.ProcessSession;

/** A NiFi session, as a step sees it. */
final class FlowFileSession implements StepSession {

    private final ProcessSession session;
    private final ProcessContext context;
    private final StepDeclaration declaration;
    private final ComponentLog log;
    private final Optional<RecordServices> services;
    private final List<CommitAction> afterCommit = new ArrayList<>();
    private boolean gaveBack;

    FlowFileSession(ProcessSession session, ProcessContext context, StepDeclaration declaration, ComponentLog log) {
        this.session = session;
        this.context = context;
        this.declaration = declaration;
        this.log = log;
        this.services = new LentServices(declaration, context).records();
    }

    /** What the step wants done after the commit, in its order. */
    List<CommitAction> afterCommit() {
        return List.copyOf(afterCommit);
    }

    /** Whether an input went back to the queue: asking for more at once could hand it out again. */
    boolean gaveBack() {
        return gaveBack;
    }

    @Override
    public List<FlowItem> take(int most) {
        return session.get(most).stream().<FlowItem>map(FlowFileItem::new).toList();
    }

    @Override
    public Settings settings(FlowItem item) {
        return declaration.texts().of(context, flowFile(item));
    }

    @Override
    public InputStream read(FlowItem item) {
        return session.read(flowFile(item));
    }

    @Override
    public Optional<ItemRecords> records(FlowItem item) {
        return services.map(found -> new FlowFileRecords(session, flowFile(item), found, log));
    }

    @Override
    public ItemWriter write(Optional<FlowItem> parent) {
        return new FlowFileWriter(
                session, parent.map(item -> session.create(flowFile(item))).orElseGet(session::create));
    }

    @Override
    public FlowItem slice(FlowItem parent, long offset, long length) {
        return new FlowFileItem(session.clone(flowFile(parent), offset, length));
    }

    @Override
    public FlowItem withAttributes(FlowItem item, Map<String, String> attributes) {
        return new FlowFileItem(session.putAllAttributes(flowFile(item), attributes));
    }

    @Override
    public void transfer(FlowItem item, Route route) {
        session.transfer(flowFile(item), declaration.relationship(route));
    }

    @Override
    public void putBack(FlowItem item) {
        gaveBack = true;
        session.transfer(session.penalize(flowFile(item)));
    }

    @Override
    public void drop(FlowItem item) {
        session.remove(flowFile(item));
    }

    @Override
    public boolean accepts(Route route) {
        return context.getAvailableRelationships().contains(declaration.relationship(route));
    }

    @Override
    public void afterCommit(CommitAction action) {
        afterCommit.add(action);
    }

    private static FlowFile flowFile(FlowItem item) {
        return ((FlowFileItem) item).flowFile();
    }
}
