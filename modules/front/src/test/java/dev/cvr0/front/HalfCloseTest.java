// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import dev.cvr0.host.Endpoint;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;

/** A side that sends much and ends: everything arrives before the end, and the other side can still answer. */
class HalfCloseTest {

    private static final int ROUNDS = 3;
    private static final int BYTES = 10_000_000;
    private static final int SMALL = 16_384;
    private static final String ANSWER = "OUT\r\n";

    private static final Policies POLICIES = Policies.prompt();
    private static final RelayFixture FIXTURE = RelayFixture.start(POLICIES, new FakeEmulator(SMALL), Map.of());

    @AfterAll
    static void stop() {
        FIXTURE.close();
        POLICIES.close();
    }

    @RepeatedTest(ROUNDS)
    void shouldPassEverythingToTheEmulatorBeforeTheEnd() {
        try (Endpoint client = FIXTURE.connect().send("ANS 1\r\n");
                Endpoint emulator = FIXTURE.emulator().accept().expect("ANS 1\r\n")) {
            transfer(client, emulator);
        }
    }

    @RepeatedTest(ROUNDS)
    void shouldPassEverythingToTheClientBeforeTheEnd() {
        try (Endpoint client = Endpoint.connect(FIXTURE.address(), SMALL).send("ANS 1\r\n");
                Endpoint emulator = FIXTURE.emulator().accept().expect("ANS 1\r\n")) {
            transfer(emulator, client);
        }
    }

    @RepeatedTest(ROUNDS)
    void shouldPassEverythingToAnEmulatorThatHasEnded() {
        try (Endpoint client = FIXTURE.connect().send("ANS 1\r\n");
                Endpoint emulator =
                        FIXTURE.emulator().accept().expect("ANS 1\r\n").endOutput()) {
            client.expectEnd();
            transferRest(client, emulator);
        }
    }

    @RepeatedTest(ROUNDS)
    void shouldPassEverythingToAClientThatHasEnded() {
        try (Endpoint client = Endpoint.connect(FIXTURE.address(), SMALL)
                        .send("ANS 1\r\n")
                        .endOutput();
                Endpoint emulator = FIXTURE.emulator().accept().expect("ANS 1\r\n")) {
            emulator.expectEnd();
            transferRest(emulator, client);
        }
    }

    @RepeatedTest(ROUNDS)
    void shouldPassEverythingInBothDirectionsAtTheSpeedOfTheReader() {
        try (Endpoint client = Endpoint.connect(FIXTURE.address(), SMALL).send("ANS 1\r\n");
                Endpoint emulator = FIXTURE.emulator().accept().expect("ANS 1\r\n")) {
            CompletableFuture<Void> other =
                    CompletableFuture.runAsync(() -> emulator.send(bytes()).endOutput());
            transferRest(client, emulator);
            client.expect(bytes());
            client.expectEnd();
            other.join();
        }
    }

    private static byte[] bytes() {
        byte[] bytes = new byte[BYTES];
        new Random(BYTES).nextBytes(bytes);
        return bytes;
    }

    private static void transfer(Endpoint from, Endpoint to) {
        transferRest(from, to);
        to.send(ANSWER).endOutput();
        from.expect(ANSWER).expectEnd();
    }

    private static void transferRest(Endpoint from, Endpoint to) {
        byte[] bytes = bytes();
        CompletableFuture<Void> sent =
                CompletableFuture.runAsync(() -> from.send(bytes).endOutput());
        to.expect(bytes);
        to.expectEnd();
        sent.join();
    }
}
