// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.DuplicateVerbException;
import dev.cvr0.api.host.Registration;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Test classes as a host's author would write them, over registries that are wrong in one respect each. */
final class BrokenRegistries {

    private BrokenRegistries() {}

    abstract static class OverATable implements CommandRegistryContract {

        private final Class<? extends Table> type;

        OverATable(Class<? extends Table> type) {
            this.type = type;
        }

        @Override
        public CommandRegistry createRegistry() {
            try {
                return type.getDeclaredConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public Optional<Reply> dispatch(CommandRegistry registry, Command command, Session session) {
            return ((Table) registry).find(command.verb()).map(handler -> handler.handle(command, session));
        }
    }

    static final class ReplacingTable extends Table {
        @Override
        void requireFree(CommandHandler handler) {}
    }

    static final class HalfEnteringTable extends Table {
        @Override
        void requireFree(CommandHandler handler) {}

        @Override
        void enter(CommandHandler handler) {
            for (Verb verb : handler.verbs()) {
                find(verb).ifPresent(there -> {
                    throw new DuplicateVerbException(verb, there, handler);
                });
                handlers.put(verb, handler);
            }
        }
    }

    static final class MumblingTable extends Table {
        @Override
        void requireFree(CommandHandler handler) {
            if (handler.verbs().stream().anyMatch(handlers::containsKey)) {
                throw new IllegalStateException("no");
            }
        }
    }

    static final class MisnamingTable extends Table {
        @Override
        void requireFree(CommandHandler handler) {
            for (Verb verb : handler.verbs()) {
                if (handlers.containsKey(verb)) {
                    throw new DuplicateVerbException(verb, handler, handler);
                }
            }
        }
    }

    static final class TakingOutWhoeverIsThereTable extends Table {
        @Override
        public Registration register(CommandHandler handler) {
            super.register(handler);
            return () -> handler.verbs().forEach(handlers::remove);
        }
    }

    static final class TakingOutByHandlerTable extends Table {
        @Override
        public Registration register(CommandHandler handler) {
            super.register(handler);
            return () -> takeOut(handler);
        }
    }

    static final class TakingOutNothingTable extends Table {
        @Override
        void takeOut(CommandHandler handler) {}
    }

    static final class TakingOutEverythingTable extends Table {
        @Override
        void takeOut(CommandHandler handler) {
            handlers.clear();
        }
    }

    static final class RacingTable extends Table {

        private final CountDownLatch second = new CountDownLatch(2);

        @Override
        public Registration register(CommandHandler handler) {
            requireFree(handler);
            waitForASecond();
            enter(handler);
            return () -> takeOut(handler);
        }

        // makes the race certain where there is one, and costs little where there is none
        private void waitForASecond() {
            second.countDown();
            try {
                second.await(20, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    static final class OneVerbTable extends Table {
        @Override
        void enter(CommandHandler handler) {
            handlers.put(handler.verbs().iterator().next(), handler);
        }
    }

    static final class HandingEverythingToOneTable extends Table {
        @Override
        void requireFree(CommandHandler handler) {}

        @Override
        Optional<CommandHandler> find(Verb verb) {
            return handlers.values().stream().findFirst();
        }
    }

    static final class StutteringTable extends Table {
        @Override
        public List<Dialect> dialects() {
            return Dialect.listOf("MSNP8", "MSNP8");
        }
    }

    static final class WaveringTable extends Table {

        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public List<Dialect> dialects() {
            return Dialect.listOf("MSNP" + asked.incrementAndGet());
        }
    }

    static class Sound extends OverATable {
        Sound() {
            super(Table.class);
        }
    }

    static class Replacing extends OverATable {
        Replacing() {
            super(ReplacingTable.class);
        }
    }

    static class HalfEntering extends OverATable {
        HalfEntering() {
            super(HalfEnteringTable.class);
        }
    }

    static class Mumbling extends OverATable {
        Mumbling() {
            super(MumblingTable.class);
        }
    }

    static class Misnaming extends OverATable {
        Misnaming() {
            super(MisnamingTable.class);
        }
    }

    static class TakingOutWhoeverIsThere extends OverATable {
        TakingOutWhoeverIsThere() {
            super(TakingOutWhoeverIsThereTable.class);
        }
    }

    static class TakingOutByHandler extends OverATable {
        TakingOutByHandler() {
            super(TakingOutByHandlerTable.class);
        }
    }

    static class TakingOutNothing extends OverATable {
        TakingOutNothing() {
            super(TakingOutNothingTable.class);
        }
    }

    static class TakingOutEverything extends OverATable {
        TakingOutEverything() {
            super(TakingOutEverythingTable.class);
        }
    }

    static class Racing extends OverATable {
        Racing() {
            super(RacingTable.class);
        }
    }

    static class OneVerb extends OverATable {
        OneVerb() {
            super(OneVerbTable.class);
        }
    }

    static class HandingEverythingToOne extends OverATable {
        HandingEverythingToOne() {
            super(HandingEverythingToOneTable.class);
        }
    }

    static class Stuttering extends OverATable {
        Stuttering() {
            super(StutteringTable.class);
        }
    }

    static class Wavering extends OverATable {
        Wavering() {
            super(WaveringTable.class);
        }
    }
}
