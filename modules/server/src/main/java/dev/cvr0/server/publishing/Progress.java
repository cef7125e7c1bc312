// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.publishing;

import java.io.PrintWriter;
import java.util.function.IntConsumer;
import picocli.CommandLine.Help.Ansi;

/** Prints the progress of a long comparison on a terminal, at most once for each percent. */
final class Progress implements IntConsumer {

    private static final int MIN_CLIENTS = 1000;

    private final int total;
    private final PrintWriter terminal;
    private int printed;

    private Progress(int total, PrintWriter terminal) {
        this.total = total;
        this.terminal = terminal;
    }

    /** Returns a consumer of the number of compared clients. Prints nothing if there are few, or without a terminal. */
    static IntConsumer of(int total, PrintWriter terminal) {
        return total < MIN_CLIENTS || !Ansi.AUTO.enabled() ? compared -> {} : new Progress(total, terminal);
    }

    @Override
    public void accept(int compared) {
        int percent = (int) (100L * compared / total);
        if (percent > printed) {
            printed = percent;
            terminal.print("\rcompared " + percent + "% of " + total + " clients");
            terminal.print(compared == total ? System.lineSeparator() : "");
            terminal.flush();
        }
    }
}
