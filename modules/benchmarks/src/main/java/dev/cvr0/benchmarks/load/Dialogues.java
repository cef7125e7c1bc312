// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

import dev.cvr0.api.host.PlainSession;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.host.HandlerRegistry;
import dev.cvr0.plugin.StandalonePlugin;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Dialogues of many users with some two hundred programs, all of whom are told the same: so a server that says it without
 * having been asked has the same bytes to send.
 */
final class Dialogues {

    static final String VER = "VER 1 MSNP10 MSNP9 CVR0";
    static final String VER_ANSWER = "VER 1 CVR0";
    static final String CVQ_ANSWER = answerTo("CVQ 2 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS a@example.com");

    private static final List<String> VERSIONS = List.of("6.0.0602", "6.1.0155", "6.1.0211", "6.2.0137", "6.2.0205");
    private static final List<String> LOCALES =
            List.of("0x0409", "0x0809", "0x0407", "0x040c", "0x0410", "0x0413", "0x0416", "0x041d");
    private static final List<String> SYSTEMS = List.of("4.10", "4.90", "5.0", "5.1", "5.2");

    private Dialogues() {}

    /** So many dialogues, each of another user. */
    static List<Dialogue> of(int users) {
        List<String> programs = programs();
        List<Dialogue> dialogues = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            String cvq = "CVQ 2 " + programs.get(user % programs.size()) + " MSMSGS user" + user + "@example.com";
            dialogues.add(Dialogue.of(VER, VER_ANSWER, cvq, CVQ_ANSWER));
        }
        return dialogues;
    }

    private static List<String> programs() {
        List<String> programs = new ArrayList<>();
        for (String version : VERSIONS) {
            for (String locale : LOCALES) {
                for (String system : SYSTEMS) {
                    programs.add(locale + " winnt " + system + " i386 MSNMSGR " + version);
                }
            }
        }
        return programs;
    }

    // Asked of the plugin itself, once; each answer that comes over a socket is then compared with it.
    private static String answerTo(String line) {
        HandlerRegistry registry = new HandlerRegistry();
        try (StandalonePlugin plugin = StandalonePlugin.on(registry).start()) {
            return registry.handler(Verb.CVQ)
                    .orElseThrow()
                    .handle(Command.tryParse(line).orElseThrow(), new PlainSession(InetAddress.getLoopbackAddress()))
                    .toCompletableFuture()
                    .join()
                    .line()
                    .orElseThrow();
        }
    }
}
