// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.host.Endpoint;
import dev.cvr0.host.HostFixture;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Emulators that are killed, stall, are slow, reset the connection or send unexpected lines. */
class EmulatorFailureTest {

    private static final Policies POLICIES = Policies.prompt();
    private static final Duration LIMIT = Duration.ofMillis(300);
    private static final RelayFixture FIXTURE =
            RelayFixture.start(POLICIES, Map.of("cvr0.upstream-timeout", LIMIT.toMillis() + "ms"));
    private static final String ADVICE = RelayScript.decode("CVR 2 {advice A}");
    private static final String CVR = RelayScript.decode("CVR 2 {A}");
    private static final String ECHO = RelayScript.decode("CVR 2 {echo}");
    private static final String USR = "USR 3 TWN I a@example.com\r\n";

    @AfterAll
    static void stop() {
        FIXTURE.close();
        POLICIES.close();
    }

    @Test
    void shouldRefuseTheSignInIfTheEmulatorDoesNotAnswerVerInTime() {
        try (Endpoint client = FIXTURE.connect()) {
            client.send("VER 1 MSNP9 MSNP8 CVR0\r\n");
            try (Endpoint emulator = FIXTURE.emulator().accept()) {
                emulator.expect("VER 1 MSNP9 MSNP8 CVR0\r\n");
                client.expect("VER 1 MSNP9\r\n");
                emulator.expectClosed();
            }
            client.send(CVR).expect(ADVICE).send(USR).expect("601 3\r\n").expectEnd();
        }
    }

    @Test
    void shouldAnswerWhatTheClientSentWhileTheEmulatorStalled() {
        try (Endpoint client = FIXTURE.connect()) {
            client.send("VER 1 MSNP9 CVR0\r\n" + CVR + USR);
            try (Endpoint emulator = FIXTURE.emulator().accept()) {
                client.expect("VER 1 MSNP9\r\n" + ADVICE + "601 3\r\n").expectEnd();
                emulator.expect("VER 1 MSNP9 CVR0\r\n").expectClosed();
            }
        }
    }

    @Test
    void shouldAgreeOnCvr0IfTheEmulatorStallsAndNothingElseIsOffered() {
        try (Endpoint client = FIXTURE.connect()) {
            client.send("VER 1 CVR0\r\n");
            try (Endpoint emulator = FIXTURE.emulator().accept()) {
                client.expect("VER 1 CVR0\r\n").send(CVR).expect(ADVICE).expectEnd();
                emulator.expect("VER 1 CVR0\r\n").expectClosed();
            }
        }
    }

    @Test
    void shouldWaitForAnEmulatorThatStallsAfterVer() {
        try (Session session = signIn()) {
            session.client.send(CVR + USR);
            session.emulator.expect(CVR + USR);
            for (Duration waited = Duration.ZERO; waited.compareTo(LIMIT) < 0; waited = waited.plusMillis(150)) {
                session.client.expectNothing();
            }
            session.emulator.send(ECHO + USR);
            session.client.expect(ADVICE + USR);
        }
    }

    /** Each part of an answer arrives before the time limit ends, the whole answer does as well. */
    @Test
    void shouldWaitForASlowAnswerToVer() {
        try (Endpoint client = FIXTURE.connect()) {
            client.send("VER 1 MSNP8 CVR0\r\n");
            try (Endpoint emulator = FIXTURE.emulator().accept()) {
                emulator.expect("VER 1 MSNP8 CVR0\r\n").send("VER 1 MS");
                client.expectNothing();
                emulator.send("NP8\r\n");
                client.expect("VER 1 MSNP8\r\n");
            }
            client.expectClosed();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "VER 1 MS", "XYZ", "VER 1 0\r"})
    void shouldAgreeOnCvr0IfTheEmulatorEndsWithinItsAnswer(String answer) {
        try (Endpoint client = FIXTURE.connect()) {
            client.send("VER 1 MSNP8 CVR0\r\n");
            FIXTURE.emulator()
                    .accept()
                    .expect("VER 1 MSNP8 CVR0\r\n")
                    .send(answer)
                    .close();
            client.expect("VER 1 CVR0\r\n").send(CVR).expect(ADVICE).expectEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "VER 1 MS", "XYZ", "VER 1 0\r"})
    void shouldPassOnTheEndWithinAnAnswerIfCvr0IsNotOffered(String answer) {
        try (Endpoint client = FIXTURE.connect()) {
            client.send("VER 1 MSNP8\r\n");
            try (Endpoint emulator = FIXTURE.emulator().accept()) {
                emulator.expect("VER 1 MSNP8\r\n").send(answer).endOutput();
                client.expect(answer).expectEnd().endOutput();
                emulator.expectEnd();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CVR 2 {A}", "CVR 2 {A}\r\nUSR 3 TWN I a@example.com"})
    void shouldResetTheClientIfTheEmulatorResets(String sent) {
        try (Session session = signIn()) {
            String bytes = sent.isEmpty() ? "PNG\r\n" : RelayScript.decode(sent);
            session.client.send(bytes);
            session.emulator.expect(bytes).reset();
            session.client.expectReset();
        }
    }

    @Test
    void shouldResetTheEmulatorIfTheClientResets() {
        try (Session session = signIn()) {
            session.client.reset();
            session.emulator.expectReset();
        }
    }

    @Test
    void shouldLeaveTheEmulatorIfTheClientResetsBeforeVerIsAnswered() {
        try (Endpoint client = FIXTURE.connect()) {
            client.send("VER 1 MSNP8 CVR0\r\n");
            try (Endpoint emulator = FIXTURE.emulator().accept()) {
                emulator.expect("VER 1 MSNP8 CVR0\r\n");
                client.reset();
                emulator.expectClosed();
            }
        }
    }

    @Test
    void shouldPassOnWhatAKilledEmulatorHasSent() {
        try (Session session = signIn()) {
            session.client.send(CVR + USR);
            session.emulator.expect(CVR + USR).send(ECHO + "USR 3 TW").close();
            session.client.expect(ADVICE + "USR 3 TW").expectEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                "\n\r\r\n",
                "NLN NLN b@example.com\r\n",
                "USR\r\n",
                "USR 3\r\n",
                "XFR\r\n",
                "XFR 3 NS\r\n",
                "XFR 3 NS \r\n",
                "XFR 3 NS 0 0 0 :1863 a: a:b 1:99999999\r\n",
                "CVR\r\n",
                "CVR 2000000000000\r\n",
                "cvr 2 1 1 1 1 1\r\n",
                " CVR 9 x\r\n",
                "500\r\n",
                "500 x\r\n",
                "5000 2\r\n",
                "\u0000\u00ff\u0080\r\n",
                "VER 1 0\r\n",
                "VER 1 MSNP9\r\n"
            })
    void shouldPassOnUnexpectedLines(String line) {
        try (Session session = signIn()) {
            session.client.send(CVR + USR);
            session.emulator.expect(CVR + USR).send(line + ECHO + line);
            session.client.expect(line + ADVICE + line);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1662, 1663, 3000, 100_000})
    void shouldPassOnALineOfAnyLength(int length) {
        String line = "NLN " + "x".repeat(length - 4) + "\r\n";
        try (Session session = signIn()) {
            session.client.send(line);
            session.emulator.expect(line).send(line);
            session.client.expect(line);
        }
    }

    @Test
    void shouldPassOnLinesBeforeTheAnswerToVer() {
        try (Endpoint client = FIXTURE.connect()) {
            client.send("VER 1 MSNP8 CVR0\r\n" + CVR);
            try (Endpoint emulator = FIXTURE.emulator().accept()) {
                emulator.send("NOT a banner\r\n").expect("VER 1 MSNP8 CVR0\r\n").send("VER 1 MSNP8\r\n");
                client.expect("NOT a banner\r\nVER 1 MSNP8\r\n");
                emulator.expect(CVR).send(ECHO);
                client.expect(ADVICE);
            }
        }
    }

    @Test
    void shouldServeTheNextClientAfterAFailure() {
        for (int i = 0; i < 20; i++) {
            try (Endpoint client = FIXTURE.connect()) {
                client.send("VER 1 MSNP8\r\n");
                FIXTURE.emulator().accept().expect("VER 1 MSNP8\r\n").reset();
                client.expectClosed();
            }
        }
        try (Session session = signIn()) {
            session.client.send(CVR);
            session.emulator.expect(CVR).send(ECHO);
            session.client.expect(ADVICE);
        }
        HostFixture.await("all sessions end", () -> FIXTURE.relay().connections() == 0);
        assertThat(FIXTURE.relay().connections()).isZero();
    }

    /** Two ends of a session that has agreed on MSNP8. */
    private record Session(Endpoint client, Endpoint emulator) implements AutoCloseable {

        @Override
        public void close() {
            client.close();
            emulator.close();
        }
    }

    private static Session signIn() {
        Endpoint client = FIXTURE.connect().send("VER 1 MSNP8 CVR0\r\n");
        Endpoint emulator =
                FIXTURE.emulator().accept().expect("VER 1 MSNP8 CVR0\r\n").send("VER 1 MSNP8\r\n");
        return new Session(client.expect("VER 1 MSNP8\r\n"), emulator);
    }
}
