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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Test classes of the contract over registries that violate it in one respect each. */
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
        public Optional<CompletionStage<Reply>> dispatch(CommandRegistry registry, Command command, Session session) {
            return ((Table) registry).find(command.verb()).map(handler -> handler.handle(command, session));
        }
    }

    static final class ReplacingTable extends Table {
        @Override
        void requireFree(CommandHandler handler) {}
    }

    static final class RegisteringPartlyTable extends Table {
        @Override
        void requireFree(CommandHandler handler) {}

        @Override
        void add(CommandHandler handler) {
            for (Verb verb : handler.verbs()) {
                find(verb).ifPresent(there -> {
                    throw new DuplicateVerbException(verb, there, handler);
                });
                handlers.put(verb, handler);
            }
        }
    }

    static final class WithoutNamesTable extends Table {
        @Override
        void requireFree(CommandHandler handler) {
            if (handler.verbs().stream().anyMatch(handlers::containsKey)) {
                throw new IllegalStateException("no");
            }
        }
    }

    static final class NamingOneTwiceTable extends Table {
        @Override
        void requireFree(CommandHandler handler) {
            for (Verb verb : handler.verbs()) {
                if (handlers.containsKey(verb)) {
                    throw new DuplicateVerbException(verb, handler, handler);
                }
            }
        }
    }

    static final class RemovingAnyHandlerTable extends Table {
        @Override
        public Registration register(CommandHandler handler) {
            super.register(handler);
            return () -> handler.verbs().forEach(handlers::remove);
        }
    }

    static final class RemovingByHandlerTable extends Table {
        @Override
        public Registration register(CommandHandler handler) {
            super.register(handler);
            return () -> remove(handler);
        }
    }

    static final class RemovingNothingTable extends Table {
        @Override
        void remove(CommandHandler handler) {}
    }

    static final class RemovingEverythingTable extends Table {
        @Override
        void remove(CommandHandler handler) {
            handlers.clear();
        }
    }

    static final class RacingTable extends Table {

        private final CountDownLatch second = new CountDownLatch(2);

        @Override
        public Registration register(CommandHandler handler) {
            requireFree(handler);
            waitForASecond();
            add(handler);
            return () -> remove(handler);
        }

        // forces the race if there is one
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
        void add(CommandHandler handler) {
            handlers.put(handler.verbs().iterator().next(), handler);
        }
    }

    static final class UsingOneHandlerTable extends Table {
        @Override
        void requireFree(CommandHandler handler) {}

        @Override
        Optional<CommandHandler> find(Verb verb) {
            return handlers.values().stream().findFirst();
        }
    }

    static final class RepeatingDialectsTable extends Table {
        @Override
        public List<Dialect> dialects() {
            return Dialect.listOf("MSNP8", "MSNP8");
        }
    }

    static final class ChangingDialectsTable extends Table {

        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public List<Dialect> dialects() {
            return Dialect.listOf("MSNP" + asked.incrementAndGet());
        }
    }

    static class Correct extends OverATable {
        Correct() {
            super(Table.class);
        }
    }

    static class WaitingForReplies extends OverATable {
        WaitingForReplies() {
            super(Table.class);
        }

        @Override
        public Optional<CompletionStage<Reply>> dispatch(CommandRegistry registry, Command command, Session session) {
            return super.dispatch(registry, command, session)
                    .map(stage -> CompletableFuture.completedStage(
                            stage.toCompletableFuture().join()));
        }
    }

    static class Replacing extends OverATable {
        Replacing() {
            super(ReplacingTable.class);
        }
    }

    static class RegisteringPartly extends OverATable {
        RegisteringPartly() {
            super(RegisteringPartlyTable.class);
        }
    }

    static class WithoutNames extends OverATable {
        WithoutNames() {
            super(WithoutNamesTable.class);
        }
    }

    static class NamingOneTwice extends OverATable {
        NamingOneTwice() {
            super(NamingOneTwiceTable.class);
        }
    }

    static class RemovingAnyHandler extends OverATable {
        RemovingAnyHandler() {
            super(RemovingAnyHandlerTable.class);
        }
    }

    static class RemovingByHandler extends OverATable {
        RemovingByHandler() {
            super(RemovingByHandlerTable.class);
        }
    }

    static class RemovingNothing extends OverATable {
        RemovingNothing() {
            super(RemovingNothingTable.class);
        }
    }

    static class RemovingEverything extends OverATable {
        RemovingEverything() {
            super(RemovingEverythingTable.class);
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

    static class UsingOneHandler extends OverATable {
        UsingOneHandler() {
            super(UsingOneHandlerTable.class);
        }
    }

    static class RepeatingDialects extends OverATable {
        RepeatingDialects() {
            super(RepeatingDialectsTable.class);
        }
    }

    static class ChangingDialects extends OverATable {
        ChangingDialects() {
            super(ChangingDialectsTable.class);
        }
    }
}
