// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.base;

import java.text.MessageFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Records the messages that the plugin logs, at all levels. */
public final class PluginLogRecorder extends Handler {

    // Held strongly, since the log manager does not.
    private static final Logger LOG = Logger.getLogger("dev.cvr0.plugin");

    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    private PluginLogRecorder() {
        setLevel(Level.ALL);
    }

    /** A level of java.util.logging, in which DEBUG is FINE and ERROR is SEVERE, and a formatted message. */
    public record Entry(Level level, String message) {}

    public static List<String> messagesDuring(Runnable action) {
        return entriesDuring(action).stream().map(Entry::message).toList();
    }

    public static List<Entry> entriesDuring(Runnable action) {
        PluginLogRecorder recorder = new PluginLogRecorder();
        LOG.addHandler(recorder);
        LOG.setLevel(Level.ALL);
        try {
            action.run();
            return recorder.entries;
        } finally {
            LOG.setLevel(null);
            LOG.removeHandler(recorder);
        }
    }

    @Override
    public void publish(LogRecord logged) {
        Object[] parameters = logged.getParameters();
        String message = logged.getMessage();
        entries.add(
                new Entry(logged.getLevel(), parameters == null ? message : MessageFormat.format(message, parameters)));
    }

    @Override
    public void flush() {
        // nothing is buffered
    }

    @Override
    public void close() {
        // nothing is open
    }
}
