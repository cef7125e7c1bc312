// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.plugin.registration;

import java.text.MessageFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Records the messages that the plugin logs. */
final class PluginLogRecorder extends Handler {

    // Held strongly, since the log manager does not.
    private static final Logger LOG = Logger.getLogger("dev.cvr0.plugin");

    private final List<String> messages = new CopyOnWriteArrayList<>();

    private PluginLogRecorder() {}

    static List<String> messagesDuring(Runnable action) {
        PluginLogRecorder recorder = new PluginLogRecorder();
        LOG.addHandler(recorder);
        try {
            action.run();
            return recorder.messages;
        } finally {
            LOG.removeHandler(recorder);
        }
    }

    @Override
    public void publish(LogRecord logged) {
        Object[] parameters = logged.getParameters();
        messages.add(parameters == null ? logged.getMessage() : MessageFormat.format(logged.getMessage(), parameters));
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
