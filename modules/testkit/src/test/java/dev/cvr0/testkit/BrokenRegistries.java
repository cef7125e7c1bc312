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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Test classes that run the contract against registries with one violation each. */
final class BrokenRegistries {

    private BrokenRegistries() {}

    abstract static class TableRegistryContract implements CommandRegistryContract {

        private final Class<? extends TableRegistry> type;

        TableRegistryContract(Class<? extends TableRegistry> type) {
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
            return ((TableRegistry) registry).find(command.verb()).map(handler -> handler.handle(command, session));
        }
    }

    static final class ReplacingTable extends TableRegistry {
        @Override
        void requireFree(CommandHandler handler) {}
    }

    static final class RegisteringPartlyTable extends TableRegistry {
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

    static final class WithoutNamesTable extends TableRegistry {
        @Override
        void requireFree(CommandHandler handler) {
            if (handler.verbs().stream().anyMatch(handlers::containsKey)) {
                throw new IllegalStateException("no");
            }
        }
    }

    static final class NamingOneTwiceTable extends TableRegistry {
        @Override
        void requireFree(CommandHandler handler) {
            for (Verb verb : handler.verbs()) {
                if (handlers.containsKey(verb)) {
                    throw new DuplicateVerbException(verb, handler, handler);
                }
            }
        }
    }

    static final class RemovingAnyHandlerTable extends TableRegistry {
        @Override
        public Registration register(CommandHandler handler) {
            super.register(handler);
            return () -> handler.verbs().forEach(handlers::remove);
        }
    }

    static final class RemovingByHandlerTable extends TableRegistry {
        @Override
        public Registration register(CommandHandler handler) {
            super.register(handler);
            return () -> remove(handler);
        }
    }

    static final class RemovingNothingTable extends TableRegistry {
        @Override
        void remove(CommandHandler handler) {}
    }

    static final class RemovingEverythingTable extends TableRegistry {
        @Override
        void remove(CommandHandler handler) {
            handlers.clear();
        }
    }

    static final class RacingTable extends TableRegistry {

        private final CountDownLatch both = new CountDownLatch(2);

        @Override
        public Registration register(CommandHandler handler) {
            requireFree(handler);
            waitForAnotherThread();
            add(handler);
            return () -> remove(handler);
        }

        // waits for a concurrent registration, to provoke the race
        private void waitForAnotherThread() {
            both.countDown();
            try {
                both.await(20, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    static final class OneVerbTable extends TableRegistry {
        @Override
        void add(CommandHandler handler) {
            handlers.put(handler.verbs().iterator().next(), handler);
        }
    }

    static final class UsingOneHandlerTable extends TableRegistry {
        @Override
        void requireFree(CommandHandler handler) {}

        @Override
        Optional<CommandHandler> find(Verb verb) {
            return handlers.values().stream().findFirst();
        }
    }

    static final class RepeatingDialectsTable extends TableRegistry {
        @Override
        public List<Dialect> dialects() {
            return Dialect.listOf("MSNP8", "MSNP8");
        }
    }

    static final class ChangingDialectsTable extends TableRegistry {

        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public List<Dialect> dialects() {
            return Dialect.listOf("MSNP" + calls.incrementAndGet());
        }
    }

    static class WithHostHandlersTable extends TableRegistry {

        private final Set<Verb> hostVerbs = Set.of(Verb.VER);

        @Override
        public Registration register(CommandHandler handler) {
            Registration registration = super.register(handler);
            Set<Verb> replaced = replaced(handler);
            return new Registration() {
                @Override
                public void close() {
                    registration.close();
                }

                @Override
                public Set<Verb> replacedVerbs() {
                    return replaced;
                }
            };
        }

        Set<Verb> replaced(CommandHandler handler) {
            return handler.verbs().stream().filter(hostVerbs::contains).collect(Collectors.toSet());
        }
    }

    static final class ReportingNoReplacedVerbsTable extends WithHostHandlersTable {
        @Override
        Set<Verb> replaced(CommandHandler handler) {
            return Set.of();
        }
    }

    static final class ReportingAllVerbsTable extends WithHostHandlersTable {
        @Override
        Set<Verb> replaced(CommandHandler handler) {
            return handler.verbs();
        }
    }

    static class Correct extends TableRegistryContract {
        Correct() {
            super(TableRegistry.class);
        }
    }

    static class WaitingForReplies extends TableRegistryContract {
        WaitingForReplies() {
            super(TableRegistry.class);
        }

        @Override
        public Optional<CompletionStage<Reply>> dispatch(CommandRegistry registry, Command command, Session session) {
            return super.dispatch(registry, command, session)
                    .map(stage -> CompletableFuture.completedStage(
                            stage.toCompletableFuture().join()));
        }
    }

    static class Replacing extends TableRegistryContract {
        Replacing() {
            super(ReplacingTable.class);
        }
    }

    static class RegisteringPartly extends TableRegistryContract {
        RegisteringPartly() {
            super(RegisteringPartlyTable.class);
        }
    }

    static class WithoutNames extends TableRegistryContract {
        WithoutNames() {
            super(WithoutNamesTable.class);
        }
    }

    static class NamingOneTwice extends TableRegistryContract {
        NamingOneTwice() {
            super(NamingOneTwiceTable.class);
        }
    }

    static class RemovingAnyHandler extends TableRegistryContract {
        RemovingAnyHandler() {
            super(RemovingAnyHandlerTable.class);
        }
    }

    static class RemovingByHandler extends TableRegistryContract {
        RemovingByHandler() {
            super(RemovingByHandlerTable.class);
        }
    }

    static class RemovingNothing extends TableRegistryContract {
        RemovingNothing() {
            super(RemovingNothingTable.class);
        }
    }

    static class RemovingEverything extends TableRegistryContract {
        RemovingEverything() {
            super(RemovingEverythingTable.class);
        }
    }

    static class Racing extends TableRegistryContract {
        Racing() {
            super(RacingTable.class);
        }
    }

    static class OneVerb extends TableRegistryContract {
        OneVerb() {
            super(OneVerbTable.class);
        }
    }

    static class UsingOneHandler extends TableRegistryContract {
        UsingOneHandler() {
            super(UsingOneHandlerTable.class);
        }
    }

    static class RepeatingDialects extends TableRegistryContract {
        RepeatingDialects() {
            super(RepeatingDialectsTable.class);
        }
    }

    static class ChangingDialects extends TableRegistryContract {
        ChangingDialects() {
            super(ChangingDialectsTable.class);
        }
    }

    static class WithHostHandlers extends TableRegistryContract {
        WithHostHandlers() {
            super(WithHostHandlersTable.class);
        }

        @Override
        public Set<Verb> replaceableVerbs() {
            return Set.of(Verb.VER);
        }
    }

    static class ReportingNoReplacedVerbs extends TableRegistryContract {
        ReportingNoReplacedVerbs() {
            super(ReportingNoReplacedVerbsTable.class);
        }

        @Override
        public Set<Verb> replaceableVerbs() {
            return Set.of(Verb.VER);
        }
    }

    static class ReportingAllVerbs extends TableRegistryContract {
        ReportingAllVerbs() {
            super(ReportingAllVerbsTable.class);
        }
    }
}
