// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Records the log of the host, at all levels, and of Netty until it is closed. */
final class LogRecorder extends Handler implements AutoCloseable {

    private final Logger root = Logger.getLogger("");
    private final Logger host = Logger.getLogger("dev.cvr0.host");
    private final Queue<LogRecord> records = new ConcurrentLinkedQueue<>();

    LogRecorder() {
        host.setLevel(Level.ALL);
        setLevel(Level.ALL);
        root.addHandler(this);
    }

    List<String> warnings() {
        return texts(records.stream()
                .filter(r -> r.getLevel().intValue() >= Level.WARNING.intValue())
                .toList());
    }

    List<String> all() {
        return texts(List.copyOf(records));
    }

    List<LogRecord> records() {
        return List.copyOf(records);
    }

    private static List<String> texts(List<LogRecord> records) {
        return records.stream().map(LogRecord::getMessage).toList();
    }

    @Override
    public void publish(LogRecord logged) {
        records.add(logged);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.removeHandler(this);
        host.setLevel(null);
    }
}
