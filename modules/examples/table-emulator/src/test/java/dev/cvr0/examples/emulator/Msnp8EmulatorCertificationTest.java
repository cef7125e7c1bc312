// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.examples.emulator;

import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.plugin.StandalonePlugin;
import dev.cvr0.testkit.certification.HostCertification;
import dev.cvr0.testkit.certification.HostUnderTest;
import dev.cvr0.testkit.certification.TestEnvironment;
import dev.cvr0.transcript.Peer;
import dev.cvr0.transcript.SocketPeer;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The emulator with a dialect and own commands. */
class Msnp8EmulatorCertificationTest implements HostCertification, HostUnderTest {

    private static final TableEmulator EMULATOR = new TableEmulator();
    private static final CommandRegistry REGISTRY = new TableAdapter(EMULATOR.table(), Dialect.listOf("MSNP8"));

    private static StandalonePlugin plugin;

    @BeforeAll
    static void start() {
        EMULATOR.table().put("CVR", (line, client) -> answer(line, client, "1.0 1.0 1.0 http://a/ http://a/"));
        EMULATOR.table().put("USR", (line, client) -> answer(line, client, "TWN S key"));
        EMULATOR.table().put("OUT", (line, client) -> client.send("OUT"));
        plugin = StandalonePlugin.on(REGISTRY).start();
    }

    @AfterAll
    static void stop() throws IOException {
        plugin.close();
        EMULATOR.close();
    }

    private static void answer(String line, Client client, String parameters) {
        Command command = Command.tryParse(line).orElseThrow();
        client.send(command.verb() + " " + command.transactionId() + " " + parameters);
    }

    @Override
    public HostUnderTest host() {
        return this;
    }

    @Override
    public CommandRegistry registry() {
        return REGISTRY;
    }

    @Override
    public Peer peer() {
        return new SocketPeer(EMULATOR.address());
    }

    @Override
    public TestEnvironment environment() {
        return TestEnvironment.STANDALONE;
    }

    // snippet: declare
    @Override
    public List<String> dialects() {
        return List.of("MSNP8");
    }

    @Override
    public Set<String> ownCommands() {
        return Set.of("CVR", "USR", "OUT");
    }
    // end
}
