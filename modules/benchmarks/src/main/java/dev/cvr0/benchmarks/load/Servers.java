// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

import dev.cvr0.server.Main;
import java.util.ArrayList;
import java.util.List;

/** The servers that are compared. Both get the same options. */
final class Servers {

    /** What the virtual machines of both sides are started with. */
    static final List<String> OPTIONS = List.of("-Xmx512m", "-XX:+UseSerialGC");

    private Servers() {}

    /** The server of the distribution with the bundled catalogue; settings as {@code key=value}. */
    static ServerProcess full(String... settings) {
        return full(OPTIONS, settings);
    }

    static ServerProcess full(List<String> options, String... settings) {
        List<String> arguments = new ArrayList<>(List.of("serve", "--listen", "127.0.0.1:0"));
        for (String setting : settings) {
            arguments.add("--set");
            arguments.add(setting);
        }
        return ServerProcess.start(options, Main.class.getName(), arguments.toArray(String[]::new));
    }

    /** Says the same bytes without having been asked. */
    static ServerProcess canned(String end) {
        return ServerProcess.start(OPTIONS, CannedServer.class.getName(), end);
    }

    /** The plugin, but that sessions go on after CVQ. */
    static ServerProcess keptOpen() {
        return ServerProcess.start(OPTIONS, KeptOpenServer.class.getName());
    }
}
