// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Captures the log messages of catalogs and their sources. */
public final class LogCapture extends Handler {

    // Sources log on other threads too.
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private LogCapture() {}

    /** Returns the messages that an action logs, each with its level. */
    public static List<String> during(Runnable action) {
        LogCapture kept = new LogCapture();
        Logger logger = Logger.getLogger("dev.cvr0.catalog");
        logger.addHandler(kept);
        try {
            action.run();
        } finally {
            logger.removeHandler(kept);
        }
        return kept.lines;
    }

    @Override
    public void publish(LogRecord entry) {
        lines.add(entry.getLevel() + " " + entry.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
