// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ConnectionInitializerTest {

    @Test
    void shouldPauseForOneSecondAfterAFailedAccept() {
        HostLog hostLog = new HostLog();
        HostContext context = new HostContext(
                HostSettings.defaults(),
                new Dispatcher(new HandlerRegistry(List.of()), Fallback.CLOSE, hostLog),
                new Sessions(HostSettings.defaults(), System::nanoTime, hostLog),
                Transport.NIO,
                hostLog,
                (channel, client, host) -> {});
        EmbeddedChannel listening = new EmbeddedChannel(new ConnectionInitializer(context, UnaryOperator.identity()));
        listening.freezeTime();
        try (LogRecorder log = new LogRecorder()) {
            listening.pipeline().fireExceptionCaught(new IOException("Too many open files"));

            assertThat(listening.config().isAutoRead()).isFalse();
            listening.advanceTimeBy(999, TimeUnit.MILLISECONDS);
            listening.runScheduledPendingTasks();
            assertThat(listening.config().isAutoRead()).isFalse();
            listening.advanceTimeBy(1, TimeUnit.MILLISECONDS);
            listening.runScheduledPendingTasks();
            assertThat(listening.config().isAutoRead()).isTrue();
            assertThat(log.warnings()).singleElement().asString().contains("CVR0-3107", "Too many open files");
        } finally {
            listening.close();
        }
    }
}
