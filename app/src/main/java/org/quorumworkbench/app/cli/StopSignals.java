// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Ctrl-C and the system's wish that the program end (SIGINT, SIGTERM) as what ends a command in an
 * orderly way, with the command's own exit status. Java has no supported class for it; where
 * {@code sun.misc.Signal} is not to be had, the program ends as it does otherwise.
 */
final class StopSignals implements AutoCloseable {

    private static final String[] NAMES = {"INT", "TERM"};

    /** What the signals did before, by their names. */
    private final Map<String, Object> before = new LinkedHashMap<>();

    private StopSignals() {}

    /**
     * From now on, until it is closed, a signal runs the task instead of ending the program.
     *
     * @param task
     *            run on a thread of the system's, each time
     */
    @SuppressWarnings("ReferenceEquality") // A proxy is equal to itself alone.
    static StopSignals run(Runnable task) {
        StopSignals signals = new StopSignals();
        for (String name : NAMES) {
            try {
                Class<?> handler = Class.forName("sun.misc.SignalHandler");
                Object own = Proxy.newProxyInstance(StopSignals.class.getClassLoader(), new Class<?>[]{handler},
                        (proxy, method, arguments) -> switch (method.getName()) {
                            case "handle" -> {
                                task.run();
                                yield null;
                            }
                            case "equals" -> proxy == arguments[0];
                            case "hashCode" -> System.identityHashCode(proxy);
                            default -> "stop";
                        });
                signals.before.put(name, handle(name, own));
            } catch (ReflectiveOperationException | IllegalArgumentException e) {
                // No such class, or a signal that the system or its options keep to themselves.
            }
        }
        return signals;
    }

    /** Gives the signal another handler; which it had. */
    private static Object handle(String name, Object handler) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        return signal.getMethod("handle", signal, Class.forName("sun.misc.SignalHandler")).invoke(null,
                signal.getConstructor(String.class).newInstance(name), handler);
    }

    @Override
    public void close() {
        before.forEach((name, handler) -> {
            try {
                handle(name, handler);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a signal that was taken cannot be given back", e);
            }
        });
    }
}
