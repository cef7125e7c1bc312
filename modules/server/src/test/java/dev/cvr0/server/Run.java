// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** The exit code and the output of a command. */
record Run(int code, String out, String err) {

    static Run run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line =
                Cvr0Command.lineFor(args).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return new Run(line.execute(args), out.toString(), err.toString());
    }
}
