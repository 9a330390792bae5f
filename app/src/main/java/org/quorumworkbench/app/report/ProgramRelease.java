// SPDX-License-Identifier: GPL-2.0-or-later
package org.quorumworkbench.app.report;

/** Which release of the program this is. */
public final class ProgramRelease {

    private ProgramRelease() {}

    /**
     * The version that the build wrote into the jar's manifest; "development" when run from classes.
     */
    public static String number() {
        String version = ProgramRelease.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
