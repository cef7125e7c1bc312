// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import dev.cvr0.api.host.CommandHandler;
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

/** Registries with one violation of the contract each. */
final class BrokenRegistries {

    private BrokenRegistries() {}

    static final class Replacing extends TableRegistry {
        @Override
        void requireFree(CommandHandler handler) {}
    }

    static final class RegisteringPartly extends TableRegistry {
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

    static final class WithoutNames extends TableRegistry {
        @Override
        void requireFree(CommandHandler handler) {
            if (handler.verbs().stream().anyMatch(handlers::containsKey)) {
                throw new IllegalStateException("no");
            }
        }
    }

    static final class NamingOneTwice extends TableRegistry {
        @Override
        void requireFree(CommandHandler handler) {
            for (Verb verb : handler.verbs()) {
                if (handlers.containsKey(verb)) {
                    throw new DuplicateVerbException(verb, handler, handler);
                }
            }
        }
    }

    static final class RemovingAnyHandler extends TableRegistry {
        @Override
        public Registration register(CommandHandler handler) {
            super.register(handler);
            return () -> handler.verbs().forEach(handlers::remove);
        }
    }

    static final class RemovingByHandler extends TableRegistry {
        @Override
        public Registration register(CommandHandler handler) {
            super.register(handler);
            return () -> remove(handler);
        }
    }

    static final class RemovingNothing extends TableRegistry {
        @Override
        void remove(CommandHandler handler) {}
    }

    static final class RemovingEverything extends TableRegistry {
        @Override
        void remove(CommandHandler handler) {
            handlers.clear();
        }
    }

    static final class Racing extends TableRegistry {

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

    static final class OneVerb extends TableRegistry {
        @Override
        void add(CommandHandler handler) {
            handlers.put(handler.verbs().iterator().next(), handler);
        }
    }

    static final class UsingOneHandler extends TableRegistry {
        @Override
        void requireFree(CommandHandler handler) {}

        @Override
        Optional<CommandHandler> find(Verb verb) {
            return handlers.values().stream().findFirst();
        }
    }

    static final class RepeatingDialects extends TableRegistry {
        @Override
        public List<Dialect> dialects() {
            return Dialect.listOf("MSNP8", "MSNP8");
        }
    }

    static final class ChangingDialects extends TableRegistry {

        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public List<Dialect> dialects() {
            return Dialect.listOf("MSNP" + calls.incrementAndGet());
        }
    }

    static class WithHostHandlers extends TableRegistry {

        @Override
        Set<Verb> hostVerbs() {
            return Set.of(Verb.VER);
        }

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
            return handler.verbs().stream().filter(hostVerbs()::contains).collect(Collectors.toSet());
        }
    }

    static final class ReportingNoReplacedVerbs extends WithHostHandlers {
        @Override
        Set<Verb> replaced(CommandHandler handler) {
            return Set.of();
        }
    }

    static final class ReportingAllVerbs extends WithHostHandlers {
        @Override
        Set<Verb> replaced(CommandHandler handler) {
            return handler.verbs();
        }
    }

    static final class WaitingForReplies extends TableRegistry {
        @Override
        Optional<CompletionStage<Reply>> dispatch(Command command, Session session) {
            return super.dispatch(command, session)
                    .map(stage -> CompletableFuture.completedStage(
                            stage.toCompletableFuture().join()));
        }
    }
}
