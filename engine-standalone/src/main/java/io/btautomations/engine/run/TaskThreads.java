package io.btautomations.engine.run;

import io.btautomations.core.port.WallClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A thread for every task, which sleeps until the task is due or woken. Safe for use by several threads. */
final class TaskThreads {

    /** Nobody sleeps longer, so that what other processes write to the store is seen, and clocks may be set. */
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);

    private static final Duration SHORTEST_SLEEP = Duration.ofMillis(1);

    private final WallClock clock;
    private final Semaphore slots;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private final Map<Task, Boolean> calls = new LinkedHashMap<>();
    private final Map<Task, Thread> threads = new LinkedHashMap<>();

    /** @param parallel how many of the tasks that take a slot may work at a time */
    TaskThreads(WallClock clock, int parallel) {
        this.clock = clock;
        this.slots = new Semaphore(parallel, true);
    }

    void start(Task task, boolean takesSlot) {
        Thread thread = new Thread(() -> serve(task, takesSlot), task.name());
        lock.lock();
        try {
            threads.put(task, thread);
        } finally {
            lock.unlock();
        }
        thread.start();
    }

    /** Has the task look for work now. */
    void wake(Task task) {
        lock.lock();
        try {
            if (threads.containsKey(task)) {
                calls.put(task, true);
                woken.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends all threads after what they are at; returns when they have ended. */
    void stop() throws InterruptedException {
        List<Task> all;
        lock.lock();
        try {
            all = List.copyOf(threads.keySet());
        } finally {
            lock.unlock();
        }
        end(all);
    }

    /** Ends the threads of these tasks after what they are at; returns when they have ended. */
    void end(List<Task> tasks) throws InterruptedException {
        List<Thread> ending = new ArrayList<>();
        lock.lock();
        try {
            for (Task task : tasks) {
                Optional.ofNullable(threads.remove(task)).ifPresent(ending::add);
                calls.remove(task);
            }
            woken.signalAll();
        } finally {
            lock.unlock();
        }
        for (Thread thread : ending) {
            thread.join();
        }
    }

    private void serve(Task task, boolean takesSlot) {
        try {
            while (await(task)) {
                if (takesSlot) {
                    slots.acquire();
                }
                try {
                    task.work();
                } finally {
                    if (takesSlot) {
                        slots.release();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sleeps until there may be work; false once all is over. */
    private boolean await(Task task) throws InterruptedException {
        while (true) {
            Optional<Instant> due = task.nextDue();
            Instant now = clock.now();
            lock.lock();
            try {
                if (!threads.containsKey(task)) {
                    return false;
                }
                if (due.filter(time -> !time.isAfter(now)).isPresent()) {
                    return true;
                }
                if (calls.remove(task) == null) {
                    woken.await(sleep(due, now).toNanos(), TimeUnit.NANOSECONDS);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    private static Duration sleep(Optional<Instant> due, Instant now) {
        Duration wait = due.map(time -> Duration.between(now, time)).orElse(LONGEST_SLEEP);
        if (wait.compareTo(LONGEST_SLEEP) > 0) {
            return LONGEST_SLEEP;
        }
        return wait.compareTo(SHORTEST_SLEEP) < 0 ? SHORTEST_SLEEP : wait;
    }
}
