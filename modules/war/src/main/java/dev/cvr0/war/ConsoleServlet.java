// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import dev.cvr0.admin.HttpApi;
import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.admin.operation.ApiResponse.EventStream;
import dev.cvr0.api.host.ManagedThreads;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Sends the files of the web console, and the events that it follows. A stream of events holds no thread.
 *
 * @since 0.1
 */
@WebServlet(
        urlPatterns = {"", "/console/*", "/v1/events"},
        asyncSupported = true)
public class ConsoleServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient HttpApi api;

    @Inject
    private transient DeploymentSettings settings;

    private final transient ScheduledExecutorService timer =
            new ScheduledThreadPoolExecutor(1, ManagedThreads.named("cvr0-events-"));
    private final transient Set<EventWriter> open = ConcurrentHashMap.newKeySet();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!settings.http()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        api.handle(HttpResource.request(request)).thenAccept(answer -> send(context, response, answer));
    }

    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    }

    /** Ends the streams. */
    @Override
    public void destroy() {
        timer.shutdownNow();
        open.forEach(EventWriter::end);
    }

    private void send(AsyncContext context, HttpServletResponse response, ApiResponse answer) {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        try {
            if (answer.events().isPresent()) {
                EventWriter writer = new EventWriter(context, answer.events().get(), open);
                writer.start(timer);
                return;
            }
            ByteBuffer body = answer.body().duplicate();
            byte[] bytes = new byte[body.remaining()];
            body.get(bytes);
            response.getOutputStream().write(bytes);
            context.complete();
        } catch (IOException | RuntimeException e) {
            // The client has gone.
            answer.events().ifPresent(EventStream::close);
            context.complete();
        }
    }
}
