// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks.load;

import dev.cvr0.benchmarks.load.DamagedClient.Damage;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Good dialogues, with and without damaged clients beside them. */
final class MixedMode {

    private static final int AT_ONCE = 16;

    private final Plan plan;

    MixedMode(Plan plan) {
        this.plan = plan;
    }

    List<Section> measure(Generator generator) {
        Progress.say("good dialogues and damaged ones");
        try (ServerProcess full = Servers.full()) {
            Range alone = Range.of(rounds(full, generator, () -> {}));
            AtomicLong damaged = new AtomicLong();
            Damaging damaging = new Damaging(generator, full, damaged);
            damaging.start(AT_ONCE);
            Range mixed = Range.of(rounds(full, generator, damaging::check));
            damaging.stop();
            return List.of(new Section(
                    "Bad input beside good",
                    """
                    %d good clients at once, each followed by the next, alone and then with %d damaged ones beside them:
                    no command, too long a line, wrong parameters, half a line, a reset, noise. Each good answer is right.
                    """.formatted(AT_ONCE, AT_ONCE),
                    List.of(
                            "| figure | alone | beside damaged clients |",
                            "|---|---|---|",
                            "| good dialogues per second | " + alone + " | " + mixed + " |",
                            "| damaged connections meanwhile | 0 | " + damaged + " |")));
        }
    }

    private DoubleStream rounds(ServerProcess server, Generator generator, Runnable check) {
        return IntStream.range(0, Math.max(2, plan.rounds() / 2)).mapToDouble(i -> {
            check.run();
            return generator.closedLoop(server.address(), AT_ONCE, plan.time()).perSecond();
        });
    }

    /** Damaged clients, each followed by the next. */
    private static final class Damaging {

        private final Generator generator;
        private final ServerProcess server;
        private final AtomicLong count;
        private final Random random = new Random(1);
        private volatile boolean over;

        Damaging(Generator generator, ServerProcess server, AtomicLong count) {
            this.generator = generator;
            this.server = server;
            this.count = count;
        }

        void start(int atOnce) {
            for (int i = 0; i < atOnce; i++) {
                generator.loop().execute(this::next);
            }
        }

        void check() {
            if (!server.isAlive()) {
                throw new IllegalStateException("the server did not survive the damaged clients");
            }
        }

        void stop() {
            over = true;
        }

        private void next() {
            if (!over) {
                Damage damage = Damage.values()[(int) (count.getAndIncrement() % Damage.values().length)];
                generator.connect(server.address(), new DamagedClient(damage, random, this::next));
            }
        }
    }
}
