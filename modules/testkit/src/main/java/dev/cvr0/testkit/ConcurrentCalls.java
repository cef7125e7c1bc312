// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Phaser;
import java.util.function.Function;

/** Calls a function with several arguments at the same time, each on its own thread. */
final class ConcurrentCalls {

    private ConcurrentCalls() {}

    static <T, R> List<R> call(List<T> arguments, Function<T, R> function) {
        Phaser start = new Phaser(arguments.size());
        List<CompletableFuture<R>> calls = arguments.stream()
                .map(argument -> CompletableFuture.supplyAsync(
                        () -> {
                            start.arriveAndAwaitAdvance();
                            return function.apply(argument);
                        },
                        call -> new Thread(call, "concurrent call").start()))
                .toList();
        return calls.stream().map(CompletableFuture::join).toList();
    }
}
