// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.logging;

import dev.cvr0.settings.Band;
import dev.cvr0.settings.Setting;
import java.util.logging.Handler;
import java.util.logging.Logger;

/** The format of the log. */
public enum LogFormat {
    /** {@link LogFormatter}. */
    TEXT,
    /** {@link JsonLogFormatter}. */
    JSON;

    /** The setting. */
    public static final Setting<LogFormat> SETTING = Setting.choice(
            "cvr0.log.format",
            TEXT,
            Band.FREQUENT,
            "The format of the log: lines of text, or one JSON object per line. Has no effect on handlers for which"
                    + " logging.properties names another formatter.");

    /** Uses this format in the handlers that have a formatter of the server. */
    public void apply() {
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            if (handler.getFormatter() instanceof LogFormatter) {
                handler.setFormatter(this == JSON ? new JsonLogFormatter() : new LogFormatter());
            }
        }
    }
}
