// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.console;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The times of a page that is loaded into an empty tab, in milliseconds.
 *
 * @param firstPaint the time until the first text or image is painted
 * @param complete the time until the content of the view is visible
 * @param script the processor time of scripts
 * @param longestTask the duration of the longest task of more than 50 ms; 0 if there was none
 * @param slowestRequest the duration of the slowest request to the API
 */
record PageTimes(double firstPaint, double complete, double script, double longestTask, double slowestRequest) {

    private static final int ROUNDS = 3;

    private static final String PAINT = "return performance.getEntriesByName('first-contentful-paint')[0].startTime";

    private static final String SLOWEST_REQUEST = """
            const requests = performance.getEntriesByType('resource').filter(entry => entry.name.includes('/v1/'));
            return Math.max(...requests.map(request => request.duration));
            """;

    private static final String LONGEST_TASK = """
            const done = arguments[0];
            let longest = 0;
            const observer = new PerformanceObserver(list => {
                longest = Math.max(longest, ...list.getEntries().map(entry => entry.duration));
            });
            observer.observe({type: 'longtask', buffered: true});
            setTimeout(() => requestIdleCallback(() => done(longest)), 500);
            """;

    /** Loads a page several times, and returns the medians. */
    static PageTimes measure(Browser browser, String path, String content) {
        List<PageTimes> rounds = IntStream.range(0, ROUNDS)
                .mapToObj(round -> once(browser, path, content))
                .toList();
        return new PageTimes(
                median(rounds, PageTimes::firstPaint),
                median(rounds, PageTimes::complete),
                median(rounds, PageTimes::script),
                median(rounds, PageTimes::longestTask),
                median(rounds, PageTimes::slowestRequest));
    }

    private static PageTimes once(Browser browser, String path, String content) {
        browser.blank();
        browser.devTools("Performance.disable", Map.of());
        browser.devTools("Performance.enable", Map.of("timeDomain", "threadTicks")); // sets the times to 0
        browser.visit(path);
        browser.find(content);
        double complete = number(browser.run("return performance.now()"));
        double longestTask = number(browser.runAsync(LONGEST_TASK));
        List<?> metrics =
                (List<?>) browser.devTools("Performance.getMetrics", Map.of()).get("metrics");
        double script = metrics.stream()
                .map(metric -> (Map<?, ?>) metric)
                .filter(metric -> metric.get("name").equals("ScriptDuration"))
                .mapToDouble(metric -> 1000 * number(metric.get("value")))
                .sum();
        return new PageTimes(
                number(browser.run(PAINT)), complete, script, longestTask, number(browser.run(SLOWEST_REQUEST)));
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private static double median(List<PageTimes> rounds, ToDoubleFunction<PageTimes> time) {
        return rounds.stream()
                .sorted(Comparator.comparingDouble(time))
                .skip(ROUNDS / 2)
                .mapToDouble(time)
                .findFirst()
                .orElseThrow();
    }
}
