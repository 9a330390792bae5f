// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.cli;

import java.lang.reflect.Proxy;

/**
 * Ctrl-C and the system's wish that the program end (SIGINT, SIGTERM) as what ends a command in an
 * orderly way, with the command's own exit status. Java has no supported class for it; where
 * {@code sun.misc.Signal} is not to be had, the program ends as it does otherwise.
 */
final class StopSignals {

    private StopSignals() {}

    /**
     * From now on a signal runs the task instead of ending the program.
     *
     * @param task
     *            run on a thread of the system's, each time
     */
    static void run(Runnable task) {
        for (String name : new String[]{"INT", "TERM"}) {
            try {
                Class<?> signal = Class.forName("sun.misc.Signal");
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
                signal.getMethod("handle", signal, handler).invoke(null,
                        signal.getConstructor(String.class).newInstance(name), own);
            } catch (ReflectiveOperationException | IllegalArgumentException e) {
                // No such class, or a signal that the system or its options keep to themselves.
                continue;
            }
        }
    }
}
